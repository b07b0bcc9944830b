// Where the visitor writes: a labelled field, Send or Stop, and the way to a person.

import { html, nothing, type TemplateResult } from "lit/html.js";

import type { App } from "../app.ts";
import { downIcon, sendIcon, stopIcon } from "./icons.ts";
import { LONGEST, say, stop, type } from "../speaking.ts";

const TELL_FROM = 500;

export function composer(app: App): TemplateResult {
  const { t, talk } = app;
  const left = LONGEST - app.draft.length;
  const isHandedOver = talk.state?.stage === "handed_over";
  const send = (event: Event) => {
    event.preventDefault();
    say(app, app.draft);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  };
  return html`<form class="composer" novalidate @submit=${send}>
    <div class="column">
      <div class="over">
        <label for="text">${t("chat.label")}</label>
        ${app.isBelow && talk.hasBegun ? latest(app) : nothing}
      </div>
      <div class="line ${app.composerError ? "wrong" : ""}">
        <textarea
          id="text"
          rows="1"
          autocomplete="off"
          aria-describedby="text-hint text-left"
          aria-invalid=${app.composerError ? "true" : nothing}
          .value=${app.draft}
          @input=${(event: Event) => type(app, (event.target as HTMLTextAreaElement).value)}
          @keydown=${press}
        ></textarea>
        <button
          type=${talk.isBusy ? "button" : "submit"}
          class="main square"
          id="send"
          @click=${talk.isBusy ? () => stop(app) : nothing}
        >
          ${talk.isBusy ? stopIcon : sendIcon}<span class="unseen">${t(talk.isBusy ? "chat.stop" : "chat.send")}</span>
        </button>
      </div>
      <div class="under">
        <p id="text-hint" class="small">${t("chat.hint")}</p>
        <p id="text-left" class=${left < 0 || app.composerError ? "small wrong-words" : "small"}>
          ${app.composerError === "chat.empty" ? `${t("error.prefix")} ${t("chat.empty")}` : counted(app, left)}
        </p>
        ${isHandedOver
          ? nothing
          : html`<button
              type="button"
              class="link"
              id="person"
              ?disabled=${talk.isBusy}
              @click=${() => say(app, t("chat.person_words"), "form")}
            >
              ${t("chat.person")}
            </button>`}
      </div>
    </div>
  </form>`;
}

/** Beside the label and not over the conversation: nothing that has focus is ever covered. */
function latest(app: App): TemplateResult {
  const go = () => {
    const scroller = app.find(".scroller");
    app.isFollowing = false;
    scroller?.scrollTo({ top: scroller.scrollHeight });
    app.focusOn("textarea");
  };
  return html`<button type="button" class="link" id="latest" @click=${go}>${downIcon}${app.t("chat.latest")}</button>`;
}

function counted(app: App, left: number): string {
  if (left < 0) return `${app.t("error.prefix")} ${app.t("chat.over", { over: -left })}`;
  return left < TELL_FROM ? app.t("chat.left", { left }) : "";
}
