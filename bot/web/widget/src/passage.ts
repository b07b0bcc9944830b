// A message's text with its proof in place: marks stand where proved sentences end, and it can be cut there.

import type { Citation, Message, Part } from "./shapes.ts";

const OPEN = "\uE000";
const CLOSE = "\uE001";
const PRIVATE = /[\uE000-\uF8FF]/g;
const OWN_NUMBERS = /^(?:\s*\[\d+\])+/;

export interface Passage {
  readonly text: string;
  /** Where each proved sentence ends in `text`, its marks included. */
  readonly ends: readonly number[];
}

/** What is known so far of an answer that is still coming. */
export function passageOfParts(parts: readonly Part[]): Passage {
  let text = "";
  const ends = parts.map((part) => (text += `${text && " "}${marked(part)}`).length);
  return { text, ends };
}

/** The whole message. Its own "[1]" is for those who read it without marks, and gives way to them. */
export function passageOf(message: Pick<Message, "text" | "parts">): Passage {
  let rest = plain(message.text);
  let text = "";
  const ends: number[] = [];
  for (const part of message.parts) {
    const words = plain(part.text);
    const at = rest.indexOf(words);
    if (at >= 0) {
      text += rest.slice(0, at) + marked(part);
      rest = rest.slice(at + words.length).replace(OWN_NUMBERS, "");
    }
    ends.push(text.length);
  }
  return { text: text + rest, ends };
}

/** The passage as far as its first `shown` sentences. What follows the last one waits for the message to be whole. */
export function cut(passage: Passage, shown: number): string {
  return passage.text.slice(0, passage.ends[Math.min(shown, passage.ends.length) - 1] ?? 0);
}

/** Plain text and mark numbers in turn. */
export function split(text: string): readonly (string | number)[] {
  return text
    .split(/\uE000(\d+)\uE001/)
    .map((piece, place) => (place % 2 ? Number(piece) : piece))
    .filter((piece) => piece !== "");
}

/** The same text for a clipboard: marks as [1]. */
export function readable(text: string): string {
  return text.replace(/\uE000(\d+)\uE001/g, " [$1]");
}

/** The places a link in this message may lead: those its own sources stand at, and nowhere else. */
export function originsOf(citations: readonly Citation[]): ReadonlySet<string> {
  return new Set(citations.map((citation) => origin(citation.url)).filter((found) => found !== ""));
}

/** The origin of a web address, or nothing for whatever else calls itself one. */
export function origin(url: string): string {
  try {
    const parsed = new URL(url);
    return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.origin : "";
  } catch {
    return "";
  }
}

function marked(part: Part): string {
  return plain(part.text) + part.markers.map((marker) => `${OPEN}${marker}${CLOSE}`).join("");
}

/** Nobody but us may write marks. */
function plain(text: string): string {
  return text.replace(PRIVATE, "");
}
