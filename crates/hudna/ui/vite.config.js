// Files without names that change, so that the program can hold them: the form and its worker, and the islands of pages. Each is built by itself
// (`build.js`), so that each is one file whatever modules they share; no part is loaded later.
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname ?? new URL(".", import.meta.url).pathname,
  base: "/form/",
  publicDir: "public",
  build: {
    outDir: process.env.HUDNA_UI_OUT ?? "dist",
    emptyOutDir: false,
    target: "es2022",
    minify: "esbuild",
    sourcemap: false,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      // tests ask the verifier by itself
      preserveEntrySignatures: "exports-only",
      output: { entryFileNames: "[name].js", format: "es" },
    },
  },
});
