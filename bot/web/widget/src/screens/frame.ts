// What stands around every screen: the head with its few buttons, the status region, and the question "are you sure".

import { html, nothing, type TemplateResult } from "lit/html.js";

import type { App } from "../app.ts";
import { erase } from "../deeds.ts";
import { aboutScreen } from "./about.ts";
import { chatScreen } from "./chat.ts";
import { composer } from "./composer.ts";
import { consentScreen } from "./consent.ts";
import { closeIcon, moreIcon } from "./icons.ts";
import { receiptScreen } from "./receipt.ts";
import { reviewScreen } from "./review.ts";
import { lineTrouble } from "./trouble.ts";

export function frame(app: App): TemplateResult {
  const { t, host } = app;
  const letGo = () => {
    app.isFollowing = false;
  };
  const role = host.isPage ? "region" : "dialog";
  return html`<section
    class="panel ${host.isPage ? "page" : "floating"}"
    role=${role}
    aria-labelledby="indgang-title"
    lang=${app.language}
    data-theme=${host.element.dataset["theme"] ?? nothing}
  >
    ${head(app)} ${lineTrouble(app)}
    <div class="scroller" @scroll=${() => app.changed()} @wheel=${letGo} @touchmove=${letGo} @keydown=${letGo} @pointerdown=${letGo}>
      <div class="column">${screen(app)}</div>
    </div>
    ${app.screen === "chat" ? composer(app) : nothing}
    <div class="unseen" role="status" aria-live="polite">${app.announcer.text}</div>
    ${app.sure ? sure(app) : nothing}
  </section>`;

  function screen(of: App): TemplateResult {
    switch (of.screen) {
      case "consent":
        return consentScreen(of);
      case "chat":
        return chatScreen(of);
      case "about":
        return aboutScreen(of);
      case "review":
        return reviewScreen(of);
      case "receipt":
        return receiptScreen(of);
    }
  }

  function head(of: App): TemplateResult {
    const operator = of.welcome?.operator[of.language] ?? "";
    const name = of.welcome?.title?.[of.language] ?? t("panel.name");
    const other = of.language === "da" ? "en" : "da";
    return html`<div class="head">
      <div class="column">
        <div class="name">
          <h2 id="indgang-title">${name} <span class="ai">${t("panel.ai")}</span></h2>
          ${operator && operator !== name ? html`<p class="operator">${operator}</p>` : nothing}
        </div>
        ${of.welcome?.languages.length === 1
          ? nothing
          : html`<button type="button" class="bare" lang=${other} @click=${() => of.switchLanguage()}>${t("panel.other_language")}</button>`}
        ${of.memory.kept ? more(of) : nothing}
        ${host.isPage
          ? nothing
          : html`<button type="button" class="bare square" id="close" @click=${() => of.close()}>
              ${closeIcon}<span class="unseen">${t("panel.close")}</span>
            </button>`}
      </div>
    </div>`;
  }
}

function more(app: App): TemplateResult {
  const { t } = app;
  const toggle = () => {
    app.isMoreOpen = !app.isMoreOpen;
    app.changed();
  };
  return html`<div class="more">
    <button type="button" class="bare square" id="more" aria-expanded=${app.isMoreOpen} aria-controls="more-list" @click=${toggle}>
      ${moreIcon}<span class="unseen">${t("panel.more")}</span>
    </button>
    <ul id="more-list" ?hidden=${!app.isMoreOpen}>
      ${app.screen === "about" ? nothing : item(t("panel.about"), () => app.go("about"))}
      ${app.talk.state?.handoffs.length ? item(t("receipt.open"), () => app.go("receipt")) : nothing}
      ${app.host.isPage ? item(t("panel.print"), () => print()) : nothing}
      ${item(t("panel.new"), () => erase(app, "panel.new_sure", "panel.new"))}
      ${item(t("receipt.delete"), () => erase(app), "danger")}
    </ul>
  </div>`;
}

function item(words: string, act: () => void, kind = ""): TemplateResult {
  return html`<li><button type="button" class="bare ${kind}" @click=${act}>${words}</button></li>`;
}

function sure(app: App): TemplateResult {
  const answer = (isYes: boolean) => {
    const act = app.sure?.act;
    app.find<HTMLDialogElement>("dialog")?.close();
    app.sure = null;
    app.changed();
    if (isYes) act?.();
  };
  return html`<dialog aria-labelledby="sure-words" @cancel=${() => answer(false)}>
    <p id="sure-words">${app.sure?.words}</p>
    <div class="row">
      <button type="button" class="quiet" @click=${() => answer(false)}>${app.t("receipt.cancel")}</button>
      <button type="button" class="danger" @click=${() => answer(true)}>${app.sure?.yes}</button>
    </div>
  </dialog>`;
}
