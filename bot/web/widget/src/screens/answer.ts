// One message: the visitor's, the assistant's with its proof, or a colleague's.

import { guard } from "lit/directives/guard.js";
import { html, nothing, type TemplateResult } from "lit/html.js";

import type { App } from "../app.ts";
import { markdown } from "../markdown.ts";
import { origin, originsOf, readable } from "../passage.ts";
import type { Citation, Message, Route } from "../shapes.ts";
import type { Entry } from "../transcript.ts";
import { clock, day, pick } from "../words.ts";
import { feedback } from "./feedback.ts";
import { outIcon } from "./icons.ts";

type Shown = TemplateResult | typeof nothing;

export function said(app: App, entry: Entry): TemplateResult {
  return html`<li class="message visitor" data-index=${entry.index} tabindex="-1">
    <p class="who unseen">${app.t("chat.you")}</p>
    <p class="words">${entry.message?.text}</p>
  </li>`;
}

export function answer(app: App, entry: Entry): TemplateResult {
  const { t } = app;
  const { message, author } = entry;
  const text = app.talk.transcript.textOf(entry);
  const citations = message?.citations ?? [];
  const version = `${app.language} ${message !== null}`;
  const mark = (marker: number) => markOf(app, entry, citations, marker);
  const words = guard([text, version], () =>
    markdown(text, { origins: originsOf(citations), tableLabel: t("chat.table"), mark, version }),
  );
  const showRest = () => app.talk.showRest(entry.index);
  return html`<li class="message ${author}" data-index=${entry.index} tabindex="-1">
    ${who(app, entry)}
    <div class="words" lang=${app.talk.state?.language ?? nothing}>${words}</div>
    ${entry.isStopped
      ? html`<p class="stopped small">
          ${t("chat.stopped")} <button type="button" class="link" @click=${showRest}>${t("chat.show_rest")}</button>
        </p>`
      : nothing}
    ${message && entry.isWhole ? below(app, message, text) : nothing}
  </li>`;
}

function who(app: App, entry: Entry): TemplateResult {
  const { t } = app;
  const { message, author } = entry;
  if (author !== "staff") return html`<p class="who"><span class="ai">${t("chat.bot")}</span></p>`;
  const at = message ? clock(message.sent_at, app.language, new Date()) : "";
  const name = message?.staff_name ?? "";
  return html`<p class="who">
    <strong>${name || t("chat.staff")}</strong>${name ? html` · ${t("chat.staff")}` : nothing}
    ${at ? html` · <time datetime=${message?.sent_at ?? nothing}>${at}</time>` : nothing}
  </p>`;
}

function below(app: App, message: Message, text: string): Shown {
  if (message.author !== "bot") return nothing;
  return html`${routes(app, message)} ${sources(app, message)}
  ${message.citations.length ? feedback(app, message, readable(text)) : nothing}`;
}

function markOf(app: App, entry: Entry, citations: readonly Citation[], marker: number): TemplateResult {
  const title = citations.find((citation) => citation.marker === marker)?.title ?? "";
  const open = () => {
    const source = app.find<HTMLDetailsElement>(`[data-source="${entry.index}-${marker}"]`);
    if (!source) return;
    source.open = true;
    source.querySelector("summary")?.focus();
    source.scrollIntoView({ block: "nearest" });
  };
  const label = app.t("source.one", { marker, title });
  return html`<button type="button" class="mark" aria-label=${label} @click=${open}>${marker}</button>`;
}

function sources(app: App, message: Message): Shown {
  if (!message.citations.length) return nothing;
  const heading = `sources-${message.index}`;
  return html`<div class="sources" role="group" aria-labelledby=${heading}>
    <p class="label" id=${heading}>${app.t("source.list")}</p>
    <ol>
      ${message.citations.map((citation) => html`<li value=${citation.marker}>${source(app, message, citation)}</li>`)}
    </ol>
  </div>`;
}

function source(app: App, message: Message, citation: Citation): TemplateResult {
  const { t, language } = app;
  const asOf = citation.as_of ? t("source.as_of", { day: day(citation.as_of, language) }) : "";
  const facts = [citation.owner, asOf].filter(Boolean).join(" · ");
  const more = [
    [t("source.document"), citation.source_title],
    [t("source.section"), citation.section],
  ].filter(([, value]) => value);
  return html`<details data-source="${message.index}-${citation.marker}">
    <summary>
      <span class="number" aria-hidden="true">${citation.marker}</span>
      <span class="title"><span class="unseen">${citation.marker}. </span>${citation.title}<span class="facts">${facts}</span></span>
    </summary>
    <div class="proof">
      <p class="unseen">${t("source.quote")}</p>
      <blockquote>${citation.quote}</blockquote>
      <dl>
        ${more.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>
      ${origin(citation.url)
        ? html`<a href=${citation.url} target="_blank" rel="noopener noreferrer"
            >${t("source.open")}${outIcon}<span class="unseen"> (${t("panel.new_window")})</span></a
          >`
        : nothing}
    </div>
  </details>`;
}

/** The same destinations below every message would only be in the way: they stand where they are news. */
function routes(app: App, message: Message): Shown {
  const names = (found: readonly Route[]) => found.map((route) => route.destination_id).join(" ");
  const earlier = app.talk.transcript.entries.findLast(
    (entry) => entry.index < message.index && (entry.message?.routes.length ?? 0) > 0,
  );
  const isNews = names(message.routes) !== names(earlier?.message?.routes ?? []);
  if (!message.routes.length || !isNews) return nothing;
  return html`<div class="routes">
    <p class="label">${app.t("route.title")}</p>
    <ul>
      ${message.routes.map(
        (route) =>
          html`<li><strong>${pick(route.name, app.language)}</strong><span>${pick(route.reason, app.language)}</span></li>`,
      )}
    </ul>
  </div>`;
}
