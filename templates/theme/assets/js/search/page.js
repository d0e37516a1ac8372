/** The search page: the field, the facets, the address and the list, kept as one. */
import { countFacets, find, warmUp } from "./engine.js";
import { FACETS, makeFacetBox, toChosen } from "./facets.js";
import { firstPage, isChosen, nextPage, readState, toAddress, withoutChoice } from "./state.js";
import { element, say, toItem } from "./view.js";

const PAUSE = 150;
const WIDE = "(min-width: 60em)";

/** @param {HTMLElement} place the element that holds the form */
export function startSearch(place) {
  const form = place.querySelector("form");
  const input = form.elements.q;
  const hints = document.querySelector("[data-cb-hints]");
  const parts = makeParts();
  const choose = (name, values) => go({ ...state, chosen: new Map([...state.chosen, [name, values]]) });
  const facets = makeFacetBox(choose);
  parts.found.append(facets.box);
  place.after(parts.found);
  let state = readState(location.href, FACETS);
  let run = 0;
  let timer;

  /** Shows the state. What was asked for before is let go, and nothing is taken away until there is something else. */
  const show = async () => {
    const number = (run += 1);
    const text = state.text.trim();
    const isAsked = Boolean(text) || isChosen(state);
    document.title = document.title.replace(/^.*?(?= – )/, text ? `${text}, search` : "Search");
    parts.chosen.replaceChildren(...toChosen(state.chosen, choose));
    try {
      const found = isAsked ? await find(text, state.chosen) : { count: 0 };
      const hits = found.count ? await found.read(0, state.shown) : [];
      if (number !== run) return;
      parts.list.replaceChildren(...hits.map(toItem));
      parts.more.hidden = !found.count || state.shown >= found.count;
      say(parts.status, isAsked ? summaryOf(found, state.shown < found.count ? undefined : hits.length, text) : "");
      if (hints) hints.hidden = isAsked && found.count > 0;
      parts.help.replaceChildren(...(isAsked && !found.count ? toHelp(state) : []));
    } catch {
      if (number === run) say(parts.status, "The search index could not be loaded. Check the connection and try again.");
    }
    if (number === run) await showFacets();
  };

  const showFacets = async () => {
    const number = run;
    parts.found.classList.toggle("cb-found--facets", true);
    if (!facets.box.open) return;
    const counts = await countFacets(state.text.trim(), state.chosen).catch(() => undefined);
    if (counts && number === run) facets.draw(counts, state.chosen);
  };

  /** Goes to another state, which gets its own place in the history. */
  const go = (next, turn = firstPage) => {
    clearTimeout(timer);
    state = turn({ ...next, text: input.value });
    const address = toAddress(location.href, state);
    if (address !== location.href) history.pushState(null, "", address);
    return show();
  };

  input.addEventListener("focus", warmUp, { once: true });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      state = firstPage({ ...state, text: input.value });
      history.replaceState(null, "", toAddress(location.href, state));
      show();
    }, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(state).then(() => parts.list.querySelector("a")?.focus());
  });
  parts.more.addEventListener("click", () => {
    const before = parts.list.children.length;
    go(state, nextPage).then(() => parts.list.children[before]?.querySelector("a").focus());
  });
  facets.box.addEventListener("toggle", showFacets);
  window.addEventListener("popstate", () => {
    state = readState(location.href, FACETS);
    input.value = state.text;
    show();
  });
  moveByKeys(input, parts.list);
  if (hints) hints.hidden = Boolean(state.text) || isChosen(state);
  input.value = state.text;
  if (!input.value && !isChosen(state)) input.focus();
  show().then(() => {
    facets.box.open = isChosen(state) || matchMedia(WIDE).matches;
  });
}

function makeParts() {
  const status = element("p", "cb-find__state");
  status.setAttribute("role", "status");
  const chosen = element("ul", "cb-chosen");
  chosen.setAttribute("aria-label", "Narrowed down to");
  const help = element("div", "cb-find__help");
  const list = element("ol", "cb-results");
  const more = element("button", "cb-more");
  more.type = "button";
  more.textContent = "More results";
  more.hidden = true;
  const column = element("div", "cb-found__column");
  column.append(status, chosen, help, list, more);
  const found = element("div", "cb-found");
  found.append(column);
  return { status, chosen, help, list, more, found };
}

/** Where statements are listed, how many there are is known once all their briefings are read. */
function summaryOf({ count, isByPage }, total, text) {
  const about = text ? ` for ${text}` : "";
  if (count === 0) return `Nothing found${about}`;
  if (isByPage) return `${toCount(count, "page")}${about}`;
  return `${total === undefined ? "In" : `${toCount(total, "result")} in`} ${toCount(count, "briefing")}${about}`;
}

function toCount(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** What may help where nothing was found. */
function toHelp(state) {
  const advice = element("p");
  advice.textContent =
    "Look for fewer words, or for the beginning of one; try another spelling, or the name of a person or place alone: names are found in every script that is recorded.";
  const lines = [advice];
  const words = state.text.trim().split(/\s+/);
  if (isChosen(state) && state.text.trim()) lines.unshift(toLine("Search for it in all pages", withoutChoice(state)));
  if (words.length > 1) {
    const longest = words.toSorted((one, other) => other.length - one.length)[0];
    lines.unshift(toLine(`Search for ${longest} alone`, { ...withoutChoice(state), text: longest }));
  }
  return lines;
}

function toLine(words, state) {
  const line = element("p");
  const link = element("a");
  link.href = toAddress(location.href, firstPage(state));
  link.textContent = words;
  line.append(link);
  return line;
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
