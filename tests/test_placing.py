"""What is taken from the last build is put into its place, by folders where the build before has the same."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.folders import link_files
from generator.placing import Placement, find_alike
from tests.small_site import read_tree

FILES = {
    "a/index.html": b"a",
    "a/data.json": b"{}",
    "b/index.html": b"b",
    "b/c/index.html": b"c",
    "index.html": b"home",
}


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site, the one before it with the same files, and an empty staging folder."""
    write(tmp_path / "site", FILES)
    link_files((f"{tmp_path}/site/{path}", f"{tmp_path}/before/{path}") for path in FILES)
    (tmp_path / "staging").mkdir()
    return tmp_path / "site"


def put(site: Path, *taken: str, alike: Mapping[str, int] | None = None, is_last: bool = True) -> Mapping[str, bytes]:
    """Put files of the site into the staging folder, and return what is in it then."""
    staging, before = site.parent / "staging", site.parent / "before"
    placement = Placement(site, before, staging, find_alike(site, before) if alike is None else alike)
    for path in taken:
        if is_last:
            placement.take([path])
        else:
            placement.link(site, [path])
    placement.put()
    return read_tree(staging)


def test_a_folder_is_alike_where_it_has_the_very_same_files_in_the_same_folders(site: Path) -> None:
    before = site.parent / "before"
    assert find_alike(site, before) == {"a": 2, "b": 2, "b/c": 1}
    (before / "b" / "index.html").unlink()
    (before / "b" / "index.html").write_bytes(b"b")
    assert find_alike(site, before) == {"a": 2, "b/c": 1}, "the same text in another file, which may be changed"
    (site / "a" / "new.json").touch()
    assert find_alike(site, before) == {"b/c": 1}
    (before / "b" / "c" / "d").mkdir()
    assert find_alike(site, before) == {}


def test_a_folder_is_not_alike_where_a_folder_in_it_is_not(site: Path) -> None:
    before = site.parent / "before"
    (before / "b" / "c" / "index.html").unlink()
    (before / "b" / "c" / "index.html").write_bytes(b"c")
    assert find_alike(site, before) == {"a": 2}
    assert find_alike(site, site.parent / "nowhere") == {}


def test_what_is_taken_is_there_whether_it_is_moved_or_linked(site: Path) -> None:
    assert put(site, *FILES) == FILES
    before = site.parent / "before"
    assert [path.name for path in before.iterdir()] == ["index.html"]
    assert read_tree(site) == FILES


def test_a_folder_of_which_not_all_is_taken_gives_the_whole_ones_in_it(site: Path) -> None:
    taken = [path for path in FILES if path != "b/index.html"]
    assert put(site, *taken) == {path: FILES[path] for path in taken}
    assert read_tree(site.parent / "before") == {path: FILES[path] for path in ("b/index.html", "index.html")}


@pytest.mark.parametrize(("is_last", "taken"), [(True, ["a/index.html", "index.html"]), (False, [*FILES])])
def test_a_folder_stays_where_it_is_when_not_all_of_it_is_taken_from_the_last_site(
    site: Path, is_last: bool, taken: list[str]
) -> None:
    assert put(site, *taken, is_last=is_last) == {path: FILES[path] for path in taken}
    assert read_tree(site.parent / "before") == FILES


def test_a_site_before_that_is_gone_meanwhile_is_done_without(site: Path) -> None:
    alike = find_alike(site, site.parent / "before")
    shutil.rmtree(site.parent / "before")
    assert put(site, *FILES, alike=alike) == FILES


def test_a_folder_that_another_has_begun_is_filled(site: Path) -> None:
    write(site.parent / "staging", {"a/2/index.html": b"more"})
    assert put(site, *FILES) == {**FILES, "a/2/index.html": b"more"}
