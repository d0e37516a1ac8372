"""Whatever a built page says that there is in another form is there: feeds, calendars, data, pictures."""

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

from tests.small_site import BRIEF, build_site, copy_site, replace_in

ADDRESS = "https://example.org/small/"


def offered(site: Path) -> set[str]:
    """Return every file that a page of the site leads to, by its path."""
    found = set()
    for page in site.rglob("*.html"):
        here = f"{ADDRESS}{page.relative_to(site).as_posix().removesuffix('index.html')}"
        tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        links = [each.get("href") for each in tree.iter("link") if "alternate" in each.get("rel", "").split()]
        links += [each.get("content") for each in tree.iter("meta") if each.get("property") == "og:image"]
        links += [each.get("href") for each in tree.iter("a")]
        for link in links:
            url = urljoin(here, link or "")
            if url.startswith(ADDRESS):
                found.add(unquote(urlsplit(url).path).removeprefix(urlsplit(ADDRESS).path))
    return {path for path in found if path and not path.endswith("/")}


@pytest.mark.parametrize("case", ["whole", "without dates", "without briefs"])
def test_every_file_that_a_built_page_leads_to_is_there(tmp_path: Path, case: str) -> None:
    config = copy_site(tmp_path / "here")
    root = config.parent
    (root / "docs/about.md").write_text("# About\n", encoding="utf-8")
    if case == "without dates":
        lines = (root / BRIEF).read_text(encoding="utf-8").splitlines(keepends=True)
        (root / BRIEF).write_text("".join(lines[:4]), encoding="utf-8")
    if case == "without briefs":
        (root / BRIEF).unlink()
    build_site(config)
    site = root / "site"
    found = offered(site)
    assert {path for path in found if not (site / path).is_file()} == set()
    assert ("feed.xml" in found) is (case != "without briefs")
    assert ("calendar.ics" in found) is (site / "calendar.ics").exists() is (case == "whole")


def test_each_form_of_a_briefing_is_offered_by_its_page(tmp_path: Path) -> None:
    config = copy_site(tmp_path / "here")
    build_site(config)
    page = f"briefs/{Path(BRIEF).stem}/"
    names = {"cite.bib", "cite.ris", "cite.csl.json", "calendar.ics", "card.png", "briefing.yml"}
    api = f"api/v1/briefs/{Path(BRIEF).stem}.json"
    assert {*(f"{page}{name}" for name in names), api} <= offered(config.parent / "site")


def test_pages_of_other_sites_may_read_the_data(tmp_path: Path) -> None:
    config = copy_site(tmp_path / "here")
    replace_in(config, "site_url: https://example.org/small/", "site_url: https://example.org/")
    build_site(config)
    blocks = (config.parent / "site/_headers").read_text(encoding="utf-8").split("\n/")
    open_to_all = {block.partition("\n")[0] for block in blocks if "Access-Control-Allow-Origin: *" in block}
    assert {"api/v1/*", "data/*", "feed.xml", "*/feed.xml", "calendar.ics", "*/calendar.ics"} <= open_to_all
    assert "*" not in open_to_all
