// Which screen is shown, in which language, where focus is, and what the host page is told.

import { render } from "lit/html.js";

import { Announcer } from "./announcer.ts";
import { Api, Trouble } from "./api.ts";
import { FeedbackDesk } from "./feedback-desk.ts";
import type { Host, Panel } from "./host.ts";
import { memoryKey } from "./host.ts";
import { Memory, storageOf } from "./memory.ts";
import { QuestionForm } from "./question-form.ts";
import type { ReviewDesk } from "./review-desk.ts";
import { frame } from "./screens/frame.ts";
import type { Language, Message, State, Welcome } from "./shapes.ts";
import { listenTo } from "./surroundings.ts";
import { Talk } from "./talk.ts";
import { type Key, type Words, wordsOf } from "./words.ts";

const MORE_BELOW = 160;

export type Screen = "consent" | "chat" | "about" | "review" | "receipt";

/** A question with two answers before something that cannot be undone. */
export interface Sure {
  readonly words: string;
  readonly yes: string;
  readonly act: () => void;
}


export class App implements Panel {
  readonly host: Host;
  readonly api: Api;
  readonly talk: Talk;
  readonly memory: Memory;
  readonly feedback: FeedbackDesk;
  readonly announcer: Announcer;
  screen: Screen = "consent";
  language: Language;
  welcome: Welcome | null = null;
  question: QuestionForm | null = null;
  review: ReviewDesk | null = null;
  sure: Sure | null = null;
  draft = "";
  note = "";
  composerError: Key | null = null;
  /** What stands in the way on a screen that is not the chat. */
  screenTrouble: Trouble | null = null;
  isMoreOpen = false;
  /** There is more to read further down. */
  isBelow = false;
  /** The question just asked stays at the top while its answer comes, until the visitor scrolls. */
  isFollowing = false;
  isOnline = navigator.onLine;
  isShown = false;
  /** When the last message was sent, in milliseconds: a double click on Send is no Stop. */
  saidAt = 0;
  /** What was copied last: a message's id, or "receipt". */
  copied = "";
  /** What the browser would not copy, to be marked by hand. */
  copiedText = "";
  /** The index after which everything is new since last time. */
  newAfter: number | null = null;
  #languageIsChosen: boolean;
  #focusNext: string | null = null;
  #isScheduled = false;

  constructor(host: Host) {
    this.host = host;
    this.api = new Api(host.server, host.site);
    this.memory = new Memory(memoryKey(host.server, host.site), storageOf(window), Date.now());
    this.language = this.memory.kept?.language ?? host.language;
    this.#languageIsChosen = host.languageIsChosen;
    if (host.languageIsChosen && !this.memory.kept) this.language = host.language;
    this.announcer = new Announcer(() => this.changed());
    this.feedback = new FeedbackDesk(this.api, () => this.changed());
    this.talk = new Talk(this.api, this.memory, {
      onChange: () => this.changed(),
      onWhole: (message) => this.#whole(message),
      onState: (state) => this.#stateTold(state),
      onGone: (draft) => this.gone(draft),
      movesSlowly: () => !matchMedia("(prefers-reduced-motion: reduce)").matches,
      languageToOpenIn: () => (this.#languageIsChosen ? this.language : null),
    });
    listenTo(this);
    if (this.memory.kept) this.recall();
  }

  // ---- the launcher's side ----

  show(takeFocus: boolean): void {
    this.isShown = true;
    if (!this.welcome) void this.ask();
    if (this.memory.kept) this.talk.remember({ open: true });
    this.talk.wake();
    this.seenAll();
    if (takeFocus) this.focusOn(this.screen === "chat" && this.talk.hasBegun ? "textarea" : "[data-heading]");
    this.changed();
    this.tell("opened");
  }

  hide(): void {
    this.isShown = false;
    this.isMoreOpen = false;
    if (this.memory.kept) this.talk.remember({ open: false });
    this.seenAll();
    this.newAfter = null;
    this.changed();
    this.tell("closed");
  }

  close(): void {
    if (this.host.isPage) return;
    this.hide();
    // The launcher can only take focus once it is drawn again.
    this.host.onClose();
  }

  /** Tell the host page. Never what was said, only that something happened. */
  tell(name: string, detail: Readonly<Record<string, unknown>> = {}): void {
    this.host.element.dispatchEvent(new CustomEvent(`indgang:${name}`, { bubbles: true, composed: true, detail }));
  }

  // ---- words, drawing, focus ----

  get t(): Words {
    return wordsOf(this.language);
  }

  changed(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#draw();
    });
  }

  find<T extends HTMLElement>(selector: string): T | null {
    return this.host.place.querySelector<T>(selector);
  }

  focusOn(selector: string): void {
    this.#focusNext = selector;
    this.changed();
  }

  go(screen: Screen): void {
    this.screen = screen;
    this.isFollowing = this.isMoreOpen = false;
    this.screenTrouble = null;
    this.copied = this.copiedText = "";
    this.focusOn(screen === "chat" && this.talk.hasBegun ? "textarea" : "[data-heading]");
    if (screen === "chat") this.scrollToEnd();
  }

  switchLanguage(): void {
    this.language = this.language === "da" ? "en" : "da";
    this.#languageIsChosen = true;
    if (this.memory.kept) this.talk.remember({ language: this.language });
    if (this.screen === "review") void this.attempt(async () => this.review?.load());
    this.changed();
  }

  /** Back to the very beginning; `note` says why. */
  reset(note: string): void {
    this.talk.forget();
    this.question = this.review = null;
    this.note = note;
    this.draft = "";
    this.newAfter = null;
    this.announcer.say(note);
    this.go("consent");
  }

  /** Do something that talks to the server, and show on this screen what stood in the way. */
  async attempt(deed: () => Promise<void>): Promise<void> {
    this.screenTrouble = null;
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      if (error.kind === "gone") return this.gone("");
      this.screenTrouble = error;
      this.announcer.say(error.words?.[this.language] ?? this.t("trouble.unknown"));
    } finally {
      this.changed();
    }
  }

  // ---- what happens ----

  /** Who runs this, what is kept, who can be reached. */
  async ask(): Promise<void> {
    await this.attempt(async () => {
      this.welcome = await this.api.welcome();
      this.talk.keepDays = this.welcome.retention_days;
      const [only, ...others] = this.welcome.languages;
      if (only && !others.length) this.language = only;
    });
  }

  recall(): void {
    this.screen = "chat";
    this.draft = this.memory.kept?.draft ?? "";
    const seen = this.memory.kept?.seen ?? -1;
    void this.talk.resume().then(() => {
      const isNews = this.talk.transcript.entries.some((entry) => entry.index > seen && entry.author === "staff");
      if (seen >= 0 && isNews) this.newAfter = seen;
      this.seenAll();
      this.scrollToEnd();
      this.changed();
    });
  }

  #stateTold(state: State): void {
    if (!this.#languageIsChosen && state.language_is_settled && state.language !== this.language) {
      this.language = state.language;
      this.talk.remember({ language: this.language });
    }
    const waiting = state.handoffs.some((handoff) => handoff.state !== "withdrawn");
    if (this.memory.kept && this.memory.kept.waiting !== waiting) this.talk.remember({ waiting });
  }

  #whole(message: Message): void {
    if (message.author === "staff") this.tell("staff-replied");
    this.seenAll();
    if (message.author === "visitor") return;
    this.changed();
    // Read from the screen, so that no markup and no address is read out.
    queueMicrotask(() => {
      const words = this.find(`[data-index="${message.index}"] .words`)?.innerText ?? "";
      const spoken = words.replace(/\s+/g, " ").trim();
      this.announcer.say(`${this.t(message.author === "staff" ? "chat.replied" : "chat.answered")} ${spoken}`);
    });
  }

  /** What is on a screen someone looks at counts as seen; the rest is counted on the launcher. */
  seenAll(): void {
    const entries = this.talk.transcript.entries;
    const last = entries.at(-1)?.index ?? -1;
    if (this.isShown && !document.hidden) {
      if (this.memory.kept && this.memory.kept.seen !== last) this.talk.remember({ seen: last });
      return this.host.onUnread(0);
    }
    const seen = this.memory.kept?.seen ?? -1;
    this.host.onUnread(entries.filter((entry) => entry.index > seen && entry.author !== "visitor").length);
  }

  gone(draft: string): void {
    this.talk.forget();
    this.talk.trouble = new Trouble("gone");
    this.question = this.review = null;
    this.draft ||= draft;
    this.announcer.say(this.t("trouble.gone"));
    this.go("chat");
  }

  #draw(): void {
    const scroller = this.find(".scroller");
    const place = scroller?.scrollTop ?? 0;
    this.#follow();
    if (this.host.isPage) {
      document.documentElement.lang = this.language;
      document.title = `${this.t("panel.name")} – ${this.t("consent.lead")}`;
    }
    render(this.isShown ? frame(this) : null, this.host.place);
    const now = this.find(".scroller");
    // Lit keeps the element, and a longer answer must not move what is being read.
    if (now && now === scroller && now.scrollTop !== place) now.scrollTop = place;
    this.#lookAround(now);
    const dialog = this.find<HTMLDialogElement>("dialog");
    if (dialog && this.sure && !dialog.open) dialog.showModal();
    const selector = this.#focusNext;
    this.#focusNext = null;
    if (selector) this.find(selector)?.focus({ preventScroll: selector === "textarea" });
  }

  #lookAround(scroller: HTMLElement | null): void {
    if (!scroller) return;
    const asked = [...scroller.querySelectorAll(".message.visitor")].at(-1);
    if (this.isFollowing && asked) asked.scrollIntoView({ block: "start" });
    const isBelow = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight > MORE_BELOW;
    if (isBelow === this.isBelow) return;
    this.isBelow = isBelow;
    this.changed();
  }

  /** The question's form follows the last message, unless the visitor went back to another one. */
  #follow(): void {
    const last = this.talk.transcript.lastMessage;
    const asked = !this.talk.isBusy && !this.talk.pending && last?.author === "bot" ? last.asks_for : null;
    if (this.question?.isCorrection) return;
    if (!asked) this.question = null;
    else if (this.question?.field !== asked) this.question = new QuestionForm(asked, [], false);
  }

  scrollToEnd(): void {
    requestAnimationFrame(() => {
      const scroller = this.find(".scroller");
      if (scroller) scroller.scrollTop = scroller.scrollHeight;
    });
  }
}
