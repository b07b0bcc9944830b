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
  transcript.takeMessage(message(1), Infinity);
  transcript.takeMessage(message(0), Infinity);
  transcript.takeMessage(message(1), Infinity);
  assert.deepEqual(transcript.entries.map((entry) => entry.index), [0, 1]);
  assert.equal(transcript.lastEventId, "1.done");
});

test("sentences are shown one after another, and the message is whole after the last", () => {
  const transcript = new Transcript();
  transcript.takeMessage(message(1, { parts: PARTS }), 0);
  const shown: string[] = [];
  while (transcript.canAdvance) {
    const whole = transcript.advance(1);
    shown.push(readable(transcript.textOf(transcript.entries[0]!)) + (whole ? "!" : ""));
  }
  assert.deepEqual(shown, ["En. [1]", "En. [1] To.", "En. [1] To.!"]);
});

test("sentences that came before the message stay where they stand", () => {
  const transcript = new Transcript();
  transcript.takeSentence(1, 0, PARTS[0]!);
  transcript.advance(1);
  assert.equal(transcript.canAdvance, false);
  transcript.takeSentence(1, 0, PARTS[0]!);
  transcript.takeSentence(1, 5, PARTS[1]!);
  transcript.takeMessage(message(1, { parts: PARTS }), 0);
  assert.equal(transcript.entries[0]!.shown, 1);
  assert.equal(transcript.entries[0]!.parts.length, 2);
});

test("a stopped answer waits to be asked for", () => {
  const transcript = new Transcript();
  transcript.takeMessage(message(1, { parts: PARTS }), 0);
  transcript.advance(1);
  transcript.stop();
  assert.equal(transcript.isShowing, false);
  assert.equal(transcript.canAdvance, false);
  transcript.showRest(1);
  assert.equal(transcript.isWhole(1), true);
});

test("a message is answered when something was said after it", () => {
  const transcript = new Transcript();
  transcript.takeMessage(message(0), Infinity);
  assert.equal(transcript.isAnswered("m0"), false);
  transcript.takeSentence(1, 0, PARTS[0]!);
  assert.equal(transcript.isAnswered("m0"), false);
  transcript.takeMessage(message(1), Infinity);
  assert.equal(transcript.isAnswered("m0"), true);
  assert.equal(transcript.isAnswered("unknown"), false);
});

test("a long message comes in portions, a short one at once", () => {
  const transcript = new Transcript();
  transcript.takeMessage(message(1, { parts: PARTS }), PARTS.length);
  assert.equal(transcript.isShowing, false);
  const long = Array.from({ length: 5 }, (_, number) => ({ text: `Sætning ${number}.`, markers: [] }));
  transcript.takeMessage(message(3, { parts: long, text: long.map((part) => part.text).join(" ") }), 2);
  const steps = [];
  while (transcript.canAdvance) {
    transcript.advance(2);
    steps.push(transcript.entries[1]?.isWhole);
  }
  assert.deepEqual(steps, [false, false, false, true]);
});
