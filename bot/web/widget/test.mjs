// Bundles the tests for Node and runs them with Node's own runner.

import { spawnSync } from "node:child_process";
import { readdir } from "node:fs/promises";

import { build } from "vite";

const OUT = "node_modules/.tests";
const names = (await readdir("tests")).filter((name) => name.endsWith(".test.ts"));
await build({
  configFile: false,
  logLevel: "warn",
  build: {
    target: "node20",
    ssr: true,
    outDir: OUT,
    emptyOutDir: true,
    rollupOptions: { input: names.map((name) => `tests/${name}`), output: { entryFileNames: "[name].mjs" } },
  },
});
const files = names.map((name) => `${OUT}/${name.replace(/\.ts$/, ".mjs")}`);
process.exit(spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1);
