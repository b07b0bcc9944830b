// What was told before the first word, to read again.

import { html, type TemplateResult } from "lit/html.js";

import type { App } from "../app.ts";
import { elsewhere, points } from "./consent.ts";
import { backIcon } from "./icons.ts";

export function aboutScreen(app: App): TemplateResult {
  const { t } = app;
  return html`<div class="consent">
    <button type="button" class="link back" @click=${() => app.go("chat")}>${backIcon}${t("review.back")}</button>
    <h3 tabindex="-1" data-heading>${t("panel.about")}</h3>
    ${points(app)} ${elsewhere(app)}
  </div>`;
}
