"""The first briefing's promises, held against the built site: its statements, its sources, its links, its errors."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest

from tests.conftest import CLOCK, ROOT, SITE_URL
from tests.small_site import BRIEF, copy_site, read_tree, replace_in

ANTALYA = "briefs/2022-03-10-antalya/index.html"
KULEBA = "Dmytro Kuleba"
LAVROV = "Sergei Lavrov"
REUTERS = "Reuters"
TIMES = "The New York Times"
# Some words of what the report of The Hill quotes or reports of each, and whom it cites for it.
QUOTED = [
    (KULEBA, "no progress was made on a cease-fire", REUTERS),
    (KULEBA, "I made a simple proposal to Minister Lavrov", ""),
    (KULEBA, "give you 100 percent assurances", ""),
    (KULEBA, "And he did not respond", ""),
    (KULEBA, "continue efforts to seek a solution to the humanitarian issues", TIMES),
    (KULEBA, "ready to meet again in this format if there are prospects", ""),
    (LAVROV, "not planning to attack other countries", TIMES),
    (LAVROV, "We didn’t attack Ukraine, either", ""),
    ("Russia", "special military operation", ""),
    (LAVROV, "meetings for the sake of meetings", REUTERS),
]
CLAIMED = [
    ("Ukraine", "bombed a children's hospital and maternity ward in Mariupol", ""),
    (LAVROV, "no longer in use and was occupied by Ukrainian forces", REUTERS),
    ("The Kremlin", "The bombing is still being investigated", REUTERS),
    (LAVROV, "Russia did not attack Ukraine", ""),
    ("Russia", "Moscow needed to conduct a “special military operation”", ""),
    (LAVROV, "The West is to blame for escalating the conflict", REUTERS),
]
WANTED = [
    ("Russia", "Ukraine is to disarm", REUTERS),
    ("Russia", "Ukraine is to take a neutral status", REUTERS),
    ("Russia", "end the attack against Ukraine only when all of its demands are met", ""),
    (LAVROV, "did not commit to a humanitarian cease-fire in Mariupol", ""),
    (KULEBA, "give full assurances for humanitarian corridors", ""),
]
CAME_OF_IT = [
    ("Not agreed", "did not agree to a cease-fire", REUTERS),
    ("No commitment", "did not commit to a humanitarian cease-fire in Mariupol", ""),
    ("Talks to continue", "continue efforts to seek a solution to the humanitarian issues", TIMES),
]
Element = ElementTree.Element


@cache
def read_page(path: Path) -> Element:
    return html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def find_all(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in classes(element)]


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def refs_of(element: Element) -> list[Element]:
    return [link for sup in find_all(element, "cb-refs") for link in sup.iter("a")]


@pytest.fixture
def page(built_site: Path) -> Element:
    return read_page(built_site / ANTALYA)


def iter_answers(page: Element) -> Iterator[Element]:
    for claim in find_all(page, "cb-claim"):
        yield from find_all(claim, "cb-claim__made")
        for answers in find_all(claim, "cb-claim__responses"):
            yield from answers.findall("li")


def assert_said(elements: list[Element], who: str, words: str, citing: str, names: tuple[str, ...]) -> None:
    """Some element holds the words, names who said it where names stand, and cites The Hill as the report does."""
    held = [element for element in elements if words in text_of(element)]
    by = [one for one in held if any(who in text_of(name) for part in names for name in find_all(one, part))]
    assert by, f"{who}: {words}"
    labels = [link.get("aria-label") or "" for one in by for link in refs_of(one) if link.get("href") == "#source-1"]
    assert any(citing in label for label in labels), f"{words}: {labels}"


def test_the_first_source_is_the_report(page: Element) -> None:
    (source,) = [one for one in page.iter("li") if one.get("id") == "source-1"]
    assert text_of(source).startswith("The Hill No cease-fire agreement reached")


@pytest.mark.parametrize(("who", "words", "citing"), QUOTED)
def test_each_quotation_of_the_report_has_its_speaker_and_source(
    page: Element, who: str, words: str, citing: str
) -> None:
    assert_said(find_all(page, "cb-quote"), who, words, citing, ("cb-quote__speaker",))


@pytest.mark.parametrize(("who", "words", "citing"), CLAIMED)
def test_each_claim_and_answer_has_its_claimant_and_source(page: Element, who: str, words: str, citing: str) -> None:
    assert_said([*iter_answers(page)], who, words, citing, ("cb-claim__by",))


@pytest.mark.parametrize(("who", "words", "citing"), WANTED)
def test_each_position_has_its_holder_and_source(page: Element, who: str, words: str, citing: str) -> None:
    assert_said(find_all(page, "cb-position"), who, words, citing, ("cb-meta",))


@pytest.mark.parametrize(("status", "words", "citing"), CAME_OF_IT)
def test_each_outcome_has_its_status_and_source(page: Element, status: str, words: str, citing: str) -> None:
    assert_said(find_all(page, "cb-outcome"), status, words, citing, ("cb-outcome__status",))


def test_what_one_side_alone_reports_is_put_down_to_it(page: Element) -> None:
    told = {one.get("id"): text_of(one) for one in find_all(page, "cb-outcome")}
    assert "According to Dmytro Kuleba" in told["outcome-mariupol"]
    assert "According to Dmytro Kuleba" in told["outcome-humanitarian-issues"]
    assert "Of Sergei Lavrov" in told["outcome-mariupol"]


STATEMENTS = (
    "cb-quote",
    "cb-claim__made",
    "cb-claim__responses/li",
    "cb-position",
    "cb-position__answers/li",
    "cb-outcome",
    "cb-commitment",
    "cb-history/li",
    "cb-meeting",
    "cb-steps/li",
    "cb-points/li",
    "cb-lead",
    "cb-table--readouts/td",
    "cb-table/cb-num",
)


def test_no_statement_of_any_briefing_lacks_a_source(built_site: Path) -> None:
    bare = []
    seen = set()
    for path in sorted(built_site.glob("briefs/*/index.html")):
        root = read_page(path)
        numbers = {one.get("id") for one in find_all(root, "cb-source")}
        for kind in STATEMENTS:
            for statement in iter_statements(root, kind):
                seen.add(kind)
                refs = refs_of(statement)
                if not refs or not all((link.get("href") or "")[1:] in numbers for link in refs):
                    bare.append(f"{path.parent.name} {kind}: {text_of(statement)[:80]}")
    assert bare == []
    assert seen == set(STATEMENTS), "a kind of statement is not found: has the markup changed?"


def iter_statements(root: Element, kind: str) -> Iterator[Element]:
    holder, _, inner = kind.partition("/")
    for found in find_all(root, holder):
        if not inner:
            yield found
            continue
        for one in found.iter():
            wanted = one.tag == inner or (inner in classes(one) and one.tag == "td")
            # A dash says that nothing was reported; what is not known rests on no source.
            if wanted and not find_all(one, "cb-none") and not is_unknown(root, found):
                yield one


def is_unknown(root: Element, points: Element) -> bool:
    """Tell whether a list stands under the heading for what is not known."""
    children = next(parent for parent in root.iter() if points in list(parent))
    before = list(children)[: list(children).index(points)]
    heading = next((one for one in reversed(before) if one.tag == "h2"), None)
    return heading is not None and heading.get("id") == "what-is-not-known"


def run(config_file: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=config_file.parent,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": CLOCK},
        capture_output=True,
        text=True,
        check=False,
    )


def test_mistakes_in_three_files_are_told_together_and_the_site_stands(tmp_path: Path) -> None:
    config_file = copy_site(tmp_path / "here")
    folder = config_file.parent
    assert run(config_file, "generator", "build", "-q").returncode == 0
    before = snapshot(folder / "site")
    replace_in(folder / BRIEF, "speaker: ada-north", "speaker: ada-nroth")
    second = (folder / BRIEF).read_text(encoding="utf-8").replace("ada-nroth", "ada-north")
    second = second.replace("    text: The water knows no border.\n", "")
    (folder / "briefs/2031/2031-05-05-more.yml").write_text(second, encoding="utf-8")
    issues = folder / "briefs/issues.yml"
    issues.write_text(issues.read_text(encoding="utf-8") + "crossings: {name: Again}\n", encoding="utf-8")
    line = len(issues.read_text(encoding="utf-8").splitlines())

    done = run(config_file, "generator", "build")
    assert done.returncode == 1
    for code, place in {
        "unknown-id": f"{BRIEF}:13:14",
        "missing-field": "briefs/2031/2031-05-05-more.yml:12:5",
        "duplicate-key": f"briefs/issues.yml:{line}:1",
    }.items():
        told = [part for part in done.stderr.split("\n\n") if f"error[{code}]" in part]
        assert len(told) == 1, done.stderr
        assert place in told[0]
    assert "ada-north" in done.stderr, "the nearest id is offered"
    assert snapshot(folder / "site") == before


def snapshot(site: Path) -> dict[str, tuple[int, bytes]]:
    return {name: ((site / name).stat().st_mtime_ns, content) for name, content in read_tree(site).items()}


def test_mkdocs_and_briefings_build_the_same_site(built_site: Path, tmp_path: Path) -> None:
    done = run(ROOT / "mkdocs.yml", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path / "site"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    ours, theirs = read_tree(built_site), read_tree(tmp_path / "site")
    assert sorted(ours) == sorted(theirs)
    assert [name for name, content in ours.items() if theirs[name] != content] == []


def iter_links(root: Element) -> Iterator[str]:
    for element in root.iter():
        for name in ("href", "src", "action", "poster", "data"):
            link = element.get(name)
            if link is not None and element.get("rel") != "canonical":
                yield link
        content = element.get("content") or ""
        if element.tag == "meta" and element.get("http-equiv") == "refresh":
            yield content.partition("url=")[2]


def test_every_link_below_a_sub_path_leads_to_a_file_and_its_anchor(addressed_site: Path) -> None:
    ids = {path: {one.get("id") for one in read_page(path).iter()} for path in addressed_site.rglob("*.html")}
    broken = []
    for path in ids:
        address = urljoin(SITE_URL, path.relative_to(addressed_site).as_posix())
        for link in set(iter_links(read_page(path))):
            target = urlsplit(urljoin(address, link))
            if target.netloc != urlsplit(SITE_URL).netloc:
                continue
            if not target.geturl().startswith(SITE_URL):
                broken.append(f"{address}: {link} leaves the site")
                continue
            file = addressed_site / unquote(target.path).removeprefix(urlsplit(SITE_URL).path)
            file = file / "index.html" if target.path.endswith("/") else file
            anchor = unquote(target.fragment)
            if not file.is_file() or (anchor and anchor not in ids.get(file, ())):
                broken.append(f"{address}: {link}")
    assert sorted(broken) == []


def test_a_site_without_an_address_has_no_link_from_its_root(built_site: Path) -> None:
    """It may stand in any folder; the page for what is not found can be asked for at any depth, so it cannot."""
    absolute = {
        path.relative_to(built_site).as_posix()
        for path in built_site.rglob("*.html")
        for link in iter_links(read_page(path))
        if link.startswith("/")
    }
    assert absolute <= {"404.html"}


def test_the_address_of_the_site_gives_canonical_links_and_a_sitemap(addressed_site: Path, built_site: Path) -> None:
    canonical = {}
    for path in addressed_site.rglob("index.html"):
        links = [one.get("href") for one in read_page(path).iter("link") if one.get("rel") == "canonical"]
        canonical[path.parent.relative_to(addressed_site)] = links
    home = PurePosixPath(".")
    expected = {at: [SITE_URL + ("" if at == home else f"{at}/")] for at in map(PurePosixPath, canonical)}
    assert {PurePosixPath(at): links for at, links in canonical.items()} == expected
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed = {one.text for one in ElementTree.parse(addressed_site / "sitemap.xml").iter(f"{namespace}loc")}
    assert f"{SITE_URL}briefs/2022-03-10-antalya/" in listed
    assert listed <= {link for (link,) in canonical.values()}
    assert not [one for one in read_page(built_site / ANTALYA).iter("link") if one.get("rel") == "canonical"]


def test_readers_without_javascript_are_told_where_the_search_would_lead(built_site: Path) -> None:
    (told,) = read_page(built_site / "search/index.html").iter("noscript")
    assert "../quotes/" in [link.get("href") for link in told.iter("a")]
