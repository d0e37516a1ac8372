/** Words as the search compares them. Pure functions, and the same as in `generator/search_words.py`. */

// Of so long a word the last letter may differ, or two or three: "corridors" finds "corridor", "neutrality" finds "neutral".
const ENDED = [5, 7, 10];
const SHORT = 3;

/** Case, accents and punctuation make no difference. */
export function fold(word) {
  return word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/** The words asked for, each with how far it stands from the one before it: a dash between two counts as a word on the page. */
export function readQuery(query) {
  const asked = [];
  let step = 1;
  for (const word of query.split(/\s+/).map(fold)) {
    if (word) asked.push({ word, step });
    step = word ? 1 : step + 1;
  }
  return asked;
}

/** Between which words all stand that are like this one; a word of one or two letters is like itself alone. */
export function rangeOf(word) {
  return word.length < SHORT ? [word, word] : [stemOf(word), `${stemOf(word)}\uffff`];
}

function stemOf(word) {
  return word.slice(0, word.length - ENDED.filter((length) => word.length >= length).length);
}

/** How like a word of a page is to one asked for: 1 the same, 0 another. */
export function likeness(word, asked) {
  if (word === asked) return 1;
  if (asked.length < SHORT || !word.startsWith(stemOf(asked))) return 0;
  const length = Math.min(word.length, asked.length) / Math.max(word.length, asked.length);
  return (word.startsWith(asked) ? 0.6 : 0.4) * length;
}
