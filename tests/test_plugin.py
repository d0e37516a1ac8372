"""What the plugin puts among MkDocs' pages, and what it tells the theme. Rendered pages are made by hand here."""

from pathlib import Path

import html5lib
import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from generator.build import read_build
from generator.corpus import Corpus
from generator.csp import find_inline_scripts, to_policy
from generator.pages.page import Page, PlannedPage, Section
from generator.render import Output
from generator.settings import Settings
from generator.site import Site
from tests.small_site import NOW, copy_site, read_tree, replace_in

HOSTILE = "</title><script>alert(1)</script> \"x\" & 'y' {{ 7 * 7 }} [a](b)"
TEMPLATE = """\
<html lang="en" class="{% block kind %}written{% endblock %}"><main data-search>
<title>{{ page.meta.title }}</title><h1>{{ page.title }}</h1><h2>{{ page.title | e }}</h2>
<meta name="description" content="{{ page.meta.description }}">
<ol id="menu">{% for item in cb_menu -%}
<li><a href="{{ item.url | url }}" class="{{ item.active }}">{{ item.title }}</a>
{%- endfor %}</ol>
<ol id="links">{% for item in cb_links %}<li>{{ item.title }}{% endfor %}</ol>
<p id="csp">{{ cb_csp }}</p><p id="now">{{ build_date_utc }}</p><p id="licence">{{ cb.licence }}</p>
<script>inline("{{ base_url }}")</script>{{ page.content }}
"""
ERROR_PAGE = "<html><script>error(1)</script>{% for item in cb_menu %}{{ item.url | url }} {% endfor %}</html>"


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    config_file = copy_site(tmp_path / "here")
    theme = tmp_path / "here/templates/theme"
    theme.mkdir(parents=True)
    (theme / "main.html").write_text(TEMPLATE, encoding="utf-8")
    (theme / "404.html").write_text(ERROR_PAGE, encoding="utf-8")
    (theme / "briefings.html").write_text(
        '{% extends "main.html" %}{% block kind %}generated{% endblock %}', encoding="utf-8"
    )
    replace_in(
        config_file, "disclaimer:", "menu: [All: briefs/, None: gone/, Out: 'https://x.org/']\n      disclaimer:"
    )
    return config_file


def publish(config_file: Path, *outputs: Output) -> Path:
    """Let MkDocs publish these outputs, and the page that docs/about.md links to."""
    linked = Output("briefs/2031-05-04-talks/index.md", '<p id="outcomes">\n', "Talks")
    build = read_build(config_file, NOW)
    listing = tuple(_to_planned(output) for output in (*outputs, linked) if output.path.endswith(".md"))
    build.publisher.site = Site(build.settings, (*outputs, linked), listing)
    mkdocs_build.build(build.config)
    return Path(build.config.site_dir)


def _to_planned(output: Output) -> PlannedPage:
    def build(corpus: Corpus, settings: Settings) -> Page:
        raise AssertionError("its output is there already")

    url, updated = output.path.removesuffix("index.md"), str(output.meta.get("updated", ""))
    return PlannedPage(url, build, updated, listed="redirect" not in output.meta and "noindex" not in output.meta)


def read_page(path: Path) -> dict[str, str]:
    """Read the text of every element that the template gives an id or a name of its own."""
    root = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return {
        str(element.get("id") or element.tag): "".join(element.itertext())
        for element in root.iter()
        if element.get("id") or element.tag in ("title", "h1", "h2")
    }


def test_a_title_is_a_text_however_the_theme_prints_it(config_file: Path) -> None:
    site = publish(config_file, Output("a/index.md", "<p>Body</p>\n", HOSTILE, description=HOSTILE))
    shown = read_page(site / "a/index.html")
    assert shown["title"] == shown["h1"] == shown["h2"] == HOSTILE
    root = html5lib.parse((site / "a/index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    description = root.find(".//meta[@name='description']")
    assert description is not None
    assert description.get("content") == HOSTILE


def test_markdown_is_rendered_with_the_sections_of_the_page(config_file: Path) -> None:
    markdown = "## Key points\n\n<p>&#123;&#123; x }} :smile: --</p>\n"
    site = publish(config_file, Output("a/index.md", markdown, "A", sections=(Section("key-points", "Key points"),)))
    page = (site / "a/index.html").read_text(encoding="utf-8")
    assert '<h2 id="key-points">Key points</h2>\n<p>&#123;&#123; x }} :smile: --</p>\n' in page
    assert 'class="generated"' in page


def test_files_are_written_as_they_are(config_file: Path) -> None:
    site = publish(
        config_file,
        Output("data/x.json", '{"a": "ü"}'),
        Output("a/cite.bib", b"\xff\x00"),
        Output("_headers", "/*\n"),
        Output(".nojekyll", ""),
    )
    assert (site / "data/x.json").read_text(encoding="utf-8") == '{"a": "ü"}'
    assert (site / "a/cite.bib").read_bytes() == b"\xff\x00"
    assert (site / "_headers").is_file()
    assert (site / ".nojekyll").is_file()


def test_a_redirect_is_a_page_without_the_theme(config_file: Path) -> None:
    redirect = Output("people/old/index.md", "", "New name", meta={"redirect": "../new/"})
    site = publish(config_file, redirect, Output("people/new/index.md", "<p>New</p>\n", "New name"))
    page = (site / "people/old/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../new/">' in page
    assert 'href="https://example.org/small/people/new/"' in page
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "people/new/" in sitemap
    assert "people/old/" not in sitemap


def test_the_sitemap_knows_when_a_page_changed_and_leaves_out_what_asks_for_it(config_file: Path) -> None:
    site = publish(
        config_file,
        Output("a/index.md", "<p>A</p>\n", "A", meta={"updated": "2031-05-05"}),
        Output("search/index.md", "<p>S</p>\n", "S", meta={"noindex": True}),
    )
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "<url><loc>https://example.org/small/a/</loc><lastmod>2031-05-05</lastmod></url>" in sitemap
    assert "<url><loc>https://example.org/small/about/</loc></url>" in sitemap
    assert "search" not in sitemap


def test_the_menu_has_what_the_site_has_and_marks_where_one_is(config_file: Path) -> None:
    site = publish(config_file, Output("briefs/index.md", "<p>All</p>\n", "All briefings"))
    page = (site / "briefs/2031-05-04-talks/index.html").read_text(encoding="utf-8")
    assert '<li><a href="../" class="True">All</a><li><a href="https://x.org/" class="False">Out</a></ol>' in page
    about = (site / "about/index.html").read_text(encoding="utf-8")
    assert '<a href="../briefs/" class="False">All</a>' in about
    assert (site / "404.html").read_text(encoding="utf-8").endswith("</script>/small/briefs/ https://x.org/ </html>")


def test_links_are_the_written_pages_and_what_there_is_of_the_rest(config_file: Path) -> None:
    site = publish(config_file, Output("sources/index.md", "<p>All</p>\n", "Sources"))
    assert read_page(site / "about/index.html")["links"] == "AboutSources"


def test_the_theme_gets_the_settings_and_the_build_clock(config_file: Path) -> None:
    replace_in(config_file, "disclaimer:", "licence: CC BY 4.0\n      disclaimer:")
    shown = read_page(publish(config_file) / "about/index.html")
    assert shown["licence"] == "CC BY 4.0"
    assert shown["now"] == str(NOW)


def test_the_policy_knows_the_scripts_of_templates_at_every_depth_and_no_others(config_file: Path) -> None:
    site = publish(config_file, Output("a/b/c/d/e/index.md", "<script>evil()</script>\n", "A"))
    policy = read_page(site / "about/index.html")["csp"]
    page = (site / "a/b/c/d/e/index.html").read_text(encoding="utf-8")
    own, injected = find_inline_scripts(page)
    assert (own, injected) == ('inline("../../../../..")', "evil()")
    assert to_policy([f"<script>{own}</script>"]).split("'sha256-")[1].split("'")[0] in policy
    # At the depths of /about/, of the briefing and of this page, and the error page's.
    assert policy.count("'sha256-") == 4


def test_a_template_of_the_site_comes_before_the_one_of_the_package(config_file: Path) -> None:
    site = publish(config_file)
    assert (site / "assets/css/base.css").is_file()
    assert 'id="csp"' in (site / "about/index.html").read_text(encoding="utf-8")


def test_search_of_the_theme_leaves_nothing_behind(config_file: Path) -> None:
    paths = read_tree(publish(config_file))
    assert not [path for path in paths if "lunr" in path or path.endswith(".map") or path.startswith("search/")]


def run_mkdocs(config_file: Path) -> None:
    mkdocs_build.build(load_config(str(config_file)))


def test_mkdocs_alone_tells_a_wrong_configuration(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(ConfigurationError, match="SOURCE_DATE_EPOCH"):
        run_mkdocs(config_file)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    (config_file.parent / "briefs").rename(config_file.parent / "letters")
    with pytest.raises(ConfigurationError, match="no folder of briefs"):
        run_mkdocs(config_file)
    assert not (config_file.parent / "site").exists()


def test_mkdocs_alone_shows_findings_on_standard_error(config_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace_in(config_file.parent / "briefs/people.yml", "party: northland", "party: nowhere")
    with pytest.raises(Abort):
        run_mkdocs(config_file)
    printed = capsys.readouterr()
    assert "error[unknown-id]" in printed.err
    assert "briefs/people.yml:5:14" in printed.err
    assert not (config_file.parent / "site").exists()
