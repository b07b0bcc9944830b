import assert from "node:assert/strict";
import { test } from "node:test";

import { html, type TemplateResult } from "lit/html.js";

import { markdown } from "../src/markdown.ts";

interface Directive {
  readonly values: readonly [unknown, () => unknown];
}

/** The template as text: enough of a renderer to see which elements would stand there. */
function text(shown: unknown): string {
  if (Array.isArray(shown)) return shown.map(text).join("");
  if (typeof shown === "string" || typeof shown === "number") return String(shown).replaceAll("<", "&lt;");
  if (typeof shown !== "object" || shown === null) return "";
  if ("_$litDirective$" in shown) return text((shown as unknown as Directive).values[1]());
  const { strings, values } = shown as TemplateResult;
  return strings.map((piece, place) => piece + (place < values.length ? text(values[place]) : "")).join("");
}

function drawn(source: string): string {
  const shown = markdown(source, {
    origins: new Set(["https://example.org"]),
    tableLabel: "Tabel",
    mark: (marker) => html`<button>${marker}</button>`,
    version: 1,
  });
  return text(shown).replace(/\s+/g, " ").trim();
}

test("paragraphs, emphasis, lists and tables are drawn", () => {
  assert.equal(drawn("En **to** *tre* `fire`"), "<p>En <strong>to</strong> <em>tre</em> <code>fire</code></p>");
  assert.match(drawn("- a\n- b"), /<ul><li>a<\/li><li>b<\/li><\/ul>/);
  assert.match(drawn("1. a\n2. b"), /<ol start=1><li>a<\/li>/);
  assert.match(drawn("| a |\n|---|\n| b |"), /<th scope="col">a<\/th>.*<td>b<\/td>/);
  assert.match(drawn("> a"), /<blockquote><p>a<\/p><\/blockquote>/);
  assert.match(drawn("# a"), /role="heading" aria-level="4">a</);
});

test("a sentence that opens with a date is no list", () => {
  assert.equal(drawn("1. januar 2027 bliver to regioner til én."), "<p>1. januar 2027 bliver to regioner til én.</p>");
});

test("HTML is text", () => {
  assert.equal(drawn("<script>alert(1)</script>"), "<p>&lt;script>alert(1)&lt;/script></p>");
  assert.equal(drawn("a <img src=x> b"), "<p>a &lt;img src=x> b</p>");
});

test("an image is its description", () => {
  assert.equal(drawn("![et billede](https://example.org/p.png)"), "<p>et billede</p>");
});

test("a link leads to the sources' own places, to a plain address, or nowhere", () => {
  assert.match(drawn("[kilden](https://example.org/a)"), /<a href=https:\/\/example.org\/a target="_blank"/);
  assert.equal(drawn("[klik](https://evil.example/a)"), "<p>klik (https://evil.example/a)</p>");
  assert.equal(drawn("https://evil.example/a"), "<p>https://evil.example/a</p>");
  assert.equal(drawn("[x](javascript:alert)"), "<p>x (javascript:alert)</p>");
  assert.equal(drawn("mia@example.org"), "<p><a href=mailto:mia@example.org>mia@example.org</a></p>");
  assert.doesNotMatch(drawn("[x](mailto:a@b.example?bcc=c@d.example)"), /<a/);
});

test("marks are buttons", () => {
  assert.equal(drawn("Sandt.\uE0001\uE001"), "<p>Sandt.<button>1</button></p>");
});
