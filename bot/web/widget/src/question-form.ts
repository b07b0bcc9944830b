// A question of the assistant's as a form: what is chosen or typed, and the words that answer in the chat.

import type { Field, Language, Slot } from "./shapes.ts";
import { choicesFor, type Key } from "./words.ts";

/** Fields where more than one answer makes sense. */
const SEVERAL: ReadonlySet<Field> = new Set(["need"]);
const EMAIL = /^\S+@\S+\.\S+$/;
export const OTHER = "other";

export class QuestionForm {
  readonly field: Field;
  /** Asked again by the visitor's wish: the answer corrects an earlier one. */
  readonly isCorrection: boolean;
  readonly chosen = new Set<string>();
  typed = "";
  error: Key | null = null;

  constructor(field: Field, slots: readonly Slot[], isCorrection: boolean) {
    this.field = field;
    this.isCorrection = isCorrection;
    const known = slots.filter((slot) => slot.field === field);
    for (const slot of known) if (slot.code && this.hasChoices) this.chosen.add(slot.code);
    if (!this.chosen.size) this.typed = known.map((slot) => slot.value).join(", ");
  }

  get hasChoices(): boolean {
    return choicesFor(this.field, "da").length > 0;
  }

  get isSeveral(): boolean {
    return SEVERAL.has(this.field);
  }

  choose(code: string, isChosen: boolean): void {
    if (!this.isSeveral) this.chosen.clear();
    if (isChosen) this.chosen.add(code);
    else this.chosen.delete(code);
    this.error = null;
  }

  /** The words that answer, or nothing: then `error` says why. */
  answer(language: Language): string {
    const typed = this.typed.trim();
    const wantsTyped = !this.hasChoices || this.chosen.has(OTHER);
    const words = choicesFor(this.field, language)
      .filter((choice) => this.chosen.has(choice.code))
      .map((choice) => choice.words);
    if (wantsTyped && typed) words.push(typed);
    this.error = this.#wrong(wantsTyped, typed, words);
    return this.error ? "" : words.join(". ");
  }

  #wrong(wantsTyped: boolean, typed: string, words: readonly string[]): Key | null {
    if (wantsTyped && !typed) return "question.error_empty";
    if (!words.length) return "question.error_none";
    return this.field === "contact_email" && !EMAIL.test(typed) ? "question.error_email" : null;
  }
}
