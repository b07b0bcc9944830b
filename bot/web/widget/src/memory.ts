// What the browser remembers of a conversation. Nothing is written before the visitor pressed Start.

import type { Language } from "./shapes.ts";

export interface Kept {
  readonly id: string;
  readonly token: string;
  readonly language: Language;
  /** Whether the panel stood open, so that a reload or the next page opens it again. */
  readonly open: boolean;
  /** Whether an inquiry was sent, so that staff may answer while the panel is closed. */
  readonly waiting: boolean;
  /** A message the server has not been heard to keep yet. Sent again under the same id, it is heard once. */
  readonly pending: { readonly id: string; readonly text: string } | null;
  readonly draft: string;
  /** The highest index that was shown, to part what is new. */
  readonly seen: number;
  /** Milliseconds since 1970; after that it is forgotten. */
  readonly until: number;
}

const EMPTY: Kept = {
  id: "",
  token: "",
  language: "da",
  open: true,
  waiting: false,
  pending: null,
  draft: "",
  seen: -1,
  until: 0,
};

export class Memory {
  readonly #key: string;
  readonly #storage: Storage | null;
  #kept: Kept | null = null;

  constructor(key: string, storage: Storage | null, now: number) {
    this.#key = key;
    this.#storage = storage;
    this.#kept = this.#read(now);
  }

  get kept(): Kept | null {
    return this.#kept;
  }

  /** Whether a change came from another tab: read it. */
  reread(now: number): Kept | null {
    this.#kept = this.#read(now);
    return this.#kept;
  }

  keep(change: Partial<Kept>): void {
    this.#kept = { ...(this.#kept ?? EMPTY), ...change };
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(this.#kept));
    } catch {
      // A full or forbidden store: the conversation lives on in this tab alone.
    }
  }

  forget(): void {
    this.#kept = null;
    try {
      this.#storage?.removeItem(this.#key);
    } catch {
      // Nothing could be written there either.
    }
  }

  is(key: string | null): boolean {
    return key === null || key === this.#key;
  }

  #read(now: number): Kept | null {
    try {
      const found = JSON.parse(this.#storage?.getItem(this.#key) ?? "null") as Partial<Kept> | null;
      if (!found || typeof found !== "object" || (found.until ?? 0) < now) return null;
      return { ...EMPTY, ...found };
    } catch {
      return null;
    }
  }
}

/** The page's own storage, or none where the browser refuses it. */
export function storageOf(window: { readonly localStorage: Storage }): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
