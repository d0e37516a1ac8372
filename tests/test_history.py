"""The page of changes and its feed, made of a real repository; and the command that compares revisions."""

import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import html5lib
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.record import record_path
from generator.repository import Repository, find_repository
from tests.exactness.hostile import line_texts
from tests.small_site import BRIEF, build_site, copy_site, read_tree, replace_in

SECRET = "Withheldium"
ATOM = "{http://www.w3.org/2005/Atom}"
# So many that a fifth of them is not too much to be told.
HOSTILE = 195
DRAFT = f"title: {SECRET}\ndate: 2031-05-05\nconflict: river-dispute\nsummary: {SECRET} was here.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site in a repository of its own, with one commit."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    config = copy_site(tmp_path / "site")
    replace_in(config, "      disclaimer:", "      history: 20\n      disclaimer:")
    git(config.parent, "init", "--quiet", "--initial-branch=main")
    (config.parent / ".gitignore").write_text("/public/\n/cold/\n/.*.record\n/.*.lock\n", encoding="utf-8")
    commit(config.parent, "2031-05-05")
    monkeypatch.chdir(config.parent)
    return config.parent


def git(folder: Path, *arguments: str, day: str = "") -> str:
    moment = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"} if day else {}
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=os.environ | moment, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", f"At {day}", day=day)


def edit(folder: Path, old: str, new: str, day: str) -> None:
    replace_in(folder / BRIEF, old, new)
    commit(folder, day)


def build(folder: Path, name: str = "public") -> dict[str, bytes]:
    build_site(folder / "mkdocs.yml", site_dir=folder / name)
    return read_tree(folder / name)


def run(*arguments: str, status: int = 0) -> Result:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == status, done.output
    return done


def test_without_a_second_revision_there_is_no_page_and_nothing_fails(site: Path) -> None:
    assert "changes/index.html" not in build(site)


def test_the_page_and_the_feed_tell_what_revisions_changed(site: Path) -> None:
    edit(site, "knows no border", "knows no borders", "2031-05-06")
    edit(site, "status: not_agreed", "status: agreed", "2031-05-07")
    (site / "README.md").write_text("Not about the content.\n", encoding="utf-8")
    commit(site, "2031-05-08")
    files = build(site)
    page = files["changes/index.html"].decode()
    assert page.index("from not agreed to agreed") < page.index("were corrected from")
    assert "7 May 2031" in page
    assert "8 May 2031" not in page
    assert "begins with what was published on 5 May 2031" in page
    assert 'type="application/atom+xml" title="Atom: changes" href="../changes/feed.xml"' in page
    feed = feedparser.parse(files["changes/feed.xml"])
    assert not feed.bozo
    assert [entry.updated for entry in feed.entries] == ["2031-05-07T12:00:00Z", "2031-05-06T12:00:00Z"]
    assert "were corrected from" in feed.entries[1].content[0].value
    assert len({entry.id for entry in feed.entries}) == 2
    assert "changes/" in files["index.html"].decode()
    assert "changes/feed.xml" in files["data/index.html"].decode()


def test_whatever_was_changed_is_told_as_a_text(site: Path) -> None:
    texts = line_texts(HOSTILE)[::5]
    with (site / BRIEF).open("a", encoding="utf-8") as file:
        file.write(f"\nauthors: {json.dumps(texts, ensure_ascii=False)}\n")
    commit(site, "2031-05-06")
    files = build(site)
    home = "the briefing “Ministers meet & part <without> a word”"
    told = [f"The author “{text}” was added to {home}." for text in texts]
    page = html5lib.parse(files["changes/index.html"].decode(), namespaceHTMLElements=False)
    assert [line.text for line in page.iterfind(".//ul[@class='cb-changes']/li/bdi")] == told
    (content,) = ElementTree.fromstring(files["changes/feed.xml"]).iterfind(f".//{ATOM}content")
    feed = html5lib.parseFragment(content.text or "", namespaceHTMLElements=False)
    assert [line.text for line in feed.iterfind(".//li")] == told


def test_it_is_a_function_of_the_commit(site: Path) -> None:
    edit(site, "knows no border", "knows no borders", "2031-05-06")
    files = build(site)
    # What is not committed is not told of, and a build after a change is one from nothing.
    replace_in(site / BRIEF, "status: not_agreed", "status: agreed")
    again = build(site)
    assert again["changes/index.html"] == files["changes/index.html"]
    commit(site, "2031-05-07")
    warm = build(site)
    assert warm["changes/index.html"] != files["changes/index.html"]
    cold = build(site, "cold")
    assert warm == cold
    git(site, "clone", "--quiet", ".", "elsewhere")
    there = build(site / "elsewhere")
    assert there == cold


def test_a_shallow_clone_tells_what_it_has(site: Path) -> None:
    edit(site, "knows no border", "knows no borders", "2031-05-06")
    edit(site, "status: not_agreed", "status: agreed", "2031-05-07")
    git(site, "clone", "--quiet", "--depth=2", f"file://{site}", "shallow")
    page = build(site / "shallow")["changes/index.html"].decode()
    assert "from not agreed to agreed" in page
    assert "were corrected" not in page
    assert "begins with what was published on 6 May 2031" in page


def test_what_is_held_back_is_in_no_file(site: Path) -> None:
    path = site / "briefs/2031/held.yml"
    # Published once, then withdrawn; a draft from the beginning; under an embargo still; and removed.
    path.write_text(DRAFT, encoding="utf-8")
    (site / "briefs/2031/gone.yml").write_text(DRAFT.replace("title: ", "title: Gone "), encoding="utf-8")
    commit(site, "2031-05-06")
    path.write_text(f"{DRAFT}status: draft\n", encoding="utf-8")
    (site / "briefs/2031/gone.yml").unlink()
    (site / "briefs/2031/late.yml").write_text(f"{DRAFT}embargo_until: 2031-07-01T00:00:00Z\n", encoding="utf-8")
    (site / "briefs/2031/draft.yml").write_text(f"{DRAFT}status: draft\n", encoding="utf-8")
    commit(site, "2031-05-07")
    files = build(site)
    assert "A briefing was removed." in files["changes/index.html"].decode()
    held = [path for path, content in files.items() if SECRET.encode() in content or b"2031/held" in content]
    assert held == []


def test_what_a_briefing_called_somebody_who_is_withheld_now_is_not_repeated(site: Path) -> None:
    people = site / "briefs/people.yml"
    before = people.read_text(encoding="utf-8")
    people.write_text(f"{before}\nhidden-one:\n  name: {SECRET}\n", encoding="utf-8")
    edit(
        site, "agreed on nothing.", f"agreed on nothing, [[hidden-one]] or [[hidden-one|{SECRET}]] said.", "2031-05-06"
    )
    people.write_text(before, encoding="utf-8")
    edit(site, f", [[hidden-one]] or [[hidden-one|{SECRET}]] said.", ".", "2031-05-07")
    files = build(site)
    page = files["changes/index.html"].decode()
    assert "said.” to “The ministers met for an hour and agreed on nothing.”" in page
    assert [path for path, content in files.items() if SECRET.encode() in content or b"hidden-one" in content] == []


def test_what_was_changed_under_an_embargo_is_not_told_when_it_is_over(site: Path) -> None:
    path = site / "briefs/2031/late.yml"
    path.write_text(f"{DRAFT}embargo_until: 2031-05-20T00:00:00Z\n", encoding="utf-8")
    commit(site, "2031-05-06")
    path.write_text(f"{DRAFT}embargo_until: 2031-05-20T00:00:00Z\n".replace(SECRET, "Announced"), encoding="utf-8")
    commit(site, "2031-05-07")
    files = build(site)
    assert "The briefing “Announced” was added." in files["changes/index.html"].decode()
    assert not [path for path, content in files.items() if SECRET.encode() in content]


def test_a_state_that_no_site_came_of_is_passed_over(site: Path) -> None:
    edit(site, "conflict: river-dispute", "conflict: [", "2031-05-06")
    edit(site, "conflict: [", "conflict: river-dispute", "2031-05-07")
    edit(site, "knows no border", "knows no borders", "2031-05-08")
    page = build(site)["changes/index.html"].decode()
    assert page.count("<time") == page.count("8 May 2031") == 1


def test_with_the_option_off_there_is_no_page(site: Path) -> None:
    edit(site, "knows no border", "knows no borders", "2031-05-06")
    replace_in(site / "mkdocs.yml", "      history: 20\n", "")
    assert "changes/index.html" not in build(site)


def test_a_site_that_is_in_no_repository_is_built(site: Path) -> None:
    (site / ".git").rename(site / "not-git")
    files = build(site)
    assert "changes/index.html" not in files
    assert not record_path(site / "cold").exists()


def test_two_revisions_are_compared_in_words_and_as_json(site: Path) -> None:
    edit(site, "knows no border", "knows no borders", "2031-05-06")
    assert run("diff", "HEAD~1", "HEAD").stdout.splitlines()[1].strip().startswith("The words of")
    told = json.loads(run("diff", "HEAD~1", "HEAD", "--json").stdout)
    assert told == json.loads(run("diff", "HEAD~1", "HEAD", "--format", "json").stdout)
    assert told["total"] == 1
    (change,) = told["changes"]
    assert (change["action"], change["collection"], change["path"]) == (
        "changed",
        "briefs",
        ["quotes", "water", "text"],
    )
    assert (change["old"], change["new"]) == ("The water knows no border.", "The water knows no borders.")
    assert git(site, "status", "--porcelain") == ""


def test_two_folders_and_a_revision_with_a_folder_are_compared(site: Path, tmp_path: Path) -> None:
    other = copy_site(tmp_path / "other").parent
    replace_in(other / BRIEF, "knows no border", "knows no borders")
    for old, new in (("briefs", str(other / "briefs")), (".", str(other)), ("HEAD", str(other))):
        assert "The words of Ada North were corrected" in run("diff", old, new).stdout
    assert run("diff", "HEAD", "briefs").stdout == "No change in substance.\n"


def test_lines_are_no_changes(site: Path) -> None:
    text = (site / BRIEF).read_text(encoding="utf-8")
    (site / BRIEF).write_text(f"# A remark.\n\n{text}", encoding="utf-8")
    assert run("diff", "HEAD", "briefs").stdout == "No change in substance.\n"


def test_what_does_not_check_is_refused_with_its_report(site: Path) -> None:
    edit(site, "conflict: river-dispute", "conflict: no-such-thing", "2031-05-06")
    for old, new in (("HEAD~1", "HEAD"), ("HEAD~1", "briefs")):
        done = run("diff", old, new, status=1)
        assert "no-such-thing" in done.stderr
        assert "is not compared" in done.stderr
        assert done.stdout == ""


@pytest.mark.parametrize("revision", ["no-such", "--help-me", "HEAD~99", "HEAD:briefs"])
def test_a_revision_that_is_not_there_is_said_to_be_so(site: Path, revision: str) -> None:
    done = run("diff", "--", "HEAD", revision, status=2)
    assert f"there is no folder and no revision “{revision}”" in done.stderr


def test_outside_a_repository_a_revision_cannot_be_read(site: Path) -> None:
    (site / ".git").rename(site / "not-git")
    assert "is in no git repository" in run("diff", "HEAD", "briefs", status=2).stderr


def test_odd_names_links_and_merges_are_read(site: Path) -> None:
    text = (site / BRIEF).read_text(encoding="utf-8").replace("Ministers meet", "Second").replace("id: ", "id: b")
    odd = site / "briefs/2031/new\nline"
    odd.mkdir()
    (odd / "2031-05-06-second.yml").write_text(text, encoding="utf-8")
    (site / "briefs/people-link.yml").symlink_to("people.yml")
    commit(site, "2031-05-06")
    repository: Repository = find_repository(site / "briefs")
    tree = repository.read_tree("HEAD", site / "briefs")
    assert "2031/new\nline/2031-05-06-second.yml" in tree
    assert tree["people-link.yml"].is_link
    log = repository.read_log(site / "briefs", 5)
    assert set(log[0].before) == {"2031/new\nline/2031-05-06-second.yml", "people-link.yml"}
    assert set(log[0].before.values()) == {None}
    git(site, "checkout", "--quiet", "-b", "side", "HEAD~1")
    edit(site, "knows no border", "knows no borders", "2031-05-07")
    git(site, "checkout", "--quiet", "main")
    git(site, "merge", "--quiet", "--no-ff", "side", "-m", "Merge", day="2031-05-08")
    log = repository.read_log(site / "briefs", 5)
    assert [one.moment.day for one in log] == [8, 6, 5]
    assert set(log[0].before) == {BRIEF.removeprefix("briefs/")}
