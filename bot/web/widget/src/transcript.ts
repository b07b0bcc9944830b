// Everything said, in order, and how much of it stands on the screen yet: proved sentences, one after another.

import { cut, type Passage, passageOf, passageOfParts } from "./passage.ts";
import type { Author, Message, Part } from "./shapes.ts";

export interface Entry {
  readonly index: number;
  readonly author: Author;
  readonly message: Message | null;
  readonly parts: readonly Part[];
  /** Sentences shown so far. */
  readonly shown: number;
  /** All of it is shown. */
  readonly isWhole: boolean;
  readonly isStopped: boolean;
}

export class Transcript {
  #entries: readonly Entry[] = [];
  /** By message, or by the sentences while there is none. */
  #passages = new WeakMap<object, Passage>();

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get lastMessage(): Message | null {
    return this.#entries.findLast((entry) => entry.message)?.message ?? null;
  }

  /** The id of the last event that was taken, to go on after. */
  get lastEventId(): string {
    const last = this.lastMessage;
    return last ? `${last.index}.done` : "";
  }

  get isShowing(): boolean {
    return this.#entries.some((entry) => !entry.isWhole && !entry.isStopped);
  }

  has(id: string): boolean {
    return this.#entries.some((entry) => entry.message?.id === id);
  }

  /** Whether something was said to the message with this id. */
  isAnswered(id: string): boolean {
    const heard = this.#entries.find((entry) => entry.message?.id === id);
    return heard !== undefined && this.#entries.some((entry) => entry.index > heard.index && entry.message !== null);
  }

  clear(): void {
    this.#entries = [];
  }

  takeSentence(index: number, part: number, told: Part): void {
    const entry = this.#at(index, "bot");
    if (entry.message || entry.parts.length !== part) return;
    this.#put({ ...entry, parts: [...entry.parts, told] });
  }

  /** A bot's message of more sentences than `atOnce` is shown little by little; everything else stands there at once. */
  takeMessage(message: Message, atOnce: number): void {
    const entry = this.#at(message.index, message.author);
    if (entry.message) return;
    const paced = message.author === "bot" && message.parts.length > atOnce;
    this.#put({
      ...entry,
      author: message.author,
      message,
      parts: message.parts,
      shown: paced ? Math.min(entry.shown, message.parts.length) : message.parts.length,
      isWhole: !paced,
    });
  }

  /** Show so many sentences more. Returns the message that became whole by it, if one did. */
  advance(by: number): Message | null {
    const entry = this.#entries.find((one) => !one.isWhole && !one.isStopped);
    if (!entry) return null;
    if (entry.shown < entry.parts.length) {
      this.#put({ ...entry, shown: entry.shown + by });
      return null;
    }
    if (!entry.message) return null;
    this.#put({ ...entry, isWhole: true });
    return entry.message;
  }

  get canAdvance(): boolean {
    const entry = this.#entries.find((one) => !one.isWhole && !one.isStopped);
    return entry !== undefined && (entry.shown < entry.parts.length || entry.message !== null);
  }

  /** Leave unfinished answers where they are. */
  stop(): void {
    this.#entries = this.#entries.map((entry) => (entry.isWhole ? entry : { ...entry, isStopped: true }));
  }

  /** An answer that came after the visitor pressed Stop: there when asked for, and not before. */
  hide(index: number): void {
    const entry = this.#entries.find((one) => one.index === index);
    if (entry) this.#put({ ...entry, shown: 0, isWhole: false, isStopped: true });
  }

  isWhole(index: number): boolean {
    return this.#entries.some((entry) => entry.index === index && entry.isWhole);
  }

  showRest(index: number): void {
    const entry = this.#entries.find((one) => one.index === index);
    if (entry) this.#put({ ...entry, isStopped: false, shown: entry.parts.length, isWhole: entry.message !== null });
  }

  textOf(entry: Entry): string {
    const known = entry.message ?? entry.parts;
    const passage = this.#passages.get(known) ?? (entry.message ? passageOf(entry.message) : passageOfParts(entry.parts));
    this.#passages.set(known, passage);
    return entry.isWhole ? passage.text : cut(passage, entry.shown);
  }

  #at(index: number, author: Author): Entry {
    return (
      this.#entries.find((entry) => entry.index === index) ?? {
        index,
        author,
        message: null,
        parts: [],
        shown: 0,
        isWhole: false,
        isStopped: false,
      }
    );
  }

  #put(entry: Entry): void {
    const others = this.#entries.filter((one) => one.index !== entry.index);
    this.#entries = [...others, entry].sort((one, other) => one.index - other.index);
  }
}
