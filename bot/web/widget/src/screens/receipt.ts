// What the visitor keeps: a reference and a status link per recipient, a copy, and the way back out.

import { html, nothing, type TemplateResult } from "lit/html.js";

import type { App } from "../app.ts";
import { copy, erase, withdraw } from "../deeds.ts";
import type { Handoff, Slot } from "../shapes.ts";
import { pick } from "../words.ts";
import { backIcon, doneIcon } from "./icons.ts";
import { screenTrouble } from "./trouble.ts";

export function receiptScreen(app: App): TemplateResult {
  const { t, talk } = app;
  const handoffs = talk.state?.handoffs ?? [];
  const isOpen = handoffs.some((handoff) => handoff.state !== "withdrawn");
  return html`<div class="receipt">
    <button type="button" class="link back" @click=${() => app.go("chat")}>${backIcon}${t("review.back")}</button>
    <div class="opening ${isOpen ? "done" : ""}">
      ${isOpen ? doneIcon : nothing}
      <h3 tabindex="-1" data-heading>${t(isOpen ? "receipt.title" : "receipt.withdrawn_title")}</h3>
      ${isOpen ? html`<p class="lead">${t("receipt.lead")}</p>` : nothing}
    </div>
    ${screenTrouble(app)} ${handoffs.map((handoff) => card(app, handoff))} ${sent(app, talk.state?.slots ?? [])}
    <div class="row actions">
      <button type="button" class="main" @click=${() => copy(app, text(app), "receipt")}>${t("receipt.copy")}</button>
      <button type="button" class="quiet danger-words" @click=${() => erase(app)}>${t("receipt.delete")}</button>
    </div>
    ${app.copied ? html`<p class="note">${t("receipt.copied")}</p>` : nothing}
    ${app.copiedText
      ? html`<div class="note">
          <p>${t("receipt.not_copied")}</p>
          <pre tabindex="0">${app.copiedText}</pre>
        </div>`
      : nothing}
  </div>`;
}

function card(app: App, handoff: Handoff): TemplateResult {
  const { t, language } = app;
  const isOpen = handoff.state !== "withdrawn";
  return html`<div class="card handoff" data-reference=${handoff.reference}>
    <p class="title">${pick(handoff.name, language)}</p>
    <dl>
      <div><dt>${t("receipt.reference")}</dt><dd class="reference">${handoff.reference}</dd></div>
      <div><dt>${t("receipt.state")}</dt><dd>${t(`state.${handoff.state}`)}</dd></div>
    </dl>
    ${isOpen
      ? html`<div class="row">
          <a href=${statusUrl(app, handoff)} target="_blank" rel="noopener"
            >${t("receipt.follow")}<span class="unseen"> ${handoff.reference} (${t("panel.new_window")})</span></a
          >
          <button type="button" class="link" @click=${() => withdraw(app, handoff.reference)}>
            ${t("receipt.withdraw")}<span class="unseen"> ${handoff.reference}</span>
          </button>
        </div>`
      : nothing}
  </div>`;
}

function sent(app: App, slots: readonly Slot[]): TemplateResult | typeof nothing {
  if (!slots.length) return nothing;
  return html`<details class="reason">
    <summary>${app.t("receipt.sent")}</summary>
    <dl>
      ${slots.map((slot) => html`<div><dt>${app.t(`field.${slot.field}`)}</dt><dd>${slot.value}</dd></div>`)}
    </dl>
  </details>`;
}

function statusUrl(app: App, handoff: Handoff): string {
  return `${app.api.address}/status/${encodeURIComponent(handoff.status_link)}`;
}

/** The receipt for a clipboard. */
function text(app: App): string {
  const { t, language, talk } = app;
  const open = talk.state?.handoffs.filter((handoff) => handoff.state !== "withdrawn") ?? [];
  const lines = open.flatMap((handoff) => [
    "",
    pick(handoff.name, language),
    `${t("receipt.reference")}: ${handoff.reference}`,
    statusUrl(app, handoff),
  ]);
  const slots = talk.state?.slots.map((slot) => `${t(`field.${slot.field}`)}: ${slot.value}`) ?? [];
  return [`${t("panel.name")}: ${t("receipt.title")}`, ...lines, "", `${t("review.fields")}:`, ...slots].join("\n");
}
