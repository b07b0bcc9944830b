import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryKey } from "../src/host.ts";
import { Memory, storageOf } from "../src/memory.ts";

class FakeStorage implements Storage {
  readonly kept = new Map<string, string>();
  isFull = false;
  get length(): number {
    return this.kept.size;
  }
  clear = (): void => this.kept.clear();
  key = (): string | null => null;
  getItem = (key: string): string | null => this.kept.get(key) ?? null;
  removeItem = (key: string): void => void this.kept.delete(key);
  setItem = (key: string, value: string): void => {
    if (this.isFull) throw new Error("full");
    this.kept.set(key, value);
  };
}

test("reading writes nothing", () => {
  const storage = new FakeStorage();
  assert.equal(new Memory("k", storage, 0).kept, null);
  assert.equal(storage.length, 0);
});

test("what was kept is there the next time, until it expires", () => {
  const storage = new FakeStorage();
  new Memory("k", storage, 0).keep({ id: "c1", token: "t", until: 100 });
  assert.equal(new Memory("k", storage, 99).kept?.id, "c1");
  assert.equal(new Memory("k", storage, 101).kept, null);
});

test("forgetting leaves nothing", () => {
  const storage = new FakeStorage();
  const memory = new Memory("k", storage, 0);
  memory.keep({ id: "c1", until: 100 });
  memory.forget();
  assert.equal(storage.length, 0);
  assert.equal(memory.kept, null);
});

test("nonsense, a full store and a forbidden one are lived with", () => {
  const storage = new FakeStorage();
  storage.kept.set("k", "{nonsense");
  const memory = new Memory("k", storage, 0);
  storage.isFull = true;
  memory.keep({ id: "c1", until: 100 });
  assert.equal(memory.kept?.id, "c1");
  const forbidden = { get localStorage(): Storage { throw new Error("forbidden"); } };
  assert.equal(storageOf(forbidden), null);
  new Memory("k", null, 0).forget();
});

test("a change in another tab is read, and one of another key is not ours", () => {
  const storage = new FakeStorage();
  const memory = new Memory("k", storage, 0);
  new Memory("k", storage, 0).keep({ id: "c2", until: 100 });
  assert.equal(memory.reread(1)?.id, "c2");
  assert.deepEqual([memory.is("k"), memory.is(null), memory.is("other")], [true, true, false]);
});

test("each server and site has its own place", () => {
  assert.equal(memoryKey("https://a.example", ""), "indgang https://a.example");
  assert.notEqual(memoryKey("https://a.example", "x"), memoryKey("https://a.example", "y"));
});
