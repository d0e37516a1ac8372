"""Results to the files of the search: small ones, of which a browser fetches the few that a query needs.

- `search/index.json`: where the others are, and with which word or result each of them begins.
- `words-N.json`: for each word the results that have it, in three strengths: as a name, in their own words, in what
  they are about. Numbers are distances from the one before, in base 36.
- `results-N.json`: what is shown of each result.
- `facets.json`: for each facet and value the results that have it.

All but the first lie in a folder that is named after what is in them, so that no browser mixes two builds.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from generator.render import Output
from generator.search.items import FACETS, KINDS, Item
from generator.search.words import COMMON, iter_words

FOLDER = "search/"
INDEX = f"{FOLDER}index.json"
# How many characters a file of words or results has, about. A query takes one for each word and each few results.
_WORDS_SIZE, _RESULTS_SIZE = 6_000, 3_000
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def build_files(items: Sequence[Item]) -> Iterator[Output]:
    """Write the index of results; their order is that in which those that fit alike are shown."""
    files: dict[str, str] = {}
    first_words, words = [], _to_words(items)
    for number, chunk in enumerate(_chunks(words.items(), _WORDS_SIZE, lambda pair: len(pair[0]) + len(pair[1]) + 6)):
        files[f"words-{number}.json"] = _to_json(dict(chunk))
        first_words.append(chunk[0][0])
    first_items, at = [], 0
    for number, rows in enumerate(_chunks(map(_to_row, items), _RESULTS_SIZE, lambda row: len(_to_json(row)))):
        files[f"results-{number}.json"] = _to_json(rows)
        first_items.append(at)
        at += len(rows)
    files["facets.json"] = _to_json(_to_facets(items))
    digest = sha256("\0".join(files.values()).encode()).hexdigest()[:10]
    index = {
        "folder": f"{digest}/",
        "count": len(items),
        "words": first_words,
        "results": first_items,
        "kinds": {name: singular for name, singular, _ in KINDS},
        "common": sorted(COMMON),
    }
    yield Output(INDEX, _to_json(index))
    for name, content in files.items():
        yield Output(f"{FOLDER}{digest}/{name}", content)


def _to_words(items: Sequence[Item]) -> dict[str, str]:
    """Return the words in order, each with the results that have it."""
    found: dict[str, tuple[list[int], list[int], list[int]]] = {}
    for number, item in enumerate(items):
        own = (item.body, item.title) if item.is_statement else (item.body,)
        names = item.names if item.is_statement else (item.title, *item.names)
        seen: set[str] = set(COMMON)
        for strength, texts in enumerate((names, own, (*item.about, *item.also))):
            words = {word for text in texts for word in iter_words(text)} - seen
            seen |= words
            for word in words:
                found.setdefault(word, ([], [], []))[strength].append(number)
    return {word: "|".join(map(_to_distances, found[word])).rstrip("|") for word in sorted(found)}


def _to_facets(items: Sequence[Item]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, tuple[str, list[int]]]] = {name: {} for name, _ in FACETS}
    for number, item in enumerate(items):
        for facet, value, text in item.iter_facets():
            numbers = found[facet].setdefault(value, (text, []))[1]
            if not numbers or numbers[-1] != number:
                numbers.append(number)
    order = {facet: _sort_key(facet) for facet, _ in FACETS}
    return [
        {
            "name": facet,
            "title": title,
            "values": [
                [value, text, _to_distances(numbers)]
                for value, (text, numbers) in sorted(found[facet].items(), key=order[facet])
            ],
        }
        for facet, title in FACETS
        if found[facet]
    ]


def _sort_key(facet: str) -> Any:
    if facet == "kind":
        places = {name: place for place, (name, _, _) in enumerate(KINDS)}
        return lambda pair: places[pair[0]]
    return lambda pair: pair[1][0].casefold()


def _to_row(item: Item) -> list[Any]:
    return [item.kind, item.url, item.title, item.body, [fact for fact in item.about if fact]]


def _to_distances(numbers: Iterable[int]) -> str:
    before, distances = 0, []
    for number in numbers:
        distances.append(_to_base36(number - before))
        before = number
    return " ".join(distances)


def _to_base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits


def _chunks(entries: Iterable[Any], limit: int, size_of: Any) -> Iterator[list[Any]]:
    """Cut a sequence into stretches of about a size each; an entry is never cut."""
    chunk: list[Any] = []
    size = 0
    for entry in entries:
        if chunk and size + size_of(entry) > limit:
            yield chunk
            chunk, size = [], 0
        chunk.append(entry)
        size += size_of(entry)
    if chunk:
        yield chunk


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
