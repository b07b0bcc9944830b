// Builds dist/: the panel under its content's name, the loader that knows that name, and the hashes to pin them by.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

import { build } from "vite";

const DIST = "dist";
const BUDGET = { loader: 4_096, panel: 45_000 };


/** A style sheet's blanks that mean nothing. */
const smallStyles = {
  name: "small-styles",
  enforce: "pre",
  transform: (code, id) =>
    id.includes("/src/styles/")
      ? { code: code.replace(/\n\s+/g, "\n").replace(/([:,;{}>])\s+(?=[^\s`])/g, "$1").replace(/ ([{>])/g, "$1").replace(/;\}/g, "}"), map: null }
      : null,
};

/** What a minifier leaves alone: the indents inside templates. */
const noIndents = {
  name: "no-indents",
  enforce: "pre",
  transform: (code, id) => (id.includes("/src/") ? { code: code.replace(/\n\s+/g, "\n"), map: null } : null),
};

/** Of marked only the lexer is used. Without its ready-made instance, what it would draw HTML with falls out. */
const lexerAlone = {
  name: "lexer-alone",
  transform(code, id) {
    if (!id.endsWith("/marked.esm.js")) return null;
    const from = code.search(/var \w+=new \w+;function \w+\(\w+,\w+\)\{return \w+\.parse\(/);
    const lexer = /[{,](\w+) as Lexer[,}]/.exec(code)?.[1];
    if (from < 0 || !lexer) throw new Error("marked looks different now: see what lexer-alone in build.mjs may leave out");
    return { code: `${code.slice(0, from)}export{${lexer} as Lexer};`, map: null };
  },
};

const isPanels = (key) => !key.startsWith("status.");

/** Lit notes its version on the page's window. That is the page's, and nothing here reads it. */
const noGlobals = {
  name: "no-globals",
  transform(code, id) {
    if (!id.endsWith("/lit-html.js")) return null;
    const quiet = code.replace(/(\w+=\w+)\.litHtmlPolyfillSupport;\w+\?\.\(\w+,\w+\),\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, "$1;");
    if (quiet === code) throw new Error("lit-html looks different now: see what no-globals in build.mjs may leave out");
    return { code: quiet, map: null };
  },
};

/** Both tables have the same keys in the same order: the second is made of its values and the first one's keys.
 * What only the status page says stays out. */
const keysOnce = {
  name: "keys-once",
  enforce: "pre",
  async load(id) {
    if (!/\/(da|en)\.json$/.test(id)) return null;
    const [da, en] = await Promise.all(["da", "en"].map((language) => id.replace(/\w+\.json$/, `${language}.json`)).map(async (path) => JSON.parse(await readFile(path, "utf8"))));
    if (Object.keys(da).join() !== Object.keys(en).join()) throw new Error("da.json and en.json differ in keys or their order");
    const own = (table) => Object.fromEntries(Object.entries(table).filter(([key]) => isPanels(key)));
    if (id.endsWith("/da.json")) return { code: `export default ${JSON.stringify(own(da))};`, moduleType: "js", map: null };
    const code = `import da from "./da.json";
      const values = ${JSON.stringify(Object.values(own(en)))};
      export default Object.fromEntries(Object.keys(da).map((key, place) => [key, values[place]]));`;
    return { code, moduleType: "js", map: null };
  },
};

const common = { configFile: false, logLevel: "warn", publicDir: false, appType: "custom", plugins: [smallStyles, keysOnce, lexerAlone, noGlobals, noIndents] };
const target = "es2022";

async function buildPanel() {
  const output = { entryFileNames: "panel.[hash].js", codeSplitting: false };
  const made = await build({
    ...common,
    build: {
      target,
      outDir: DIST,
      emptyOutDir: true,
      modulePreload: false,
      rollupOptions: { input: "src/panel.ts", output: { ...output, format: "es" }, preserveEntrySignatures: "strict" },
    },
  });
  return made.output.find((file) => file.type === "chunk" && file.isEntry).fileName;
}

const hashOf = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

async function buildLoader(panel) {
  await build({
    ...common,
    define: { PANEL_FILE: JSON.stringify(panel), PANEL_HASH: JSON.stringify(hashOf(await readFile(`${DIST}/${panel}`))) },
    build: {
      target,
      outDir: DIST,
      emptyOutDir: false,
      rollupOptions: { input: "src/loader.ts", output: { format: "iife", entryFileNames: "loader.js" } },
    },
  });
}

/** The same loader under its content's name, for pages that pin it: what it names never changes. */
async function pinLoader() {
  const bytes = await readFile(`${DIST}/loader.js`);
  const name = `loader.${createHash("sha256").update(bytes).digest("base64url").slice(0, 8)}.js`;
  await writeFile(`${DIST}/${name}`, bytes);
  return name;
}

async function writeManifest(files) {
  const entries = {};
  for (const [name, file] of Object.entries(files)) {
    const bytes = await readFile(`${DIST}/${file}`);
    entries[name] = { file, integrity: hashOf(bytes), bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  }
  await writeFile(`${DIST}/manifest.json`, `${JSON.stringify(entries, null, 2)}\n`);
  return entries;
}

async function writeLicences() {
  const texts = [];
  for (const name of ["lit", "lit-html", "@lit/reactive-element", "marked", "eventsource-parser"]) {
    const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
    const text = await readFile(`node_modules/${name}/LICENSE`, "utf8").catch(() => readFile(`node_modules/${name}/LICENSE.md`, "utf8"));
    texts.push(`${name} ${version}\n\n${text.trim()}\n`);
  }
  await writeFile(`${DIST}/licenses.txt`, texts.join(`\n${"-".repeat(80)}\n\n`));
}

const panel = await buildPanel();
await buildLoader(panel);
const entries = await writeManifest({ loader: "loader.js", pinned: await pinLoader(), panel });
await writeLicences();
for (const [name, { file, gzip }] of Object.entries(entries)) {
  const budget = name === "panel" ? BUDGET.panel : BUDGET.loader;
  console.log(`${file}: ${gzip} bytes gzip (at most ${budget})`);
  if (gzip > budget) {
    console.error(`${file} is too big: see what was added, or raise the budget in build.mjs knowingly.`);
    process.exitCode = 1;
  }
}
