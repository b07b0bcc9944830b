// What the launcher and the panel know of each other. They arrive as two files and share one shadow root.

import type { Language } from "./shapes.ts";

export interface Host {
  /** The custom element: host events start here. */
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  /** Where the panel draws itself. */
  readonly place: HTMLElement;
  /** The whole page is the conversation; there is no launcher. */
  readonly isPage: boolean;
  /** The server's address without a path. */
  readonly server: string;
  /** The key this site was given, or empty. */
  readonly site: string;
  readonly language: Language;
  /** The page or its address settles the language, so a conversation is opened in it. */
  readonly languageIsChosen: boolean;
  /** The site's own suggested questions; none means the usual ones. */
  readonly suggestions: readonly string[];
  /** The visitor closed the panel. */
  readonly onClose: () => void;
  /** So many messages were not seen yet. */
  readonly onUnread: (count: number) => void;
}

export interface Panel {
  /** Draw the panel; `takeFocus` when the visitor asked for it. */
  show(takeFocus: boolean): void;
  hide(): void;
}

export type Mount = (host: Host) => Panel;

/** Where the browser remembers a conversation of this server and site. */
export function memoryKey(server: string, site: string): string {
  return `indgang ${server} ${site}`.trimEnd();
}
