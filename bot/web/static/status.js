// How one handoff stands, in both languages, for whoever holds its link.

import { el, fill } from "./dom.js";

const tables = {};
for (const language of ["da", "en"]) tables[language] = await (await fetch(`/static/${language}.json`)).json();

const link = location.pathname.split("/").pop();
const answer = await fetch(`/api/v1/status/${encodeURIComponent(link)}`).catch(() => null);
const told = answer?.ok ? await answer.json() : null;
const failed = answer !== null && answer.status !== 404 && !answer.ok ? await answer.json().catch(() => null) : null;

fill(document.getElementById("standing"), ["da", "en"].map((language) => card(language, tables[language])));

function card(language, words) {
  const heading = el(language === "da" ? "h1" : "h2", { text: words["status.title"] });
  const problem = failed?.[`message_${language}`] ?? words[answer === null ? "trouble.offline" : "status.unknown"];
  const home = el("a", { href: `/?lang=${language}`, text: words["status.home"] });
  if (!told) return el("section", { class: "card", lang: language }, heading, el("p", { text: problem }), home);
  const rows = [
    [words["receipt.reference"], told.reference],
    [words["review.contact"], told.name[language]],
    [words["receipt.state"], told.words[language]],
  ];
  return el(
    "section",
    { class: "card", lang: language },
    heading,
    el("dl", {}, rows.map(([name, value]) => el("div", {}, el("dt", { text: name }), el("dd", { text: value })))),
    home,
  );
}
