"""Makes the search index of a site, in a process; what did not change is taken from the last build."""

from collections.abc import Mapping
from pathlib import Path

from generator.folders import iter_files, read_digest
from generator.past import Past
from generator.processes import collection_paused
from generator.publish import before_path
from generator.record import MadeUnits, to_numbers
from generator.search import FOLDER, write_search

UNIT = "search"


def make_search(site: Path, pages: Mapping[str, str], last: Past) -> MadeUnits:
    """Make the search index of pages, given with their digests; what the last index has of them is taken from it."""
    same: set[str] = set()
    if UNIT in last.record.made and last.is_whole(last.record.made[UNIT]):
        same = {page for page in last.indexed.intersection(pages) if last.digests[page] == pages[page]}
    with collection_paused():
        old, spare = sorted(last.indexed), before_path(last.folder)
        kept = write_search(site, sorted(pages), old_site=last.folder, spare_site=spare, old=old, same=same)
    made = {}
    for within in iter_files(site / FOLDER):
        path = f"{FOLDER}/{within}"
        made[path] = last.digests[path] if within in kept else read_digest(site / path)
    return MadeUnits((), {UNIT: (made, to_numbers())})
