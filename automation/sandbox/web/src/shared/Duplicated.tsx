import type { CSSProperties, ReactNode } from "react";
import { useTenant } from "./tenant";

const PLACES: Record<"hidden" | "offscreen", CSSProperties> = {
  hidden: { display: "none" },
  // The transform makes fixed children stay inside, so that they are off the screen too.
  offscreen: { position: "absolute", left: -9999, top: 0, width: 600, transform: "translateX(0)" },
};

/** Shows a part, and before it a dead copy of it where nobody sees it, if the tenant is so set. */
export function Duplicated({ children }: { children: ReactNode }) {
  const { duplicates } = useTenant().looks;
  if (duplicates === "none") return <>{children}</>;
  return (
    <>
      <div style={PLACES[duplicates]} onClickCapture={(event) => event.stopPropagation()}>
        {children}
      </div>
      {children}
    </>
  );
}
