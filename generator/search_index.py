"""Makes a Pagefind index the same for the same pages: it writes the values of its filters in an order of chance.

Its files are gzipped CBOR behind a mark, and named after what is in them; the entry file names the meta file, and that
names the filters. So the filters are put in order, and each name above is made anew.
"""

import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import cbor2

_MARK = b"pagefind_dcd"
_ENTRY = "pagefind-entry.json"
_META = "pagefind.{}.pf_meta"
# Where the meta file lists the filters, each as its name and the name of its file.
_FILTERS = 3


def settle_index(folder: Path) -> None:
    """Put the filters of every language of an index in order."""
    entry = json.loads((folder / _ENTRY).read_text(encoding="utf-8"))
    for language, facts in entry["languages"].items():
        path = folder / _META.format(facts["hash"])
        meta = _read(path)
        meta[_FILTERS] = sorted([name, _settle_filter(folder / "filter", file)] for name, file in meta[_FILTERS])
        path.unlink()
        facts["hash"] = f"{language}_{_digest(meta)}"
        _write(folder / _META.format(facts["hash"]), meta)
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    (folder / _ENTRY).write_text(text, encoding="utf-8")


def _settle_filter(folder: Path, file: str) -> str:
    path = folder / f"{file}.pf_filter"
    name, values = _read(path)
    content = [name, sorted(values)]
    path.unlink()
    settled = f"{file.partition('_')[0]}_{_digest(content)}"
    _write(folder / f"{settled}.pf_filter", content)
    return settled


def _read(path: Path) -> list[Any]:
    data = gzip.decompress(path.read_bytes())
    content: list[Any] = cbor2.loads(data.removeprefix(_MARK))
    return content


def _write(path: Path, content: list[Any]) -> None:
    path.write_bytes(gzip.compress(_MARK + cbor2.dumps(content), mtime=0))


def _digest(content: list[Any]) -> str:
    return sha256(cbor2.dumps(content)).hexdigest()[:10]
