// Starting, writing, sending, stopping.

import type { App } from "./app.ts";
import { QuestionForm } from "./question-form.ts";
import type { Field } from "./shapes.ts";

export const LONGEST = 4_000;
const STOP_IS_NOT_A_SLIP = 600;

export function start(app: App): void {
  app.talk.keepDays = app.welcome?.retention_days ?? app.talk.keepDays;
  app.talk.remember({ language: app.language, open: true });
  app.tell("started");
  app.note = "";
  app.go("chat");
}

export function say(app: App, text: string, from: "composer" | "form" | "suggestion" = "composer"): void {
  const words = text.trim();
  app.composerError = words ? (words.length > LONGEST ? "chat.over" : null) : "chat.empty";
  if (app.composerError) {
    if (app.composerError === "chat.empty") app.announcer.say(app.t("chat.empty"));
    return app.changed();
  }
  if (!app.talk.say(words)) return;
  app.saidAt = Date.now();
  app.question = null;
  app.newAfter = null;
  app.note = "";
  if (from === "composer") app.draft = "";
  else app.focusOn(".message.pending");
  app.announcer.say(app.t("chat.searching"));
  app.tell("message-sent");
  app.isFollowing = true;
  app.changed();
}

export function stop(app: App): void {
  if (Date.now() - app.saidAt < STOP_IS_NOT_A_SLIP) return;
  app.talk.stop();
  app.announcer.say(app.t("chat.stopped"));
  app.focusOn("textarea");
}

export function type(app: App, text: string): void {
  app.draft = text;
  app.composerError = null;
  if (app.memory.kept) app.talk.remember({ draft: text });
  app.changed();
}

export function askAgain(app: App, field: Field): void {
  app.question = new QuestionForm(field, app.talk.state?.slots ?? [], true);
  app.focusOn(".question input, .question textarea");
}
