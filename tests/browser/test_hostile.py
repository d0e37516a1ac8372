"""Hostile texts in a browser: nothing of theirs runs, the search shows them as they are, and so does what is copied."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urldefrag

import html5lib
import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.browser.conftest import serve
from tests.browser.visitor import Visitor
from tests.exactness.hostile import verbatim_texts
from tests.exactness.site import TEXTS, Made, write_site
from tests.small_site import build_site, copy_site, replace_in

BRIEFS = 6
RESULTS = ".cb-results li"
RECORDS = ("people", "parties", "places", "sources", "agreements", "conflicts", "processes", "issues")
LISTS = ("briefs", "people", "quotes", "claims", "outcomes", "commitments", "timeline", "map", "corrections", "search")
PATHS = ("", "briefs/b0/", "briefs/b3/", *(f"{kind}/b1-{kind}/" for kind in RECORDS), *(f"{name}/" for name in LISTS))
QUERIES = ("script", "window", "img onerror", "<b>", "heading", "a b", "javascript", "שלום", "strong", "evil", "table")
# Also names that every object of a script has.
ADDRESSES = (
    "<img src=x onerror=window.__hit=1>",
    '"><script>window.__hit=1</script>',
    "javascript:window.__hit=1",
    "constructor",
    "__proto__",
    "%3Cb%3E & +",
    "\u2067שלום\u2069 {{ 7*7 }}",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    """A site of hostile texts, and what was put into it."""
    folder = tmp_path_factory.mktemp("hostile")
    made = write_site(folder, range(BRIEFS), TEXTS // BRIEFS)
    result = build_site(folder / "mkdocs.yml")
    assert result.site_dir
    return result.site_dir, made


@pytest.fixture
def reader(browser: Browser, hostile: tuple[Path, Made]) -> Iterator[Visitor]:
    """A visitor of the site; no test passes where a script ran, a dialog came up, or the browser complained."""
    with serve(hostile[0]) as url:
        visitor = Visitor(browser, url)
        yield visitor
        visitor.close()
        assert visitor.foreign_requests() == []
        assert visitor.complaints == []


def opened(reader: Visitor, path: str) -> Page:
    page = reader.open(path)
    page.on("dialog", _fail)
    return page


def _fail(dialog: Dialog) -> None:
    pytest.fail(f"a dialog came up: {dialog.message}")


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_theirs_runs(reader: Visitor, path: str) -> None:
    page = opened(reader, path)
    for element in page.locator("[tabindex], details > summary, input:visible").all()[:20]:
        element.focus()
    assert page.evaluate("window.__hit") is None
    assert page.locator("[onclick], [onerror], [onload], [onfocus], [onmouseover], [style]").count() == 0


def test_the_text_that_is_shown_is_that_of_the_file(reader: Visitor, hostile: tuple[Path, Made]) -> None:
    for number in range(BRIEFS):
        home = f"briefs/b{number}/"
        page = opened(reader, home)
        quotes = page.locator(".cb-quote__body .cb-verbatim").evaluate_all("all => all.map((one) => one.textContent)")
        said = [each.text for each in hostile[1].placed if (each.home, each.field) == (home, "quotes.text")]
        assert quotes == said
        assert page.evaluate("window.__hit") is None


@pytest.mark.parametrize("query", QUERIES)
def test_the_search_shows_hostile_texts_as_they_are(reader: Visitor, hostile: tuple[Path, Made], query: str) -> None:
    page = opened(reader, "search/")
    page.fill("[data-cb-search] input[type=search]", query)
    page.press("[data-cb-search] input[type=search]", "Enter")
    page.wait_for_function(
        """([query, results]) => {
            const said = [...document.querySelectorAll("main [role=status]")].map((one) => one.textContent).join(" ");
            return said.includes(query) && (document.querySelector(results) || said.startsWith("Nothing"));
        }""",
        arg=[query, RESULTS],
    )
    assert page.evaluate("window.__hit") is None
    tags = set(page.locator(f"{RESULTS} *").evaluate_all("all => all.map((one) => one.tagName)"))
    assert tags <= {"LI", "H2", "A", "P", "SPAN", "MARK", "BDI"}
    shown = page.locator(RESULTS).evaluate_all(
        """all => all.map((one) => [
            one.querySelector("h2 a").href,
            ...[...one.querySelectorAll("h2 a, .cb-result__excerpt")].map((part) => part.textContent),
        ])"""
    )
    for address, *texts in shown:
        path = urldefrag(address.removeprefix(reader.base)).url
        document = html5lib.parse((hostile[0] / path / "index.html").read_bytes(), namespaceHTMLElements=False)
        written = "".join(document.itertext())
        # Between blocks of text the index has a full stop, and where an excerpt is cut there are dots.
        strange = [word for text in texts for word in text.split() if word.strip(".…") not in written]
        assert strange == []


@pytest.mark.parametrize("query", ADDRESSES)
def test_what_an_address_asks_for_is_a_text(reader: Visitor, query: str) -> None:
    asked = quote(query)
    page = opened(reader, f"search/?q={asked}&kind={asked}&sort={asked}#{asked}")
    assert page.input_value("[data-cb-search] input[type=search]") == query
    page.wait_for_function("document.querySelector('main [role=status]').textContent.length > 0")
    assert page.evaluate("window.__hit") is None
    assert page.locator("main [onclick], main [onerror], main img").count() == 0


def test_what_is_copied_is_what_is_written(browser: Browser, tmp_path: Path) -> None:
    text = (
        "Two  spaces,\tone tab.\n\nA new paragraph,\n  an indented line; “quoted” & <b>bold</b> -- *so*.\n\nשלום 中文"
    )
    config_file = copy_site(tmp_path / "here")
    brief = config_file.parent / "briefs/2031/2031-05-04-talks.yml"
    replace_in(brief, "text: The water knows no border.", f"text: {json.dumps(text, ensure_ascii=False)}")
    result = build_site(config_file)
    assert result.site_dir
    with serve(result.site_dir) as url:
        visitor = Visitor(browser, url)
        page = visitor.open("briefs/2031-05-04-talks/")
        selected = page.locator(".cb-quote__body .cb-verbatim").first.evaluate(
            """(element) => {
                const selection = getSelection();
                selection.selectAllChildren(element);
                return selection.toString();
            }"""
        )
        visitor.close()
    assert selected == text


def test_an_inline_script_that_got_in_is_blocked(browser: Browser, hostile: tuple[Path, Made], tmp_path: Path) -> None:
    page_file = hostile[0] / "briefs/b0/index.html"
    site = tmp_path / "site"
    site.mkdir()
    for path in hostile[0].iterdir():
        (site / path.name).symlink_to(path)
    html = page_file.read_text(encoding="utf-8")
    injected = "<script>window.__hit=1</script><img src=x onerror='window.__hit=2'><style>h1{display:none}</style>"
    (site / "injected.html").write_text(
        html.replace("../../", "").replace("<h1", f"{injected}<h1", 1), encoding="utf-8"
    )
    with serve(site) as url:
        visitor = Visitor(browser, url)
        page = visitor.open("injected.html")
        assert page.evaluate("window.__hit") is None
        assert page.locator("h1").is_visible()
        visitor.close()
    assert len([complaint for complaint in visitor.complaints if "Content Security Policy" in complaint]) >= 3


def test_there_are_texts_that_would_show_a_script_that_runs() -> None:
    assert sum("window.__hit" in text for text in verbatim_texts(TEXTS)) > 50
