// The launcher: one custom element with one button. Everything else arrives when the button is pressed.

import { type Host, memoryKey, type Mount, type Panel } from "./host.ts";
import { launcherStyles } from "./styles/launcher.ts";

declare const PANEL_FILE: string;
declare const PANEL_HASH: string;

const NAME = "indgang-widget";
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const here = script?.src ?? document.baseURI;

const words = {
  da: { open: "Spørg assistenten", one: "1 ny besked", many: "# nye beskeder", failed: "Assistenten kunne ikke åbnes her.", page: "Åbn den på sin egen side", wait: "Åbner …" },
  en: { open: "Ask the assistant", one: "1 new message", many: "# new messages", failed: "The assistant could not open here.", page: "Open it on its own page", wait: "Opening …" },
};

class IndgangWidget extends HTMLElement {
  #button: HTMLButtonElement | null = null;
  #badge = document.createElement("span");
  #note = document.createElement("p");
  #place = document.createElement("div");
  #panel: Promise<Panel> | null = null;
  #isRemoved = false;
  #isOpen = false;

  connectedCallback(): void {
    this.#isRemoved = false;
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(launcherStyles);
    root.adoptedStyleSheets = [sheet];
    const box = document.createElement("div");
    box.className = this.#isPage ? "root page" : "root";
    this.#note.setAttribute("role", "alert");
    this.#note.className = "note";
    this.#note.hidden = true;
    if (!this.#isPage) box.append(this.#draw(), this.#note);
    box.append(this.#place);
    root.append(box);
    if (this.#isPage) void this.#open(false);
    else this.#resume();
  }

  /** A page that swaps its body takes the element out; the conversation goes on where the new body is. */
  disconnectedCallback(): void {
    if (this.#isPage) return;
    queueMicrotask(() => {
      if (!this.isConnected && !this.#isRemoved) document.body.append(this);
    });
  }

  override remove(): void {
    this.#isRemoved = true;
    super.remove();
  }

  open(): Promise<void> {
    return this.#open(true);
  }

  close(): void {
    void this.#panel?.then((panel) => {
      panel.hide();
      this.#closed();
    });
  }

  get #isPage(): boolean {
    return this.getAttribute("mode") === "page";
  }

  get #asked(): string {
    return this.#inAddress("lang");
  }

  /** The key the site was given; on the page that stands in for a site it is in the address. */
  get #site(): string {
    return this.dataset["site"] ?? this.#inAddress("site");
  }

  #inAddress(name: string): string {
    return this.#isPage ? (new URLSearchParams(location.search).get(name) ?? "") : "";
  }

  get #language(): "da" | "en" {
    const inherited = this.closest("[lang]")?.getAttribute("lang") ?? "";
    const found = this.#asked || this.getAttribute("lang") || (this.#isPage ? navigator.language : inherited) || "da";
    return /^(da|nb|nn|no|sv|fo|kl)\b/i.test(found) ? "da" : "en";
  }

  get #server(): string {
    return new URL(this.dataset["server"] ?? here, here).origin;
  }

  /** A panel that stood open opens again; where staff may have answered, news are asked for unseen. */
  #resume(): void {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(memoryKey(this.#server, this.#site)) ?? "{}");
      const { open, waiting } = kept as { readonly open?: boolean; readonly waiting?: boolean };
      if (open) void this.#open(false);
      else if (waiting) this.#panel = this.#load();
    } catch {
      // Nothing can be remembered here, so there is nothing to go on with.
    }
  }

  #draw(): HTMLElement {
    const button = document.createElement("button");
    const label = document.createElement("span");
    button.type = "button";
    button.className = "launcher";
    button.lang = this.#language;
    label.textContent = this.dataset["label"] ?? words[this.#language].open;
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-expanded", "false");
    this.#badge.className = "badge";
    this.#badge.hidden = true;
    button.append(icon(), label, this.#badge);
    button.addEventListener("click", () => void this.open());
    this.#button = button;
    return button;
  }

  async #open(takeFocus: boolean): Promise<void> {
    this.#note.hidden = true;
    this.#button?.setAttribute("aria-busy", "true");
    try {
      this.#panel ??= this.#load();
      const panel = await this.#panel;
      panel.show(takeFocus);
      this.#isOpen = true;
      this.#badge.hidden = true;
      if (this.#button) this.#button.hidden = true;
      this.#button?.setAttribute("aria-expanded", "true");
    } catch {
      this.#panel = null;
      if (takeFocus || this.#isPage) this.#say();
    } finally {
      this.#button?.removeAttribute("aria-busy");
    }
  }

  async #load(): Promise<Panel> {
    const url = new URL(PANEL_FILE, here).href;
    await pinned(url);
    const panel = (await import(/* @vite-ignore */ url)) as { mount: Mount };
    return panel.mount(this.#host());
  }

  #host(): Host {
    return {
      element: this,
      root: this.shadowRoot as ShadowRoot,
      place: this.#place,
      isPage: this.#isPage,
      server: this.#server,
      site: this.#site,
      language: this.#language,
      // A Danish page may be read by anybody: there the first clear message decides.
      languageIsChosen: this.#asked !== "" || (!this.#isPage && this.#language === "en"),
      suggestions: (this.dataset["suggestions"] ?? "").split("|").map((one) => one.trim()).filter(Boolean),
      onClose: () => this.#closed(),
      onUnread: (count) => this.#unread(count),
    };
  }

  #closed(): void {
    this.#isOpen = false;
    if (!this.#button) return;
    this.#button.hidden = false;
    this.#button.setAttribute("aria-expanded", "false");
    this.#button.focus();
  }

  #unread(count: number): void {
    const { one, many } = words[this.#language];
    this.#badge.hidden = count === 0 || this.#isOpen;
    this.#badge.textContent = count === 1 ? one : many.replace("#", String(count));
  }

  #say(): void {
    const { failed, page } = words[this.#language];
    const link = document.createElement("a");
    link.href = `${this.#server}/?${new URLSearchParams({ lang: this.#language, ...(this.#site && { site: this.#site }) })}`;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = page;
    this.#note.lang = this.#language;
    this.#note.replaceChildren(`${failed} `, link);
    this.#note.hidden = false;
    if (this.#isPage) this.#place.before(this.#note);
  }
}

/** Let the browser compare the panel with the hash it was built with. A page that pins the loader has pinned both. */
function pinned(url: string): Promise<void> {
  const link = document.createElement("link");
  if (!link.relList.supports("modulepreload")) return Promise.resolve();
  link.rel = "modulepreload";
  link.integrity = PANEL_HASH;
  link.crossOrigin = "anonymous";
  link.nonce = script?.nonce ?? "";
  link.href = url;
  return new Promise<void>((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = reject;
    document.head.append(link);
  }).finally(() => link.remove());
}

function icon(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M4 4h16v12H9.5L5 20v-4H4z");
  svg.append(path);
  return svg;
}

function embed(from: HTMLScriptElement): void {
  if (document.querySelector(NAME)) return;
  const element = document.createElement(NAME);
  for (const [name, value] of Object.entries(from.dataset)) element.dataset[name] = value;
  if (from.lang) element.lang = from.lang;
  element.id = NAME;
  // Turbo keeps elements that say so; other page swaps are met in disconnectedCallback.
  element.dataset["turboPermanent"] = "";
  document.body.append(element);
}

if (!customElements.get(NAME)) {
  customElements.define(NAME, IndgangWidget);
  if (script && !script.hasAttribute("data-manual")) {
    if (document.body) embed(script);
    else addEventListener("DOMContentLoaded", () => embed(script), { once: true });
  }
}
