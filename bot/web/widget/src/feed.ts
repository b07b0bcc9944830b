// Follows a conversation as a stream that goes on where it stopped; asks now and then where streams do not work.

import { createParser, type EventSourceMessage } from "eventsource-parser";

import { type Api, Trouble } from "./api.ts";
import type { Message, Part, State } from "./shapes.ts";

export interface Listener {
  readonly onSentence: (index: number, part: number, told: Part) => void;
  readonly onMessage: (told: Message) => void;
  readonly onState: (told: State) => void;
  readonly onGone: () => void;
}

const SILENCE = 5_000;
const BETWEEN_POLLS = 3_000;
const LONGEST_WAIT = 15_000;
const POLLS_BEFORE_TRYING_AGAIN = 10;
const FAILURES_BEFORE_POLLING = 2;

export class Feed {
  readonly #api: Api;
  readonly #listener: Listener;
  #last = "";
  #isWanted = false;
  #running: AbortController | null = null;

  constructor(api: Api, listener: Listener) {
    this.#api = api;
    this.#listener = listener;
  }

  /** Everything after the event with this id, or from the beginning. */
  start(lastEventId: string): void {
    this.stop();
    this.#last = lastEventId;
    this.#isWanted = true;
    this.wake();
  }

  stop(): void {
    this.#isWanted = false;
    this.pause();
  }

  /** A hidden tab holds no connection: a browser allows six, for all tabs together. */
  pause(): void {
    this.#running?.abort();
    this.#running = null;
  }

  wake(): void {
    if (!this.#isWanted || this.#running || document.hidden) return;
    this.#running = new AbortController();
    void this.#run(this.#running.signal);
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    for (let round = 0; !signal.aborted; round += 1) {
      const polls = failures >= FAILURES_BEFORE_POLLING && round % POLLS_BEFORE_TRYING_AGAIN !== 0;
      try {
        await (polls ? this.#poll(signal) : this.#stream(signal));
        if (!polls) failures = 0;
      } catch (error) {
        if (error instanceof Trouble && error.kind === "gone") return this.#gone(signal);
        failures += 1;
      }
      await pause(polls ? BETWEEN_POLLS : Math.min(LONGEST_WAIT, 500 * 2 ** Math.min(failures, 5)), signal);
    }
  }

  async #stream(signal: AbortSignal): Promise<void> {
    const hush = new AbortController();
    // A proxy that holds streams back shows itself by silence: the server speaks at once.
    const timer = setTimeout(() => hush.abort(), SILENCE);
    signal.addEventListener("abort", () => hush.abort(), { once: true });
    try {
      const answer = await this.#api.events(this.#last, hush.signal);
      if (answer.status === 404) throw new Trouble("gone");
      if (!answer.ok || !answer.body) throw new Trouble("failed");
      const parser = createParser({ onEvent: (event) => signal.aborted || this.#hear(event, signal) });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done || signal.aborted) return;
        clearTimeout(timer);
        parser.feed(value);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const turn = await this.#api.readAfter(wholeUpTo(this.#last));
    if (signal.aborted) return;
    for (const message of turn.messages) {
      this.#last = `${message.index}.done`;
      this.#listener.onMessage(message);
    }
    this.#listener.onState(turn.state);
  }

  #hear(event: EventSourceMessage, signal: AbortSignal): void {
    if (event.id) this.#last = event.id;
    const told: unknown = JSON.parse(event.data);
    if (event.event === "sentence") {
      const [index = 0, part = 0] = (event.id ?? "").split(".").map(Number);
      this.#listener.onSentence(index, part, told as Part);
    } else if (event.event === "message") this.#listener.onMessage(told as Message);
    else if (event.event === "state") this.#listener.onState(told as State);
    else if (event.event === "gone") this.#gone(signal);
  }

  #gone(signal: AbortSignal): void {
    if (signal.aborted) return;
    this.stop();
    this.#listener.onGone();
  }
}

/** The last message an event id says was seen whole: "3.done" is 3, "3.1" is 2, none is -1. */
export function wholeUpTo(eventId: string): number {
  const [index, part] = eventId.split(".");
  const number = Number.parseInt(index ?? "", 10);
  if (Number.isNaN(number)) return -1;
  return part === "done" ? number : number - 1;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
