"""The JSON API: static files below `api/v1/`, which say of themselves what they are and under which terms."""

import gzip
from collections.abc import Iterator
from typing import Any

from generator.exports.catalogue import KINDS, Catalogue
from generator.exports.json_text import Fragment, to_json, to_readable_json
from generator.exports.openapi import SCHEMA_VERSION, to_openapi
from generator.exports.plain import Plain
from generator.pages.downloads import API
from generator.render import Output

# Level 3 takes a third of the time of 6, and the file is a tenth larger.
_LEVEL = 3


def iter_api(catalogue: Catalogue) -> Iterator[Output]:
    """Yield every record, an index of each kind and of all kinds, everything at once, and the description."""
    texts = {
        kind: {name: to_json(item) for name, item in items.items()} for kind, items in catalogue.items.items() if items
    }
    for kind, items in texts.items():
        for name, text in items.items():
            path = f"{API}{kind}/{name}.json"
            links = {"html": catalogue.items[kind][name]["permalink"], "index": catalogue.url(f"{API}{kind}.json")}
            yield Output(path, to_json(_envelope(catalogue, path, 1, links, item=Fragment(text))))
        entries = [_entry(catalogue, kind, item) for item in catalogue.items[kind].values()]
        yield _index(catalogue, f"{API}{kind}.json", entries, catalogue.url(f"{kind}/"))
    kinds = [
        {"collection": kind, "total": len(texts.get(kind, ())), "url": catalogue.url(f"{API}{kind}.json")}
        for kind in KINDS
        if kind in texts
    ]
    yield _index(catalogue, f"{API}index.json", kinds, catalogue.url(""))
    yield to_everything(catalogue, texts)
    yield to_lines(catalogue, texts)
    yield Output(f"{API}openapi.json", to_readable_json(to_openapi(catalogue)))


def to_everything(catalogue: Catalogue, texts: dict[str, dict[str, bytes]]) -> Output:
    """Write every record and brief into one file."""
    path = f"{API}all.json"
    items = [Fragment(text) for of_kind in texts.values() for text in of_kind.values()]
    return Output(path, to_json(_envelope(catalogue, path, len(items), {"html": catalogue.url("")}, items=items)))


def to_lines(catalogue: Catalogue, texts: dict[str, dict[str, bytes]]) -> Output:
    """Write every record and brief on a line of its own, after a line on the file itself; gzipped."""
    path = f"{API}all.jsonl.gz"
    total = sum(len(of_kind) for of_kind in texts.values())
    head = to_json({"collection": "about", **_envelope(catalogue, path, total, {"html": catalogue.url("")})})
    lines = [head, *(text for of_kind in texts.values() for text in of_kind.values())]
    return Output(path, gzip.compress(b"\n".join([*lines, b""]), _LEVEL, mtime=0))


def _index(catalogue: Catalogue, path: str, items: list[Plain], html: str) -> Output:
    return Output(path, to_json(_envelope(catalogue, path, len(items), {"html": html}, items=items)))


def _entry(catalogue: Catalogue, kind: str, item: Plain) -> Plain:
    entry = {"id": item["id"], "name": item.get("name") or item["title"]}
    if "date" in item:
        entry["date"] = item["date"]
    return {**entry, "permalink": item["permalink"], "api_url": catalogue.url(f"{API}{kind}/{item['id']}.json")}


def _envelope(catalogue: Catalogue, path: str, total: int, links: dict[str, str], **content: Any) -> dict[str, Any]:
    links = {"self": catalogue.url(path), **links, "description": catalogue.url(f"{API}openapi.json")}
    return {"schema_version": SCHEMA_VERSION, **catalogue.about(), "links": links, "total": total, **content}
