/** Asks Pagefind, and gives back plain values: no element, no markup. */
import { bestMatch } from "./match.js";

const ROOT = new URL("../../../", import.meta.url);
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
 * @typedef {{url: string, path: string, title: string, kind: string, pieces: {text: string, marked: boolean, cut: boolean}[], phrase: string}} Hit
 */
export async function find(query) {
  const pagefind = await load();
  const asked = [pagefind.search(query)];
  const phrase = phraseOf(query);
  if (phrase) asked.unshift(pagefind.search(phrase));
  const found = merge((await Promise.all(asked)).map((answer) => answer.results));
  return {
    count: found.length,
    read: (from, to) => Promise.all(found.slice(from, to).map(async (result) => toHit(await result.data(), query))),
  };
}

/** Words that stand together, exactly so, come first: a reader who remembers five words of a quotation wants that one. */
function phraseOf(query) {
  return !query.includes('"') && /\S\s+\S/.test(query.trim()) ? `"${query.trim()}"` : undefined;
}

function merge(lists) {
  const seen = new Map();
  for (const result of lists.flat()) if (!seen.has(result.id)) seen.set(result.id, result);
  return [...seen.values()];
}

function toHit(data, query) {
  const { anchor, pieces, phrase } = bestMatch(data, query.trim().split(/\s+/).length);
  return {
    url: anchor ? `${data.url}#${anchor.id}` : data.url,
    path: data.raw_url.replace(/^\//, ""),
    title: data.meta.title,
    kind: anchor ? anchor.id.split("-", 1)[0] : "",
    pieces,
    phrase,
  };
}
