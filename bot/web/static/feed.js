// Follows the conversation as a stream that goes on where it stopped; asks now and then when streams do not work.

import { events, readAfter } from "./api.js";

const LONGEST_WAIT = 15000;

export class Feed {
  constructor({ onSentence, onMessage, onState, onGone }) {
    Object.assign(this, { onSentence, onMessage, onState, onGone });
    this.last = "";
    this.running = null;
    document.addEventListener("visibilitychange", () => this.wanted && (document.hidden ? this.pause() : this.run()));
  }

  start(lastEventId) {
    this.stop();
    this.last = lastEventId;
    this.wanted = true;
    this.run();
  }

  stop() {
    this.wanted = false;
    this.pause();
  }

  pause() {
    this.running?.abort();
    this.running = null;
  }

  async run() {
    if (this.running || document.hidden) return;
    const running = (this.running = new AbortController());
    let failures = 0;
    while (!running.signal.aborted) {
      try {
        await (failures < 3 ? this.stream(running.signal, () => (failures = 0)) : this.poll(running.signal));
      } catch {
        failures += 1;
      }
      await pause(Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(failures, 3)), running.signal);
    }
  }

  async stream(signal, onByte) {
    const answer = await events(this.last, signal);
    if (answer.status === 404) return this.gone();
    if (!answer.ok) throw new Error(String(answer.status));
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done || signal.aborted) return undefined;
      onByte();
      text = (text + value).replaceAll("\r\n", "\n");
      const blocks = text.split("\n\n");
      text = blocks.pop();
      for (const block of blocks) this.hear(block);
    }
  }

  async poll(signal) {
    const turn = await readAfter(parseInt(this.last, 10) || (this.last ? 0 : -1));
    if (signal.aborted) return;
    for (const message of turn.messages) {
      this.last = `${message.index}.done`;
      this.onMessage(message);
    }
    this.onState(turn.state);
  }

  hear(block) {
    const event = { event: "message", data: "", id: "" };
    for (const line of block.split("\n")) {
      const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      if (name) event[name] = value;
    }
    if (!event.data) return;
    if (event.id) this.last = event.id;
    const told = JSON.parse(event.data);
    if (event.event === "sentence") {
      const [index, part] = event.id.split(".").map(Number);
      this.onSentence(index, part, told);
    } else if (event.event === "message") this.onMessage(told);
    else if (event.event === "state") this.onState(told);
    else if (event.event === "gone") this.gone();
  }

  gone() {
    this.stop();
    this.onGone();
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
