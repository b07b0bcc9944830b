// How one handoff stands, in both languages, for whoever holds its link.

const tables = {};
for (const language of ["da", "en"]) tables[language] = await (await fetch(`/static/${language}.json`)).json();

const link = location.pathname.split("/").pop();
const answer = await fetch(`/api/v1/status/${encodeURIComponent(link)}`).catch(() => null);
const told = answer?.ok ? await answer.json() : null;
const failed = answer !== null && answer.status !== 404 && !answer.ok ? await answer.json().catch(() => null) : null;

document.getElementById("standing").replaceChildren(...["da", "en"].map((language) => card(language, tables[language])));

function card(language, words) {
  const heading = el(language === "da" ? "h1" : "h2", words["status.title"]);
  const problem = failed?.[`message_${language}`] ?? words[answer === null ? "trouble.offline" : "status.unknown"];
  const home = el("a", words["status.home"]);
  home.href = `/?lang=${language}`;
  const section = el("section", "", heading, told ? facts(language, words) : el("p", problem), home);
  section.className = "card";
  section.lang = language;
  return section;
}

function facts(language, words) {
  const rows = [
    [words["receipt.reference"], told.reference],
    [words["status.recipient"], told.name[language]],
    [words["receipt.state"], told.words[language]],
  ];
  return el("dl", "", ...rows.map(([name, value]) => el("div", "", el("dt", name), el("dd", value))));
}

function el(tag, text, ...children) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.append(...children);
  return made;
}
