// What would be sent, and to whom: edited field by field, agreed to recipient by recipient, sent once.

import { type Agreed, type Api, newId, Trouble } from "./api.ts";
import type { Conversation, Field, Recipient, Review, ReviewField } from "./shapes.ts";

const EMAIL = /^\S+@\S+\.\S+$/;

export type Wrong =
  | { readonly kind: "field"; readonly field: Field; readonly label: string }
  | { readonly kind: "email"; readonly field: Field; readonly label: string }
  | { readonly kind: "recipient" };

export class ReviewDesk {
  review: Review | null = null;
  readonly ticked = new Set<string>();
  readonly typed = new Map<Field, string>();
  wrongs: readonly Wrong[] = [];
  isSending = false;
  readonly #api: Api;
  /** What was agreed to and not heard to have arrived: tried again as it was, so that it is sent once. */
  #attempt: Agreed | null = null;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Raises Trouble. */
  async load(): Promise<void> {
    const review = await this.#api.review();
    this.review = review;
    for (const field of review.fields) {
      if (field.required && !field.value && !this.typed.has(field.field)) this.typed.set(field.field, "");
    }
    const offered = new Set(review.recipients.filter((one) => !one.consented).map((one) => one.destination_id));
    for (const id of this.ticked) if (!offered.has(id)) this.ticked.delete(id);
  }

  get needed(): readonly ReviewField[] {
    return (this.review?.fields ?? []).filter((field) => field.required || field.value);
  }

  get optional(): readonly ReviewField[] {
    return (this.review?.fields ?? []).filter((field) => !field.required && !field.value);
  }

  isOpen(field: Field): boolean {
    return this.typed.has(field);
  }

  edit(field: ReviewField): void {
    this.typed.set(field.field, field.value);
  }

  cancel(field: Field): void {
    this.typed.delete(field);
  }

  /** Raises Trouble. Returns the conversation as it stands afterwards, or nothing where a field is wrong. */
  async save(field: ReviewField): Promise<Conversation | null> {
    const value = (this.typed.get(field.field) ?? "").trim();
    this.wrongs = this.#wrongField(field, value);
    if (this.wrongs.length) return null;
    const conversation = await this.#api.edit(field.field, value);
    this.typed.delete(field.field);
    await this.load();
    return conversation;
  }

  tick(recipient: Recipient, isTicked: boolean): void {
    this.#attempt = null;
    if (isTicked) this.ticked.add(recipient.destination_id);
    else this.ticked.delete(recipient.destination_id);
  }

  /** Raises Trouble. Returns nothing where something is wrong: see `wrongs`. */
  async send(unseen?: string): Promise<Conversation | null> {
    if (this.isSending || !this.review) return null;
    this.isSending = true;
    try {
      this.wrongs = this.#findWrongs(this.review);
      if (this.wrongs.length) return null;
      if (!this.#attempt) {
        for (const field of this.review.fields) await this.#saveIfTyped(field);
        await this.load();
        this.#attempt = { id: newId(), destinations: [...this.ticked], notice_id: this.review.notice_id, consent: true };
      }
      const sent = await this.#api.consent({ ...this.#attempt, left_empty: unseen });
      this.#attempt = null;
      this.ticked.clear();
      return sent;
    } catch (error) {
      // Something moved meanwhile, the notice or the recipients: show it as it is now.
      if (error instanceof Trouble && (error.kind === "conflict" || error.kind === "refused")) {
        this.#attempt = null;
        await this.load();
      }
      throw error;
    } finally {
      this.isSending = false;
    }
  }

  async #saveIfTyped(field: ReviewField): Promise<void> {
    const value = this.typed.get(field.field)?.trim();
    if (value === undefined) return;
    if (value !== field.value) await this.#api.edit(field.field, value);
    this.typed.delete(field.field);
  }

  #findWrongs(review: Review): readonly Wrong[] {
    const wrongs = review.fields.flatMap((field) =>
      this.#wrongField(field, this.typed.get(field.field)?.trim() ?? field.value),
    );
    return this.ticked.size ? wrongs : [...wrongs, { kind: "recipient" }];
  }

  #wrongField(field: ReviewField, value: string): readonly Wrong[] {
    if (!value) return field.required ? [{ kind: "field", field: field.field, label: field.label }] : [];
    const isEmail = field.field !== "contact_email" || EMAIL.test(value);
    return isEmail ? [] : [{ kind: "email", field: field.field, label: field.label }];
  }
}
