// What the visitor keeps: a reference and a status link per recipient, a copy, and the way back out.

import * as api from "./api.js";
import { $, announce, el, fill, focusOn } from "./dom.js";
import { pick, t } from "./words.js";

export const statusUrl = (handoff) => new URL(`/status/${handoff.status_link}`, location.href).href;

export class Receipt {
  constructor(section, { onBack, onChanged, onDelete, onTrouble }) {
    Object.assign(this, { section, onBack, onChanged, onDelete, onTrouble });
  }

  open(state) {
    this.draw(state);
    focusOn(this.section.querySelector("h2"));
  }

  draw(state) {
    this.state = state;
    fill(
      this.section,
      el("button", { type: "button", class: "link back", onclick: this.onBack, text: t("review.back") }),
      el("h2", { id: "receipt-title", tabindex: "-1", text: t("receipt.title") }),
      el("p", { class: "lead", text: t("receipt.lead") }),
      state.handoffs.map((handoff) => this.handoff(handoff)),
      el(
        "div",
        { class: "row" },
        el("button", { type: "button", class: "main", onclick: () => this.copy(), text: t("receipt.copy") }),
        el("button", { type: "button", class: "quiet", onclick: () => print(), text: t("receipt.print") }),
        el("button", { type: "button", class: "quiet danger-text", onclick: this.onDelete, text: t("receipt.delete") }),
      ),
    );
  }

  handoff(handoff) {
    const open = handoff.state !== "withdrawn";
    const rows = [
      ["receipt.reference", el("dd", { class: "reference", text: handoff.reference })],
      ["receipt.state", el("dd", { text: t(`state.${handoff.state}`) })],
      open && ["receipt.link", el("dd", {}, el("a", { href: statusUrl(handoff), text: t("receipt.follow") }))],
    ].filter(Boolean);
    return el(
      "div",
      { class: "card" },
      el("h3", { text: pick(handoff.name) }),
      el("dl", {}, rows.map(([key, value]) => el("div", {}, el("dt", { text: t(key) }), value))),
      open &&
        el(
          "button",
          { type: "button", class: "link", onclick: () => this.withdraw(handoff) },
          t("receipt.withdraw"),
          el("span", { class: "unseen", text: ` ${handoff.reference}` }),
        ),
    );
  }

  async withdraw(handoff) {
    if (!(await isSure(t("receipt.withdraw_sure", { reference: handoff.reference }), t("receipt.withdraw")))) return;
    try {
      const { state } = await api.withdraw(handoff.reference);
      this.onChanged(state);
      this.open(state);
      announce(t("receipt.withdrawn"));
    } catch (trouble) {
      this.onTrouble(trouble, () => this.withdraw(handoff));
    }
  }

  async copy() {
    const sent = this.state.handoffs.filter((handoff) => handoff.state !== "withdrawn");
    const lines = [
      `Indgang – ${t("receipt.title")}`,
      ...sent.flatMap((handoff) => ["", pick(handoff.name), `${t("receipt.reference")}: ${handoff.reference}`, statusUrl(handoff)]),
      "",
      `${t("review.fields")}:`,
      ...this.state.slots.map((slot) => `${t(`field.${slot.field}`)}: ${slot.value}`),
    ];
    try {
      await navigator.clipboard.writeText(lines.join("\n"));
      announce(t("receipt.copied"));
      this.note(t("receipt.copied"));
    } catch {
      this.note(t("receipt.not_copied"), lines.join("\n"));
    }
  }

  note(words, text) {
    this.section.querySelector(".copied")?.remove();
    this.section.append(el("div", { class: "copied" }, el("p", { text: words }), text && el("pre", { text, tabindex: "0" })));
  }
}

// A question with two answers, asked by the browser's own dialog so that focus returns by itself.
export function isSure(words, yes) {
  const dialog = $("sure");
  $("sure-words").textContent = words;
  $("sure-yes").textContent = yes;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
