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
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import normalize

import cbor2

_MARK = b"pagefind_dcd"
_ENTRY = "pagefind-entry.json"
# Of a part, before it is gzipped to a third.
_PART_SIZE = 16_000


def settle_index(folder: Path) -> None:
    """Write the parts of the one index in a folder, and remove what they are made from."""
    [facts] = json.loads((folder / _ENTRY).read_text(encoding="utf-8"))["languages"].values()
    meta = folder / f"pagefind.{facts['hash']}.pf_meta"
    _, pages, chunks, filters, *_ = _take(meta)
    words = to_words(_iter_entries(folder / "index", [name for *_, name in chunks]))
    parts = [[first, last, _write(folder / "index", ".pf_index", text)] for first, last, text in iter_parts(words)]
    facets = dict(_take(folder / "filter" / f"{name}.pf_filter") for _, name in filters)
    settled = _write(folder, ".pf_filter", _to_json({name: sorted(facets[name]) for name in sorted(facets)}))
    name = _write(folder, ".pf_meta", _to_json({"pages": pages, "parts": parts, "filters": settled}))
    (folder / _ENTRY).write_text(json.dumps({"meta": name}), encoding="utf-8")
    if filters:
        (folder / "filter").rmdir()


def _iter_entries(folder: Path, names: Iterable[str]) -> Iterator[Any]:
    for name in names:
        [entries] = _take(folder / f"{name}.pf_index")
        yield from entries


def to_words(entries: Iterable[Any]) -> dict[str, str]:
    """Gather what Pagefind found under each word without its marks and accents, in order and as JSON.

    As text it takes a tenth of the room that it takes as lists.
    """
    words: dict[str, list[str]] = {}
    for word, run, variants in entries:
        for form, places in ((word, run), *variants):
            if places and (folded := fold(form)):
                words.setdefault(folded, []).append(_to_json(places))
    return {word: f"[{','.join(sorted(words[word]))}]" for word in sorted(words)}


def fold(word: str) -> str:
    """Leave out accents, marks and case, as the script does with what a reader types."""
    return "".join(sign for sign in normalize("NFKD", word) if sign.isalnum()).lower()


def iter_parts(words: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the first word, the last word and the text of each part."""
    part: dict[str, str] = {}
    size = 0
    for word, runs in words.items():
        part[word] = f"{_to_json(word)}:{runs}"
        size += len(part[word])
        if size > _PART_SIZE:
            yield _join(part)
            part, size = {}, 0
    if part:
        yield _join(part)


def _join(part: dict[str, str]) -> tuple[str, str, str]:
    return next(iter(part)), next(reversed(part)), f"{{{','.join(part.values())}}}"


def _take(path: Path) -> Any:
    """Read a file of Pagefind's, which is removed."""
    data = gzip.decompress(path.read_bytes())
    path.unlink()
    return cbor2.loads(data.removeprefix(_MARK))


def _write(folder: Path, suffix: str, text: str) -> str:
    data = text.encode()
    name = f"{sha256(data).hexdigest()[:10]}{suffix}"
    # A higher level takes twice the time for a hundredth of the size.
    (folder / name).write_bytes(gzip.compress(data, compresslevel=6, mtime=0))
    return name


def _to_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
