/** From the places where a page's words match to the one item to open, and the words to show. Pure functions. */

const AROUND = 12;
const LONGEST = 42;
const SLACK = 3;
const ENDS = /[.,;:!?]+$/; // Pagefind ends a block's words with a full stop that the page may not have.
const NOT_ITEMS = /^(ref-|cb-|at-a-glance$|content$)/;

/**
 * @param {{raw_content: string, locations: number[], anchors: {id: string, location: number}[]}} data
 * @param {string} query
 */
export function bestMatch(data, query) {
  const words = wordsOf(data.raw_content);
  const asked = query.split(/\s+/).map(fold).filter(Boolean);
  const places = [...new Set([...data.locations, ...phrasePlaces(words, asked)])].sort((a, b) => a - b);
  const anchors = data.anchors.filter(({ id }) => !NOT_ITEMS.test(id)).sort((a, b) => a.location - b.location);
  const itemAt = (place) => anchors.findLastIndex(({ location }) => location <= place);
  const isQuote = (place) => anchors[itemAt(place)]?.id.startsWith("quote-") ?? false;
  const cluster = densest(places, asked.length, isQuote);
  const at = cluster.length ? itemAt(cluster[0]) : -1;
  const anchor = anchors[at];
  const start = anchor?.location ?? 0;
  const end = anchors[at + 1]?.location ?? words.length;
  const [from, to] = excerptOf(cluster, start, end);
  return { anchor, pieces: piecesOf(words, new Set(places), from, to, from > start), phrase: runOf(words, cluster) };
}

/** Every place of the words in their order: Pagefind gives a phrase's first one only. */
function phrasePlaces(words, asked) {
  if (asked.length < 2) return [];
  const folded = words.map(fold);
  const starts = folded.flatMap((_, start) => (asked.every((word, place) => folded[start + place] === word) ? [start] : []));
  return starts.flatMap((start) => asked.map((_, place) => start + place));
}

/** Case, accents and punctuation make no difference. */
function fold(word) {
  return word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/** Pagefind counts words by white space, or by the marks that it leaves in scripts without spaces. */
function wordsOf(content) {
  const parts = content.includes("\u200B") ? content.split("\u200B") : content.split(/\s+/).map((word) => `${word} `);
  return parts.map((word) => word.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
}

/** The places that stand closest together, as many as words were asked. Of several such groups a quotation's, then the first. */
function densest(places, asked, isQuote) {
  let best = [];
  let bestScore = 0;
  for (let start = 0; start < places.length; start += 1) {
    let stop = start + 1;
    while (stop < places.length && places[stop] < places[start] + asked + SLACK) stop += 1;
    const score = 2 * Math.min(stop - start, asked) + (isQuote(places[start]) ? 1 : 0);
    if (score > bestScore) [best, bestScore] = [places.slice(start, stop), score];
  }
  return best;
}

/** A window around the cluster that stays inside the item, from its first word where that is near. */
function excerptOf(cluster, start, end) {
  const first = cluster[0] ?? start;
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

/** The longest run of words that follow one another, as text: what the browser can point at on the page. */
function runOf(words, cluster) {
  let best = [];
  let run = [];
  for (const place of cluster) {
    run = run.length && place === run.at(-1) + 1 ? [...run, place] : [place];
    if (run.length > best.length) best = run;
  }
  return best.map((place) => words[place]).join("").trim().replace(ENDS, "");
}
