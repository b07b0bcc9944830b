// What a visitor does beyond writing: correct, review, send, withdraw, delete, copy.

import { Trouble } from "./api.ts";
import type { App } from "./app.ts";
import type { QuestionForm } from "./question-form.ts";
import { ReviewDesk } from "./review-desk.ts";
import type { Key } from "./words.ts";

export async function correct(app: App, form: QuestionForm, words: string): Promise<void> {
  await app.attempt(async () => {
    app.talk.take(await app.api.edit(form.field, words));
    app.announcer.say(app.t("review.saved", { field: app.t(`field.${form.field}`) }));
    app.question = null;
    app.focusOn("textarea");
  });
}

export async function openReview(app: App): Promise<void> {
  app.review = new ReviewDesk(app.api);
  app.go("review");
  await app.attempt(async () => app.review?.load());
  app.focusOn("[data-heading]");
}

export async function send(app: App): Promise<void> {
  const desk = app.review;
  if (!desk || desk.isSending) return;
  app.changed();
  await app.attempt(async () => {
    const before = app.talk.state?.handoffs.length ?? 0;
    const unseen = app.find<HTMLInputElement>(".unseen input")!;
    const sending = desk.send(unseen.value);
    // Whatever filled it in is told so once; a person who sends again gets through.
    unseen.value = "";
    app.changed();
    const sent = await sending;
    if (!sent) return app.focusOn(".errors");
    app.talk.take(sent);
    app.talk.remember({ waiting: true });
    app.go("receipt");
    const handoffs = sent.state.handoffs.slice(before);
    const told = handoffs.map(({ reference, destination_id: destination }) => ({ reference, destination }));
    app.tell("lead-submitted", { handoffs: told });
  });
}

export function withdraw(app: App, reference: string): void {
  const act = () =>
    void app.attempt(async () => {
      app.talk.take(await app.api.withdraw(reference));
      app.announcer.say(app.t("receipt.withdrawn"));
      app.focusOn("[data-heading]");
      app.tell("lead-withdrawn", { reference });
    });
  app.sure = { words: app.t("receipt.withdraw_sure", { reference: reference.replaceAll("-", "\u2011") }), yes: app.t("receipt.withdraw"), act };
  app.changed();
}

export function erase(app: App, words: Key = "receipt.delete_sure", yes: Key = "receipt.delete"): void {
  const act = () =>
    void app.attempt(async () => {
      const keeps = words === "panel.new_sure" && Boolean(app.talk.state?.handoffs.length);
      if (app.api.own && !keeps) await app.api.erase().catch(unlessGone);
      app.reset(words === "panel.new_sure" ? "" : app.t("receipt.deleted"));
      if (!keeps) app.tell("deleted");
    });
  app.sure = { words: app.t(words), yes: app.t(yes), act };
  app.isMoreOpen = false;
  app.changed();
}

/** `what` is a message's id, or "receipt". */
export async function copy(app: App, text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    app.copied = what;
    app.copiedText = "";
    app.announcer.say(app.t(what === "receipt" ? "receipt.copied" : "chat.copied"));
  } catch {
    app.copiedText = text;
    app.announcer.say(app.t("receipt.not_copied"));
  }
  app.changed();
}

function unlessGone(error: unknown): null {
  if (error instanceof Trouble && error.kind === "gone") return null;
  throw error;
}
