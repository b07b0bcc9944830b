// The widget's words in Danish and English. A key that does not exist is a compile error.

import da from "../../static/da.json" with { type: "json" };
import en from "../../static/en.json" with { type: "json" };

import type { Both, Field, Language } from "./shapes.ts";

export type Key = keyof typeof da;

const tables: Record<Language, Record<Key, string>> = { da, en };

export type Words = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

export function wordsOf(language: Language): Words {
  const table = tables[language];
  return (key, values = {}) => table[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

export interface Choice {
  readonly code: string;
  readonly words: string;
}

/** The choices of a closed field, in the words a visitor would say in the chat. Empty for a free field. */
export function choicesFor(field: Field, language: Language): readonly Choice[] {
  return under(`choice.${field}.`, language);
}

/** The same choices as they stand in a form, where a plain yes would not tell what it answers. */
export function optionsFor(field: Field, language: Language): readonly Choice[] {
  const named = under(`option.${field}.`, language);
  return named.length ? named : choicesFor(field, language);
}

export function pick(both: Both, language: Language): string {
  return both[language];
}

/** A whole date in words; a year or anything else stays as it is. */
export function day(text: string, language: Language): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  const style: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language === "da" ? "da-DK" : "en-GB", style).format(new Date(text));
}

/** The visitor's own clock time, with the day where that is not today. */
export function clock(text: string, language: Language, now: Date): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return "";
  const today = at.toDateString() === now.toDateString();
  const style: Intl.DateTimeFormatOptions = today
    ? { hour: "2-digit", minute: "2-digit" }
    : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(language === "da" ? "da-DK" : "en-GB", style).format(at);
}

function under(prefix: string, language: Language): readonly Choice[] {
  return Object.entries(tables[language])
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, words]) => ({ code: key.slice(prefix.length), words }));
}
