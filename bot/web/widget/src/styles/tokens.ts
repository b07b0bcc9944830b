// Colours and measures by name, light and dark. A site may set its own accent, font, radius, offsets and layer.

const light = `
  --paper: #fff;
  --ground: #f3f6f7;
  --ink: #182327;
  --soft: #4a5a61;
  --line: #d3dde1;
  --edge: #66777e;
  --accent: var(--indgang-accent, #0b5468);
  --on-accent: var(--indgang-on-accent, #fff);
  --bad: #a3151d;
  --bad-tint: #fdeeee;
  --good: #17603a;
  --good-tint: #e9f5ee;
  --shade: #0e2a331f;
`;

const dark = `
  --paper: #162024;
  --ground: #1e2a2f;
  --ink: #eaf0f2;
  --soft: #afbec4;
  --line: #384850;
  --edge: #8a9aa1;
  --accent: var(--indgang-accent-dark, #84cde0);
  --on-accent: var(--indgang-on-accent-dark, #06222a);
  --bad: #ffa3a3;
  --bad-tint: #3b2224;
  --good: #8fd6ab;
  --good-tint: #1c3426;
  --shade: #0008;
`;

export const tokens = `
.panel {
  ${light}
  color-scheme: light;
  --tint: color-mix(in srgb, var(--accent) 10%, var(--paper));
  --round: var(--indgang-radius, .5em);
  --back: var(--paper);
  --card: var(--ground);
  --ring: var(--ink);
}
.panel.page { --back: var(--ground); --card: var(--paper); }
@media (prefers-color-scheme: dark) {
  .panel:not([data-theme="light"]) { ${dark} color-scheme: dark; }
}
.panel[data-theme="dark"] { ${dark} color-scheme: dark; }
.panel.page:not([data-theme="light"]) { --back: var(--paper); --card: var(--ground); }
@media not (prefers-color-scheme: dark) {
  .panel.page:not([data-theme="dark"]) { --back: var(--ground); --card: var(--paper); }
}
`;
