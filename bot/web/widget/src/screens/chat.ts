// The conversation: an invitation while it is empty, then what was said, and what can be done next.

import { html, nothing, type TemplateResult } from "lit/html.js";

import type { App } from "../app.ts";
import type { Entry } from "../transcript.ts";
import { answer, said } from "./answer.ts";
import { handedOver, offer } from "./handover.ts";
import { questionForm } from "./question.ts";
import { talkTrouble } from "./trouble.ts";
import { say } from "../speaking.ts";

const SUGGESTIONS = ["suggestion.1", "suggestion.2", "suggestion.3", "suggestion.4"] as const;

export function chatScreen(app: App): TemplateResult {
  const { t, talk } = app;
  const isEmpty = !talk.hasBegun && !talk.trouble;
  return html`<div class="chat">
    ${app.note ? html`<p class="note">${app.note}</p>` : nothing} ${keepsLanguage(app)}
    ${isEmpty ? invitation(app) : nothing}
    <div role="log" aria-live="off" aria-label=${t("chat.transcript")} ?hidden=${isEmpty}>
      <ol class="transcript">
        ${talk.transcript.entries.map((entry) => entryItem(app, entry))} ${pending(app)}
      </ol>
    </div>
    ${talkTrouble(app)} ${talk.isBusy || talk.pending ? nothing : next(app)}
  </div>`;
}

function invitation(app: App): TemplateResult {
  const { t, host, welcome, language } = app;
  const own = host.suggestions.length ? host.suggestions : (welcome?.suggestions.map((one) => one[language]) ?? []);
  const words = own.length ? own : SUGGESTIONS.map((key) => t(key));
  return html`<div class="invitation">
    <h3 tabindex="-1" data-heading>${t("chat.title")}</h3>
    <p class="lead">${t("chat.lead")}</p>
    <ul class="suggestions" aria-label=${t("chat.suggestions")}>
      ${words.map(
        (one) => html`<li><button type="button" @click=${() => say(app, one, "suggestion")}>${one}</button></li>`,
      )}
    </ul>
  </div>`;
}

function entryItem(app: App, entry: Entry): TemplateResult {
  const isFirstNew = app.newAfter !== null && entry.index === app.newAfter + 1;
  const divider = isFirstNew ? html`<li class="divider">${app.t("chat.new")}</li>` : nothing;
  return html`${divider}${entry.author === "visitor" ? said(app, entry) : answer(app, entry)}`;
}

/** A message on its way, and that an answer is being looked for. */
function pending(app: App): TemplateResult | typeof nothing {
  const { t, talk } = app;
  const { pending: waiting } = talk;
  if (!waiting) return nothing;
  const isHeard = talk.transcript.has(waiting.id);
  const isComing = talk.transcript.isShowing;
  return html`${isHeard
      ? nothing
      : html`<li class="message visitor pending" tabindex="-1">
          <p class="who unseen">${t("chat.you")}</p>
          <p class="words">${waiting.text}</p>
        </li>`}
    ${waiting.phase === "sending" && !isComing
      ? html`<li class="searching"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${t("chat.searching")}</li>`
      : nothing}
    ${waiting.phase === "stopped" ? html`<li class="small">${t("chat.stopped")}</li>` : nothing}`;
}

function next(app: App): TemplateResult {
  return html`<div class="next">${app.question ? questionForm(app, app.question) : nothing}${handedOver(app)}${offer(app)}</div>`;
}

function keepsLanguage(app: App): TemplateResult | typeof nothing {
  const state = app.talk.state;
  if (!state || !app.talk.hasBegun || state.language === app.language) return nothing;
  return html`<p class="note">${app.t("panel.keeps_language")}</p>`;
}
