// Shows what was said: proved sentences one after another, then their numbered sources.

import { el, fill, moves, safeUrl } from "./dom.js";
import { day, pick, t } from "./words.js";

const BETWEEN_SENTENCES = 280;

export class Transcript {
  constructor(list, { onWhole }) {
    this.list = list;
    this.onWhole = onWhole;
    this.entries = new Map();
    this.pending = null;
    this.timer = null;
    this.named = "";
  }

  get lastIndex() {
    return Math.max(-1, ...[...this.entries.values()].filter((entry) => entry.message).map((entry) => entry.index));
  }

  get lastMessage() {
    return this.entries.get(this.lastIndex)?.message;
  }

  get isShowing() {
    return [...this.entries.values()].some((entry) => !entry.whole);
  }

  clear() {
    clearTimeout(this.timer);
    this.timer = null;
    this.entries.clear();
    this.pending = null;
    fill(this.list);
  }

  // A message on its way to the server, shown at once.
  expect(id, text) {
    this.forgetPending();
    const said = el("li", { class: "message visitor waiting", tabindex: "-1" }, who("visitor"), el("p", { text }));
    const searching = el("li", { class: "searching", text: t("chat.searching") });
    this.list.append(said, searching);
    this.pending = { id, said, searching };
    return said;
  }

  stopSearching() {
    this.pending?.searching.remove();
  }

  forgetPending() {
    this.pending?.said.remove();
    this.pending?.searching.remove();
    this.pending = null;
  }

  takeSentence(index, part, sentence) {
    const entry = this.entry(index, "bot");
    if (entry.message || entry.segments.length > part) return;
    entry.segments.push(sentence);
    this.show();
  }

  takeMessage(message, { slowly = true } = {}) {
    const entry = this.entry(message.index, message.author);
    if (entry.message) return;
    entry.message = message;
    const already = entry.shown ? entry.segments[entry.shown - 1].text : null;
    entry.segments = segmentsOf(message);
    // Sentences that already stand on the screen stay; what goes before and between them joins at once.
    entry.shown = 0;
    fill(entry.body);
    const seen = already === null ? -1 : entry.segments.findIndex((segment) => segment.text === already);
    const atOnce = slowly && moves() && message.author === "bot" ? seen + 1 : entry.segments.length;
    while (entry.shown < atOnce) this.showNext(entry);
    if (message.id === this.pending?.id) {
      if (document.activeElement === this.pending.said) entry.item.focus({ preventScroll: true });
      this.pending.said.remove();
    }
    this.show();
  }

  entry(index, author) {
    if (!this.entries.has(index)) {
      const body = el("div", { class: "words" });
      const item = el("li", { class: `message ${author}`, tabindex: "-1" }, who(author), body);
      const later = [...this.entries.values()].filter((entry) => entry.index > index);
      const next = later.sort((one, other) => one.index - other.index)[0];
      const waiting = [this.pending?.said, this.pending?.searching].find((one) => one?.isConnected);
      this.list.insertBefore(item, next?.item ?? waiting ?? null);
      this.entries.set(index, { index, item, body, segments: [], shown: 0, message: null, whole: false });
    }
    return this.entries.get(index);
  }

  show() {
    if (this.timer) return;
    const entry = [...this.entries.values()].sort((one, other) => one.index - other.index).find((one) => !one.whole);
    if (!entry) return;
    if (entry.shown < entry.segments.length) {
      this.stopSearching();
      this.showNext(entry);
      this.timer = setTimeout(() => this.again(), moves() ? BETWEEN_SENTENCES : 0);
    } else if (entry.message) {
      this.finish(entry);
      this.show();
    }
  }

  again() {
    this.timer = null;
    this.show();
  }

  showNext(entry) {
    const { text, markers, isBlock } = entry.segments[entry.shown++];
    const marks = markers.map((marker) => this.marker(entry, marker));
    entry.body.append(el("span", { class: isBlock ? "sentence block" : "sentence" }, text, ...marks), " ");
  }

  marker(entry, marker) {
    const citation = entry.message?.citations.find((one) => one.marker === marker);
    const label = t("source.one", { marker, title: citation?.title ?? "" });
    const open = () => {
      const source = entry.item.querySelector(`[data-marker="${marker}"]`);
      if (!source) return;
      source.open = true;
      source.querySelector("summary").focus();
    };
    return el("button", { type: "button", class: "marker", "aria-label": label, onclick: open, text: marker });
  }

  finish(entry) {
    entry.whole = true;
    const { message } = entry;
    const named = message.routes.map((route) => route.destination_id).join(" ");
    // The same destinations below every message would only be in the way.
    if (named && named !== this.named) entry.item.append(routes(message.routes));
    this.named = named || this.named;
    if (message.citations.length) entry.item.append(sources(message.citations));
    this.onWhole(message, entry.item);
  }
}

// A message's text cut where its proved sentences stand, so that each can carry its numbers as buttons.
// The text's own "[1]" is for those who read it without a page.
function segmentsOf({ text, parts }) {
  const segments = [];
  let rest = text;
  for (const part of parts) {
    const at = rest.indexOf(part.text);
    if (at < 0) continue;
    const between = rest.slice(0, at);
    const isBlock = segments.length > 0 && between.includes("\n\n");
    if (withoutNumbers(between)) segments.push({ text: withoutNumbers(between), markers: [], isBlock });
    segments.push({ text: part.text, markers: part.markers, isBlock });
    rest = rest.slice(at + part.text.length);
  }
  for (const block of rest.split("\n\n")) {
    if (withoutNumbers(block)) segments.push({ text: withoutNumbers(block), markers: [], isBlock: segments.length > 0 });
  }
  return segments;
}

function withoutNumbers(text) {
  return text.replace(/\[\d+\]/g, "").trim();
}

function who(author) {
  const key = { visitor: "chat.you", bot: "chat.bot", staff: "chat.staff" }[author];
  return el("p", { class: "who", text: t(key) });
}

function sources(citations) {
  return el(
    "div",
    { class: "sources" },
    el("p", { class: "small", text: t("source.list") }),
    el("ol", {}, citations.map((citation) => el("li", { value: citation.marker }, source(citation)))),
  );
}

function source(citation) {
  const facts = [
    ["source.document", citation.source_title],
    ["source.owner", citation.owner],
    ["source.section", citation.section],
    ["source.as_of", day(citation.as_of)],
  ].filter(([, value]) => value);
  const url = safeUrl(citation.url);
  return el(
    "details",
    { "data-marker": citation.marker },
    el("summary", {}, el("span", { class: "number", text: citation.marker }), ` ${citation.title}`),
    el("blockquote", { text: citation.quote }),
    el("dl", {}, facts.map(([key, value]) => el("div", {}, el("dt", { text: t(key) }), el("dd", { text: value })))),
    url && el("a", { href: url, target: "_blank", rel: "noopener noreferrer", text: t("source.open") }),
  );
}

function routes(found) {
  return el(
    "div",
    { class: "routes" },
    el("p", { class: "small", text: t("route.title") }),
    el(
      "ul",
      {},
      found.map((route) =>
        el("li", {}, el("strong", { text: pick(route.name) }), el("span", { class: "because", text: pick(route.reason) })),
      ),
    ),
  );
}

