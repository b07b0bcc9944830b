// Builds elements from text; nothing here ever reads text as HTML.

export const $ = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || value === null) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "text") made.textContent = value;
    else if (name === "value" || name === "checked") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child || child === 0));
  return made;
}

// Only a web address becomes a link.
export function safeUrl(url) {
  return /^https?:\/\//i.test(url) ? url : "";
}

export function fill(list, ...children) {
  list.replaceChildren(...children.flat().filter(Boolean));
}

export function focusOn(element) {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "start", behavior: moves() ? "smooth" : "auto" });
}

export function moves() {
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

let clearing;

// One status region, always there; it is emptied so that it is not read again later.
export function announce(text) {
  const region = $("status");
  region.textContent = "";
  clearTimeout(clearing);
  setTimeout(() => (region.textContent = text), 60);
  clearing = setTimeout(() => (region.textContent = ""), 20000);
}
