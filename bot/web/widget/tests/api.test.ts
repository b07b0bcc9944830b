import assert from "node:assert/strict";
import { test } from "node:test";

import { Api, newId, Trouble, troubleOf } from "../src/api.ts";
import { wholeUpTo } from "../src/feed.ts";

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

function serverThatSays(status: number, body: unknown, headers: Record<string, string> = {}): Asked[] {
  const asked: Asked[] = [];
  globalThis.fetch = (url, init) => {
    asked.push({ url: String(url), init: init ?? {} });
    const text = body === null ? null : JSON.stringify(body);
    return Promise.resolve(new Response(text, { status, headers }));
  };
  return asked;
}

test("the token, the site and the id go along, and no cookie does", async () => {
  const asked = serverThatSays(200, { messages: [] });
  const api = new Api("https://server.example", "site-key");
  api.own = { id: "c/1", token: "secret" };
  await api.say("id-1", "Hej", new AbortController().signal);
  const [{ url, init } = { url: "", init: {} }] = asked;
  assert.equal(url, "https://server.example/api/v1/conversations/c%2F1/messages");
  assert.equal(init.credentials, "omit");
  const headers = init.headers as Record<string, string>;
  assert.equal(headers["Authorization"], "Bearer secret");
  assert.deepEqual(JSON.parse(String(init.body)), { id: "id-1", text: "Hej" });
});

test("each way to fail has its name", async () => {
  const kinds = [404, 410, 409, 429, 503, 500, 422].map((status) => troubleOf(status, 0, null).kind);
  assert.deepEqual(kinds, ["gone", "gone", "conflict", "limit", "closed", "failed", "refused"]);
  const { words, seconds } = troubleOf(429, 12, { message_da: "Vent", message_en: "Wait" });
  assert.deepEqual([words, seconds], [{ da: "Vent", en: "Wait" }, 12]);
  assert.equal(troubleOf(500, 0, { message_da: 1 }).words, null);
});

test("an answer that is no JSON is a failure, and none at all is the line's", async () => {
  const api = new Api("https://server.example", "");
  globalThis.fetch = () => Promise.resolve(new Response("<html>", { status: 502 }));
  await assert.rejects(api.welcome(), (error) => error instanceof Trouble && error.kind === "failed");
  globalThis.fetch = () => Promise.reject(new TypeError("no line"));
  await assert.rejects(api.welcome(), (error) => error instanceof Trouble && error.kind === "offline");
});

test("deleting returns nothing", async () => {
  serverThatSays(204, null);
  assert.equal(await new Api("https://server.example", "").erase(), null);
});

test("an id is a UUID even where the browser makes none", () => {
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  assert.match(newId(), pattern);
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  assert.match(newId(), pattern);
});

test("an event's id says what was seen whole", () => {
  assert.deepEqual(["", "nonsense", "0.done", "3.0", "3.done"].map(wholeUpTo), [-1, -1, 0, 2, 3]);
});
