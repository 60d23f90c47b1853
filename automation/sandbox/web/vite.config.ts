import { readFileSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Address of a running sandbox, for `npm run dev` only. */
const server = process.env.SANDBOX_URL;

/** The font comes by a style sheet, where Vite does not look for licences. */
const fontLicence: Plugin = {
  name: "font-licence",
  generateBundle() {
    const source = readFileSync("node_modules/@fontsource-variable/inter/LICENSE", "utf-8");
    this.emitFile({ type: "asset", fileName: "licence-of-the-font.txt", source });
  },
};

export default defineConfig({
  plugins: [react(), fontLicence],
  // The package's own entries are CommonJS, whose default export an ES module sees as an object.
  resolve: { alias: [{ find: /^@mui\/icons-material\/(\w+)$/, replacement: "@mui/icons-material/esm/$1.js" }] },
  build: { outDir: "../static", emptyOutDir: true, license: { fileName: "licences.md" } },
  server: { proxy: server ? { "/bff": server, "/oauth/token": server, "/api": server } : {} },
});
