// One conversation: what was said, what is on its way, and what stands in the way. Knows nothing of screens.

import { type Api, newId, Trouble } from "./api.ts";
import { Feed } from "./feed.ts";
import type { Memory } from "./memory.ts";
import type { Conversation, Language, Message, State, Turn } from "./shapes.ts";
import { Transcript } from "./transcript.ts";

const BETWEEN_SENTENCES = 260;
/** So many sentences may be drawn in one go without making a slow phone stutter. */
const AT_ONCE = 10;
const DAY = 86_400_000;

export interface Pending {
  readonly id: string;
  readonly text: string;
  readonly phase: "sending" | "failed" | "stopped";
}

export interface Listener {
  readonly onChange: () => void;
  /** A message stands whole on the screen for the first time. */
  readonly onWhole: (message: Message) => void;
  readonly onState: (state: State) => void;
  /** The conversation is no more; `draft` is what was not heard yet. */
  readonly onGone: (draft: string) => void;
  readonly movesSlowly: () => boolean;
  readonly languageToOpenIn: () => Language | null;
}

export class Talk {
  readonly transcript = new Transcript();
  state: State | null = null;
  pending: Pending | null = null;
  trouble: Trouble | null = null;
  /** How long to keep what the browser remembers, in days. */
  keepDays = 30;
  /** Until a retry makes sense, after too many at once. */
  secondsLeft = 0;
  readonly #api: Api;
  readonly #memory: Memory;
  readonly #listener: Listener;
  readonly #feed: Feed;
  /** Ids of messages whose answer the visitor did not want to wait for. */
  readonly #stopped = new Set<string>();
  #posting: AbortController | null = null;
  #counting: ReturnType<typeof setInterval> | undefined;
  #pace: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, memory: Memory, listener: Listener) {
    this.#api = api;
    this.#memory = memory;
    this.#listener = listener;
    this.#feed = new Feed(api, {
      onSentence: (index, part, told) => this.#taken(() => this.transcript.takeSentence(index, part, told)),
      onMessage: (message) => this.#taken(() => this.#takeMessage(message)),
      onState: (state) => this.#taken(() => this.#takeState(state)),
      onGone: () => this.#gone(),
    });
  }

  get isBusy(): boolean {
    return this.pending?.phase === "sending" || this.transcript.isShowing;
  }

  get hasBegun(): boolean {
    return this.pending !== null || this.transcript.entries.length > 0;
  }

  /** Pick up a remembered conversation: everything said so far, and what was on its way. */
  async resume(): Promise<void> {
    const kept = this.#memory.kept;
    if (!kept?.id) return this.#sendPending();
    this.#api.own = { id: kept.id, token: kept.token };
    try {
      const conversation = await this.#api.read();
      this.trouble = null;
      this.take(conversation);
      this.#feed.start(this.transcript.lastEventId);
      this.#sendPending();
    } catch (error) {
      this.#failed(error);
    }
    this.#listener.onChange();
  }

  /** Returns whether the message was taken; one at a time is. */
  say(text: string): boolean {
    if (this.isBusy || this.pending?.phase === "failed") return false;
    this.pending = { id: newId(), text, phase: "sending" };
    this.remember({ pending: { id: this.pending.id, text }, draft: "" });
    void this.#deliver();
    return true;
  }

  /** The same id goes along with every retry, so a message is heard once however often it is sent. */
  retry(): void {
    if (this.pending && this.pending.phase !== "sending") void this.#deliver();
    else if (!this.pending) void this.resume();
  }

  /** Stop waiting or showing. What the server has understood by then stays understood. */
  stop(): void {
    this.transcript.stop();
    clearTimeout(this.#pace);
    this.#pace = undefined;
    if (this.pending?.phase === "sending") {
      this.pending = { ...this.pending, phase: "stopped" };
      this.#stopped.add(this.pending.id);
      this.#posting?.abort();
    }
    this.#listener.onChange();
  }

  /** Give up sending; returns what was written. */
  takeBack(): string {
    const text = this.pending?.text ?? "";
    this.pending = this.trouble = null;
    this.remember({ pending: null });
    this.#listener.onChange();
    return text;
  }

  showRest(index: number): void {
    this.transcript.showRest(index);
    this.#listener.onChange();
  }

  take(conversation: Conversation): void {
    for (const message of conversation.messages) this.transcript.takeMessage(message, Infinity);
    this.#takeState(conversation.state);
    this.#settle();
  }

  pause(): void {
    this.#feed.pause();
  }

  /** The tab is back: on screen, on line, or from the back/forward cache. */
  wake(): void {
    if (this.#api.own) this.#feed.wake();
    if (this.pending?.phase === "failed" && this.trouble?.kind === "offline") this.retry();
    else if (this.trouble?.kind === "offline" && this.#api.own) void this.resume();
  }

  forget(): void {
    this.#feed.stop();
    this.#posting?.abort();
    clearTimeout(this.#pace);
    this.#pace = undefined;
    this.transcript.clear();
    this.#api.own = null;
    this.state = this.pending = this.trouble = null;
    this.#memory.forget();
  }

  remember(change: Parameters<Memory["keep"]>[0]): void {
    this.#memory.keep({ ...change, until: Date.now() + this.keepDays * DAY });
  }

  #sendPending(): void {
    const waiting = this.#memory.kept?.pending;
    if (!waiting || this.pending) return;
    if (this.transcript.isAnswered(waiting.id)) return this.remember({ pending: null });
    this.pending = { ...waiting, phase: "sending" };
    void this.#deliver();
  }

  async #deliver(): Promise<void> {
    const { id, text } = this.pending ?? { id: "", text: "" };
    this.trouble = null;
    this.pending = { id, text, phase: "sending" };
    this.#posting = new AbortController();
    this.#listener.onChange();
    try {
      if (!this.#api.own) await this.#open();
      const turn = await this.#api.say(id, text, this.#posting.signal);
      if (this.pending?.id === id) this.#taken(() => this.#takeTurn(turn));
    } catch (error) {
      if (this.pending?.id === id) this.#failed(error);
    }
    this.#listener.onChange();
  }

  async #open(): Promise<void> {
    const opened = await this.#api.open(this.#listener.languageToOpenIn());
    this.#api.own = { id: opened.id, token: opened.token };
    this.remember({ id: opened.id, token: opened.token });
    this.#takeState(opened.state);
    this.#feed.start("");
  }

  #failed(error: unknown): void {
    if (!(error instanceof Trouble)) {
      if (this.pending?.phase === "stopped") return;
      throw error;
    }
    if (error.kind === "gone") return this.#gone();
    this.trouble = error;
    if (error.kind === "limit") this.#wait(error.seconds);
    if (this.pending) this.pending = { ...this.pending, phase: "failed" };
  }

  /** Count down to the moment when a retry makes sense. */
  #wait(seconds: number): void {
    this.secondsLeft = seconds;
    clearInterval(this.#counting);
    this.#counting = setInterval(() => {
      this.secondsLeft -= 1;
      if (this.secondsLeft <= 0) clearInterval(this.#counting);
      this.#listener.onChange();
    }, 1_000);
  }

  #gone(): void {
    const draft = this.pending?.text ?? "";
    this.forget();
    this.trouble = new Trouble("gone");
    this.#listener.onGone(draft);
  }

  #takeTurn(turn: Turn): void {
    for (const message of turn.messages) this.#takeMessage(message);
    this.#takeState(turn.state);
  }

  #takeMessage(message: Message): void {
    if (this.transcript.has(message.id)) return;
    this.transcript.takeMessage(message, this.#listener.movesSlowly() ? 0 : AT_ONCE);
    const before = this.transcript.entries.find((entry) => entry.index === message.index - 1)?.message;
    if (message.author === "bot" && before && this.#stopped.has(before.id)) this.transcript.hide(message.index);
    else if (this.transcript.isWhole(message.index)) this.#listener.onWhole(message);
  }

  #takeState(state: State): void {
    this.state = state;
    this.#listener.onState(state);
  }

  #taken(take: () => void): void {
    take();
    this.#settle();
    this.#step();
    this.#listener.onChange();
  }

  #settle(): void {
    if (!this.pending || !this.transcript.isAnswered(this.pending.id)) return;
    this.pending = null;
    this.trouble = null;
    this.remember({ pending: null });
  }

  #step(): void {
    if (this.#pace !== undefined || !this.transcript.canAdvance) return;
    const slowly = this.#listener.movesSlowly();
    const whole = this.transcript.advance(slowly ? 1 : AT_ONCE);
    if (whole) this.#listener.onWhole(whole);
    this.#pace = setTimeout(
      () => {
        this.#pace = undefined;
        this.#step();
        this.#listener.onChange();
      },
      slowly ? BETWEEN_SENTENCES : 0,
    );
  }
}
