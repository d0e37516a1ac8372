"""The JSON API: static files below `api/v1/`, which say of themselves what they are and under which terms."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from zlib_ng import zlib_ng

from generator.corpus import Corpus
from generator.exports.catalogue import Catalogue, names_by_kind
from generator.exports.imprint import Imprint
from generator.exports.json_text import to_json, to_readable_json
from generator.exports.openapi import SCHEMA_VERSION, to_openapi
from generator.exports.plain import Plain
from generator.exports.plan import Export, LargeFile, PlannedFiles
from generator.exports.shelf import Shelf, item_path
from generator.pages.downloads import API
from generator.render import Output
from generator.settings import Settings

# Level 3 takes twice as long, and the file is a seventh smaller.
_LEVEL = 2
# What zlib calls a window of 32 KB, in a file of gzip.
_GZIP = 31
_Kinds = tuple[tuple[str, int], ...]


def iter_record(catalogue: Catalogue, kind: str, name: str) -> Iterator[Output]:
    """Yield the file of one record, of which much else is made."""
    item = catalogue.item(name)
    links = {"html": item["permalink"], "index": catalogue.url(f"{API}{kind}.json")}
    path = item_path(kind, name)
    yield Output(path, to_json(_envelope(catalogue, path, 1, links, item=item)))


def plan_api(corpus: Corpus, settings: Settings) -> Iterator[PlannedFiles]:
    """Plan everything at once, an index of each kind and of all kinds, and the description."""
    kinds = names_by_kind(corpus)
    paths = {kind: tuple(item_path(kind, name) for name in names) for kind, names in kinds.items()}
    everything = tuple(path for reads in paths.values() for path in reads)
    yield PlannedFiles(f"{API}all.json", iter_everything, everything)
    for kind, reads in paths.items():
        yield PlannedFiles(f"{API}{kind}.json", partial(iter_index, kind), reads)
    counts = tuple((kind, len(names)) for kind, names in kinds.items())
    yield PlannedFiles(f"{API}index.json", partial(iter_description, counts))


def iter_index(kind: str, shelf: Shelf) -> Iterator[Output]:
    """Yield the index of a kind."""
    entries = [_entry(shelf, kind, item) for item in shelf.items()]
    yield _index(shelf, f"{API}{kind}.json", entries, shelf.url(f"{kind}/"))


def iter_description(counts: _Kinds, imprint: Imprint) -> Iterator[Output]:
    """Yield the index of all kinds, and what every address and every field is."""
    kinds = [{"collection": kind, "total": total, "url": imprint.url(f"{API}{kind}.json")} for kind, total in counts]
    yield _index(imprint, f"{API}index.json", kinds, imprint.url(""))
    yield Output(f"{API}openapi.json", to_readable_json(to_openapi(imprint, [kind for kind, _ in counts])))


def iter_everything(shelf: Shelf) -> Iterator[LargeFile]:
    """Yield every record and brief in one file; and each on a line of its own, gzipped."""
    path, total, links = f"{API}all.json", len(shelf.reads), {"html": shelf.url("")}
    yield LargeFile(path, _iter_json(to_json(_envelope(shelf, path, total, links, items=[])), shelf))
    path = f"{API}all.jsonl.gz"
    head = {"collection": "about", **_envelope(shelf, path, total, links)}
    yield LargeFile(path, _iter_gzipped(to_json(head), shelf))


def _iter_json(envelope: bytes, shelf: Shelf) -> Iterator[bytes]:
    """Yield an envelope whose list, which comes last and is empty, holds all records."""
    end = b"]}"
    yield envelope.removesuffix(end)
    for number, path in enumerate(shelf.reads):
        yield b"," + shelf.json(path) if number else shelf.json(path)
    yield end


def _iter_gzipped(head: bytes, shelf: Shelf) -> Iterator[bytes]:
    packer = zlib_ng.compressobj(_LEVEL, zlib_ng.DEFLATED, _GZIP)
    yield packer.compress(head + b"\n")
    for path in shelf.reads:
        yield packer.compress(shelf.json(path) + b"\n")
    yield packer.flush()


def _index(imprint: Imprint, path: str, items: list[Plain], html: str) -> Output:
    return Output(path, to_json(_envelope(imprint, path, len(items), {"html": html}, items=items)))


def _entry(imprint: Imprint, kind: str, item: Plain) -> Plain:
    entry = {"id": item["id"], "name": item.get("name") or item["title"]}
    if "date" in item:
        entry["date"] = item["date"]
    return {**entry, "permalink": item["permalink"], "api_url": imprint.url(item_path(kind, item["id"]))}


def _envelope(imprint: Imprint, path: str, total: int, links: dict[str, str], **content: Any) -> dict[str, Any]:
    links = {"self": imprint.url(path), **links, "description": imprint.url(f"{API}openapi.json")}
    return {"schema_version": SCHEMA_VERSION, **imprint.about(), "links": links, "total": total, **content}


API_EXPORT = Export(iter_record, plan_api)
