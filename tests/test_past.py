"""What was found of the last build is of use for that build alone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.past import check_past, read_past
from generator.record import BuildRecord, Made, write_record


def record(place: Path, key: str) -> None:
    write_record(place, BuildRecord(made={"page": Made(key, {"index.html": "0" * 64})}))


def nothing_changes(site: Path, place: Path) -> None:
    """Leave all as it is."""


def another_build_ends(site: Path, place: Path) -> None:
    record(place, "another")


def another_build_is_killed_after_its_switch(site: Path, place: Path) -> None:
    shutil.copytree(site, site.with_name("new"))
    shutil.rmtree(site)
    site.with_name("new").rename(site)


@pytest.mark.parametrize(
    ("happens", "is_used"),
    [(nothing_changes, True), (another_build_ends, False), (another_build_is_killed_after_its_switch, False)],
)
def test_what_was_checked_is_used_while_there_is_no_other_site(
    tmp_path: Path, happens: Callable[[Path, Path], None], is_used: bool
) -> None:
    site, place = tmp_path / "site", tmp_path / ".site.record"
    site.mkdir()
    (site / "index.html").touch()
    record(place, "one")
    checked = check_past(site, place)
    happens(site, place)
    assert (read_past(site, place, lambda: checked).known is checked) is is_used
