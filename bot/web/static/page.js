// One journey on one page: ask, read the answer and its sources, review, send, keep the receipt.

import * as api from "./api.js";
import { $, announce, el, fill, focusOn } from "./dom.js";
import { Feed } from "./feed.js";
import { isSure, Receipt } from "./receipt.js";
import { Review } from "./review.js";
import { Transcript } from "./transcript.js";
import { choicesFor, loadWords, pick, putWords, shown, t } from "./words.js";

const LONGEST = 4000;
const SUGGESTIONS = [1, 2, 3, 4];
const screens = ["chat", "review", "receipt"];
let site = { operator: { da: "", en: "" }, contact_email: "", retention_days: 0, privacy_url: "" };
let state = null;
let sending = false;

const transcript = new Transcript($("transcript"), { onWhole });
const review = new Review($("review"), { onSent, onBack: toChat, onTrouble: showTrouble });
const receipt = new Receipt($("receipt"), { onBack: toChat, onChanged: takeState, onDelete: erase, onTrouble: showTrouble });
const feed = new Feed({
  onSentence: (index, part, sentence) => transcript.takeSentence(index, part, sentence),
  onMessage: (message) => transcript.takeMessage(message),
  onState: takeState,
  onGone: () => restart(t("trouble.gone")),
});

start();

async function start() {
  await loadWords();
  api.welcome().then((told) => ((site = told), drawWords()), (trouble) => showTrouble(trouble, () => location.reload()));
  listen();
  drawWords();
  if (api.recall()) await resume();
  show("chat");
}

function listen() {
  const text = $("text");
  $("composer").addEventListener("submit", (event) => (event.preventDefault(), send()));
  text.addEventListener("input", count);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) (event.preventDefault(), send());
  });
  $("person").addEventListener("click", () => say(t("chat.person_words")));
  $("new").addEventListener("click", () => restart(""));
  $("delete").addEventListener("click", erase);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => choose(button.dataset.language));
  }
  addEventListener("offline", () => showTrouble(new api.Trouble(0, t("trouble.offline"), 0)));
  addEventListener("online", hideTrouble);
}

// ---- words ----

function choose(language) {
  shown.language = language;
  shown.chosen = true;
  history.replaceState(null, "", `?lang=${language}`);
  drawWords();
  if (api.hasConversation()) redraw();
}

function drawWords() {
  putWords();
  $("operator").textContent = pick(site.operator) === "Indgang" ? "" : pick(site.operator);
  const values = { operator: pick(site.operator), days: site.retention_days };
  const lines = ["disclosure.ai", "disclosure.person", "disclosure.cpr", "disclosure.kept", "disclosure.consent"];
  fill($("disclosure-lines"), lines.map((key) => el("li", { text: t(key, values) })));
  $("disclosure-title").textContent = t(api.hasConversation() ? "disclosure.again" : "disclosure.title");
  fill(
    $("suggestion-list"),
    SUGGESTIONS.map((number) => {
      const words = t(`suggestion.${number}`);
      return el("li", {}, el("button", { type: "button", class: "chip", onclick: () => say(words), text: words }));
    }),
  );
  $("privacy").hidden = !site.privacy_url;
  $("privacy").href = site.privacy_url;
  $("mail").hidden = !site.contact_email;
  $("mail").href = `mailto:${site.contact_email}`;
  const other = Boolean(state) && state.language !== shown.language;
  $("note").hidden = !other;
  if (other) $("note").textContent = t("page.other_language");
  count();
}

function count() {
  const left = LONGEST - $("text").value.length;
  $("left").textContent = left < 0 ? t("chat.over", { over: -left }) : left < 500 ? t("chat.left", { left }) : "";
  $("left").classList.toggle("over", left < 0);
}

// ---- screens ----

function show(screen) {
  for (const name of screens) $(name).hidden = name !== screen;
  $("dock").hidden = screen !== "chat";
  $("bottom").hidden = false;
  const begun = api.hasConversation();
  document.body.classList.toggle("begun", begun);
  $("suggestions").hidden = begun;
  for (const id of ["new", "delete"]) $(id).hidden = !begun;
}

function toChat() {
  show("chat");
  drawOnward();
  focusOn($("chat-title"));
}

async function redraw() {
  if (!$("receipt").hidden) return receipt.draw(state);
  if (!$("review").hidden) return review.load();
  const { messages } = await api.read();
  transcript.clear();
  for (const message of messages) transcript.takeMessage(message, { slowly: false });
  return drawOnward();
}

async function resume() {
  try {
    const conversation = await api.read();
    $("disclosure").open = false;
    for (const message of conversation.messages) transcript.takeMessage(message, { slowly: false });
    takeState(conversation.state);
    feed.start(conversation.messages.length ? `${conversation.messages.length - 1}.done` : "");
  } catch (trouble) {
    if (trouble.status === 404) restart(t("trouble.gone"));
    else showTrouble(trouble, () => location.reload());
  }
}

function restart(words) {
  feed.stop();
  api.forget();
  transcript.clear();
  state = null;
  fill($("onward"));
  hideTrouble();
  $("disclosure").open = true;
  drawWords();
  show("chat");
  focusOn($("chat-title"));
  if (words) {
    $("note").textContent = words;
    $("note").hidden = false;
    announce(words);
  }
}

// ---- talking ----

function send() {
  const text = $("text").value.trim();
  if (!text) return announce(t("chat.empty"));
  if (text.length > LONGEST || sending) return undefined;
  $("text").value = "";
  count();
  return say(text);
}

function say(text) {
  if (sending) return undefined;
  return deliver(api.newId(), text);
}

// The same id goes along with every retry, so a message is heard once however often it is sent.
async function deliver(id, text) {
  sending = true;
  $("send").disabled = true;
  hideTrouble();
  fill($("onward"));
  const said = transcript.expect(id, text);
  if (!$("composer").contains(document.activeElement)) said.focus({ preventScroll: true });
  said.scrollIntoView({ block: "start" });
  announce(t("chat.searching"));
  try {
    const first = !api.hasConversation();
    if (first) await api.open();
    if (first) begin();
    const turn = await api.say(id, text);
    for (const message of turn.messages) transcript.takeMessage(message);
    transcript.forgetPending();
    takeState(turn.state);
  } catch (trouble) {
    transcript.stopSearching();
    if (trouble.status === 404) return restart(t("trouble.gone"));
    showTrouble(trouble, () => deliver(id, text));
  } finally {
    sending = false;
    $("send").disabled = false;
  }
  return undefined;
}

function begin() {
  $("disclosure").open = false;
  show("chat");
  drawWords();
  feed.start("");
}

function onWhole(message, item) {
  if (message.author !== "visitor") {
    const words = [...item.querySelectorAll(".sentence")].map((sentence) => sentence.firstChild.textContent.trim());
    if (sending || state === null || transcript.pending || message.author === "staff" || freshly(message)) {
      announce(`${t(message.author === "staff" ? "chat.staff" : "chat.answered")} ${words.join(" ")}`);
    }
  }
  if (!transcript.isShowing) drawOnward();
}

const freshly = (message) => Date.now() - new Date(message.sent_at).getTime() < 60000;

function takeState(told) {
  state = told;
  if (!shown.chosen && shown.language !== state.language && state.language_is_settled) {
    shown.language = state.language;
    drawWords();
  } else if (!$("note").hidden || state.language !== shown.language) drawWords();
  if (!transcript.isShowing) drawOnward();
  if (!$("receipt").hidden) receipt.draw(state);
}

// ---- what can be done next ----

function drawOnward() {
  if (sending && transcript.pending) return;
  const last = transcript.lastMessage;
  const parts = [];
  if (last?.author === "bot" && last.asks_for) parts.push(question(last.asks_for));
  if (state?.handoffs.length) parts.push(handedOver());
  if (state && (state.routes.length || last?.outcome === "handover_offered")) parts.push(offer(last));
  fill($("onward"), parts);
}

function question(field) {
  const choices = choicesFor(field).map((words) => chip(words, words));
  return el(
    "div",
    { class: "card question", role: "group", "aria-label": t("choice.title") },
    choices.length && el("p", { class: "small", text: t("choice.title") }),
    el("ul", { class: "chips" }, choices, chip(t("choice.skip"), t("choice.skip_words"), "skip-chip")),
    el("details", {}, el("summary", { text: t("choice.why") }), el("p", { text: t(`why.${field}`) })),
  );
}

function chip(label, words, extra = "") {
  return el("li", {}, el("button", { type: "button", class: `chip ${extra}`, onclick: () => say(words), text: label }));
}

async function openReview() {
  try {
    show("review");
    await review.open();
  } catch (trouble) {
    show("chat");
    showTrouble(trouble);
  }
}

// Offered plainly when the assistant offers it; otherwise only within reach.
function offer(last) {
  const isOffered = last?.outcome === "handover_offered";
  const words = t(isOffered ? "review.open" : "review.reach");
  const button = el("button", { type: "button", class: isOffered ? "main" : "quiet", id: "open-review", onclick: openReview, text: words });
  return isOffered ? el("div", { class: "card offer" }, el("p", { text: t("review.offer") }), button) : el("div", {}, button);
}

function handedOver() {
  const open = () => (show("receipt"), receipt.open(state));
  return el(
    "div",
    { class: "card sent" },
    el("p", { text: t("receipt.banner") }),
    el("button", { type: "button", class: "quiet", onclick: open, text: t("receipt.open") }),
  );
}

function onSent(conversation) {
  takeState(conversation.state);
  for (const message of conversation.messages) transcript.takeMessage(message, { slowly: false });
  show("receipt");
  receipt.open(state);
}

async function erase() {
  if (!(await isSure(t("receipt.delete_sure"), t("receipt.delete")))) return;
  feed.stop();
  try {
    await api.erase();
    restart(t("receipt.deleted"));
  } catch (trouble) {
    if (trouble.status === 404) restart(t("receipt.deleted"));
    else showTrouble(trouble, erase);
  }
}

// ---- trouble ----

function showTrouble(trouble, again) {
  if (!(trouble instanceof api.Trouble)) throw trouble;
  const wait = trouble.seconds ? ` ${t("trouble.wait", { seconds: trouble.seconds })}` : "";
  const retry = () => (hideTrouble(), again());
  const box = $("trouble");
  fill(
    box,
    el("p", { text: trouble.message + wait }),
    again && el("button", { type: "button", class: "quiet", onclick: retry, text: t("trouble.retry") }),
  );
  const dock = $("dock").hidden ? document.querySelector("main > section:not([hidden])") : $("dock").firstElementChild;
  dock.prepend(box);
  box.hidden = false;
}

function hideTrouble() {
  $("trouble").hidden = true;
}
