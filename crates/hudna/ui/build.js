// Builds each script by itself into one file, by what `vite.config.js` says.
import { build } from "vite";

const SCRIPTS = {
  form: "src/form/main.ts",
  worker: "src/worker.ts",
  map: "src/map/main.ts",
  verify: "src/verify/main.ts",
};

let first = true;
for (const [name, source] of Object.entries(SCRIPTS)) {
  // what an earlier build left goes once; files that are copied as they are, too
  await build({ publicDir: first ? "public" : false, build: { emptyOutDir: first, rollupOptions: { input: { [name]: source } } } });
  first = false;
}
