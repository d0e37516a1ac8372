/** The search page: the field, the address and the list, kept as one. */
import { find, warmUp } from "./engine.js";
import { say, toItem } from "./view.js";

const PAGE_SIZE = 10;
const PAUSE = 150;

/** @param {HTMLElement} place the element that holds the form */
export function startSearch(place) {
  const form = place.querySelector("form");
  const input = form.elements.q;
  const hints = document.querySelector("[data-cb-hints]");
  const status = document.createElement("p");
  status.className = "cb-find__state";
  status.setAttribute("role", "status");
  const list = document.createElement("ol");
  list.className = "cb-results";
  const more = document.createElement("button");
  more.type = "button";
  more.className = "cb-more";
  more.textContent = "More results";
  more.hidden = true;
  place.after(status, list, more);

  let run = 0;
  let timer;
  let answer;
  let shown = 0;

  const draw = async (number) => {
    const hits = await answer.read(shown, shown + PAGE_SIZE);
    if (number !== run) return;
    const first = list.children.length;
    list.append(...hits.map(toItem));
    shown += hits.length;
    more.hidden = shown >= answer.count;
    return list.children[first];
  };

  const search = async (query) => {
    const number = (run += 1);
    document.title = document.title.replace(/^.*?(?= – )/, query ? `${query}, search` : "Search");
    if (hints) hints.hidden = Boolean(query);
    if (!query) {
      list.replaceChildren();
      more.hidden = true;
      say(status, "");
      return;
    }
    try {
      const found = await find(query);
      if (number !== run) return;
      answer = found;
      shown = 0;
      list.replaceChildren();
      say(status, summaryOf(found.count, query));
      if (hints) hints.hidden = found.count > 0;
      await draw(number);
    } catch {
      if (number === run) say(status, "The search index could not be loaded. Check the connection and try again.");
    }
  };

  const remember = (query, { add }) => {
    const address = new URL(location.href);
    address.hash = "";
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    if (address.href === location.href) return;
    if (add) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  };

  const restore = () => {
    input.value = new URL(location.href).searchParams.get("q") ?? "";
    search(input.value.trim());
  };

  input.addEventListener("focus", warmUp, { once: true });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const query = input.value.trim();
      remember(query, { add: false });
      search(query);
    }, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const query = input.value.trim();
    remember(query, { add: true });
    search(query).then(() => list.querySelector("a")?.focus());
  });
  more.addEventListener("click", async () => (await draw(run))?.querySelector("a").focus());
  window.addEventListener("popstate", restore);
  moveByKeys(input, list);
  restore();
  if (!input.value) input.focus();
}

function summaryOf(count, query) {
  if (count === 0) return `Nothing found for ${query}. Try fewer words, another spelling, or the name of a person or place.`;
  return count === 1 ? `1 page for ${query}` : `${count} pages for ${query}`;
}

/** Arrow keys go from the field through the results and back, Escape back at once; Enter is the link's own. */
function moveByKeys(input, list) {
  const onKey = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [input, ...list.querySelectorAll("h2 a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + step];
    if (at === -1 || !next) return;
    event.preventDefault();
    next.focus();
  };
  input.addEventListener("keydown", onKey);
  list.addEventListener("keydown", onKey);
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape") input.focus();
  });
}
