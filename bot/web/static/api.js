// Talks to the server as one visitor, and remembers which conversation is theirs.

import { shown, t } from "./words.js";

const KEY = "indgang";
const own = { id: "", token: "" };

export class Trouble extends Error {
  constructor(status, words, seconds) {
    super(words);
    this.status = status;
    this.seconds = seconds;
  }
}

export const hasConversation = () => Boolean(own.id);

export function recall() {
  try {
    Object.assign(own, JSON.parse(sessionStorage.getItem(KEY) ?? "{}"));
  } catch {
    forget();
  }
  return hasConversation();
}

export function forget() {
  own.id = own.token = "";
  sessionStorage.removeItem(KEY);
}

// Nothing is kept in the browser before the first message is sent.
export async function open() {
  const { id, token } = await ask("POST", "/conversations", { language: shown.chosen ? shown.language : null });
  Object.assign(own, { id, token });
  sessionStorage.setItem(KEY, JSON.stringify(own));
}

export const newId = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
  );

export const welcome = () => ask("GET", "/welcome");
export const read = () => ask("GET", mine(""));
export const readAfter = (index) => ask("GET", mine(`/messages?after=${index}`));
export const say = (id, text) => ask("POST", mine("/messages"), { id, text });
export const edit = (field, value) => ask("PUT", mine(`/fields/${field}`), { id: newId(), value });
export const review = () => ask("GET", mine("/review"));
export const consent = (id, destinations, notice_id) =>
  ask("POST", mine("/consent"), { id, destinations, notice_id, consent: true });
export const withdraw = (reference) => ask("POST", mine("/withdraw"), { id: newId(), reference });
export const erase = () => ask("DELETE", mine(""));

export const events = (lastEventId, signal) =>
  fetch(`/api/v1${mine("/events")}`, {
    headers: { Authorization: `Bearer ${own.token}`, ...(lastEventId && { "Last-Event-ID": lastEventId }) },
    signal,
  });

const mine = (path) => `/conversations/${encodeURIComponent(own.id)}${path}`;

async function ask(method, path, body) {
  const headers = { Accept: "application/json" };
  if (own.token) headers.Authorization = `Bearer ${own.token}`;
  if (body) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(`/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Trouble(0, t(navigator.onLine ? "trouble.failed" : "trouble.offline"), 0);
  }
  if (answer.status === 204) return null;
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return told;
  const words = told[`message_${shown.language}`] ?? t("trouble.failed");
  throw new Trouble(answer.status, words, Number(answer.headers.get("Retry-After") ?? 0));
}
