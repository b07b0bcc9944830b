// Before the first word: that this is an AI, who runs it, what is kept, what not to write, and that a person can be reached.

import { html, nothing, type TemplateResult } from "lit/html.js";

import type { App } from "../app.ts";
import { origin } from "../passage.ts";
import type { Key } from "../words.ts";
import { chipIcon, keptIcon, lockIcon, noIcon, outIcon, personIcon } from "./icons.ts";
import { screenTrouble } from "./trouble.ts";
import { start } from "../speaking.ts";

const POINTS = [
  ["ai", chipIcon],
  ["person", personIcon],
  ["cpr", noIcon],
  ["kept", keptIcon],
  ["consent", lockIcon],
] as const;

export function consentScreen(app: App): TemplateResult {
  const { t } = app;
  return html`<div class="consent">
    ${app.note ? html`<p class="note">${app.note}</p>` : nothing}
    <div class="opening">
      <h3 tabindex="-1" data-heading>${t("consent.title")}</h3>
      <p class="lead">${app.welcome?.lead?.[app.language] ?? t("consent.lead")}</p>
    </div>
    ${screenTrouble(app)} ${points(app)}
    <p class="small">${t("consent.storage")}</p>
    <div class="row actions">
      <button type="button" class="main" id="start" @click=${() => start(app)}>${t("consent.start")}</button>
      ${app.host.isPage
        ? nothing
        : html`<button type="button" class="quiet" @click=${() => app.close()}>${t("consent.no")}</button>`}
    </div>
    ${elsewhere(app)}
  </div>`;
}

export function points(app: App): TemplateResult {
  const { t, welcome } = app;
  const values = { operator: welcome?.operator[app.language] ?? t("panel.name"), days: welcome?.retention_days ?? "…" };
  return html`<ul class="points">
    ${POINTS.map(
      ([name, icon]) =>
        html`<li>
          ${icon}
          <div>
            <strong>${t(`consent.${name}`)}</strong>
            <p>${t(`disclosure.${name}` satisfies Key, values)}</p>
          </div>
        </li>`,
    )}
  </ul>`;
}

/** The operator's own page on personal data, and an address where a person reads. */
export function elsewhere(app: App): TemplateResult | typeof nothing {
  const { t, welcome } = app;
  const privacy = welcome && origin(welcome.privacy_url) ? welcome.privacy_url : "";
  const email = welcome?.contact_email ?? "";
  if (!privacy && !email) return nothing;
  return html`<ul class="elsewhere">
    ${email
      ? html`<li>${t("consent.instead")} <a href="mailto:${email}">${t("panel.write_us", { email })}</a></li>`
      : nothing}
    ${privacy
      ? html`<li>
          <a href=${privacy} target="_blank" rel="noopener"
            >${t("panel.privacy")}${outIcon}<span class="unseen"> (${t("panel.new_window")})</span></a
          >
        </li>`
      : nothing}
  </ul>`;
}
