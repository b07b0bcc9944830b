// The panel itself: its place on the page, its head, what scrolls, and the composer below.

export const frameStyles = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.panel {
  display: flex;
  flex-direction: column;
  background: var(--back);
  color: var(--ink);
  font: inherit;
  line-height: 1.5;
  text-align: start;
  hyphens: auto;
  overflow-wrap: anywhere;
  -webkit-text-size-adjust: 100%;
}
.panel.floating {
  position: fixed;
  inset: auto var(--indgang-offset-right, 1em) var(--indgang-offset-bottom, 1em) auto;
  width: min(27em, calc(100vw - 2em));
  height: min(46em, calc(100vh - 2em));
  height: min(46em, calc(100dvh - 2em));
  border: 1px solid var(--line);
  border-radius: calc(var(--round) * 1.8);
  box-shadow: 0 2px 6px var(--shade), 0 18px 60px var(--shade);
  overflow: clip;
}
.panel.page { height: 100vh; height: 100dvh; }
.column { width: 100%; max-width: 46em; margin-inline: auto; padding-inline: 1.15em; }
.page .column { padding-inline: 1.25em; }

.head { background: var(--paper); border-bottom: 1px solid var(--line); }
.head .column { display: flex; align-items: center; gap: .15em; padding-block: .65em; padding-inline-end: .55em; }
.name { flex: 1; min-width: 0; }
.name h2 { display: flex; flex-wrap: wrap; align-items: center; gap: .1em .5em; margin: 0; font-size: 1.1em; font-weight: 700; line-height: 1.3; letter-spacing: -.01em; }
.operator { margin: 0; font-size: .82em; color: var(--soft); line-height: 1.3; }
.ai { font-size: .72em; font-weight: 600; letter-spacing: .01em; padding: .12em .5em; border-radius: 1em; background: var(--tint); color: var(--accent); white-space: nowrap; }

.scroller { flex: 1 1 auto; min-height: 0; overflow: auto; overscroll-behavior: contain; scroll-padding-block: 1em; }
.page .scroller { scrollbar-gutter: stable both-edges; }
.scroller > .column { padding-block: 1.35em 1.5em; }
.page .scroller > .column { padding-block: 2em; }

.more { position: relative; }
#more-list { position: absolute; z-index: 2; inset: calc(100% + .3em) 0 auto auto; width: max-content; max-width: min(18em, 78vw); margin: 0; padding: .35em; list-style: none; background: var(--paper); border: 1px solid var(--line); border-radius: var(--round); box-shadow: 0 8px 28px var(--shade); }
#more-list button { width: 100%; justify-content: flex-start; text-align: start; font-weight: 400; }

.bar { background: var(--bad-tint); border-bottom: 1px solid var(--line); font-size: .9em; }
.bar .column { display: flex; gap: .6em; align-items: flex-start; padding-block: .55em; }
.bar p { margin: 0; }

.composer { background: var(--paper); border-top: 1px solid var(--line); }
.composer .column { padding-block: .4em .45em; }
.over { display: flex; flex-wrap: wrap; gap: 0 1em; justify-content: space-between; align-items: center; min-height: 1.9em; }
.over .link { font-size: .88em; min-height: 1.9em; }
.composer label { font-weight: 600; font-size: .9em; }
.line { display: flex; align-items: flex-end; gap: .35em; padding: .25em; border: 1px solid var(--edge); border-radius: calc(var(--round) * 1.4); background: var(--back); }
.page .line { background: var(--paper); }
.line:focus-within { border-color: var(--ring); box-shadow: inset 0 0 0 1px var(--ring); }
.line.wrong { border-color: var(--bad); }
.line textarea { flex: 1; min-width: 0; border: 0; background: none; min-height: 2.5em; max-height: 9em; padding: .5em .55em; resize: none; field-sizing: content; }
.line textarea:focus-visible { outline: none; }
.under { display: flex; flex-wrap: wrap; gap: 0 1em; align-items: center; min-height: 2.1em; }
.under p { margin: 0; }
.under .link { margin-inline-start: auto; font-size: .9em; min-height: 2em; }

dialog { max-width: min(26em, calc(100vw - 2em)); padding: 1.4em; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: calc(var(--round) * 1.6); box-shadow: 0 18px 60px var(--shade); }
dialog::backdrop { background: #0a151999; }
dialog p { margin: 0 0 1.1em; font-size: 1.05em; }
dialog .row { justify-content: flex-end; }

@media (max-width: 30em) {
  .panel.floating { inset: 0; width: auto; height: 100vh; height: 100dvh; border: 0; border-radius: 0; box-shadow: none; }
  #text-hint { display: none; }
}
/* With little height (a phone on its side, 400 % zoom) nothing may stay fixed. */
@media (max-height: 30em) {
  .panel.floating { inset: 0 0 0 auto; height: 100vh; height: 100dvh; border-radius: 0; }
  .panel.floating, .panel.page { overflow: auto; }
  .scroller { flex: none; overflow: visible; min-height: 6em; }
  .head .operator { display: none; }
}
`;
