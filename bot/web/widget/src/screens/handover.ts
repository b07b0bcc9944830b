// What stands below the conversation once a person may be, or is, involved.

import { html, nothing, type TemplateResult } from "lit/html.js";

import type { App } from "../app.ts";
import { openReview } from "../deeds.ts";
import type { Handoff } from "../shapes.ts";
import { clockIcon, personIcon } from "./icons.ts";

type Shown = TemplateResult | typeof nothing;

/** Offered plainly when the assistant offers it; otherwise only within reach. */
export function offer(app: App): Shown {
  const { t, talk } = app;
  const sent = new Set(openHandoffs(app).map((handoff) => handoff.destination_id));
  const isOffered = talk.transcript.lastMessage?.outcome === "handover_offered" && !sent.size;
  const isInReach = !app.question && (talk.state?.routes.some((route) => !sent.has(route.destination_id)) ?? false);
  if (!isOffered && !isInReach) return nothing;
  const open = () => void openReview(app);
  const words = t(isOffered ? "review.open" : "review.reach");
  const button = html`<button type="button" class=${isOffered ? "main" : "quiet"} id="open-review" @click=${open}>${words}</button>`;
  return isOffered ? html`<div class="offer card"><p>${t("review.offer")}</p>${button}</div>` : html`<div>${button}</div>`;
}

/** Waiting for staff, or staff answering. */
export function handedOver(app: App): Shown {
  const { t, talk } = app;
  if (!openHandoffs(app).length) return nothing;
  const reply = talk.transcript.entries.findLast((entry) => entry.author === "staff")?.message;
  const receipt = html`<button type="button" class="quiet" @click=${() => app.go("receipt")}>${t("receipt.open")}</button>`;
  if (reply) {
    const name = reply.staff_name;
    return html`<div class="standing card staffed">
      ${personIcon}
      <div>
        <p><strong>${name ? t("staff.title", { name }) : t("staff.someone")}</strong></p>
        <p>${t("waiting.ask_on")}</p>
        <div class="row">${receipt}</div>
      </div>
    </div>`;
  }
  return html`<div class="standing card">
    ${clockIcon}
    <div>
      <p><strong>${t("waiting.title")}</strong></p>
      ${hours(app)}
      <p>${t("waiting.leave")} ${t("waiting.ask_on")}</p>
      <div class="row">${receipt}</div>
    </div>
  </div>`;
}

function openHandoffs(app: App): readonly Handoff[] {
  return app.talk.state?.handoffs.filter((handoff) => handoff.state !== "withdrawn") ?? [];
}

function hours(app: App): Shown {
  const { t, welcome, language } = app;
  const told = welcome?.opening_hours;
  const isOpen = welcome?.is_open;
  if (!told) return html`<p>${t("waiting.open")}</p>`;
  return html`<p>${t(isOpen === false ? "waiting.closed" : "waiting.open")}</p>
    <p><span class="label">${t("waiting.hours")}:</span> ${told[language]}</p>`;
}
