"""What is held back is in no byte of what is built: pages, search, data, names of files."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exactness.site import Made, make_briefs
from tests.small_site import build_site, copy_site

PLANTED = "zxqplanted"
# What is left of it in an index of word stems.
STEM = b"zxqplant"
# One of each way to be held back: all that such a file says is a secret, its ids and its name too.
HELD = {
    "draft": {"status": "draft"},
    "embargo": {"embargo_until": "2031-06-01T00:00:01Z"},
    "far embargo": {"embargo_until": "2999-01-01T00:00:00+14:00"},
}


@pytest.fixture(params=HELD)
def built(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A site beside whose published briefing stands one that is held back, with a secret in every field."""
    folder = copy_site(tmp_path / "here").parent
    (value,) = plant(make_briefs(range(1), 1, hostile=False)).values()
    value |= HELD[request.param]
    (folder / f"briefs/2031/{PLANTED}-file.yml").write_text(json.dumps(value), encoding="utf-8")
    for path in (folder / "briefs").rglob("*.yml"):
        if PLANTED not in path.name:
            text = path.read_text(encoding="utf-8")
            path.write_text(f"# {PLANTED} comment\n{text}\n# {PLANTED} at the end\n", encoding="utf-8")
    (folder / "briefs/_notes.yml").write_text(f"note: {PLANTED}\n", encoding="utf-8")
    (folder / f"briefs/{PLANTED}.txt").write_text(PLANTED, encoding="utf-8")
    (folder / "briefs/_snapshots").mkdir()
    (folder / f"briefs/_snapshots/{PLANTED}.txt").write_text(PLANTED, encoding="utf-8")
    build_site(folder / "mkdocs.yml")
    return folder / "site"


def plant(made: Made) -> dict[str, dict[str, object]]:
    """Put the secret into every text and every id of briefings."""
    text = json.dumps(made.briefs)
    for placed in made.placed:
        text = text.replace(json.dumps(placed.text), json.dumps(f"{PLANTED} {placed.text}"))
    for name in made.briefs:
        text = text.replace(f'"{name}-', f'"{PLANTED}-{name}-')
    # Records that are referred to and not made here.
    for kind in ("conflicts", "processes", "parties", "people", "places", "issues", "agreements", "sources"):
        text = text.replace(f'"base-{kind}"', f'"{PLANTED}-b0-{kind}-base"')
    briefs: dict[str, dict[str, object]] = json.loads(text)
    for value in briefs.values():
        value.pop("follows")
        for kind in ("conflicts", "processes", "parties", "people", "places", "issues", "agreements", "sources"):
            records = value[kind]
            assert isinstance(records, dict)
            (own,) = records.values()
            records[f"{PLANTED}-b0-{kind}-base"] = {
                key: item for key, item in own.items() if key in _PLAIN and not isinstance(item, list)
            } | ({"sources": [f"{PLANTED}-b0-sources-base"]} if kind == "agreements" else {})
    return briefs


_PLAIN = {"name", "title", "kind", "conflict", "status", "history", "summary", "note"}


def test_no_byte_of_the_site_tells_of_what_is_held_back(built: Path) -> None:
    assert (built / "index.html").is_file()
    found = [path for path, data in iter_bytes(built) if STEM in data.lower()]
    assert found == []
    names = [path for path in built.rglob("*") if PLANTED in path.name.lower()]
    assert names == []


def test_the_record_beside_the_site_is_no_part_of_it(built: Path) -> None:
    # It says for the next build what pages were made of, as digests.
    record = (built.parent / ".site.record").read_bytes()
    assert record
    assert not (built / ".site.record").exists()


def test_the_same_words_would_be_found_if_they_were_published(tmp_path: Path) -> None:
    folder = copy_site(tmp_path / "here").parent
    (value,) = plant(make_briefs(range(1), 1, hostile=False)).values()
    (folder / f"briefs/2031/{PLANTED}-file.yml").write_text(json.dumps(value), encoding="utf-8")
    result = build_site(folder / "mkdocs.yml")
    assert result.site_dir, [str(found) for found in result.content.diagnostics][:3]
    found = {path.suffix for path, data in iter_bytes(folder / "site") if STEM in data.lower()}
    assert {
        ".html",
        ".json",
        ".csv",
        ".sqlite",
        ".xml",
        ".ics",
        ".gz",
        ".yml",
        ".bib",
    } <= found


def iter_bytes(site: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the bytes of every file as they are; of compressed ones and databases also what is in them."""
    for path in site.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            yield path, data
            if data.startswith(b"\x1f\x8b"):
                yield path, gzip.decompress(data)
            if data.startswith(b"SQLite format 3"):
                with sqlite3.connect(":memory:") as database:
                    database.deserialize(data)
                    yield path, "\n".join(database.iterdump()).encode()
