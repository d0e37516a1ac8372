/** What is searched, as the address tells it: `?q=hospital&kind=quote&speaker=sergei-lavrov&show=20`. */

const PAGE_SIZE = 10;

/** @typedef {{text: string, chosen: Map<string, Set<string>>, shown: number}} State */

/** @returns {State} */
export function readState(address, names) {
  const { searchParams } = new URL(address);
  const chosen = new Map(names.map((name) => [name, new Set(searchParams.getAll(name))]));
  const shown = Number.parseInt(searchParams.get("show") ?? "", 10);
  return { text: searchParams.get("q") ?? "", chosen, shown: shown > PAGE_SIZE ? shown : PAGE_SIZE };
}

/** @param {State} state */
export function toAddress(address, { text, chosen, shown }) {
  const url = new URL(address);
  url.hash = "";
  for (const name of ["q", "show", ...chosen.keys()]) url.searchParams.delete(name);
  if (text.trim()) url.searchParams.set("q", text.trim());
  for (const [name, values] of chosen) for (const value of values) url.searchParams.append(name, value);
  if (shown > PAGE_SIZE) url.searchParams.set("show", shown);
  return url.href;
}

export function nextPage(state) {
  return { ...state, shown: state.shown + PAGE_SIZE };
}

export function firstPage(state) {
  return { ...state, shown: PAGE_SIZE };
}

/** @param {State} state */
export function isChosen({ chosen }) {
  return [...chosen.values()].some(({ size }) => size > 0);
}

/** @param {State} state */
export function withoutChoice(state) {
  return { ...state, chosen: new Map([...state.chosen.keys()].map((name) => [name, new Set()])) };
}
