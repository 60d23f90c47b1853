import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** `SANDBOX_URL` is the address of a running sandbox, for `npm run dev` only. */
declare const process: { env: Record<string, string | undefined> };
const server = process.env.SANDBOX_URL;

export default defineConfig({
  plugins: [react()],
  // The package's own entries are CommonJS, whose default export an ES module sees as an object.
  resolve: { alias: [{ find: /^@mui\/icons-material\/(\w+)$/, replacement: "@mui/icons-material/esm/$1.js" }] },
  build: { outDir: "../static", emptyOutDir: true, sourcemap: false, chunkSizeWarningLimit: 700 },
  server: { proxy: server ? { "/bff": server, "/oauth/token": server, "/api": server } : {} },
});
