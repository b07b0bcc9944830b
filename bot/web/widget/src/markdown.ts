// From Markdown to Lit templates by an allow-list: no HTML is read, no image is fetched, no stranger is linked to.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { guard } from "lit/directives/guard.js";
import { Lexer, type Token, type Tokens } from "marked";

import { origin, split } from "./passage.ts";

type Shown = TemplateResult | string | typeof nothing | readonly Shown[];

export interface Surroundings {
  /** Origins a link may lead to; anything else is shown as text. */
  readonly origins: ReadonlySet<string>;
  readonly tableLabel: string;
  /** The mark of a source. */
  readonly mark: (marker: number) => TemplateResult;
  /** Whatever the marks depend on, so that a finished block is drawn once. */
  readonly version: unknown;
}

export function markdown(text: string, around: Surroundings): readonly unknown[] {
  const blocks = new Lexer({ gfm: true, breaks: true }).lex(text);
  return blocks.map((token) => guard([token.raw, around.version], () => block(token, around)));
}

function block(token: Token, around: Surroundings): Shown {
  switch (token.type) {
    case "paragraph":
      return html`<p>${inline(token.tokens, around)}</p>`;
    case "heading":
      return html`<p class="heading" role="heading" aria-level="4">${inline(token.tokens, around)}</p>`;
    case "list":
      return list(token as Tokens.List, around);
    case "blockquote":
      return html`<blockquote>${(token.tokens ?? []).map((inner) => block(inner, around))}</blockquote>`;
    case "code":
      return html`<pre tabindex="0"><code>${(token as Tokens.Code).text}</code></pre>`;
    case "table":
      return table(token as Tokens.Table, around);
    case "text":
      return token.tokens ? inline(token.tokens, around) : leaf((token as Tokens.Text).text, around);
    case "space":
    case "hr":
      return nothing;
    default:
      return html`<p>${leaf(token.raw, around)}</p>`;
  }
}

function list(token: Tokens.List, around: Surroundings): Shown {
  const [first] = token.items;
  // "1. januar 2027 …" opens a sentence with a date, not a list.
  if (token.ordered && token.items.length === 1 && first) {
    const start = `${token.start}. `;
    return html`<p>${start}${first.tokens.map((inner) => block(unwrapped(inner), around))}</p>`;
  }
  const items = token.items.map((item) => html`<li>${item.tokens.map((inner) => block(inner, around))}</li>`);
  return token.ordered ? html`<ol start=${token.start || 1}>${items}</ol>` : html`<ul>${items}</ul>`;
}

/** A paragraph inside a paragraph is only its text. */
function unwrapped(token: Token): Token {
  return token.type === "paragraph" ? { ...token, type: "text" } : token;
}

function table(token: Tokens.Table, around: Surroundings): Shown {
  return html`<div class="sideways" tabindex="0" role="region" aria-label=${around.tableLabel}>
    <table>
      <thead>
        <tr>
          ${token.header.map((cell) => html`<th scope="col">${inline(cell.tokens, around)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${token.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${inline(cell.tokens, around)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function inline(tokens: readonly Token[] | undefined, around: Surroundings): Shown {
  return (tokens ?? []).map((token) => span(token, around));
}

function span(token: Token, around: Surroundings): Shown {
  switch (token.type) {
    case "strong":
      return html`<strong>${inline(token.tokens, around)}</strong>`;
    case "em":
      return html`<em>${inline(token.tokens, around)}</em>`;
    case "codespan":
      return html`<code>${(token as Tokens.Codespan).text}</code>`;
    case "br":
      return html`<br />`;
    case "link":
      return link(token as Tokens.Link, around);
    case "image":
      return leaf((token as Tokens.Image).text, around);
    case "escape":
      return (token as Tokens.Escape).text;
    case "text":
      return token.tokens ? inline(token.tokens, around) : leaf((token as Tokens.Text).text, around);
    default:
      return leaf(token.raw, around);
  }
}

function link(token: Tokens.Link, around: Surroundings): Shown {
  const words = inline(token.tokens, around);
  const { href, text } = token;
  if (href === `mailto:${text}`) return html`<a href=${href}>${text}</a>`;
  if (around.origins.has(origin(href))) {
    return html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${words}</a>`;
  }
  // Where it would have led stays readable, so that nothing hides behind a label.
  return text === href || href === `http://${text}` ? words : [words, ` (${href})`];
}

function leaf(text: string, around: Surroundings): Shown {
  return split(text).map((piece) => (typeof piece === "number" ? around.mark(piece) : piece));
}
