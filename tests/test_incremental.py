"""Whatever was changed since the last build: the site is the one that a build from nothing gives, byte for byte."""

import multiprocessing
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from jinja2 import Environment

from generator.build import read_build, run_build
from generator.placing import find_alike
from generator.record import record_path
from tests.small_site import BRIEF, NOW, build_site, copy_site, read_tree, replace_in


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "here")


def change_a_title(root: Path, random: Random) -> None:
    path = root / BRIEF
    text = path.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(text) if line.startswith("title:"))
    text[place] = f"title: Talks number {random.randrange(1000)}"
    path.write_text("\n".join(text) + "\n", encoding="utf-8")


def change_a_background(root: Path, random: Random) -> None:
    path = root / BRIEF
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("background:")]
    path.write_text("\n".join([*lines, f"background: It was {random.randrange(1000)}.", ""]), encoding="utf-8")


def add_a_brief(root: Path, random: Random) -> None:
    head = (root / BRIEF).read_text(encoding="utf-8")
    conflict = next(line for line in head.splitlines() if line.startswith("conflict:"))
    name = f"2031-06-{random.randrange(1, 29):02}-note"
    text = f"title: A note\ndate: {name[:10]}\n{conflict}\nsummary: A short note.\n"
    (root / f"briefs/{name}.yml").write_text(text, encoding="utf-8")


def delete_a_brief(root: Path, random: Random) -> None:
    notes = sorted((root / "briefs").glob("*-note.yml"))
    if notes:
        random.choice(notes).unlink()


def rename_a_brief(root: Path, random: Random) -> None:
    notes = sorted((root / "briefs").glob("*-note.yml"))
    if notes:
        path = random.choice(notes)
        path.rename(path.with_name(f"2031-07-{random.randrange(1, 29):02}-note.yml"))


def change_a_record(root: Path, random: Random) -> None:
    path = next(path for path in sorted((root / "briefs").rglob("*.yml")) if "name:" in path.read_text("utf-8"))
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.strip().startswith("name:"))
    lines[place] = f"{lines[place].partition('name:')[0]}name: Name {random.randrange(1000)}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def change_a_template(root: Path, random: Random) -> None:
    page = root / "templates/pages/search.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<h1>Search {random.randrange(1000)}</h1>\n", encoding="utf-8")


def change_a_written_page(root: Path, random: Random) -> None:
    with (root / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write(f"\nAnd {random.randrange(1000)} more.\n")


def change_the_configuration(root: Path, random: Random) -> None:
    lines = (root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("site_description:")]
    lines.append(f"site_description: Site {random.randrange(1000)}")
    (root / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


EDITS: tuple[Callable[[Path, Random], None], ...] = (
    change_a_title,
    change_a_background,
    add_a_brief,
    delete_a_brief,
    rename_a_brief,
    change_a_record,
    change_a_template,
    change_a_written_page,
    change_the_configuration,
)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_site_is_as_from_nothing(config_file: Path, seed: int) -> None:
    random = Random(seed)
    root = config_file.parent
    build_site(config_file)
    for _ in range(4):
        for edit in random.sample(EDITS, random.randrange(1, 4)):
            edit(root, random)
        build_site(config_file)
        build_site(config_file, site_dir=root / "anew")
        assert read_tree(root / "site") == read_tree(root / "anew")
        shutil.rmtree(root / "anew")
        for kept in root.glob(".anew.*"):
            kept.unlink()


def test_what_has_not_changed_is_not_made_again(config_file: Path) -> None:
    first = build_site(config_file)
    assert first.made == first.pages > 3
    (config_file.parent / BRIEF).touch()
    assert build_site(config_file).made == 0


def test_after_an_edit_no_template_is_compiled_again(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(config_file)
    monkeypatch.delattr(Environment, "compile")
    change_a_title(config_file.parent, Random(1))
    assert build_site(config_file).made


def test_an_edit_makes_only_the_pages_that_show_it(config_file: Path) -> None:
    pages = build_site(config_file).pages
    change_a_background(config_file.parent, Random(1))
    assert build_site(config_file).made == 1
    change_a_title(config_file.parent, Random(1))
    assert 1 < build_site(config_file).made < pages


def numbers_of(site: Path) -> dict[str, int]:
    """By path of a data file, the number that says which file on the disk it is."""
    folders = ("api", "data", "briefs", "people", "parties", "conflicts", "processes", "issues", "agreements")
    files = [path for name in folders for path in (site / name).rglob("*") if path.suffix not in ("", ".html")]
    files += [site / name for name in ("feed.xml", "rss.xml", "feed.json", "calendar.ics")]
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in files}


def test_a_menu_that_gains_an_entry_changes_every_page(config_file: Path) -> None:
    root = config_file.parent
    pages = build_site(config_file).pages
    assert "commitments/" not in (root / "site/index.html").read_text("utf-8")
    promise = ("id: meet", "by: [ada-north]", "text: To meet again.", "status: pending", "sources: [river-post]")
    with (root / BRIEF).open("a", encoding="utf-8") as brief:
        brief.write("    commitments:\n      - " + "\n        ".join(promise) + "\n")
    result = build_site(config_file)
    assert result.made == result.pages > pages
    assert all("commitments/" in (root / f"site/{page}").read_text("utf-8") for page in ("index.html", "404.html"))
    build_site(config_file, site_dir=root / "anew")
    assert read_tree(root / "site") == read_tree(root / "anew")


def test_of_the_data_only_what_holds_the_change_is_written(config_file: Path) -> None:
    root = config_file.parent
    add_a_brief(root, Random(2))
    build_site(config_file)
    before = numbers_of(root / "site")
    change_a_background(root, Random(1))
    build_site(config_file)
    changed = {path for path, number in numbers_of(root / "site").items() if before[path] != number}
    name = Path(BRIEF).stem
    own = {f"api/v1/briefs/{name}.json", f"briefs/{name}/briefing.yml"}
    assert own | {"api/v1/all.json", "data/csv/briefs.csv", "data/briefings.sqlite"} <= changed
    assert not {path for path in changed if path.startswith(("api/v1/people", "api/v1/index", "api/v1/openapi"))}
    assert not {path for path in changed if "-note/" in path or path == "data/csv/people.csv"}
    # What of the briefing they hold, its title and its quotations, is the same.
    assert not {path for path in changed if path.endswith((".bib", ".ris", "calendar.ics", "api/v1/briefs.json"))}


def test_the_clock_alone_changes_no_data(config_file: Path) -> None:
    def build(moment: datetime) -> None:
        run_build(read_build(config_file, moment, is_now_given=False))

    site = config_file.parent / "site"
    build(NOW)
    before = numbers_of(site)
    build(NOW + timedelta(hours=23))
    assert numbers_of(site) == before
    build(NOW + timedelta(hours=24))
    assert '"generated_at":"2031-06-02T00:00:00Z"' in (site / "api/v1/all.json").read_text(encoding="utf-8")


def test_a_new_day_makes_only_the_pages_anew_that_it_changes(config_file: Path) -> None:
    root = config_file.parent
    promise = ("id: meet", "by: [ada-north]", "text: To meet again.", "due: 2031-06-02", "status: pending")
    with (root / BRIEF).open("a", encoding="utf-8") as brief:
        brief.write("    commitments:\n      - " + "\n        ".join((*promise, "sources: [river-post]")) + "\n")

    def build(days: int, site: str = "site") -> int:
        return run_build(read_build(config_file, NOW + timedelta(days=days), site_dir=root / site)).made

    every = build(0)
    assert build(1) == 0
    assert 0 < build(2) < every
    assert "overdue" in (root / "site/commitments/index.html").read_text(encoding="utf-8")
    build(2, "anew")
    assert read_tree(root / "site") == read_tree(root / "anew")


def test_a_theme_that_names_the_day_has_every_page_made_each_day(config_file: Path) -> None:
    root = config_file.parent
    footer = root / "templates/theme/partials/footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text("<footer>{{ build_date_utc.isoformat() }}</footer>", encoding="utf-8")
    for days in range(2):
        run_build(read_build(config_file, NOW + timedelta(days=days)))
    assert "2031-06-02" in (root / "site/index.html").read_text(encoding="utf-8")


def test_a_moment_that_was_chosen_stands_in_the_data(config_file: Path) -> None:
    path = config_file.parent / "site/api/v1/all.json"
    for hour in (7, 8):
        run_build(read_build(config_file, NOW + timedelta(hours=hour)))
        assert f'"generated_at":"2031-06-01T0{hour}:00:00Z"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_the_number_of_processes_changes_nothing(config_file: Path, jobs: int) -> None:
    build_site(config_file)
    other = config_file.parent / "other"
    run_build(read_build(config_file, NOW, site_dir=other), jobs)
    assert read_tree(other) == read_tree(config_file.parent / "site")


def test_where_a_system_cannot_fork_the_site_is_the_same(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(config_file)
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    other = config_file.parent / "other"
    build_site(config_file, site_dir=other)
    assert read_tree(other) == read_tree(config_file.parent / "site")


def test_what_hand_written_pages_a_link_leads_to_is_looked_at(config_file: Path, tmp_path: Path) -> None:
    page = tmp_path / "elsewhere/more.md"
    page.parent.mkdir()
    page.write_text("# First\n", encoding="utf-8")
    (config_file.parent / "docs/linked").symlink_to(page.parent, target_is_directory=True)
    build_site(config_file)
    page.write_text("# Second\n", encoding="utf-8")
    build_site(config_file)
    assert "Second" in (config_file.parent / "site/linked/more/index.html").read_text(encoding="utf-8")


def test_a_theme_beside_the_templates_is_looked_at(config_file: Path) -> None:
    root = config_file.parent
    footer = root / "overrides/partials/footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text("<footer>First</footer>", encoding="utf-8")
    replace_in(config_file, "  font: false\n", "  font: false\n  custom_dir: overrides\n")
    build_site(config_file)
    footer.write_text("<footer>Second</footer>", encoding="utf-8")
    build_site(config_file)
    assert all("Second" in (root / f"site/{page}").read_text("utf-8") for page in ("index.html", "about/index.html"))


@pytest.mark.parametrize("is_watched", [True, False])
def test_what_hand_written_pages_take_in_is_looked_at(config_file: Path, is_watched: bool) -> None:
    root = config_file.parent
    page = root / "words/more.md"
    page.parent.mkdir()
    page.write_text("First\n", encoding="utf-8")
    with (root / "docs/about.md").open("a", encoding="utf-8") as about:
        about.write('\n--8<-- "more.md"\n')
    with config_file.open("a", encoding="utf-8") as config:
        config.write(f"markdown_extensions:\n  - pymdownx.snippets:\n      base_path: {page.parent}\n")
        config.write("watch:\n  - words\n" if is_watched else "")
    build_site(config_file)
    page.write_text("Second\n", encoding="utf-8")
    assert (build_site(config_file).made > 0) is is_watched
    assert "Second" in (root / "site/about/index.html").read_text(encoding="utf-8")


def test_a_damaged_site_is_noticed_and_mended(config_file: Path) -> None:
    build_site(config_file)
    site = config_file.parent / "site"
    whole = read_tree(site)
    (site / "index.html").write_text("damaged", encoding="utf-8")
    (site / "search/index.html").unlink()
    build_site(config_file)
    assert read_tree(site) == whole


@pytest.mark.usefixtures("slow_placing")
def test_what_is_made_of_many_files_does_not_wait_for_a_slow_disk(config_file: Path) -> None:
    root = config_file.parent
    add_a_brief(root, Random(1))
    for _ in range(3):
        build_site(config_file)
    # So that all files of records are read, and not those alone that changed.
    (root / ".site.rows").unlink()
    change_a_background(root, Random(3))
    build_site(config_file)
    build_site(config_file, site_dir=root / "anew")
    assert read_tree(root / "site") == read_tree(root / "anew")


def test_the_site_before_gives_its_folders_and_nothing_else(config_file: Path) -> None:
    root = config_file.parent
    site, before = root / "site", root / ".site.before"
    for number in range(3):
        change_a_background(root, Random(number))
        build_site(config_file)
    # Another file with the same name, one more beside others, and one that both sites share is written into.
    pages = [path for path in sorted(find_alike(site, before)) if (before / path / "index.html").exists()]
    other, more, both, as_it_is = (before / path for path in pages[:4])
    (other / "index.html").unlink()
    (other / "index.html").write_text("other", encoding="utf-8")
    (more / "more.html").write_text("more", encoding="utf-8")
    (both / "index.html").write_text("both", encoding="utf-8")
    folder = as_it_is.stat().st_ino
    change_a_background(root, Random(4))
    build_site(config_file)
    assert (site / as_it_is.relative_to(before)).stat().st_ino == folder
    build_site(config_file, site_dir=root / "anew")
    assert read_tree(site) == read_tree(root / "anew")


@pytest.mark.parametrize("damage", [b"", b"\0\xff", b"0" * 64 + b"\n{}"])
def test_a_damaged_record_is_not_trusted(config_file: Path, damage: bytes) -> None:
    build_site(config_file)
    site = config_file.parent / "site"
    whole = read_tree(site)
    record_path(site).write_bytes(damage)
    result = build_site(config_file)
    assert result.made == result.pages
    assert read_tree(site) == whole
