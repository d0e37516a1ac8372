"""The sitemap, and the pages at old addresses."""

from xml.etree import ElementTree

import html5lib

from generator.sitemap import render_redirect, render_sitemap

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_a_sitemap_has_addresses_and_the_days_that_are_known() -> None:
    root = ElementTree.fromstring(render_sitemap([("https://example.org/?a&b", "2022-03-10"), ("https://x.org/", "")]))
    found = [(url.findtext(f"{NAMESPACE}loc"), url.findtext(f"{NAMESPACE}lastmod")) for url in root]
    assert found == [("https://example.org/?a&b", "2022-03-10"), ("https://x.org/", None)]


def test_a_redirect_names_its_target_and_keeps_its_title_a_text() -> None:
    title = "</title><script>alert(1)</script> & “co”"
    page = render_redirect(title, "../new-id/", "https://example.org/people/new-id/")
    root = html5lib.parse(page, namespaceHTMLElements=False)
    assert root.findtext(".//title") == title
    assert root.find(".//script") is None
    link = root.find(".//p/a")
    assert link is not None
    assert (link.get("href"), link.text) == ("../new-id/", title)
    refresh = root.find(".//meta[@http-equiv='refresh']")
    assert refresh is not None
    assert refresh.get("content") == "0; url=../new-id/"
    canonical = root.find(".//link[@rel='canonical']")
    assert canonical is not None
    assert canonical.get("href") == "https://example.org/people/new-id/"


def test_without_an_address_of_the_site_there_is_no_canonical_link() -> None:
    assert "canonical" not in render_redirect("Title", "../new-id/")
