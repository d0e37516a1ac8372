/** Asks Pagefind, and gives back plain values: no element, no markup. */
import { bestMatch } from "./match.js";

const ROOT = new URL("../../../", import.meta.url);
const SORTED = 10;
let loaded;

/** Loads Pagefind at the first call, from the site's own root whatever the path it stands under. */
function load() {
  loaded ??= import(new URL("pagefind/pagefind.js", ROOT)).then(async (pagefind) => {
    await pagefind.options({ baseUrl: ROOT.pathname });
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
 * @param {string} query
 * @returns {Promise<{count: number, read: (from: number, to: number) => Promise<Hit[]>}>} hits are read page by page,
 *   since each is a file of its own.
 * @typedef {{url: string, path: string, title: string, kind: string, phrase: string,
 *   pieces: {text: string, marked: boolean, cut: boolean}[]}} Hit
 */
export async function find(query) {
  const pagefind = await load();
  const phrase = phraseOf(query);
  const [loose, exact] = await Promise.all([pagefind.search(query), phrase && pagefind.search(phrase)]);
  const first = (exact?.results ?? []).slice(0, SORTED);
  const known = new Set(first.map(({ id }) => id));
  const rest = [...(exact?.results ?? []).slice(SORTED), ...loose.results].filter(({ id }) => !known.has(id) && known.add(id));
  const sorted = quotesFirst(await Promise.all(first.map((result) => toHit(result, query))), query.trim());
  return {
    count: sorted.length + rest.length,
    read: async (from, to) => [
      ...sorted.slice(from, to),
      ...(await Promise.all(
        rest.slice(Math.max(0, from - sorted.length), Math.max(0, to - sorted.length)).map((result) => toHit(result, query)),
      )),
    ],
  };
}

/** Words that stand together, exactly so, come first: a reader who remembers five words of a quotation wants that one. */
function phraseOf(query) {
  return !query.includes('"') && /\S\s+\S/.test(query.trim()) ? `"${query.trim()}"` : undefined;
}

/** Pagefind ranks all pages with the exact words alike. A quotation that writes them just so is wanted more than one beside a like title. */
function quotesFirst(hits, query) {
  const rank = ({ kind, phrase }) => (kind !== "quote" ? 2 : phrase === query ? 0 : 1);
  return hits.toSorted((one, other) => rank(one) - rank(other));
}

async function toHit(result, query) {
  const data = await result.data();
  const { anchor, pieces, phrase } = bestMatch(data, query);
  return {
    url: anchor ? `${data.url}#${anchor.id}` : data.url,
    path: data.raw_url.replace(/^\//, ""),
    title: data.meta.title,
    kind: anchor ? anchor.id.split("-", 1)[0] : "",
    pieces,
    phrase,
  };
}
