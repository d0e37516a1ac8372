/** Reads the index that stands beside the site: which pages have which words, and which facets. See `generator/search_index.py`. */
import { likeness, rangeOf, readQuery } from "./words.js";

const MARK = "pagefind_dcd"; // Before each text, as Pagefind wrote it.
// Of BM25: how soon more of the same word stops counting, and how far a long page is held against its words.
const SOON = 1.5;
const LENGTH = 0.75;
const TEXTS = 128; // How many pages share a list of their texts' names.
const APART = 2; // A title, or a name in another script.

/** @param {URL} root the folder of the index */
export async function openIndex(root) {
  const read = remember((path, options) => readFile(new URL(path, root), options));
  const { meta } = await read("pagefind-entry.json", { cache: "no-cache" });
  const { words, texts, parts, filters } = await read(meta);
  const length = words.reduce((sum, each) => sum + each, 0) / words.length;

  /** What stands where of one word: for each page how much of it, and the places of the very word. */
  const lookUp = async ({ word: asked }) => {
    const [from, to] = rangeOf(asked);
    const near = await Promise.all(parts.filter(([first, last]) => first <= to && last >= from).map(([, , name]) => read(`index/${name}`)));
    const found = new Map();
    for (const [word, where] of near.flatMap(Object.entries)) {
      const like = likeness(word, asked);
      if (!like) continue;
      for (const { page, weight, places } of Object.entries(where).map(readPage)) {
        const one = found.get(page) ?? { weight: 0, places: new Set() };
        one.weight += like * weight;
        if (like === 1) for (const place of places) one.places.add(place);
        found.set(page, one);
      }
    }
    return found;
  };

  /** Pages with all the words, the best first; `isExact` where they stand together just so. */
  const find = async (query) => {
    const asked = readQuery(query);
    const found = await Promise.all(asked.map(lookUp));
    if (!found.length) return [];
    const shared = [...found[0].keys()].filter((page) => found.every((each) => each.has(page)));
    const ranked = shared.map((page) => {
      const isExact = asked.length > 1 && standTogether(asked, found.map((each) => each.get(page).places));
      return { page, isExact, score: found.reduce((sum, each) => sum + score(each, page), 0) };
    });
    return ranked.sort((one, other) => other.isExact - one.isExact || other.score - one.score || one.page - other.page);
  };

  const score = (found, page) => {
    const { weight } = found.get(page);
    const rarity = Math.log(1 + (words.length - found.size + 0.5) / (found.size + 0.5));
    return (rarity * weight * (SOON + 1)) / (weight + SOON * (1 - LENGTH + (LENGTH * words[page]) / length));
  };

  return {
    find,
    count: words.length,
    facets: Object.keys(filters),
    readText: async (page) => {
      const names = await read(`texts/${texts[Math.floor(page / TEXTS)]}`);
      return read(`fragment/${names[page % TEXTS]}.pf_fragment`);
    },
    /** @returns {Promise<Map<string, Set<number>>>} the pages of each value of a facet */
    readFacet: remember(async (name) => new Map(name in filters ? (await read(filters[name])).map(([value, steps]) => [value, toPages(steps)]) : [])),
  };
}

/** Each page is counted from the one before it. */
function toPages(steps) {
  let page = 0;
  return new Set(steps.map((step) => (page += step)));
}

/** What stands on a page, and what stands apart there, such as a title. */
function readPage([page, [body, apart]]) {
  const { weight, places } = readPlaces(body);
  return { page: Number(page), weight: weight + APART * readPlaces(apart).weight, places };
}

/** A negative number begins the places of another weight; each is counted from the one before it. */
function readPlaces(numbers) {
  const places = [];
  let weight = 0;
  let each = 1;
  let place = 0;
  for (const number of numbers) {
    if (number < 0) {
      each = (-1 - number) / 24;
      place = 0;
    } else {
      place += number;
      places.push(place);
      weight += each;
    }
  }
  return { weight, places };
}

/** Whether the words follow one another somewhere; those of "cease-fire" stand at one place. */
function standTogether(asked, places) {
  let ends = places[0];
  for (let at = 1; at < asked.length && ends.size; at += 1) {
    const { step } = asked[at];
    ends = new Set([...places[at]].filter((place) => ends.has(place - step) || ends.has(place)));
  }
  return ends.size > 0;
}

/** Each file is read once; one that failed is tried again. */
function remember(read) {
  const known = new Map();
  return (path, ...rest) => {
    if (!known.has(path)) known.set(path, read(path, ...rest).catch((error) => (known.delete(path), Promise.reject(error))));
    return known.get(path);
  };
}

/** Some hosts unpack such files on their own. */
async function readFile(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${response.status}: ${address}`);
  const data = await response.arrayBuffer();
  const [first, second] = new Uint8Array(data);
  const isPacked = first === 0x1f && second === 0x8b;
  const body = isPacked ? new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip")) : data;
  const text = await new Response(body).text();
  return JSON.parse(text.startsWith(MARK) ? text.slice(MARK.length) : text);
}
