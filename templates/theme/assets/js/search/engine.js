/** Asks Pagefind, and gives back plain values: no element, no markup. */
import { bestMatch, everyMatch, fold } from "./match.js";

const ROOT = new URL("../../../", import.meta.url);
const SORTED = 10;
const LONGEST_NAME = 3;
// What a briefing holds, by the kind that a reader chooses: the beginning of its anchors, and the facet that each one's own words tell.
const STATEMENTS = {
  Quotations: { prefix: "quote", facet: "speaker" },
  Claims: { prefix: "claim" },
  Outcomes: { prefix: "outcome", facet: "status" },
  Commitments: { prefix: "commitment" },
  Positions: { prefix: "position" },
  Meetings: { prefix: "meeting" },
};
// Pages of what has a name, which a name is looked for to reach.
const NAMED = new Set(["People", "Parties", "Places", "Issues", "Agreements", "Processes", "Conflicts"]);
let loaded;

/** Loads Pagefind at the first call, from the site's own root whatever the path it stands under. */
function load() {
  loaded ??= import(new URL("pagefind/pagefind.js", ROOT)).then(async (pagefind) => {
    // Its worker would be as large again as itself.
    await pagefind.options({ baseUrl: ROOT.pathname, noWorker: true });
    await pagefind.init();
    return pagefind;
  });
  return loaded;
}

/** Starts loading while the reader is still typing. */
export function warmUp() {
  load().catch(() => {
    loaded = undefined;
  });
}

/**
 * @param {string} query empty for all pages that the facets leave
 * @param {Map<string, Set<string>>} chosen values by facet
 * @returns {Promise<{count: number, isByPage: boolean, read: (from: number, to: number) => Promise<Hit[]>}>} `count`
 *   pages, read page by page, since each is a file of its own; a page has several hits where a kind of statement is chosen
 * @typedef {{url: string, path: string, title: string, kind: string, speaker: string, directive: string,
 *   pieces: {text: string, marked: boolean, cut: boolean}[]}} Hit
 */
export async function find(query, chosen) {
  const pagefind = await load();
  const options = { filters: toFilters(chosen) };
  const statements = [...(chosen.get("kind") ?? [])].map((kind) => STATEMENTS[kind]);
  const isByPage = !statements.length || statements.includes(undefined);
  const phrase = phraseOf(query);
  const [loose, exact] = await Promise.all([pagefind.search(query || null, options), phrase && pagefind.search(phrase, options)]);
  const toHits = async (result) => {
    const data = await result.data();
    const matches = isByPage ? [bestMatch(data, query)] : everyMatch(data, query, { statements, chosen });
    return matches.map((match) => ({ ...match, ...addressOf(data, match) }));
  };
  const known = new Set();
  const results = [...(exact?.results ?? []), ...loose.results].filter(({ id }) => !known.has(id) && known.add(id));
  const asked = query.trim();
  const isSorted = isByPage && asked;
  const first = isSorted ? bestFirst((await Promise.all(results.slice(0, SORTED).map(toHits))).flat(), asked) : [];
  if (isSorted && !first.some(({ isGenuine }) => isGenuine)) return { count: 0, isByPage, read: async () => [] };
  return {
    count: results.length,
    isByPage,
    read: async (from, to) => [
      ...first.slice(from, to),
      ...(await Promise.all(results.slice(Math.max(isSorted ? SORTED : 0, from), to).map(toHits))).flat(),
    ],
  };
}

/**
 * How many pages each value of each facet has among what was found; of a facet with a choice, how many it would add.
 * @returns {Promise<Map<string, Map<string, number>>>}
 */
export async function countFacets(query, chosen) {
  const pagefind = await load();
  const all = await pagefind.filters();
  const filters = toFilters(chosen);
  const counts = query || Object.keys(filters).length ? (await pagefind.search(query || null, { filters })).filters : all;
  const found = new Map();
  for (const name of Object.keys(all)) {
    const { [name]: own, ...others } = filters;
    const values = own ? (await pagefind.search(query || null, { filters: others })).filters[name] : counts[name];
    found.set(name, new Map(Object.entries(values ?? {}).filter(([value, count]) => count || chosen.get(name)?.has(value))));
  }
  return found;
}

function toFilters(chosen) {
  const used = [...chosen].filter(([, values]) => values.size);
  return Object.fromEntries(used.map(([name, values]) => [name, { any: [...values] }]));
}

/** Words that stand together, exactly so, come first: a reader who remembers five words of a quotation wants that one. */
function phraseOf(query) {
  return !query.includes('"') && /\S\s+\S/.test(query.trim()) ? `"${query.trim()}"` : undefined;
}

/**
 * Pagefind ranks all pages with the exact words alike. Who or what is called so comes first, in any script; then, of
 * several words, a quotation that writes them just so: it is wanted more than one beside a like title. More words than
 * a name has are rather those of a quotation.
 */
function bestFirst(hits, query) {
  const asked = query.split(/\s+/).map(fold);
  const isCalled = (names) => {
    const words = new Set(names.split(/\s+/).map(fold));
    return asked.every((word) => words.has(word));
  };
  const rank = ({ title, names, pageKind, kind, phrase }) => {
    if (kind === "quote" && asked.length > LONGEST_NAME) return phrase === query ? -2 : -1;
    if (!kind && fold(title) === asked.join("")) return 0;
    if (NAMED.has(pageKind) && isCalled(`${title} ${names}`)) return pageKind === "People" ? 1 : 2;
    if (pageKind === "Sources") return 6;
    if (pageKind === "About this site") return 7;
    if (asked.length === 1 || kind !== "quote") return 5;
    return phrase === query ? 3 : 4;
  };
  return hits.toSorted((one, other) => rank(one) - rank(other));
}

function addressOf(data, { anchor }) {
  return {
    url: anchor ? `${data.url}#${anchor.id}` : data.url,
    path: data.raw_url.replace(/^\//, ""),
    title: data.meta.title,
    names: data.meta.names ?? "",
    pageKind: data.filters?.kind?.[0] ?? "",
    kind: anchor ? anchor.id.split("-", 1)[0] : "",
  };
}
