"""Makes Pagefind's index into the small files that a reader's browser fetches, the same for the same pages.

Pagefind reads pages well, and its own reader of what it writes is a program of 85 KB, for parts of 30 KB each. Here the
words are put into parts of a few kilobytes and all is JSON, which `templates/theme/assets/js/search/words.js` reads as
it is: gzipped, named after what is in it, and found from the one file that keeps its name.

    pagefind-entry.json  {"meta": name}
    <meta>               {"pages": [name of the text, number of words]…, "parts": [first, last, name]…, "filters": name}
    index/<part>         {word: runs}; a run is a list of [page, places, places in what stands apart], the page counted
                         from the one before it; a negative number begins the places of that weight, each counted from
                         the one before it
    <filters>            {facet: [[value, pages]…]}
    fragment/<text>      what Pagefind wrote of a page: its words, its anchors and its facets
"""

import gzip
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import normalize

import cbor2

_MARK = b"pagefind_dcd"
_ENTRY = "pagefind-entry.json"
# Of a part, before it is gzipped to a third.
_PART_SIZE = 16_000

_Runs = list[list[Any]]


def settle_index(folder: Path) -> None:
    """Write the parts of the one index in a folder, and remove what they are made from."""
    [facts] = json.loads((folder / _ENTRY).read_text(encoding="utf-8"))["languages"].values()
    meta = folder / f"pagefind.{facts['hash']}.pf_meta"
    _, pages, chunks, filters, *_ = _take(meta)
    read = [_take(folder / "index" / f"{name}.pf_index") for *_, name in chunks]
    words = to_words(entry for [entries] in read for entry in entries)
    parts = [
        [first, last, _write(folder / "index", ".pf_index", content)] for first, last, content in iter_parts(words)
    ]
    facets = dict(_take(folder / "filter" / f"{name}.pf_filter") for _, name in filters)
    settled = _write(folder, ".pf_filter", {name: sorted(facets[name]) for name in sorted(facets)})
    name = _write(folder, ".pf_meta", {"pages": pages, "parts": parts, "filters": settled})
    (folder / _ENTRY).write_text(json.dumps({"meta": name}), encoding="utf-8")
    if filters:
        (folder / "filter").rmdir()


def to_words(entries: Any) -> dict[str, _Runs]:
    """Gather what Pagefind found under each word without its marks and accents, in order."""
    words: dict[str, _Runs] = {}
    for word, run, variants in entries:
        for form, places in ((word, run), *variants):
            if places and (folded := fold(form)):
                words.setdefault(folded, []).append(places)
    return {word: sorted(words[word]) for word in sorted(words)}


def fold(word: str) -> str:
    """Leave out accents, marks and case, as the script does with what a reader types."""
    return "".join(sign for sign in normalize("NFKD", word) if sign.isalnum()).lower()


def iter_parts(words: dict[str, _Runs]) -> Iterator[tuple[str, str, dict[str, _Runs]]]:
    """Yield the first word, the last word and the content of each part."""
    part: dict[str, _Runs] = {}
    size = 0
    for word, runs in words.items():
        part[word] = runs
        size += len(_to_json(runs))
        if size > _PART_SIZE:
            yield next(iter(part)), word, part
            part, size = {}, 0
    if part:
        yield next(iter(part)), next(reversed(part)), part


def _take(path: Path) -> Any:
    """Read a file of Pagefind's, which is removed."""
    data = gzip.decompress(path.read_bytes())
    path.unlink()
    return cbor2.loads(data.removeprefix(_MARK))


def _write(folder: Path, suffix: str, content: dict[str, Any]) -> str:
    data = _to_json(content).encode()
    name = f"{sha256(data).hexdigest()[:10]}{suffix}"
    (folder / name).write_bytes(gzip.compress(data, mtime=0))
    return name


def _to_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
