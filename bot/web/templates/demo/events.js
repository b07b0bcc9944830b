// Lists what the widget tells the page, and opens it from a button of the page's own.

const list = document.getElementById("events");
for (const name of ["opened", "closed", "started", "lead-submitted", "lead-withdrawn", "staff-replied", "deleted"]) {
  document.addEventListener(`indgang:${name}`, (event) => {
    const item = document.createElement("li");
    item.textContent = `${event.type} ${JSON.stringify(event.detail)}`;
    list.append(item);
  });
}
document.getElementById("open").addEventListener("click", () => document.querySelector("indgang-widget")?.open());
