"""A site made in shards is the site of one build, byte for byte; what is not a part of this very site is refused."""

import logging
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from generator import shard as shard_module
from generator.build import BuildResult, read_build, run_build, run_shard
from generator.errors import BuildError, ConfigurationError
from generator.record import read_record
from generator.shard import PART_RECORD, Shard, parse_shard
from tests.conftest import ROOT
from tests.small_site import BRIEF, NOW, build_site, copy_site, read_tree, replace_in


@pytest.fixture(autouse=True)
def quiet_mkdocs() -> Iterator[None]:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    yield
    logging.getLogger("mkdocs").setLevel(logging.NOTSET)


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "here")


def copy_shipped(folder: Path) -> Path:
    """Copy what the repository's own site is made of."""
    for name in ("briefs", "docs", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return Path(shutil.copy(ROOT / "mkdocs.yml", folder))


def make_parts(copy: Callable[[Path], Path], folder: Path, count: int) -> list[Path]:
    """Make each part from a copy of the site of its own, as on another machine."""
    parts = []
    for number in range(1, count + 1):
        out = folder / "parts" / f"part-{number}"
        machine = folder / f"machine {number}"
        run_shard(read_build(copy(machine), NOW), Shard(number, count), out)
        shutil.rmtree(machine)
        parts.append(out)
    return parts


def merge(config_file: Path, parts: list[Path]) -> BuildResult:
    return run_build(read_build(config_file, NOW), parts=parts)


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_the_parts_together_are_the_site_of_one_build(config_file: Path, tmp_path: Path, count: int) -> None:
    whole = config_file.parent / "whole"
    pages = build_site(config_file, site_dir=whole).pages
    parts = make_parts(copy_site, tmp_path, count)
    result = merge(config_file, parts[::-1])
    assert (result.pages, result.made) == (pages, 0)
    assert read_tree(config_file.parent / "site") == read_tree(whole)
    assert (whole / "search-index/entry.json").is_file()


@pytest.mark.usefixtures("slow_placing")
def test_what_is_made_of_all_parts_waits_until_their_files_are_here(config_file: Path, tmp_path: Path) -> None:
    build_site(config_file, site_dir=tmp_path / "whole")
    merge(config_file, make_parts(copy_site, tmp_path, 2))
    assert read_tree(config_file.parent / "site") == read_tree(tmp_path / "whole")


def test_the_shipped_site_in_shards_is_the_site_of_one_build(tmp_path: Path) -> None:
    config_file = copy_shipped(tmp_path / "here")
    build_site(config_file, site_dir=tmp_path / "whole")
    merge(config_file, make_parts(copy_shipped, tmp_path, 3))
    assert read_tree(config_file.parent / "site") == read_tree(tmp_path / "whole")


def test_each_page_is_in_one_part_and_each_part_has_a_share(tmp_path: Path) -> None:
    parts = make_parts(copy_site, tmp_path, 3)
    written = read_record(parts[0] / PART_RECORD).made["written pages"].files.keys()
    shares = [{path for path in read_tree(part) if path not in {*written, PART_RECORD}} for part in parts]
    assert all(shares)
    assert len(set().union(*shares)) == sum(map(len, shares))
    # What takes the whole site is made when it is there.
    assert not {
        path for share in shares for path in share if path.startswith(("search-index/", "data/csv/", "api/v1/all"))
    }


def test_the_next_build_takes_everything_from_a_merged_site(config_file: Path, tmp_path: Path) -> None:
    merge(config_file, make_parts(copy_site, tmp_path, 2))
    numbers = {path: path.stat().st_ino for path in (config_file.parent / "site").rglob("*.*")}
    assert build_site(config_file).made == 0
    again = {path: path.stat().st_ino for path in numbers}
    # These two are written for every build; all else are the files that they were.
    assert {path.name for path in numbers if again[path] != numbers[path]} <= {"sitemap.xml", "SHA256SUMS"}


def test_a_part_is_made_of_the_last_one_of_its_share(config_file: Path, tmp_path: Path) -> None:
    def make() -> BuildResult:
        return run_shard(read_build(config_file, NOW), Shard(1, 2), tmp_path / "part-1")

    first = make()
    assert first.made == first.pages > 1
    assert make().made == 0
    replace_in(config_file.parent / BRIEF, "title: Mini", "title: The Mini")
    assert 0 < make().made < first.pages
    parts = [tmp_path / "part-1", tmp_path / "part-2"]
    run_shard(read_build(config_file, NOW), Shard(2, 2), parts[1])
    merge(config_file, parts)
    build_site(config_file, site_dir=tmp_path / "whole")
    assert read_tree(config_file.parent / "site") == read_tree(tmp_path / "whole")


def change_content(root: Path) -> None:
    replace_in(root / BRIEF, "no border.", "no master.")


def change_a_written_page(root: Path) -> None:
    replace_in(root / "docs/about.md", "\n", "\nMore.\n")


def change_the_configuration(root: Path) -> None:
    replace_in(root / "mkdocs.yml", "site_name: ", "site_name: The ")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (change_content, "part-1 was made of other content"),
        (change_a_written_page, "part-1 was made with another configuration, or other options, hand-written pages"),
        (change_the_configuration, "part-1 was made with another configuration"),
    ],
)
def test_parts_of_another_site_are_refused(
    config_file: Path, tmp_path: Path, change: Callable[[Path], None], message: str
) -> None:
    build_site(config_file)
    parts = make_parts(copy_site, tmp_path, 2)
    change(config_file.parent)
    before = read_tree(config_file.parent)
    with pytest.raises(ConfigurationError, match=message):
        merge(config_file, parts)
    assert read_tree(config_file.parent) == before


def test_a_part_of_another_moment_is_refused_and_told_both(config_file: Path, tmp_path: Path) -> None:
    parts = make_parts(copy_site, tmp_path, 2)
    with pytest.raises(ConfigurationError, match=r"moment 2031-06-01T00:00:00.* and this is 2031-06-01T01:00:00"):
        run_build(read_build(config_file, NOW + timedelta(hours=1)), parts=parts)


def test_a_part_of_another_version_is_refused(
    config_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = make_parts(copy_site, tmp_path, 2)
    monkeypatch.setattr(shard_module, "__version__", "99.0")
    with pytest.raises(ConfigurationError, match=r"part-1 was made by version .* and this is 99\.0"):
        merge(config_file, parts)


def test_missing_doubled_and_mixed_parts_are_refused(config_file: Path, tmp_path: Path) -> None:
    one, two, three = make_parts(copy_site, tmp_path, 3)
    twin = Path(shutil.copytree(two, tmp_path / "twin"))
    other = make_parts(copy_site, tmp_path / "again", 2)[0]
    for parts, message in (
        ([one, three], "of 3 parts there is no part 2"),
        ([two], "of 3 parts there is no part 1, 3"),
        ([one, two, twin, three], r"part-2 and .*twin are the same part, 2 of 3"),
        ([other, two, three], "different numbers of shares: .*part-1 of 2, .*part-. of 3"),
        ([one, two, three, tmp_path / "nowhere"], "nowhere is no part of a site"),
    ):
        with pytest.raises(ConfigurationError, match=message):
            merge(config_file, parts)
    assert not (config_file.parent / "site").exists()


def damage_a_page(part: Path) -> None:
    next(path for path in sorted(part.rglob("index.html")) if path.parent != part).write_text("damaged", "utf-8")


def lose_a_data_file(part: Path) -> None:
    next(part.glob("api/v1/*/*.json")).unlink()


@pytest.mark.parametrize("damage", [damage_a_page, lose_a_data_file])
def test_a_part_with_a_damaged_file_is_refused(
    config_file: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    parts = make_parts(copy_site, tmp_path, 2)
    # The last build has the file: a part is still not passed over.
    build_site(config_file)
    before = read_tree(config_file.parent)
    damage(parts[0])
    with pytest.raises(BuildError, match=r"part-1.* is damaged or missing"):
        merge(config_file, parts)
    assert read_tree(config_file.parent) == before


def test_a_part_with_a_damaged_record_is_refused(config_file: Path, tmp_path: Path) -> None:
    parts = make_parts(copy_site, tmp_path, 2)
    with (parts[1] / PART_RECORD).open("ab") as record:
        record.write(b" ")
    with pytest.raises(ConfigurationError, match=r"part-2 is no part of a site, or its file part\.record is damaged"):
        merge(config_file, parts)


def test_parts_that_a_merge_would_replace_are_refused(config_file: Path, tmp_path: Path) -> None:
    part = tmp_path / "here/site/part-1"
    run_shard(read_build(config_file, NOW, site_dir=tmp_path / "elsewhere"), Shard(1, 1), part)
    with pytest.raises(ConfigurationError, match="holds the part"):
        merge(config_file, [part])
    assert (part / PART_RECORD).is_file()


@pytest.mark.parametrize("out", ["site", "site/part", ".", "docs"])
def test_a_part_does_not_take_the_place_of_the_site_or_of_anything_else(config_file: Path, out: str) -> None:
    build_site(config_file)
    before = read_tree(config_file.parent)
    with pytest.raises(ConfigurationError):
        run_shard(read_build(config_file, NOW), Shard(1, 2), config_file.parent / out)
    assert read_tree(config_file.parent) == before


def test_with_other_plugins_there_are_no_shards(config_file: Path, tmp_path: Path) -> None:
    replace_in(config_file, "plugins:\n", "plugins:\n  - material/tags\n")
    with pytest.raises(ConfigurationError, match="a site is made whole"):
        run_shard(read_build(config_file, NOW), Shard(1, 2), tmp_path / "part-1")
    assert not (tmp_path / "part-1").exists()


@pytest.mark.parametrize("text", ["0/2", "3/2", "1/0", "2", "1/2/3", "-1/2", "1 /2", "½", "a/b", ""])
def test_what_is_no_share_is_told(text: str) -> None:
    with pytest.raises(ConfigurationError, match="write 2/5 for the second of five"):
        parse_shard(text)
    assert parse_shard("2/5") == Shard(2, 5)
