import assert from "node:assert/strict";
import { test } from "node:test";

import { cut, origin, originsOf, passageOf, passageOfParts, readable, split } from "../src/passage.ts";
import type { Citation } from "../src/shapes.ts";

const PARTS = [
  { text: "Region Syddanmark har én indgang.", markers: [1] },
  { text: "SDSI svarer.", markers: [1, 2] },
];

test("marks stand where proved sentences end, and the text's own numbers give way", () => {
  const { text, ends } = passageOf({
    text: "Ja. Region Syddanmark har én indgang. [1] SDSI svarer. [1][2]\n\nEr det CE-mærket?",
    parts: PARTS,
  });
  assert.equal(readable(text), "Ja. Region Syddanmark har én indgang. [1] SDSI svarer. [1] [2]\n\nEr det CE-mærket?");
  assert.equal(ends.length, 2);
});

test("a passage is shown sentence by sentence, and what follows waits for the whole", () => {
  const passage = passageOf({ text: "Ja. Region Syddanmark har én indgang. SDSI svarer. Mere?", parts: PARTS });
  assert.equal(cut(passage, 0), "");
  assert.equal(readable(cut(passage, 1)), "Ja. Region Syddanmark har én indgang. [1]");
  assert.equal(readable(cut(passage, 2)), "Ja. Region Syddanmark har én indgang. [1] SDSI svarer. [1] [2]");
  assert.equal(cut(passage, 9), cut(passage, 2));
});

test("an answer that is still coming is its sentences so far", () => {
  assert.equal(readable(passageOfParts(PARTS).text), "Region Syddanmark har én indgang. [1] SDSI svarer. [1] [2]");
  assert.deepEqual(passageOfParts([]), { text: "", ends: [] });
});

test("a sentence that is not in the text leaves the text as it is", () => {
  const { text, ends } = passageOf({ text: "Noget andet.", parts: PARTS });
  assert.equal(text, "Noget andet.");
  assert.deepEqual(ends, [0, 0]);
});

test("nobody else can write a mark", () => {
  const { text } = passageOf({ text: "Her \uE0009\uE001 er", parts: [] });
  assert.deepEqual(split(text), ["Her 9 er"]);
});

test("text and marks come in turn", () => {
  assert.deepEqual(split(passageOfParts(PARTS).text), [
    "Region Syddanmark har én indgang.",
    1,
    " SDSI svarer.",
    1,
    2,
  ]);
});

test("a link may lead where the sources stand, and an address is http or nothing", () => {
  const citation = { url: "https://example.org/a?b" } as Citation;
  assert.deepEqual([...originsOf([citation, { url: "javascript:alert(1)" } as Citation])], ["https://example.org"]);
  for (const url of ["javascript:alert(1)", "data:text/html,x", "//x.example", "", "mailto:a@b.example", "ftp://x.example"]) {
    assert.equal(origin(url), "");
  }
});
