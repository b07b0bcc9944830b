// The panel's whole style sheet, adopted by the shadow root: no style element, no style attribute.

import { controlStyles } from "./controls.ts";
import { frameStyles } from "./frame.ts";
import { screenStyles } from "./screens.ts";
import { tokens } from "./tokens.ts";

export const panelStyles = tokens + controlStyles + frameStyles + screenStyles;
