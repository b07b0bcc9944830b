// The screen before anything is sent: what, to whom, why, and the visitor's own yes.

import * as api from "./api.js";
import { announce, el, fill, focusOn } from "./dom.js";
import { optionsFor, t } from "./words.js";

export class Review {
  constructor(section, { onSent, onBack, onTrouble }) {
    Object.assign(this, { section, onSent, onBack, onTrouble });
    this.ticked = new Set();
  }

  async open() {
    this.ticked.clear();
    // One id for one intention: pressing Send twice sends once.
    this.consentId = api.newId();
    await this.load();
    focusOn(this.section.querySelector("h2"));
  }

  async load() {
    this.review = await api.review();
    this.draw();
  }

  draw() {
    const { fields, recipients, notice } = this.review;
    this.rows = fields.map((field) => new Row(field, this));
    const [needed, optional] = [true, false].map((is) => this.rows.filter((row) => row.isNeeded === is));
    this.errors = el("div", { class: "errors", role: "alert", tabindex: "-1", hidden: true });
    fill(
      this.section,
      el("button", { type: "button", class: "link back", onclick: this.onBack, text: t("review.back") }),
      el("h2", { id: "review-title", tabindex: "-1", text: t("review.title") }),
      el("p", { class: "lead", text: t("review.lead") }),
      this.errors,
      el("div", { class: "card" }, el("h3", { text: t("review.fields") }), rowList(needed), this.more(optional)),
      el(
        "div",
        { class: "card", role: "group", "aria-labelledby": "recipients-title" },
        el("h3", { id: "recipients-title", text: t("review.recipients") }),
        el("p", { class: "small", text: t("review.recipients_hint") }),
        recipients.map((recipient) => this.recipient(recipient)),
      ),
      el("div", { class: "card notice" }, el("h3", { text: t("review.notice") }), el("p", { text: notice })),
      (this.button = el("button", { type: "button", class: "main", id: "send-inquiry", onclick: () => this.send(), text: t("review.send") })),
    );
  }

  // What nobody has to tell waits folded away.
  more(rows) {
    if (!rows.length) return null;
    const more = el("details", { class: "more", open: this.isMoreOpen }, el("summary", { text: t("review.more") }), rowList(rows));
    more.addEventListener("toggle", () => (this.isMoreOpen = more.open));
    return more;
  }

  recipient(recipient) {
    const id = `to-${recipient.destination_id}`;
    const tick = el("input", { type: "checkbox", id, checked: this.ticked.has(recipient.destination_id), "aria-describedby": `${id}-why` });
    tick.disabled = recipient.consented;
    tick.addEventListener("change", () => this.ticked[tick.checked ? "add" : "delete"](recipient.destination_id));
    const facts = [
      ["review.reason", recipient.reason],
      ["review.contact", recipient.contact],
      ["review.advice", recipient.advice.join(" ")],
    ].filter(([, value]) => value);
    return el(
      "div",
      { class: "recipient" },
      tick,
      el(
        "div",
        {},
        el("label", { for: id }, el("strong", { text: recipient.name }), el("span", { class: "small", text: recipient.organisation })),
        recipient.consented && el("p", { class: "tag", text: t("review.already") }),
        el("dl", { id: `${id}-why` }, facts.map(([key, value]) => el("div", {}, el("dt", { text: t(key) }), el("dd", { text: value })))),
      ),
    );
  }

  async save(field, label, value) {
    await api.edit(field, value);
    announce(t("review.saved", { field: label }));
  }

  async send() {
    if (this.button.disabled) return;
    this.button.disabled = true;
    this.button.textContent = t("review.sending");
    try {
      for (const row of this.rows.filter((row) => row.isChanged)) await this.save(row.field.field, row.field.label, row.typed);
      await this.load();
      const problems = this.problems();
      if (problems.length) return this.show(problems);
      this.onSent(await api.consent(this.consentId, [...this.ticked], this.review.notice_id));
    } catch (trouble) {
      if (trouble.status === 409) await this.load();
      this.onTrouble(trouble, () => this.send());
    } finally {
      this.button.disabled = false;
      this.button.textContent = t("review.send");
    }
    return undefined;
  }

  problems() {
    const missing = this.review.missing.map((name) => {
      const row = this.rows.find((one) => one.field.field === name);
      return { words: t("review.error_field", { field: (row?.field.label ?? t(`field.${name}`)).toLowerCase() }), at: () => row?.input };
    });
    if (!this.ticked.size) {
      missing.push({ words: t("review.error_recipient"), at: () => this.section.querySelector(".recipient input:enabled") });
    }
    return missing;
  }

  show(problems) {
    const go = (problem) => (event) => {
      event.preventDefault();
      problem.at()?.focus();
    };
    fill(
      this.errors,
      el("h3", { text: t("review.errors") }),
      el("ul", {}, problems.map((problem) => el("li", {}, el("a", { href: "#review", onclick: go(problem), text: problem.words })))),
    );
    this.errors.hidden = false;
    focusOn(this.errors);
  }
}

// One field: its value and the visitor's words, or a control to change it. A required one that is missing is open.
class Row {
  constructor(field, owner) {
    Object.assign(this, { field, owner, input: null });
    this.item = el("div", { class: "row-field", "data-row": field.field });
    if (field.required && !field.value) this.drawEditor();
    else this.drawValue();
  }

  get isNeeded() {
    return this.field.required || Boolean(this.field.value);
  }

  get typed() {
    return this.input?.value.trim() ?? "";
  }

  get isChanged() {
    return this.input !== null && this.typed !== this.field.value;
  }

  drawValue() {
    const { label, value, quote } = this.field;
    this.input = null;
    this.item.classList.remove("editing");
    this.button = el(
      "button",
      { type: "button", class: "link", onclick: () => this.startEditing() },
      t("review.edit"),
      el("span", { class: "unseen", text: ` ${label.toLowerCase()}` }),
    );
    fill(
      this.item,
      el("dt", { text: label }),
      el(
        "dd",
        {},
        el("span", { class: value ? "" : "empty", text: value || t("review.optional") }),
        quote && quote !== value && el("span", { class: "small", text: `${t("review.quote")}: “${quote}”` }),
      ),
      el("dd", { class: "act" }, this.button),
    );
  }

  startEditing() {
    this.drawEditor();
    this.input.focus();
  }

  drawEditor() {
    const { field, label, value, why, required } = this.field;
    const id = `edit-${field}`;
    this.item.classList.add("editing");
    this.input = control(field, value, { id, "aria-describedby": `${id}-why`, "aria-required": String(required) });
    const stop = () => {
      this.drawValue();
      this.button.focus();
    };
    const save = async () => {
      try {
        await this.owner.save(field, label, this.typed);
        await this.owner.load();
        this.owner.section.querySelector(`[data-row="${field}"] button`)?.focus();
      } catch (trouble) {
        this.owner.onTrouble(trouble, save);
      }
    };
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") save();
      if (event.key === "Escape" && value) stop();
    });
    fill(
      this.item,
      el("dt", {}, el("label", { for: id, text: label }), required && !value && el("span", { class: "tag", text: t("review.missing") })),
      el("dd", {}, el("p", { class: "small", id: `${id}-why`, text: why || t(`why.${field}`) }), this.input),
      el(
        "dd",
        { class: "act" },
        el("button", { type: "button", class: "quiet", onclick: save, text: t("review.save") }),
        (value || !required) && el("button", { type: "button", class: "link", onclick: stop, text: t("review.cancel") }),
      ),
    );
  }
}

const rowList = (rows) => el("dl", { class: "rows" }, rows.map((row) => row.item));

function control(field, value, attributes) {
  const choices = optionsFor(field);
  if (!choices.length) {
    const email = field === "contact_email";
    const autocomplete = { contact_email: "email", company_name: "organization" }[field] ?? "off";
    return el("input", { ...attributes, type: email ? "email" : "text", value, autocomplete, maxlength: "1000" });
  }
  const known = value && !choices.includes(value) ? [value, ...choices] : choices;
  const options = ["", ...known].map((words) => el("option", { value: words, text: words || t("review.choose") }));
  const select = el("select", attributes, options);
  select.value = value;
  return select;
}
