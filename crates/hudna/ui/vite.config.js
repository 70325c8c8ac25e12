// Files without names that change, so that the program can hold them: the form and its worker, and the islands of pages. They share no module, so
// that each is one file; no part is loaded later.
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname ?? new URL(".", import.meta.url).pathname,
  base: "/form/",
  publicDir: "public",
  build: {
    outDir: process.env.HUDNA_UI_OUT ?? "dist",
    emptyOutDir: true,
    target: "es2022",
    minify: "esbuild",
    sourcemap: false,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { form: "src/form/main.ts", worker: "src/worker.ts", map: "src/map/main.ts", verify: "src/verify/main.ts" },
      // tests ask the verifier by itself
      preserveEntrySignatures: "exports-only",
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js", format: "es" },
    },
  },
});
