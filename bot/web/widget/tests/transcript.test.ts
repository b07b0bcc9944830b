import assert from "node:assert/strict";
import { test } from "node:test";

import { readable } from "../src/passage.ts";
import type { Message } from "../src/shapes.ts";
import { Transcript } from "../src/transcript.ts";

function message(index: number, changed: Partial<Message> = {}): Message {
  return {
    index,
    id: `m${index}`,
    author: index % 2 ? "bot" : "visitor",
    text: "En. To.",
    sent_at: "2026-11-25T12:00:00Z",
    parts: [],
    citations: [],
    outcome: null,
    asks_for: null,
    routes: [],
    ...changed,
  };
}

const PARTS = [
  { text: "En.", markers: [1] },
  { text: "To.", markers: [] },
];

test("a message taken twice stands there once, in its place", () => {
  const transcript = new Transcript();
  transcript.takeMessage(message(1), false);
  transcript.takeMessage(message(0), false);
  transcript.takeMessage(message(1), false);
  assert.deepEqual(transcript.entries.map((entry) => entry.index), [0, 1]);
  assert.equal(transcript.lastEventId, "1.done");
});

test("sentences are shown one after another, and the message is whole after the last", () => {
  const transcript = new Transcript();
  transcript.takeMessage(message(1, { parts: PARTS }), true);
  const shown: string[] = [];
  while (transcript.canAdvance) {
    const whole = transcript.advance();
    shown.push(readable(transcript.textOf(transcript.entries[0]!)) + (whole ? "!" : ""));
  }
  assert.deepEqual(shown, ["En. [1]", "En. [1] To.", "En. [1] To.!"]);
});

test("sentences that came before the message stay where they stand", () => {
  const transcript = new Transcript();
  transcript.takeSentence(1, 0, PARTS[0]!);
  transcript.advance();
  assert.equal(transcript.canAdvance, false);
  transcript.takeSentence(1, 0, PARTS[0]!);
  transcript.takeSentence(1, 5, PARTS[1]!);
  transcript.takeMessage(message(1, { parts: PARTS }), true);
  assert.equal(transcript.entries[0]!.shown, 1);
  assert.equal(transcript.entries[0]!.parts.length, 2);
});

test("a stopped answer waits to be asked for", () => {
  const transcript = new Transcript();
  transcript.takeMessage(message(1, { parts: PARTS }), true);
  transcript.advance();
  transcript.stop();
  assert.equal(transcript.isShowing, false);
  assert.equal(transcript.canAdvance, false);
  transcript.showRest(1);
  assert.equal(transcript.isWhole(1), true);
});

test("a message is answered when something was said after it", () => {
  const transcript = new Transcript();
  transcript.takeMessage(message(0), false);
  assert.equal(transcript.isAnswered("m0"), false);
  transcript.takeSentence(1, 0, PARTS[0]!);
  assert.equal(transcript.isAnswered("m0"), false);
  transcript.takeMessage(message(1), false);
  assert.equal(transcript.isAnswered("m0"), true);
  assert.equal(transcript.isAnswered("unknown"), false);
});
