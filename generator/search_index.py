"""Makes the search's index: which words stand on which pages, in small files that a reader's browser fetches.

All is JSON, and all but the first file is gzipped and named after what is in it. What reads it is
`templates/theme/assets/js/search/index.js`.

    entry.json       {"count": number of pages, "groups": [last word, name]…, "texts": [name for each so many pages],
                     "facets": {facet: name}}
    parts/<name>     [last word, name of its levels, name of its places]…, the parts of a group
    levels/<name>    {word: line…}, how much the word is worth to each page that has it
    places/<name>    {word: line…}, where it stands there: fetched for a search of several words alone
    facets/<name>    [[value, pages]…], each page counted from the one before it
    lists/<name>     [name of the text of each page]
    texts/<name>     what a page says: {"url", "title", "names", "facets", "anchors", "words"}

How a line is written, and what a part is, tells `search_lines.py`.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any

from generator.folders import take_folder
from generator.search_lines import BLOCK, IndexPart, change_parts, to_json, to_lines
from generator.search_text import PageText

_ENTRY = "entry.json"
_PARTS = ("parts", "levels", "places", "facets", "lists", "texts")
# So many parts are a group.
_GROUP = 32


def write_index(
    folder: Path,
    pages: Iterable[tuple[int, str, PageText]],
    old: Path | None,
    kept: Mapping[int, int],
    spare: Path | None,
) -> set[str]:
    """Write the index of pages, and of those of an old index.

    Pages come in their order, each with its number and its address. `kept` are the numbers of the old index's pages
    that are taken over, with the numbers that they have now. `spare` is the index before the old one, which is used up.
    Returns the files that were taken from the old one as they are.
    """
    writer = _Writer(folder, old, spare)
    names: dict[int, str] = {}
    facets: dict[str, dict[str, set[int]]] = {}
    old_parts: Iterable[IndexPart] = ()
    count = 0
    if old is not None:
        entry = json.loads((old / _ENTRY).read_text(encoding="utf-8"))
        count, old_parts = entry["count"], _iter_old_parts(old, entry)
        before = list(chain.from_iterable(_read(old / "lists" / name) for name in entry["texts"]))
        names.update((now, writer.carry("texts/", before[page])) for page, now in kept.items())
        for facet, name in entry["facets"].items():
            values = {value: accumulate(steps) for value, steps in _read(old / "facets" / name)}
            facets[facet] = {value: {kept[page] for page in those if page in kept} for value, those in values.items()}

    def write_text(page: tuple[int, str, PageText]) -> tuple[int, PageText]:
        number, url, text = page
        names[number] = writer.write("texts/", to_json(_to_text(url, text)))
        for facet, values in text.facets.items():
            for value in values:
                facets.setdefault(facet, {}).setdefault(value, set()).add(number)
        return number, text

    lines = to_lines(map(write_text, pages))
    parts = [
        (last, writer.write("levels/", levels), writer.write("places/", places))
        for last, levels, places in change_parts(old_parts, lines, kept, count)
    ]
    groups = [parts[start : start + _GROUP] for start in range(0, len(parts), _GROUP)]
    texts = [names[number] for number in sorted(names)]
    blocks = [texts[start : start + BLOCK] for start in range(0, len(texts), BLOCK)]
    content = {
        "count": len(texts),
        "groups": [(group[-1][0], writer.write("parts/", to_json(group))) for group in groups],
        "texts": [writer.write("lists/", to_json(block)) for block in blocks],
        "facets": {
            facet: writer.write("facets/", to_json(_to_steps(facets[facet])))
            for facet in sorted(facets)
            if any(facets[facet].values())
        },
    }
    (folder / _ENTRY).write_text(to_json(content), encoding="utf-8")
    writer.clear()
    return writer.kept


def _to_text(url: str, text: PageText) -> dict[str, Any]:
    return {
        "url": url,
        "title": text.title,
        "names": text.names,
        "facets": text.facets,
        "anchors": text.anchors,
        "words": " ".join(text.words),
    }


def _to_steps(values: Mapping[str, set[int]]) -> list[tuple[str, list[int]]]:
    """Count the pages of each value from one to the next: most stand close together, and so take little room."""
    found = []
    for value, pages in sorted(values.items()):
        if pages:
            order = sorted(pages)
            found.append((value, [order[0], *(after - before for before, after in pairwise(order))]))
    return found


def _iter_old_parts(folder: Path, entry: Mapping[str, Any]) -> Iterator[IndexPart]:
    for _, group in entry["groups"]:
        for last, levels, places in _read(folder / "parts" / group):
            yield last, _read_text(folder / "levels" / levels), _read_text(folder / "places" / places)


def _read(path: Path) -> Any:
    return json.loads(_read_text(path))


def _read_text(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()


class _Writer:
    """Writes the files of an index; one that the old index has too is taken from there."""

    def __init__(self, folder: Path, old: Path | None, spare: Path | None) -> None:
        self.kept: set[str] = set()
        self._folder = folder
        # What the old index has lies there from the beginning.
        self._old: set[str] = set()
        for part in _PARTS:
            if old is None:
                (folder / part).mkdir(parents=True, exist_ok=True)
            else:
                names = take_folder(old / part, spare and spare / part, folder / part)
                self._old.update(f"{part}/{name}" for name in names)

    def write(self, place: str, text: str) -> str:
        """Write a file under a name that is made of its content; return the name."""
        data = text.encode()
        name = f"{sha256(data).hexdigest()[:10]}.gz"
        if not self._keep(f"{place}{name}"):
            # A higher level takes twice the time for a hundredth of the size.
            (self._folder / place / name).write_bytes(gzip.compress(data, compresslevel=6, mtime=0))
        return name

    def carry(self, place: str, name: str) -> str:
        """Take a file from the old index, which has it; return its name."""
        self._keep(f"{place}{name}")
        return name

    def clear(self) -> None:
        """Remove what only the old index has."""
        for path in self._old - self.kept:
            (self._folder / path).unlink()

    def _keep(self, path: str) -> bool:
        if path in self._old:
            self.kept.add(path)
        return path in self._old
