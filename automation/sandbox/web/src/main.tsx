import { StrictMode, Suspense, lazy } from "react";
import { createRoot } from "react-dom/client";
import "./shared/fonts.css";
import { readAppearance } from "./shared/appearance";
import { bff } from "./shared/bff";
import { startI18n } from "./shared/i18n";
import { readSessionHint } from "./shared/sessionHint";
import { TenantProvider } from "./shared/tenant";
import type { Bootstrap } from "./shared/types";

const VARIANTS = {
  live: lazy(() => import("./live/LiveApp")),
  redesign: lazy(() => import("./redesign/RedesignApp")),
};

async function start(root: HTMLElement): Promise<void> {
  await readSessionHint();
  const bootstrap = await bff.get<Bootstrap>("/bootstrap");
  await startI18n(bootstrap.language, bootstrap.renamed);
  const App = VARIANTS[readAppearance(bootstrap.appearance).variant];
  createRoot(root).render(
    <StrictMode>
      <TenantProvider first={bootstrap}>
        <Suspense fallback={null}>
          <App />
        </Suspense>
      </TenantProvider>
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
start(root).catch((error: unknown) => {
  root.textContent = `The screens could not start: ${String(error)}`;
});
