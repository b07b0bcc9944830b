// Talks to the server as one visitor. Every deed carries an id made here, so that a repeat changes nothing.

import type { Both, Conversation, Field, Language, Opened, Review, Turn, Welcome } from "./shapes.ts";

/** `offline` never reached the server; `gone` is a conversation that is no more; `limit` says how long to wait. */
export type Kind = "offline" | "failed" | "limit" | "gone" | "closed" | "conflict" | "refused";

export class Trouble extends Error {
  readonly kind: Kind;
  readonly seconds: number;
  /** The server's own words, where it gave some. */
  readonly words: Both | null;

  constructor(kind: Kind, seconds = 0, words: Both | null = null) {
    super(kind);
    this.kind = kind;
    this.seconds = seconds;
    this.words = words;
  }
}

export interface Own {
  readonly id: string;
  readonly token: string;
}

/** A visitor's consent. `left_empty` is what stands in the field nobody sees: nothing, where a person sends. */
export interface Agreed {
  readonly id: string;
  readonly destinations: readonly string[];
  readonly notice_id: string;
  readonly consent: true;
  readonly left_empty?: string | undefined;
}

export class Api {
  readonly #base: string;
  readonly #site: string;
  own: Own | null = null;

  /** `base` is the server's address without a path; `site` the key the site was given, or empty. */
  constructor(base: string, site: string) {
    this.#base = base;
    this.#site = site;
  }

  get address(): string {
    return this.#base;
  }

  welcome = (): Promise<Welcome> => this.#ask("GET", "/welcome");

  open = (language: Language | null): Promise<Opened> => this.#ask("POST", "/conversations", { language });

  read = (): Promise<Conversation> => this.#ask("GET", this.#mine(""));

  readAfter = (index: number): Promise<Turn> => this.#ask("GET", this.#mine(`/messages?after=${index}`));

  say = (id: string, text: string, signal: AbortSignal): Promise<Turn> =>
    this.#ask("POST", this.#mine("/messages"), { id, text }, signal);

  edit = (field: Field, value: string): Promise<Conversation> =>
    this.#ask("PUT", this.#mine(`/fields/${field}`), { id: newId(), value });

  review = (): Promise<Review> => this.#ask("GET", this.#mine("/review"));

  consent = (agreed: Agreed): Promise<Conversation> => this.#ask("POST", this.#mine("/consent"), agreed);

  withdraw = (reference: string): Promise<Conversation> =>
    this.#ask("POST", this.#mine("/withdraw"), { id: newId(), reference });

  erase = (): Promise<null> => this.#ask("DELETE", this.#mine(""));

  rate = (id: string, messageId: string, helped: boolean, reason: string | null, comment: string): Promise<null> =>
    this.#ask("POST", this.#mine(`/messages/${encodeURIComponent(messageId)}/feedback`), {
      id,
      helped,
      reason,
      comment,
    });

  events = (lastEventId: string, signal: AbortSignal): Promise<Response> =>
    this.#fetch("GET", this.#mine("/events"), undefined, signal, {
      Accept: "text/event-stream",
      ...(lastEventId && { "Last-Event-ID": lastEventId }),
    });

  #mine(path: string): string {
    return `/conversations/${encodeURIComponent(this.own?.id ?? "")}${path}`;
  }

  #fetch(
    method: string,
    path: string,
    body: unknown,
    signal: AbortSignal | undefined,
    extra: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const headers: Record<string, string> = { ...extra };
    if (this.own) headers["Authorization"] = `Bearer ${this.own.token}`;
    if (this.#site) headers["X-Indgang-Site"] = this.#site;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    return fetch(`${this.#base}/api/v1${path}`, {
      method,
      headers,
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  }

  async #ask<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    let answer: Response;
    try {
      answer = await this.#fetch(method, path, body, signal, { Accept: "application/json" });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Trouble("offline");
    }
    if (answer.status === 204) return null as T;
    const told: unknown = await answer.json().catch(() => null);
    if (answer.ok && told !== null) return told as T;
    throw troubleOf(answer.status, Number(answer.headers.get("Retry-After") ?? 0), told);
  }
}

export function troubleOf(status: number, seconds: number, told: unknown): Trouble {
  const said = told as { readonly message_da?: unknown; readonly message_en?: unknown } | null;
  const words =
    typeof said?.message_da === "string" && typeof said.message_en === "string"
      ? { da: said.message_da, en: said.message_en }
      : null;
  return new Trouble(kindOf(status), seconds, words);
}

function kindOf(status: number): Kind {
  if (status === 404 || status === 401 || status === 410) return "gone";
  if (status === 409) return "conflict";
  if (status === 429) return "limit";
  if (status === 503) return "closed";
  return status >= 400 && status < 500 ? "refused" : "failed";
}

/** A UUID. `randomUUID` exists only on secure pages, and a test page on plain http is not one. */
export function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
