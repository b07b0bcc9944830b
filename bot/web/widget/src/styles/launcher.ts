// How the launcher looks, and what shields both it and the panel from the page's own styles.

export const launcherStyles = `
:host {
  all: initial !important;
  display: block !important;
  direction: ltr !important;
}
:host([hidden]) { display: none !important; }
.root {
  position: fixed;
  inset: auto var(--indgang-offset-right, 1em) var(--indgang-offset-bottom, 1em) auto;
  z-index: var(--indgang-z-index, 9000);
  font: medium/1.5 var(--indgang-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  color-scheme: light dark;
}
.root.page { position: static; }
[hidden] { display: none !important; }
.launcher {
  display: flex;
  align-items: center;
  gap: .6em;
  min-height: 3.25em;
  max-width: calc(100vw - 2em);
  padding: .6em 1.35em .6em 1.1em;
  font: inherit;
  font-weight: 600;
  text-align: start;
  color: var(--indgang-on-accent, #fff);
  background: var(--indgang-accent, #0b5468);
  border: 2px solid #fff;
  border-radius: var(--indgang-radius-launcher, 2em);
  box-shadow: 0 1px 2px #0003, 0 6px 20px #0004;
  cursor: pointer;
}
.launcher svg { flex: none; width: 1.35em; height: 1.35em; fill: currentcolor; }
.launcher[aria-busy] { cursor: progress; }
.launcher:hover { box-shadow: 0 1px 2px #0004, 0 8px 26px #0006; }
.launcher:focus-visible { outline: 3px solid #1b2326; outline-offset: 2px; box-shadow: 0 0 0 7px #fff; }
.badge { padding: .1em .65em; border-radius: 1em; background: #fff; color: #1b2326; font-size: .8em; white-space: nowrap; }
.note {
  box-sizing: border-box;
  max-width: min(20em, calc(100vw - 2em));
  margin: .75em 0 0;
  padding: .8em 1em;
  background: #fff;
  color: #1b2326;
  border: 1px solid #5a676c;
  border-radius: .5em;
}
.note a { color: #0b5468; }
@media (forced-colors: active) {
  .launcher, .badge { border: 2px solid ButtonText; }
}
@media print { .root:not(.page) { display: none; } }
`;
