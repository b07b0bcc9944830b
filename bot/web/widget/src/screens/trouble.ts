// What went wrong, what is kept, and what to do: offline, failed, too fast, gone, closed.

import { html, nothing, type TemplateResult } from "lit/html.js";

import type { Trouble } from "../api.ts";
import type { App } from "../app.ts";
import { warnIcon } from "./icons.ts";

type Shown = TemplateResult | typeof nothing;

/** Above every screen, while there is no connection. */
export function lineTrouble(app: App): Shown {
  const { t } = app;
  if (app.isOnline) return nothing;
  return html`<div class="bar">
    <div class="column">
      ${warnIcon}
      <p><strong>${t("trouble.offline")}.</strong> ${t("trouble.offline_more")}</p>
    </div>
  </div>`;
}

/** In the chat: what stands in the way of the message on its way. */
export function talkTrouble(app: App): Shown {
  const { t, talk } = app;
  const trouble = talk.trouble;
  if (!trouble) return nothing;
  if (trouble.kind === "gone") {
    return box(t("trouble.gone"), t("trouble.gone_more"), [
      html`<button type="button" class="main" @click=${() => startAgain(app)}>${t("trouble.start")}</button>`,
    ]);
  }
  if (trouble.kind === "offline" && !app.isOnline) return nothing;
  const takeBack = () => {
    app.draft = talk.takeBack();
    app.focusOn("textarea");
  };
  return box(title(app, trouble), more(app, trouble), [
    html`<button type="button" class="main" ?disabled=${app.talk.secondsLeft > 0} @click=${() => talk.retry()}>
      ${t("trouble.retry")}
    </button>`,
    talk.pending
      ? html`<button type="button" class="quiet" @click=${takeBack}>${t("review.edit")}</button>`
      : nothing,
  ]);
}

/** On any other screen: what stood in the way of the last deed there. */
export function screenTrouble(app: App): Shown {
  const trouble = app.screenTrouble;
  if (!trouble) return nothing;
  return box(title(app, trouble), trouble.words?.[app.language] ?? "", []);
}

function startAgain(app: App): void {
  const { draft } = app;
  app.reset("");
  app.draft = draft;
}

function title(app: App, trouble: Trouble): string {
  const { t } = app;
  switch (trouble.kind) {
    case "offline":
      return t(app.isOnline ? "trouble.failed" : "trouble.offline");
    case "limit":
      return t("trouble.limit");
    case "closed":
      return t("trouble.closed");
    case "gone":
      return t("trouble.gone");
    case "failed":
      return t("trouble.failed");
    case "conflict":
    case "refused":
      return t("trouble.unknown");
  }
}

function more(app: App, trouble: Trouble): string {
  const { t } = app;
  if (trouble.kind === "limit") {
    return app.talk.secondsLeft > 0 ? t("trouble.limit_more", { seconds: app.talk.secondsLeft }) : t("trouble.limit_over");
  }
  return [trouble.words?.[app.language], t("trouble.failed_more")].filter(Boolean).join(" ");
}

function box(heading: string, words: string, acts: readonly Shown[]): TemplateResult {
  return html`<div class="trouble">
    ${warnIcon}
    <div>
      <p><strong>${heading}.</strong> ${words}</p>
      ${acts.length ? html`<div class="row">${acts}</div>` : nothing}
    </div>
  </div>`;
}
