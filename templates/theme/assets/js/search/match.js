/** From the places where a page's words match to the items to open, and the words to show. Pure functions. */
import { fold, likeness, readQuery } from "./words.js";

const AROUND = 12;
const LONGEST = 42;
const SLACK = 3;
const CONTEXT = 4;
const STATEMENT = /^(quote|claim|outcome|commitment|position|meeting)-/;
const TELLING = 3; // A run of so many words needs no others beside it to be told from its like.
const ENDS = /[.,;:!?]+$/; // The index ends a block's words with a full stop that the page may not have.
const BREAKS = /[.!?”»“"]$/u;
const OPENS = /^[“„«"「]/u;
const NOT_ITEMS = /^(ref-|cb-|at-a-glance$|content$)/;
const CAPTION_ENDS = new Set(["About", "Source", "Sources", "citing", "Original", "paraphrase", "part"]);

/**
 * @typedef {{title: string, words: string, anchors: [id: string, place: number][], facets: Object<string, string[]>}} Data
 */

/**
 * The item of a page where most of the words asked for stand together; a quotation of several.
 * @param {Data} data
 * @param {string} query
 */
export function bestMatch(data, query) {
  const page = readPage(data, query);
  const isQuote = (place) => page.anchors[page.itemAt(place)]?.[0].startsWith("quote-") ?? false;
  const cluster = densest(page, page.marked, isQuote);
  const [at, own] = wholest(page, cluster);
  return toMatch(page, at, own);
}

/**
 * Every item of the kinds that were chosen which has the words asked for.
 * @param {Data} data
 * @param {string} query
 */
export function everyMatch(data, query, { statements, chosen }) {
  const page = readPage(data, query);
  const matches = [];
  for (const [at, [id, start]] of page.anchors.entries()) {
    const statement = statements.find(({ prefix }) => id.startsWith(`${prefix}-`));
    if (!statement) continue;
    const end = page.endOf(at);
    const own = page.places.filter((place) => place >= start && place < end);
    if (countAsked(page, own) < page.asked.length) continue;
    const values = chosen.get(statement.facet);
    const match = toMatch(page, at, densest(page, own));
    const told = statement.facet === "speaker" ? match.speaker : page.words.slice(start, end).join("");
    if (values?.size && ![...values].some((value) => told.includes(value))) continue;
    matches.push(match);
  }
  return matches;
}

/**
 * The item with the cluster, or one that has more of the words asked for, however far apart: who said it stands below
 * what was said.
 */
function wholest(page, cluster) {
  let best = [cluster.length ? page.itemAt(cluster[0]) : -1, cluster];
  let most = countAsked(page, cluster);
  for (const [at, [id, start]] of page.anchors.entries()) {
    if (most === page.asked.length) break;
    const own = page.places.filter((place) => place >= start && place < page.endOf(at));
    const count = countAsked(page, own);
    if (count > most && STATEMENT.test(id)) [best, most] = [[at, densest(page, own)], count];
  }
  return best;
}

/** How many of the words asked for stand at some of these places. */
function countAsked({ folded, asked }, places) {
  return asked.filter((each) => places.some((place) => isLike(folded[place], each))).length;
}

/** Whether a word of the page, or a part of one such as "cease-fire", is like one asked for. */
function isLike(parts, asked) {
  return parts.some((part) => likeness(part, asked) > 0);
}

function readPage(data, query) {
  const words = data.words.split(" ").map((word) => `${word} `);
  const folded = words.map((word) => [...new Set([word, ...word.split(/[^\p{L}\p{N}\p{M}]+/u)].map(fold))].filter(Boolean));
  const steps = readQuery(query);
  const asked = steps.map(({ word }) => word);
  const places = [...words.keys()].filter((place) => asked.some((each) => isLike(folded[place], each)));
  const anchors = data.anchors.filter(([id]) => !NOT_ITEMS.test(id));
  return {
    words,
    folded,
    asked,
    places,
    marked: phrasePlaces(folded, steps) ?? places,
    anchors,
    titleEnd: titleEnd(words, data.title),
    speakers: (data.facets.speaker ?? []).map((name) => name.split(" ")),
    itemAt: (place) => anchors.findLastIndex(([, start]) => start <= place),
    endOf: (at) => anchors[at + 1]?.[1] ?? words.length,
  };
}

function toMatch(page, at, cluster) {
  const { words, anchors } = page;
  const [anchor, start] = anchors[at] ?? ["", 0];
  const end = page.endOf(at);
  const marked = new Set(page.marked);
  const quote = anchor.startsWith("quote-") ? readQuote(page, start, end) : undefined;
  const around = excerptOf(cluster, anchor ? start : page.titleEnd, end);
  const [from, to] = quote ? [quote.start, quote.end] : around;
  const pieces = piecesOf(words, marked, from, to, from > (anchor ? (quote?.start ?? start) : page.titleEnd));
  return {
    anchor,
    speaker: quote?.speaker ?? "",
    office: quote?.office ?? "",
    pieces,
    context: quote && isOutside(cluster, quote) && !pieces.some((piece) => piece.marked) ? piecesOf(words, marked, ...around, around[0] > start) : [],
    phrase: runOf(words, cluster).text,
    directive: directiveOf(words, cluster, start, end),
  };
}

/** Where a quotation's words stand between what they answer and who said them. */
function readQuote({ words, speakers }, start, end) {
  let caption = start;
  let name;
  for (; caption < end; caption += 1) {
    const isAfterWords = caption === start || BREAKS.test(words[caption - 1].trim());
    name = isAfterWords && speakers.find((parts) => parts.every((part, index) => words[caption + index]?.trim().replace(ENDS, "") === part));
    if (name) break;
  }
  if (!name) return { start, end, speaker: "", office: "" };
  const opening = words.slice(start, caption).findIndex((word) => OPENS.test(word));
  let stop = caption;
  while (stop < end && !CAPTION_ENDS.has(words[stop].trim().replace(ENDS, ""))) stop += 1;
  const office = textOf(words, caption + name.length, stop).replace(ENDS, "");
  return { start: opening < 0 ? start : start + opening, end: caption, speaker: name.join(" "), office };
}

function isOutside(cluster, quote) {
  return cluster.length > 0 && (cluster[0] < quote.start || cluster[0] >= quote.end);
}

/** Where the words stand in their order, if they do so anywhere. */
function phrasePlaces(folded, steps) {
  if (steps.length < 2) return undefined;
  const runs = folded.flatMap((_, start) => {
    let place = start - steps[0].step;
    const run = steps.map(({ step }) => (place += step));
    return run.every((each, at) => folded[each]?.includes(steps[at].word)) ? [run] : [];
  });
  return runs.length ? [...new Set(runs.flat())] : undefined;
}

/** The places that stand closest together, with the most of the words asked for. Of several such groups a quotation's, then the first. */
function densest(page, places, isQuote = () => false) {
  let best = [];
  let bestScore = 0;
  for (let start = 0; start < places.length; start += 1) {
    const stop = places.findLastIndex((place) => place < places[start] + page.asked.length + SLACK) + 1;
    const group = places.slice(start, stop);
    const score = 2 * countAsked(page, group) + (isQuote(places[start]) ? 1 : 0);
    if (score > bestScore) [best, bestScore] = [group, score];
  }
  return best;
}

/** Where a page's text begins: after the title, which is shown above it. */
function titleEnd(words, title) {
  const count = title.split(/\s+/).length;
  return fold(words.slice(0, count).join("")) === fold(title) ? count : 0;
}

/** A window around the cluster that stays inside the item, from its first word where that is near. */
function excerptOf(cluster, start, end) {
  const first = Math.max(start, cluster[0] ?? start);
  const from = first - start <= AROUND ? start : first - AROUND;
  return [from, Math.min(end, Math.max(from + LONGEST, (cluster.at(-1) ?? first) + AROUND))];
}

/** Words in stretches, matched or not; `cut` where the item has words before them. */
function piecesOf(words, places, from, to, cut) {
  const pieces = [];
  for (let place = from; place < to; place += 1) {
    const marked = places.has(place);
    const before = pieces.at(-1);
    if (before?.marked === marked) before.text += words[place];
    else pieces.push({ text: words[place], marked, cut: false });
  }
  if (cut && pieces.length) pieces[0].cut = true;
  return pieces;
}

/** The longest run of words that follow one another. */
function runOf(words, cluster) {
  let best = [];
  let run = [];
  for (const place of cluster) {
    run = run.length && place === run.at(-1) + 1 ? [...run, place] : [place];
    if (run.length > best.length) best = run;
  }
  return { run: best, text: textOf(words, best[0] ?? 0, (best.at(-1) ?? -1) + 1).replace(ENDS, "") };
}

function textOf(words, from, to) {
  return words.slice(from, to).join("").trim();
}

/**
 * What the browser can point at on the page: the longest run, with the words of its sentence beside it, so that it is
 * not taken for the same words elsewhere. Nothing where it cannot be told from those: the item itself is shown then.
 */
function directiveOf(words, cluster, start, end) {
  const { run, text } = runOf(words, cluster);
  if (!text) return "";
  let from = run[0];
  while (from > start && run[0] - from < CONTEXT && !BREAKS.test(words[from - 1].trim())) from -= 1;
  const last = run.at(-1) + 1;
  let to = last;
  while (to < end && to - last < CONTEXT && !BREAKS.test(words[to - 1].trim())) to += 1;
  const before = textOf(words, from, run[0]);
  const after = textOf(words, last, to).replace(ENDS, "");
  if (!before && !after && run.length < TELLING) return "";
  const kept = after ? textOf(words, run[0], last) : text;
  return [before && `${encode(before)}-`, encode(kept), after && `-${encode(after)}`].filter(Boolean).join(",");
}

function encode(text) {
  return encodeURIComponent(text).replaceAll("-", "%2D");
}
