// The search of the top bar by keyboard: down into the suggestions, up and down in them, Escape puts them away.
const search = document.querySelector(".topsearch");
const field = search?.querySelector("input");
const hits = search?.querySelector(".topsearch-hits");
const links = () => [...hits.querySelectorAll("a")];

search?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && hits.childElementCount) {
    hits.replaceChildren();
    field.focus();
    event.preventDefault();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const all = links();
  if (!all.length) return;
  event.preventDefault();
  const next = all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  (all[next] ?? field).focus();
});
document.addEventListener("click", (event) => {
  if (search && !search.contains(event.target)) hits.replaceChildren();
});
// New suggestions replace the old ones: whoever stood in them stands in the field again, and not nowhere.
hits?.addEventListener("htmx:beforeSwap", () => {
  if (hits.contains(document.activeElement)) field.focus();
});
search?.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !search.contains(event.relatedTarget)) hits.replaceChildren();
});
