// What fills the screens: invitation, messages with their proof, forms, review and receipt.

export const screenStyles = `
h3 { margin: 0; font-size: 1.5em; font-weight: 700; line-height: 1.2; letter-spacing: -.018em; text-wrap: balance; }
h4 { margin: 0; font-size: 1.05em; font-weight: 700; line-height: 1.3; }
p { margin: 0; text-wrap: pretty; }
ul, ol { margin: 0; padding: 0; list-style: none; }
dl, dd, blockquote { margin: 0; }
.lead { color: var(--soft); margin-top: .35em; }
.small { font-size: .875em; color: var(--soft); }
.label { font-size: .8em; font-weight: 700; color: var(--soft); letter-spacing: .01em; }
.card { padding: 1em 1.1em; background: var(--card); border: 1px solid var(--line); border-radius: calc(var(--round) * 1.3); }
.note { padding: .6em .9em; background: var(--tint); border-radius: var(--round); font-size: .92em; }
.tag { display: inline-block; width: fit-content; padding: .05em .55em; border-radius: 1em; font-size: .8em; font-weight: 600; background: var(--bad-tint); color: var(--bad); }
.tag.good { background: var(--good-tint); color: var(--good); }
.title { font-weight: 700; line-height: 1.35; }
.facts { display: block; font-weight: 400; font-size: .875em; color: var(--soft); }
.actions { margin-top: .3em; }
.consent > .actions { position: sticky; bottom: 0; margin: 0 -1.15em -1.15em; padding: .8em 1.15em; background: var(--back); }

.consent, .chat, .review, .receipt { display: grid; gap: 1.15em; grid-template-columns: minmax(0, 1fr); justify-items: stretch; }
.consent > .back, .review > .back, .receipt > .back { justify-self: start; margin-bottom: -.5em; }
.points { display: grid; gap: 1em; }
.points li { display: grid; grid-template-columns: 2.5em minmax(0, 1fr); gap: .85em; align-items: start; }
.points .icon { width: 2.5em; height: 2.5em; padding: .58em; border-radius: calc(var(--round) * 1.2); background: var(--tint); color: var(--accent); }
.points strong { font-size: 1em; line-height: 1.3; }
.points p { font-size: .92em; color: var(--soft); }
.elsewhere { display: grid; gap: .5em; padding-top: 1em; border-top: 1px solid var(--line); font-size: .92em; }

.invitation { display: grid; gap: .2em; }
.suggestions { display: grid; gap: .55em; margin-top: 1.1em; }
.suggestions button { width: 100%; justify-content: space-between; text-align: start; padding: .75em 1em; font-weight: 500; background: var(--card); border-color: var(--line); border-radius: calc(var(--round) * 1.3); }
.suggestions button::after { content: "→" / ""; margin-inline-start: .7em; color: var(--accent); font-weight: 700; flex: none; }
.suggestions button:hover { border-color: var(--accent); background: var(--tint); }
.page .suggestions { grid-template-columns: repeat(auto-fit, minmax(min(100%, 19em), 1fr)); }
.page .invitation h3 { font-size: 2em; }

.transcript { display: grid; gap: 1.5em; grid-template-columns: minmax(0, 1fr); }
.message { scroll-margin-top: 1em; }
.message.visitor { justify-self: end; max-width: 88%; padding: .6em .95em; background: color-mix(in srgb, var(--accent) 17%, var(--paper)); border-radius: 1.1em 1.1em .3em 1.1em; }
.message.visitor .words { white-space: pre-wrap; }
.message.staff { padding: .8em 1em .9em; background: var(--good-tint); border-inline-start: 4px solid var(--good); border-radius: .25em var(--round) var(--round) .25em; }
.who { margin-bottom: .35em; font-size: .85em; color: var(--soft); }
.who strong { color: var(--ink); }
.who .ai { font-size: .9em; }
.message .words { line-height: 1.62; }
.words > * + * { margin-top: .7em; }
.words > p { text-wrap: pretty; }
.words .heading { font-weight: 700; }
.words ul, .words ol { padding-inline-start: 1.35em; list-style: disc; }
.words ol { list-style: decimal; }
.words li + li { margin-top: .2em; }
.words blockquote { padding-inline-start: .9em; border-inline-start: 3px solid var(--line); color: var(--soft); }
pre { margin: 0; padding: .8em; overflow: auto; white-space: pre-wrap; background: var(--card); border: 1px solid var(--line); border-radius: var(--round); font: .88em/1.5 ui-monospace, Menlo, Consolas, monospace; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .92em; }
.sideways { overflow: auto; }
table { border-collapse: collapse; font-size: .92em; }
th, td { padding: .4em .7em; border: 1px solid var(--line); text-align: start; vertical-align: top; hyphens: manual; overflow-wrap: break-word; }
th { background: var(--card); }
.mark { min-width: 2.1em; min-height: 2.1em; height: 2.1em; padding: 0 .4em; margin-inline: .2em 0; font-size: .72em; font-weight: 700; line-height: 1; color: var(--accent); background: var(--tint); border-radius: .5em; vertical-align: .08em; font-variant-numeric: tabular-nums; }
.mark:hover { background: var(--accent); color: var(--on-accent); }
.stopped { margin-top: .5em; }

.searching { display: flex; align-items: center; gap: .7em; color: var(--soft); }
.dots { display: inline-flex; gap: .25em; }
.dots i { width: .45em; height: .45em; border-radius: 50%; background: var(--accent); animation: breathe 1.3s ease-in-out infinite; }
.dots i:nth-child(2) { animation-delay: .18s; }
.dots i:nth-child(3) { animation-delay: .36s; }
@keyframes breathe { 0%, 70%, 100% { opacity: .25; } 35% { opacity: 1; } }
.divider { display: flex; align-items: center; gap: .8em; font-size: .82em; font-weight: 600; color: var(--accent); }
.divider::before, .divider::after { content: ""; flex: 1; height: 1px; background: var(--line); }

.sources, .routes { margin-top: 1em; }
.sources ol { margin-top: .3em; border: 1px solid var(--line); border-radius: calc(var(--round) * 1.2); background: var(--card); overflow: clip; }
.sources li + li { border-top: 1px solid var(--line); }
.sources summary { display: grid; grid-template-columns: 1.7em minmax(0, 1fr) 1em; gap: .7em; align-items: start; padding: .65em .85em; list-style: none; border-radius: 0; }
.sources summary::-webkit-details-marker { display: none; }
.sources summary::after { content: ""; width: .5em; height: .5em; margin-top: .45em; border: solid var(--soft); border-width: 0 2px 2px 0; transform: rotate(45deg); justify-self: center; }
.sources [open] > summary::after { transform: rotate(225deg); margin-top: .65em; }
.sources summary:hover { background: var(--tint); }
.sources summary:focus-visible { outline-offset: -3px; }
.sources .title { font-weight: 600; font-size: .95em; }
.sources .facts { margin-top: .1em; }
.number { display: grid; place-items: center; width: 1.7em; height: 1.7em; font-size: .88em; font-weight: 700; color: var(--accent); background: var(--tint); border-radius: .45em; font-variant-numeric: tabular-nums; }
.proof { display: grid; gap: .7em; padding: .1em .85em .95em calc(1.7em + 1.55em); font-size: .92em; }
.proof blockquote { padding-inline-start: .85em; border-inline-start: 3px solid var(--accent); line-height: 1.55; }
dl > div { display: grid; grid-template-columns: 6.5em minmax(0, 1fr); gap: 0 .8em; padding-block: .12em; }
dt { color: var(--soft); font-size: .92em; }
.proof a { width: fit-content; padding-block: .15em; }
.routes ul { display: grid; gap: .7em; margin-top: .4em; padding-inline-start: .95em; border-inline-start: 3px solid var(--accent); }
.routes strong, .routes span { display: block; }
.routes span { color: var(--soft); font-size: .94em; }

.feedback { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .2em 1em; align-items: center; margin-top: .7em; font-size: .875em; color: var(--soft); }
.feedback .row { gap: .2em .9em; }
.why { display: grid; gap: .8em; margin-top: .8em; font-size: .95em; }

.next { display: grid; gap: 1em; }
.question, .offer, .standing { display: grid; gap: .85em; border-inline-start: 4px solid var(--accent); }
.offer > button { justify-self: start; }
.reason > summary { width: fit-content; padding-block: .15em; font-size: .92em; color: var(--accent); }
.reason > :not(summary) { margin-top: .4em; font-size: .92em; }
.standing { grid-template-columns: auto minmax(0, 1fr); }
.standing > .icon { width: 1.6em; height: 1.6em; color: var(--accent); }
.standing p + p, .standing .row { margin-top: .4em; }
.standing p:not(:first-child) { font-size: .92em; color: var(--soft); }
.staffed { border-color: var(--good); background: var(--good-tint); }
.staffed > .icon { color: var(--good); }

.trouble { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .8em; padding: .9em 1em; background: var(--bad-tint); border: 1px solid var(--bad); border-radius: calc(var(--round) * 1.3); }
.trouble > .icon, .bar .icon { color: var(--bad); }
.trouble .row { margin-top: .7em; }
.errors { padding: 1em 1.1em; border: 2px solid var(--bad); border-radius: calc(var(--round) * 1.3); background: var(--bad-tint); }
.errors ul { margin-top: .4em; padding-inline-start: 1.1em; list-style: disc; }
.errors a { display: inline-block; padding-block: .15em; color: var(--bad); font-weight: 600; }

.rows > div { grid-template-columns: 8em minmax(0, 1fr) auto; align-items: baseline; gap: .1em .9em; padding-block: .6em; border-top: 1px solid var(--line); }
.card > .rows { margin-top: .6em; }
.rows .quoted { display: block; margin-top: .15em; font-size: .86em; color: var(--soft); }
.rows .act { display: flex; gap: .8em; align-items: center; }
.rows .editing { grid-template-columns: minmax(0, 1fr); gap: .4em; padding-block: .9em; }
.rows .editing dt { display: flex; gap: .6em; align-items: center; color: var(--ink); font-size: 1em; font-weight: 600; }
.rows .editing .small { margin-bottom: .4em; }
.recipients { display: grid; gap: .8em; }
.recipients > .small { margin-top: -.6em; }
.recipient { display: grid; gap: .7em; }
.agree { font-weight: 600; border-color: var(--edge); }
.notice { padding-inline-start: 1em; border-inline-start: 3px solid var(--line); }
.notice h4 { font-size: .95em; }
.notice p { margin-top: .25em; font-size: .92em; color: var(--soft); }

.opening.done { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .75em; align-items: center; }
.opening.done > .icon { width: 2.1em; height: 2.1em; padding: .4em; border-radius: 50%; background: var(--good); color: var(--paper); stroke-width: 2.6; }
.opening.done .lead { grid-column: 1 / -1; margin-top: .6em; }
.handoff { display: grid; gap: .6em; }
.reference { font-weight: 700; font-size: 1.05em; font-variant-numeric: tabular-nums; letter-spacing: .02em; hyphens: manual; }

@media (max-height: 30em) { .consent > .actions { position: static; } }
@media (max-width: 26em) {
  .rows > div { grid-template-columns: minmax(0, 1fr) auto; }
  .rows > div > dd:not(.act) { grid-column: 1 / -1; grid-row: 2; }
  .rows > .editing > dd:not(.act) { grid-row: auto; }
}
@media (prefers-reduced-motion: no-preference) {
  .message, .next > *, .trouble { animation: appear .22s ease-out; }
  @keyframes appear { from { opacity: 0; transform: translateY(.25em); } }
  button, .choice { transition: background-color .12s, border-color .12s; }
}
@media (prefers-reduced-motion: reduce) {
  .dots i { animation: none; opacity: .7; }
}
@media (forced-colors: active) {
  button:not(.link, .bare), .choice, .mark, .number, .ai, .message.visitor { border: 1px solid ButtonText; }
  .choice:has(input:checked) { outline: 2px solid Highlight; outline-offset: -3px; }
  .dots i { background: CanvasText; }
  .line:focus-within { outline: 3px solid Highlight; }
  :focus-visible { outline-color: Highlight; }
}
@media print {
  .panel.floating { display: none; }
  .panel.page { height: auto; display: block; }
  .scroller { overflow: visible; }
  .composer, .head button, .more, .feedback, .actions, .back, .next .row, .mark { display: none; }
  .sources details::details-content { content-visibility: visible; block-size: auto; }
}
`;
