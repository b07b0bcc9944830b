// Buttons, fields, choices, links: at least 44 px where a finger aims, and a ring wherever focus is.

export const controlStyles = `
button, input, textarea, select { font: inherit; color: inherit; letter-spacing: inherit; }
button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.75em; padding: .5em 1.1em; border: 1px solid transparent; border-radius: var(--round); background: none; font-weight: 600; line-height: 1.3; cursor: pointer; hyphens: manual; overflow-wrap: break-word; }
button:disabled { opacity: .55; cursor: default; }
button.main { background: var(--accent); color: var(--on-accent); }
button.main:hover:enabled { background: color-mix(in srgb, var(--accent) 86%, var(--ink)); }
button.quiet { border-color: var(--accent); color: var(--accent); background: var(--paper); }
button.quiet:hover { background: var(--tint); }
button.danger { background: var(--bad); color: var(--paper); }
button.danger-words { color: var(--bad); border-color: var(--bad); }
button.bare { padding: .4em .65em; color: var(--ink); font-weight: 600; font-size: .92em; }
button.bare:hover, button.link:hover { background: var(--tint); }
button.bare.danger { background: none; color: var(--bad); }
button.square { width: 2.75em; padding: 0; flex: none; }
.composer button.square { min-height: 2.75em; border-radius: calc(var(--round) * 1.1); }
button.link { min-height: 2em; padding: .2em .35em; margin-inline: -.35em; color: var(--accent); font-weight: 500; text-decoration: underline; text-underline-offset: .2em; text-decoration-thickness: 1px; border-radius: .3em; }
button.link.back { text-decoration: none; margin-bottom: .6em; }
.back .icon { margin-inline-end: .45em; }
#latest .icon { width: 1em; height: 1em; margin-inline-end: .3em; }
a { color: var(--accent); text-underline-offset: .2em; }
a .icon { width: 1em; height: 1em; margin-inline-start: .25em; vertical-align: -.1em; }
.icon { width: 1.3em; height: 1.3em; flex: none; fill: none; stroke: currentcolor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
#more .icon { stroke-width: 3; }

:focus-visible { outline: 3px solid var(--ring); outline-offset: 2px; }
[tabindex="-1"]:focus-visible { outline: none; }
.scroller:focus-visible { outline-offset: -3px; }

input:not([type="checkbox"], [type="radio"]), select, .why textarea { width: 100%; min-height: 2.75em; padding: .5em .7em; border: 1px solid var(--edge); border-radius: var(--round); background: var(--paper); font-size: 1em; }
[aria-invalid="true"]:not(#text) { border: 2px solid var(--bad); }
textarea { font-size: 1em; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { padding: 0; margin-bottom: .3em; font-weight: 600; }
.choice { display: flex; align-items: center; gap: .7em; min-height: 2.75em; padding: .45em .75em; border: 1px solid var(--line); border-radius: var(--round); background: var(--paper); cursor: pointer; }
.choice + .choice { margin-top: .4em; }
.choice:hover { border-color: var(--accent); }
.choice:has(input:checked) { border-color: var(--accent); background: var(--tint); box-shadow: inset 0 0 0 1px var(--accent); }
.choice:has(input:focus-visible) { outline: 3px solid var(--ring); outline-offset: 2px; }
.choice input { width: 1.25em; height: 1.25em; margin: 0; flex: none; accent-color: var(--accent); }
.choice input:focus-visible { outline: none; }
.field { display: grid; gap: .3em; }
.field label, .why label[for] { font-weight: 600; }
.field p { margin: 0; }
.row { display: flex; flex-wrap: wrap; gap: .5em .9em; align-items: center; }
.wrong-words { color: var(--bad); font-weight: 600; margin: 0 0 .3em; }
details > summary { cursor: pointer; min-height: 1.75em; border-radius: .3em; }
`;
