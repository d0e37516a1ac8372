/** Asks the index, and gives back plain values: no element, no markup. */
import { openIndex } from "./index.js";
import { bestMatch, everyMatch } from "./match.js";
import { fold } from "./words.js";

const ROOT = new URL("../../../", import.meta.url);
const SORTED = 10;
const LONGEST_NAME = 3;
const ABOUT = "About this site";
// What a briefing holds, by the kind that a reader chooses: the beginning of its anchors, and the facet that each one's own words tell.
export const STATEMENTS = {
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

/** Reads the index's contents at the first call, from the site's own root whatever the path it stands under. */
function load() {
  loaded ??= openIndex(new URL("search-index/", ROOT));
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
 * @typedef {{url: string, path: string, title: string, kind: string, speaker: string, office: string, directive: string,
 *   pieces: {text: string, marked: boolean, cut: boolean}[]}} Hit
 */
export async function find(query, chosen) {
  const index = await load();
  const statements = [...(chosen.get("kind") ?? [])].map((kind) => STATEMENTS[kind]);
  const isByPage = !statements.length || statements.includes(undefined);
  const results = await findPages(index, query, chosen);
  const toHits = async ({ page }) => {
    const data = await index.readText(page);
    const matches = isByPage ? [bestMatch(data, query)] : everyMatch(data, query, { statements, chosen });
    return matches.map((match) => ({ ...match, ...addressOf(data, match) }));
  };
  const asked = query.trim();
  const isSorted = isByPage && asked;
  const first = isSorted ? bestFirst((await Promise.all(results.slice(0, SORTED).map(toHits))).flat(), asked) : [];
  return {
    count: results.length,
    isByPage,
    read: async (from, to) => [
      ...first.slice(from, to),
      ...(await Promise.all(results.slice(Math.max(isSorted ? SORTED : 0, from), to).map(toHits))).flat(),
    ],
  };
}

/** The pages that the query and the facets leave, those with the exact words first; what tells of the site itself comes last. */
async function findPages(index, query, chosen) {
  const used = [...chosen].filter(([, values]) => values.size);
  const results = query ? await index.find(query) : [...Array(index.count).keys()].map((page) => ({ page }));
  // The other facets are fetched once there is something to see.
  const facets = new Map(await Promise.all(["kind", ...used.map(([name]) => name)].map(async (name) => [name, await index.readFacet(name)])));
  const isAbout = ({ page }) => hasAny(facets.get("kind"), [ABOUT], page);
  return results
    .filter(({ page }) => used.every(([name, values]) => hasAny(facets.get(name), values, page)))
    .sort((one, other) => isAbout(one) - isAbout(other));
}

/**
 * How many pages each value of each facet has among what was found; of a facet with a choice, how many it would add.
 * @returns {Promise<Map<string, Map<string, number>>>}
 */
export async function countFacets(query, chosen) {
  const index = await load();
  const found = new Map();
  const facets = await Promise.all(index.facets.map(async (name) => [name, await index.readFacet(name)]));
  for (const [name, values] of facets) {
    const others = new Map([...chosen].filter(([other]) => other !== name));
    const pages = (await findPages(index, query, others)).map(({ page }) => page);
    const counts = [...values].map(([value, some]) => [value, pages.filter((page) => some.has(page)).length]);
    found.set(name, new Map(counts.filter(([value, count]) => count || chosen.get(name)?.has(value))));
  }
  return found;
}

function hasAny(facet, values, page) {
  return [...values].some((value) => facet?.get(value)?.has(page));
}

/**
 * All pages with the exact words are much alike. Who or what is called so comes first, in any script; then, of
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
    if (pageKind === ABOUT) return 7;
    if (asked.length === 1 || kind !== "quote") return 5;
    return phrase === query ? 3 : 4;
  };
  return hits.toSorted((one, other) => rank(one) - rank(other));
}

function addressOf(data, { anchor }) {
  return {
    url: new URL(anchor ? `.${data.url}#${anchor}` : `.${data.url}`, ROOT).href,
    path: data.url.replace(/^\//, ""),
    title: data.title,
    names: data.names,
    pageKind: data.facets.kind?.[0] ?? "",
    kind: anchor ? anchor.split("-", 1)[0] : "",
  };
}
