// A question of the assistant's as real form controls, beside the free text below it.

import { html, nothing, type TemplateResult } from "lit/html.js";

import type { App } from "../app.ts";
import { correct } from "../deeds.ts";
import { OTHER, type QuestionForm } from "../question-form.ts";
import type { Field } from "../shapes.ts";
import { type Choice, choicesFor, type Key } from "../words.ts";
import { askAgain, say } from "../speaking.ts";

const HINTS: Partial<Record<Field, Key>> = {
  product: "question.hint.product",
  timeline: "question.hint.timeline",
  contact_email: "question.hint.contact_email",
};
export const FILLED_BY_BROWSER: Partial<Record<Field, "email" | "organization">> = {
  contact_email: "email",
  company_name: "organization",
};

export function questionForm(app: App, form: QuestionForm): TemplateResult {
  const { t } = app;
  const submit = (event: Event) => {
    event.preventDefault();
    const words = form.answer(app.language);
    if (!words) app.focusOn(".question input, .question textarea");
    else if (form.isCorrection) void correct(app, form, words);
    else say(app, words, "form");
    if (form.error) app.announcer.say(`${t("error.prefix")} ${t(form.error)}`);
  };
  return html`<form class="question card" novalidate @submit=${submit} aria-labelledby="question-title">
    <p class="label" id="question-title">${t(form.isCorrection ? "question.earlier" : "question.title")}</p>
    ${form.error ? html`<p class="wrong-words" id="question-error">${t("error.prefix")} ${t(form.error)}</p>` : nothing}
    ${form.hasChoices ? choices(app, form) : typed(app, form, t(`field.${form.field}`))}
    <details class="reason">
      <summary>${t("question.why")}</summary>
      <p>${t(`why.${form.field}`)}</p>
    </details>
    <div class="row">
      <button type="submit" class="main">${t("question.continue")}</button>
      ${buttons(app, form)}
    </div>
  </form>`;
}

function buttons(app: App, form: QuestionForm): TemplateResult {
  const { t } = app;
  const cancel = () => {
    app.question = null;
    app.focusOn("textarea");
  };
  if (form.isCorrection) {
    return html`<button type="button" class="link" @click=${cancel}>${t("review.cancel")}</button>`;
  }
  const before = earlierField(app, form.field);
  return html`<button type="button" class="link" @click=${() => say(app, t("question.skip_words"), "form")}>
      ${t("question.skip")}
    </button>
    ${before
      ? html`<button type="button" class="link" @click=${() => askAgain(app, before)}>${t("question.back")}</button>`
      : nothing}`;
}

function choices(app: App, form: QuestionForm): TemplateResult {
  const { t } = app;
  const kind = form.isSeveral ? "checkbox" : "radio";
  const other: Choice = { code: OTHER, words: t("question.other") };
  return html`<fieldset aria-describedby=${form.error ? "question-error" : nothing}>
    <legend>${t(`field.${form.field}`)}${form.isSeveral ? html` <span class="small">${t("question.several")}</span>` : nothing}</legend>
    ${[...choicesFor(form.field, app.language), other].map((choice) => option(app, form, choice, kind))}
    ${form.chosen.has(OTHER) ? typed(app, form, t("question.other_words")) : nothing}
  </fieldset>`;
}

function option(app: App, form: QuestionForm, { code, words }: Choice, kind: "checkbox" | "radio"): TemplateResult {
  const choose = (event: Event) => {
    form.choose(code, (event.target as HTMLInputElement).checked);
    app.changed();
  };
  return html`<label class="choice">
    <input type=${kind} name="question-${form.field}" value=${code} .checked=${form.chosen.has(code)} @change=${choose} />
    ${words}
  </label>`;
}

function typed(app: App, form: QuestionForm, label: string): TemplateResult {
  const hint = HINTS[form.field];
  const described = [hint && "question-hint", form.error && "question-error"].filter(Boolean).join(" ");
  const type = (event: Event) => {
    form.typed = (event.target as HTMLInputElement).value;
    form.error = null;
    app.changed();
  };
  return html`<div class="field">
    <label for="question-text">${label}</label>
    ${hint ? html`<p class="small" id="question-hint">${app.t(hint)}</p>` : nothing}
    <input
      id="question-text"
      type=${form.field === "contact_email" ? "email" : "text"}
      maxlength="1000"
      autocomplete=${FILLED_BY_BROWSER[form.field] ?? "off"}
      aria-describedby=${described || nothing}
      aria-invalid=${form.error ? "true" : nothing}
      .value=${form.typed}
      @input=${type}
    />
  </div>`;
}

/** The field asked about last before this one, and answered. */
function earlierField(app: App, field: Field): Field | null {
  const known = new Set(app.talk.state?.slots.map((slot) => slot.field));
  const asked = app.talk.transcript.entries.map((entry) => entry.message?.asks_for ?? null);
  return asked.findLast((one) => one !== null && one !== field && known.has(one)) ?? null;
}
