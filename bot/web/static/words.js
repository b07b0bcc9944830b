// The page's words in Danish and English, and which of the two is shown.

const tables = {};
export const shown = { language: "da", chosen: false };

export async function loadWords() {
  const load = async (language) => {
    const answer = await fetch(`/static/${language}.json`);
    tables[language] = await answer.json();
  };
  await Promise.all([load("da"), load("en")]);
  const asked = new URLSearchParams(location.search).get("lang");
  shown.chosen = asked in tables;
  const danish = navigator.languages.some((language) => /^(da|nb|nn|no|sv|fo)\b/.test(language));
  shown.language = shown.chosen ? asked : danish || !navigator.languages.length ? "da" : "en";
}

export function t(key, values = {}) {
  return tables[shown.language][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// The words of every choice of a closed field, as a visitor says them in the chat.
export function choicesFor(field) {
  const words = tables[shown.language];
  return Object.keys(words).filter((key) => key.startsWith(`choice.${field}.`)).map((key) => words[key]);
}

// The same choices as they stand in a form, where a plain yes would not tell what it answers.
export function optionsFor(field) {
  const words = tables[shown.language];
  const named = Object.keys(words).filter((key) => key.startsWith(`option.${field}.`)).map((key) => words[key]);
  return named.length ? named : choicesFor(field);
}

export function pick(both) {
  return both[shown.language];
}

// A whole date in words; a year alone stays a year.
export function day(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  const style = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(shown.language === "da" ? "da-DK" : "en-GB", style).format(new Date(text));
}

export function putWords() {
  document.documentElement.lang = shown.language;
  document.title = t("page.title");
  for (const element of document.querySelectorAll("[data-words]")) element.textContent = t(element.dataset.words);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === shown.language));
  }
}
