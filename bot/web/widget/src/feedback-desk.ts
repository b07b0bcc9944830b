// Whether an answer helped, and if not, why: asked once per answer, sent once.

import { type Api, newId, Trouble } from "./api.ts";

export const REASONS = ["wrong", "outdated", "off_topic", "unclear", "other"] as const;
export type Reason = (typeof REASONS)[number];

export interface Told {
  readonly step: "why" | "thanked";
  readonly failed: boolean;
}

export class FeedbackDesk {
  readonly #told = new Map<string, Told>();
  /** One id an answer, however often it must be sent. */
  readonly #ids = new Map<string, string>();
  readonly #api: Api;
  readonly #onChange: () => void;

  constructor(api: Api, onChange: () => void) {
    this.#api = api;
    this.#onChange = onChange;
  }

  of(messageId: string): Told | null {
    return this.#told.get(messageId) ?? null;
  }

  askWhy(messageId: string): void {
    this.#put(messageId, { step: "why", failed: false });
  }

  async send(messageId: string, helped: boolean, reason: Reason | null, comment: string): Promise<void> {
    const id = this.#ids.get(messageId) ?? newId();
    this.#ids.set(messageId, id);
    try {
      await this.#api.rate(id, messageId, helped, reason, comment.trim());
      this.#put(messageId, { step: "thanked", failed: false });
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.#put(messageId, { step: "why", failed: true });
    }
  }

  #put(messageId: string, told: Told): void {
    this.#told.set(messageId, told);
    this.#onChange();
  }
}
