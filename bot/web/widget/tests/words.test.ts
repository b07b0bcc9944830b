import assert from "node:assert/strict";
import { test } from "node:test";

import { choicesFor, clock, day, optionsFor, wordsOf } from "../src/words.ts";

test("holes are filled, and a missing value leaves nothing behind", () => {
  assert.equal(wordsOf("da")("chat.left", { left: 12 }), "12 tegn tilbage");
  assert.equal(wordsOf("en")("chat.left"), " characters left");
});

test("a closed field has its choices in both languages, a free one none", () => {
  assert.deepEqual(
    choicesFor("ce_status", "da").map((choice) => choice.code),
    choicesFor("ce_status", "en").map((choice) => choice.code),
  );
  assert.deepEqual(choicesFor("product", "da"), []);
  assert.notDeepEqual(optionsFor("data_access", "da"), choicesFor("data_access", "da"));
  assert.deepEqual(optionsFor("ce_status", "da"), choicesFor("ce_status", "da"));
});

test("a date is written out, a year stays a year, and anything else stays as it is", () => {
  assert.equal(day("2024-11-21", "da"), "21. november 2024");
  assert.equal(day("2024-11-21", "en"), "21 November 2024");
  assert.equal(day("2026", "da"), "2026");
  assert.equal(day("<b>", "da"), "<b>");
});

test("a time of today is a clock time, another has its day, and none is nothing", () => {
  const now = new Date("2026-11-25T14:00:00");
  assert.equal(clock("2026-11-25T12:05:00", "da", now), "12.05");
  assert.equal(clock("2026-11-24T12:05:00", "en", now), "24 Nov, 12:05");
  assert.equal(clock("", "da", now), "");
});
