/** Reads the index that stands beside the site: which pages have which words, and which facets. See `generator/search_index.py` and `search_lines.py`. */
import { likeness, rangeOf, readQuery } from "./words.js";

// The signs that lines are written with, in the order of their numbers; see there, too, for the numbers below.
const SIGNS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const NUMBERS = new Map([...SIGNS].map((sign, number) => [sign, number]));
const BLOCK = SIGNS.length;
const DIGIT = BLOCK / 2;
const LOWEST = 0.02;
const STEP = 1.125;
const SOON = 1.5; // Of BM25: how soon more of the same word stops counting.

/** @param {URL} root the folder of the index */
export async function openIndex(root) {
  const read = remember((path, options) => readFile(new URL(path, root), options));
  const { count, groups, texts, facets } = await read("entry.json", { cache: "no-cache" });

  /** The parts that have words from one to another: each the last word of all before the next, and two names of files. */
  const partsOf = async (from, to) => {
    const names = within(groups, from, to).map(([, name]) => name);
    const parts = (await Promise.all(names.map((name) => read(`parts/${name}`)))).flat();
    return within(parts, from, to);
  };

  /** How much of one word each page has, words that are like it among them. */
  const lookUp = async ({ word: asked }) => {
    const [from, to] = rangeOf(asked);
    const near = await Promise.all((await partsOf(from, to)).map(([, levels]) => read(`levels/${levels}`)));
    const found = new Map();
    for (const [word, line] of near.flatMap(Object.entries)) {
      const like = likeness(word, asked);
      if (!like) continue;
      for (const [page, level] of readLevels(line)) found.set(page, (found.get(page) ?? 0) + like * LOWEST * STEP ** level);
    }
    return found;
  };

  /** The places of the very word on each page. */
  const locate = async ({ word }) => {
    const [part] = await partsOf(word, word);
    const lines = part ? await read(`places/${part[2]}`) : {};
    // Every object has a "constructor".
    return readPlaces(Object.hasOwn(lines, word) ? lines[word] : "");
  };

  /** Pages with all the words, the best first; `isExact` where they stand together just so. */
  const find = async (query) => {
    const asked = readQuery(query);
    const isPhrase = asked.length > 1;
    const [found, places] = await Promise.all([Promise.all(asked.map(lookUp)), isPhrase ? Promise.all(asked.map(locate)) : []]);
    if (!found.length) return [];
    const shared = [...found[0].keys()].filter((page) => found.every((each) => each.has(page)));
    const ranked = shared.map((page) => {
      const isExact = isPhrase && standTogether(asked, places.map((each) => each(page)));
      return { page, isExact, score: found.reduce((sum, each) => sum + score(each, page), 0) };
    });
    return ranked.sort((one, other) => other.isExact - one.isExact || other.score - one.score || one.page - other.page);
  };

  const score = (found, page) => {
    const rarity = Math.log(1 + (count - found.size + 0.5) / (found.size + 0.5));
    return (rarity * found.get(page) * (SOON + 1)) / (found.get(page) + SOON);
  };

  return {
    find,
    count,
    facets: Object.keys(facets),
    readText: async (page) => {
      const names = await read(`lists/${texts[Math.floor(page / BLOCK)]}`);
      return read(`texts/${names[page % BLOCK]}`);
    },
    /** @returns {Promise<Map<string, Set<number>>>} the pages of each value of a facet */
    readFacet: remember(async (name) => new Map(name in facets ? (await read(`facets/${facets[name]}`)).map(([value, steps]) => [value, toPages(steps)]) : [])),
  };
}

/** Those of some entries, each with the last word that is in it, which have words between two. */
function within(entries, from, to) {
  return entries.filter(([last], at) => last >= from && (at === 0 || entries[at - 1][0] < to));
}

/** Each page is counted from the one before it. */
function toPages(steps) {
  let page = 0;
  return new Set(steps.map((step) => (page += step)));
}

/** The blocks of a line: the number of the first page of each, and what is said of its pages. */
function* blocksOf(line) {
  for (const block of line.split(" ").filter(Boolean)) {
    const [number, pages] = block.split(":");
    yield [number * BLOCK, pages];
  }
}

function* readLevels(line) {
  for (const [first, pages] of blocksOf(line)) {
    for (let at = 0; at < pages.length; at += 2) yield [first + NUMBERS.get(pages[at]), NUMBERS.get(pages[at + 1])];
  }
}

/** Gives the places on a page; of the many pages of a common word only those are made out that are asked for. */
function readPlaces(line) {
  const found = new Map();
  for (const [first, pages] of blocksOf(line)) {
    for (const page of pages.split(".")) found.set(first + NUMBERS.get(page[0]), page);
  }
  return (page) => toPlaces((found.get(page) ?? "").slice(1));
}

/** Of the digits of a number all but the last are from the second half of the signs; each place is counted from the one before it. */
function toPlaces(digits) {
  const places = new Set();
  let place = 0;
  let number = 0;
  for (const sign of digits) {
    const digit = NUMBERS.get(sign);
    number = number * DIGIT + (digit % DIGIT);
    if (digit >= DIGIT) continue;
    place += number;
    number = 0;
    places.add(place);
  }
  return places;
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
  return new Response(body).json();
}
