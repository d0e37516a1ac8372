/** What JavaScript adds to a page that is whole without it. */
import { focusSearchOnKey } from "./keys.js";
import { addCopyButtons, addHeadingLinks } from "./items.js";
import { addLocalTimes } from "./time.js";

focusSearchOnKey(document);
addHeadingLinks(document);
addCopyButtons(document);
addLocalTimes(document);

// The theme wraps wide tables of hand-written pages in a frame that scrolls; it must be reached by key too.
addEventListener("load", () => {
  for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) frame.tabIndex = 0;
});

for (const form of document.querySelectorAll("[data-filters-for]")) {
  import("./filters.js").then(({ startFilters }) => startFilters(form));
}
for (const table of document.querySelectorAll(".cb-table--ledger")) {
  import("./sort.js").then(({ startSorting }) => startSorting(table));
}
for (const place of document.querySelectorAll("[data-cb-search]")) {
  import("./search/page.js").then(({ startSearch }) => startSearch(place));
}
