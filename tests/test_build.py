"""Whole builds through MkDocs: the same bytes every time, all or nothing, one way of building."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from generator import produce, written_files
from generator.build import read_build, run_build, run_render
from generator.errors import BuildError, ConfigurationError
from generator.processes import Crew
from generator.record import BuildRecord, write_record
from generator.tree import Tree
from tests.small_site import BRIEF, NOW, build_site, copy_site, read_tree, replace_in

PAGE = "briefs/2031-05-04-talks/index.html"
EPOCH = str(int(NOW.timestamp()))


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "here")


@pytest.fixture(autouse=True)
def quiet_mkdocs() -> Iterator[None]:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    yield
    logging.getLogger("mkdocs").setLevel(logging.NOTSET)


def test_a_build_publishes_generated_and_written_pages_with_an_index(config_file: Path) -> None:
    result = build_site(config_file, strict=True)
    site = config_file.parent / "site"
    assert result.site_dir == site.resolve()
    assert result.pages >= 1
    page = (site / PAGE).read_text(encoding="utf-8")
    assert "The water knows no border." in page
    assert '<h2 id="outcomes">' in page
    assert "one briefing" in (site / "about/index.html").read_text(encoding="utf-8")
    assert (site / "search-index/entry.json").is_file()
    assert "https://example.org/small/briefs/2031-05-04-talks/" in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_nothing_but_the_site_is_left(config_file: Path) -> None:
    before = set(config_file.parent.iterdir())
    build_site(config_file)
    made = {
        config_file.parent / name
        for name in ("site", *(f".site.{kept}" for kept in ("record", "decoded", "templates", "rows")))
    }
    assert set(config_file.parent.iterdir()) == before | made


def test_two_builds_in_different_folders_are_the_same_bytes(config_file: Path, tmp_path: Path) -> None:
    other = copy_site(tmp_path / "another place ü")
    for path in sorted(other.parent.rglob("*.yml"), reverse=True):
        os.utime(path, (1, 1))
    build_site(config_file)
    build_site(other)
    assert read_tree(config_file.parent / "site") == read_tree(other.parent / "site")


def test_mkdocs_alone_gives_the_same_bytes(config_file: Path) -> None:
    build_site(config_file, strict=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "other"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", "TZ": "Asia/Tokyo"}
    done = subprocess.run(command, cwd=config_file.parent, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert read_tree(config_file.parent / "other") == read_tree(config_file.parent / "site")


def test_an_error_leaves_the_old_site_as_it_was(config_file: Path) -> None:
    build_site(config_file)
    before = read_tree(config_file.parent)
    replace_in(config_file.parent / BRIEF, "speaker: ada-north", "speaker: ada-nroth")
    result = build_site(config_file)
    assert result.site_dir is None
    assert [found.code for found in result.content.diagnostics] == ["unknown-id"]
    after = read_tree(config_file.parent)
    assert after.pop(BRIEF) != before.pop(BRIEF)
    assert after == before


def test_mkdocs_alone_refuses_an_error_before_it_cleans(config_file: Path) -> None:
    build_site(config_file)
    before = read_tree(config_file.parent / "site")
    replace_in(config_file.parent / BRIEF, "speaker: ada-north", "speaker: ada-nroth")
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=config_file.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{BRIEF}:13:14" in done.stderr
    assert read_tree(config_file.parent / "site") == before


def test_what_mkdocs_warns_of_stops_a_strict_build_alone(config_file: Path) -> None:
    replace_in(config_file.parent / "docs/about.md", "index.md#outcomes", "missing.md")
    with pytest.raises(BuildError, match="1 warnings in strict mode"):
        build_site(config_file, strict=True)
    assert not (config_file.parent / "site").exists()
    assert build_site(config_file).site_dir is not None


def test_a_link_to_a_missing_anchor_of_a_generated_page_is_noticed(
    config_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    replace_in(config_file, "nav:\n", "validation: {links: {anchors: warn}}\nnav:\n")
    replace_in(config_file.parent / "docs/about.md", "#outcomes", "#income")
    with pytest.raises(BuildError):
        build_site(config_file, strict=True)
    assert "does not contain an anchor '#income'" in caplog.text


def test_a_build_that_breaks_midway_leaves_the_old_site(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(config_file)
    replace_in(config_file.parent / BRIEF, "no border.", "no master.")
    before = read_tree(config_file.parent)

    def fill_the_disk(tree: Tree, path: str, data: bytes) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Tree, "write", fill_the_disk)
    with pytest.raises(BuildError, match="No space left on device"):
        build_site(config_file)
    assert read_tree(config_file.parent) == before


def test_a_written_page_may_not_take_a_generated_address(config_file: Path, caplog: pytest.LogCaptureFixture) -> None:
    taken = config_file.parent / "docs/briefs/2031-05-04-Talks.md"
    taken.parent.mkdir()
    taken.write_text("# Mine", encoding="utf-8")
    with pytest.raises(BuildError):
        build_site(config_file)
    assert "briefs/2031-05-04-Talks.md and briefs/2031-05-04-talks/index.md have one address" in caplog.text


@pytest.mark.parametrize("site_dir", [".", "..", "briefs", "docs/built", "mkdocs.yml"])
def test_a_folder_that_would_lose_sources_is_refused(config_file: Path, site_dir: str) -> None:
    before = read_tree(config_file.parent)
    with pytest.raises(ConfigurationError):
        build_site(config_file, site_dir=config_file.parent / site_dir)
    assert read_tree(config_file.parent) == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("plugins:", "plugin:", "the plugin is missing"),
        ("disclaimer:", "briefs_dir: elsewhere\n      disclaimer:", "no folder of briefs"),
        ("edit/{path}", "edit/", "put {path} into it"),
        ("disclaimer:", "menu: [Briefings]\n      disclaimer:", "- Briefings: briefs/"),
        ("site_name: Small site", "site_name: [", "mkdocs.yml"),
        ("site_name: Small site", "", "configuration error"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_told(config_file: Path, old: str, new: str, message: str) -> None:
    replace_in(config_file, old, new)
    with pytest.raises(ConfigurationError, match=r"mkdocs\.yml") as caught:
        read_build(config_file, NOW)
    assert message in str(caught.value)


def test_search_of_mkdocs_is_refused(config_file: Path) -> None:
    replace_in(config_file, "plugins:\n", "plugins:\n  - search\n")
    with pytest.raises(BuildError, match="this site has a search of its own"):
        build_site(config_file)


def test_without_a_site_url_there_is_no_sitemap(config_file: Path) -> None:
    replace_in(config_file, "site_url: https://example.org/small/", "")
    build_site(config_file, strict=True)
    names = {path.name for path in (config_file.parent / "site").iterdir()}
    assert not {name for name in names if name.startswith("sitemap")}


def test_hidden_entries_of_the_old_site_stay(config_file: Path) -> None:
    build_site(config_file)
    (config_file.parent / "site/.git").write_text("gitdir: elsewhere", encoding="utf-8")
    build_site(config_file)
    assert (config_file.parent / "site/.git").is_file()


def test_render_writes_the_markdown_alone_and_again(config_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "tree"
    for _ in range(2):
        run_render(read_build(config_file, NOW), out)
        page = (out / "briefs/2031-05-04-talks/index.md").read_text(encoding="utf-8")
        assert page.startswith('---\ntitle: "Ministers meet &amp; part &lt;without&gt; a word"\n')
        assert "\n## Outcomes\n" in page
        (out / "index.md").touch()
    assert not list(out.rglob("*.html"))


def test_render_does_not_replace_a_folder_of_something_else(config_file: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="holds something else"):
        run_render(read_build(config_file, NOW), tmp_path / "letters")


def test_progress_is_told_in_the_order_of_the_work(config_file: Path) -> None:
    stages: list[str] = []
    run_build(read_build(config_file, NOW, progress=lambda stage, done, total: stages.append(stage)))
    assert list(dict.fromkeys(stages)) == ["Reading", "Writing", "Indexing"]


def test_a_build_killed_at_any_moment_leaves_a_whole_site(config_file: Path) -> None:
    build_site(config_file)
    site = config_file.parent / "site"
    whole = [read_tree(site)]
    replace_in(config_file.parent / BRIEF, "no border.", "no master.")
    build_site(config_file, site_dir=config_file.parent / "other")
    whole.append(read_tree(config_file.parent / "other"))
    command = [sys.executable, "-m", "generator", "build", "-q", "--now", EPOCH]
    started = time.monotonic()
    subprocess.run(command, cwd=config_file.parent, check=True)
    duration = time.monotonic() - started
    random = Random(5)
    for _ in range(10):
        with subprocess.Popen(command, cwd=config_file.parent) as process:
            time.sleep(random.uniform(0.2, 1) * duration)
            process.kill()
        found = read_tree(site)
        assert found in whole, sorted(path for path, _ in found.items() ^ whole[1].items())
    build_site(config_file)
    assert read_tree(site) == whole[1]
    assert not [path for path in config_file.parent.iterdir() if path.name.startswith((".site-", ".site.lock"))]


def test_what_a_build_leaves_that_is_killed_within_mkdocs_is_in_no_site(config_file: Path) -> None:
    build_site(config_file)
    replace_in(config_file, "site_name: ", "site_name: A new ")
    program = (
        "import os, signal, sys; from generator import cli, written_files;"
        "written_files.find_searched = lambda folder: os.kill(os.getpid(), signal.SIGKILL);"
        "cli.main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", program, "build", "--now", EPOCH]
    assert subprocess.run(command, cwd=config_file.parent, check=False).returncode == -signal.SIGKILL
    build_site(config_file)
    build_site(config_file, site_dir=config_file.parent / "anew")
    assert read_tree(config_file.parent / "site") == read_tree(config_file.parent / "anew")


def test_what_is_kept_of_a_build_is_written_before_another_begins(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []

    def note(path: Path, record: BuildRecord) -> None:
        held.append((path.parent / ".site.lock").exists())
        write_record(path, record)

    monkeypatch.setattr("generator.build.write_record", note)
    build_site(config_file)
    assert held == [True]


def test_builds_at_once_do_not_mix(config_file: Path) -> None:
    build_site(config_file)
    expected = read_tree(config_file.parent / "site")
    command = [sys.executable, "-m", "generator", "build", "--now", EPOCH]
    running = [subprocess.Popen(command, cwd=config_file.parent) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert read_tree(config_file.parent / "site") == expected
    assert not [path for path in config_file.parent.iterdir() if path.name.startswith((".site-", ".site.lock"))]


@pytest.mark.parametrize("place", ["read_frame", "plan_pages"])
def test_what_content_with_mistakes_breaks_is_not_told_but_its_mistakes(
    config_file: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """It is checked in another process, while this one finds out what is to be made."""

    def stumble(*_: object) -> None:
        raise KeyError(place)

    monkeypatch.setattr(produce, place, stumble)
    with pytest.raises(KeyError, match=place):
        build_site(config_file)
    replace_in(config_file.parent / BRIEF, "participants: [ada-north]", "participants: [ada-nowhere]")
    result = build_site(config_file)
    assert (result.site_dir, result.pages) == (None, 0)
    assert [found.message for found in result.content.diagnostics if "ada-nowhere" in found.message]
    assert not (config_file.parent / "site").exists()


def test_of_content_with_mistakes_nothing_is_made(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(config_file)
    site = config_file.parent / "site"
    before = read_tree(config_file.parent)
    replace_in(config_file.parent / BRIEF, "participants: [ada-north]", "participants: [ada-nowhere]")
    begun: list[str] = []
    monkeypatch.setattr(written_files, "run_mkdocs", lambda *_: begun.append("hand-written pages"))
    monkeypatch.setattr(Crew, "begin", lambda *_, **__: begun.append("a job"))
    assert build_site(config_file).site_dir is None
    assert begun == []
    replace_in(config_file.parent / BRIEF, "participants: [ada-nowhere]", "participants: [ada-north]")
    assert read_tree(config_file.parent) == before
    assert site.is_dir()
