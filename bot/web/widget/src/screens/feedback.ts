// Whether an answer helped; where it did not, why.

import { html, nothing, type TemplateResult } from "lit/html.js";

import type { App } from "../app.ts";
import { copy } from "../deeds.ts";
import { REASONS, type Reason } from "../feedback-desk.ts";
import type { Message } from "../shapes.ts";

export function feedback(app: App, message: Message, text: string): TemplateResult {
  const { t } = app;
  const told = app.feedback.of(message.id);
  const copying = html`<button type="button" class="link" @click=${() => copy(app, text, message.id)}>
    ${t(app.copied === message.id ? "chat.copied" : "chat.copy")}
  </button>`;
  if (app.copiedText === text) {
    return html`<div class="note">
      <p>${t("receipt.not_copied")}</p>
      <pre tabindex="0">${text}</pre>
    </div>`;
  }
  if (told?.step === "thanked") return html`<div class="feedback"><p>${t("feedback.thanks")}</p>${copying}</div>`;
  if (told?.step === "why") return why(app, message, told.failed);
  if (!app.welcome?.takes_feedback) return html`<div class="feedback">${copying}</div>`;
  const yes = () => {
    void app.feedback.send(message.id, true, null, "");
    app.announcer.say(t("feedback.thanks"));
    app.focusOn(`[data-index="${message.index}"]`);
  };
  const no = () => {
    app.feedback.askWhy(message.id);
    app.focusOn(`[data-index="${message.index}"] .why input`);
  };
  return html`<div class="feedback">
    <div class="row" role="group" aria-label=${t("feedback.ask")}>
      <span>${t("feedback.ask")}</span>
      <button type="button" class="link" @click=${yes}>${t("feedback.yes")}</button>
      <button type="button" class="link" @click=${no}>${t("feedback.no")}</button>
    </div>
    ${copying}
  </div>`;
}

function why(app: App, message: Message, failed: boolean): TemplateResult {
  const { t } = app;
  const name = `why-${message.index}`;
  const send = (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const reason = (form.get(name) as Reason | null) ?? "other";
    void app.feedback.send(message.id, false, reason, String(form.get("comment") ?? "")).then(() => {
      if (app.feedback.of(message.id)?.step === "thanked") app.announcer.say(t("feedback.thanks"));
      app.focusOn(`[data-index="${message.index}"]`);
    });
  };
  return html`<form class="why card" @submit=${send}>
    <fieldset>
      <legend>${t("feedback.why")}</legend>
      ${REASONS.map(
        (reason) =>
          html`<label class="choice"><input type="radio" name=${name} value=${reason} /> ${t(`feedback.reason.${reason}`)}</label>`,
      )}
    </fieldset>
    <label for="${name}-more">${t("feedback.comment")}</label>
    <textarea id="${name}-more" name="comment" rows="2" maxlength="1000"></textarea>
    ${failed ? html`<p class="wrong-words">${t("error.prefix")} ${t("trouble.unknown")}</p>` : nothing}
    <div class="row"><button type="submit" class="quiet">${t("feedback.send")}</button></div>
  </form>`;
}
