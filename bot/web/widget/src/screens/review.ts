// The screen before anything is sent: what, to whom, why, and the visitor's own yes to each.

import { html, nothing, type TemplateResult } from "lit/html.js";

import type { App } from "../app.ts";
import { send } from "../deeds.ts";
import type { ReviewDesk, Wrong } from "../review-desk.ts";
import type { Recipient, ReviewField } from "../shapes.ts";
import { optionsFor } from "../words.ts";
import { backIcon } from "./icons.ts";
import { FILLED_BY_BROWSER } from "./question.ts";
import { screenTrouble } from "./trouble.ts";

type Shown = TemplateResult | typeof nothing;

export function reviewScreen(app: App): TemplateResult {
  const { t, review: desk } = app;
  return html`<div class="review">
    <button type="button" class="link back" @click=${() => app.go("chat")}>${backIcon}${t("review.back")}</button>
    <div class="opening">
      <h3 tabindex="-1" data-heading>${t("review.title")}</h3>
      <p class="lead">${t("review.lead")}</p>
    </div>
    ${screenTrouble(app)}
    ${desk?.review ? body(app, desk) : app.screenTrouble ? nothing : html`<p class="small">${t("review.loading")}</p>`}
  </div>`;
}

// The input named "subject" is for those who fill in everything: not announced, not reached by Tab, not filled in by a browser,
// and clipped, since what does not draw a page takes it for one field more.
function body(app: App, desk: ReviewDesk): TemplateResult {
  const { t } = app;
  const { optional } = desk;
  return html`${summary(app, desk)}
    <div class="card" role="group" aria-labelledby="review-fields">
      <h4 id="review-fields">${t("review.fields")}</h4>
      <dl class="rows">${desk.needed.map((field) => row(app, desk, field))}</dl>
      ${optional.length
        ? html`<details class="reason">
            <summary>${t("review.more")}</summary>
            <dl class="rows">${optional.map((field) => row(app, desk, field))}</dl>
          </details>`
        : nothing}
    </div>
    <div role="group" aria-labelledby="review-recipients" class="recipients">
      <h4 id="review-recipients">${t("review.recipients")}</h4>
      <p class="small">${t("review.recipients_hint")}</p>
      ${desk.review?.recipients.map((recipient, place) => recipientCard(app, desk, recipient, place))}
    </div>
    <div class="notice">
      <h4>${t("review.notice")}</h4>
      <p>${desk.review?.notice}</p>
    </div>
    <span class="unseen" aria-hidden="true"><input name="subject" tabindex="-1" autocomplete="off" /></span>
    <div class="row actions">
      <button type="button" class="main" id="send-inquiry" aria-disabled=${desk.isSending} @click=${() => send(app)}>
        ${t(desk.isSending ? "review.sending" : "review.send")}
      </button>
    </div>`;
}

function summary(app: App, desk: ReviewDesk): Shown {
  const { t } = app;
  if (!desk.wrongs.length) return nothing;
  const go = (wrong: Wrong) => (event: Event) => {
    event.preventDefault();
    app.find(wrong.kind === "recipient" ? ".recipient input:enabled" : `#edit-${wrong.field}`)?.focus();
  };
  return html`<div class="errors" tabindex="-1" role="group" aria-labelledby="errors-title">
    <h4 id="errors-title">${t("error.prefix")} ${t("error.summary")}</h4>
    <ul>
      ${desk.wrongs.map((wrong) => html`<li><a href="#review" @click=${go(wrong)}>${wordsFor(app, wrong)}</a></li>`)}
    </ul>
  </div>`;
}

function wordsFor(app: App, wrong: Wrong): string {
  switch (wrong.kind) {
    case "field":
      return app.t("review.error_field", { field: lower(wrong.label) });
    case "email":
      return app.t("review.error_email");
    case "recipient":
      return app.t("review.error_recipient");
  }
}

function row(app: App, desk: ReviewDesk, field: ReviewField): TemplateResult {
  return desk.isOpen(field.field) ? editor(app, desk, field) : value(app, desk, field);
}

function value(app: App, desk: ReviewDesk, field: ReviewField): TemplateResult {
  const { t } = app;
  const edit = () => {
    desk.edit(field);
    app.focusOn(`#edit-${field.field}`);
  };
  return html`<div data-row=${field.field}>
    <dt>${field.label}</dt>
    <dd>
      ${field.value || html`<span class="small">${t("review.optional")}</span>`}
      ${field.quote && field.quote !== field.value
        ? html`<span class="quoted">${t("review.quote")}: “${field.quote}”</span>`
        : nothing}
    </dd>
    <dd class="act">
      <button type="button" class="link" @click=${edit}>
        ${t("review.edit")}<span class="unseen"> ${lower(field.label)}</span>
      </button>
    </dd>
  </div>`;
}

function editor(app: App, desk: ReviewDesk, field: ReviewField): TemplateResult {
  const { t } = app;
  const id = `edit-${field.field}`;
  const wrong = desk.wrongs.find((one) => one.kind !== "recipient" && one.field === field.field);
  const back = `[data-row="${field.field}"] button`;
  const save = () =>
    void app.attempt(async () => {
      const saved = await desk.save(field);
      if (!saved) return app.focusOn(`#${id}`);
      app.talk.take(saved);
      app.announcer.say(t("review.saved", { field: field.label }));
      app.focusOn(back);
    });
  const cancel = () => {
    desk.cancel(field.field);
    app.focusOn(back);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") save();
    if (event.key !== "Escape" || (field.required && !field.value)) return;
    event.preventDefault();
    cancel();
  };
  return html`<div class="editing" data-row=${field.field}>
    <dt>
      <label for=${id}>${field.label}</label>
      ${field.required && !field.value ? html`<span class="tag">${t("review.missing")}</span>` : nothing}
    </dt>
    <dd>
      <p class="small" id="${id}-why">${field.why || t(`why.${field.field}`)}</p>
      ${wrong ? html`<p class="wrong-words" id="${id}-wrong">${t("error.prefix")} ${wordsFor(app, wrong)}</p>` : nothing}
      ${control(app, desk, field, { id, isWrong: wrong !== undefined, press })}
    </dd>
    <dd class="act">
      <button type="button" class="quiet" @click=${save}>
        ${t("review.save")}<span class="unseen"> ${lower(field.label)}</span>
      </button>
      ${field.required && !field.value
        ? nothing
        : html`<button type="button" class="link" @click=${cancel}>${t("review.cancel")}</button>`}
    </dd>
  </div>`;
}

interface ControlOptions {
  readonly id: string;
  readonly isWrong: boolean;
  readonly press: (event: KeyboardEvent) => void;
}

function control(app: App, desk: ReviewDesk, field: ReviewField, { id, isWrong, press }: ControlOptions): TemplateResult {
  const typed = desk.typed.get(field.field) ?? "";
  const type = (event: Event) => desk.typed.set(field.field, (event.target as HTMLInputElement).value);
  const described = isWrong ? `${id}-wrong ${id}-why` : `${id}-why`;
  const options = optionsFor(field.field, app.language).map((choice) => choice.words);
  if (!options.length) {
    return html`<input
      id=${id}
      type=${field.field === "contact_email" ? "email" : "text"}
      maxlength="1000"
      autocomplete=${FILLED_BY_BROWSER[field.field] ?? "off"}
      aria-required=${field.required}
      aria-invalid=${isWrong ? "true" : nothing}
      aria-describedby=${described}
      .value=${typed}
      @input=${type}
      @keydown=${press}
    />`;
  }
  const known = typed && !options.includes(typed) ? [typed, ...options] : options;
  return html`<select id=${id} aria-describedby=${described} @change=${type} @keydown=${press}>
    ${["", ...known].map((one) => html`<option value=${one} .selected=${one === typed}>${one || app.t("review.choose")}</option>`)}
  </select>`;
}

function recipientCard(app: App, desk: ReviewDesk, recipient: Recipient, place: number): TemplateResult {
  const { t } = app;
  const id = `to-${place}`;
  const facts = [
    [t("review.reason"), recipient.reason],
    [t("review.contact"), recipient.contact],
    [t("review.advice"), recipient.advice.join(" ")],
  ].filter(([, told]) => told);
  const tick = (event: Event) => {
    desk.tick(recipient, (event.target as HTMLInputElement).checked);
    app.changed();
  };
  return html`<div class="recipient card">
    <p class="title">${recipient.name}<span class="facts">${recipient.organisation}</span></p>
    <dl id="${id}-why">${facts.map(([name, told]) => html`<div><dt>${name}</dt><dd>${told}</dd></div>`)}</dl>
    ${recipient.consented
      ? html`<p class="tag good">${t("review.already")}</p>`
      : html`<label class="choice agree">
          <input
            type="checkbox"
            data-destination=${recipient.destination_id}
            aria-describedby="${id}-why"
            .checked=${desk.ticked.has(recipient.destination_id)}
            @change=${tick}
          />
          ${t("review.agree", { name: recipient.name })}
        </label>`}
  </div>`;
}

/** A label inside a sentence; one that is an abbreviation stays as it is. */
function lower(label: string): string {
  return /^\p{Lu}{2}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
