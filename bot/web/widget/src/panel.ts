// The panel's entry: mounts the app in the launcher's shadow root, under its own style sheet.

import { App } from "./app.ts";
import type { Mount } from "./host.ts";
import { panelStyles } from "./styles/panel.ts";

export const mount: Mount = (host) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(panelStyles);
  host.root.adoptedStyleSheets = [...host.root.adoptedStyleSheets, sheet];
  return new App(host);
};
