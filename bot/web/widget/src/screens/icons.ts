// The few icons, drawn in the text's own colour. Words always stand beside them, seen or unseen.

import { html, svg, type TemplateResult } from "lit/html.js";

const icon = (path: TemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${path}</svg>`;

export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6L6 18" />`);
export const moreIcon = icon(svg`<path d="M5 12h.01M12 12h.01M19 12h.01" />`);
export const sendIcon = icon(svg`<path d="M12 19V5M6 11l6-6 6 6" />`);
export const stopIcon = icon(svg`<rect x="5.5" y="5.5" width="13" height="13" rx="2.5" fill="currentcolor" />`);
export const downIcon = icon(svg`<path d="M12 5v14M6 13l6 6 6-6" />`);
export const backIcon = icon(svg`<path d="M19 12H5M11 6l-6 6 6 6" />`);
export const doneIcon = icon(svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`);
export const warnIcon = icon(svg`<path d="M12 4L2.8 20h18.4zM12 10v4M12 17h.01" />`);
export const clockIcon = icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.5V12l3 2" />`);
export const outIcon = icon(svg`<path d="M9 6H6v12h12v-3M13 5h6v6M19 5l-8 8" />`);
export const chipIcon = icon(svg`<path d="M8 8h8v8H8zM10 8V5M14 8V5M10 19v-3M14 19v-3M8 10H5M8 14H5M19 10h-3M19 14h-3" />`);
export const keptIcon = icon(svg`<path d="M5 7h14v12H5zM3.5 4.5h17V7h-17zM10 11h4" />`);
export const noIcon = icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M6 6l12 12" />`);
export const personIcon = icon(svg`<circle cx="12" cy="8" r="3.5" /><path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6" />`);
export const lockIcon = icon(svg`<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />`);
