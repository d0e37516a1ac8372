"""Templates cannot print unescaped, and their layout never becomes Markdown."""

from html import unescape
from pathlib import Path

import pytest
from jinja2 import TemplateError

from generator.corpus import Corpus
from generator.escape import Html
from generator.model.statement import iter_listed
from generator.pages.entries import ENTRY, Entry
from generator.pages.page import Page
from generator.render import Renderer, tidy_markdown
from generator.stale import to_question
from tests.pages.world import settings, world

ROOT = Path(__file__).parent.parent
HOSTILE = "<script>alert(1)</script>\n\n# x"


def render(folder: Path, template: str, view: object) -> str:
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "pages" / "trial.md").write_text(template, encoding="utf-8")
    output = Renderer([folder], Corpus({}), settings()).render(Page("trial/", "trial", "Trial", view))
    assert output.path == "trial/index.md"
    assert isinstance(output.content, str)
    return output.content


@pytest.mark.parametrize(
    "template",
    [
        "<p>{{ view }}</p>",
        "<p>{{ view|first }}{{ view }}</p>",
        "{% autoescape false %}<p>{{ view }}</p>{% endautoescape %}",
        "{% macro m(x) %}{{ x }}{% endmacro %}<p>{{ m(view) }}</p>",
        "{% set x = view ~ '' %}<p>{{ x }}</p>",
        "{% set x %}{{ view }}{% endset %}<p>{{ x }}</p>",
        "<p>{{ '%s' % view }}</p>",
        "<p>{{ '<i>' }}{{ view }}</p>",
    ],
)
def test_whatever_a_template_does_a_text_stays_a_text(tmp_path: Path, template: str) -> None:
    markdown = render(tmp_path, template, HOSTILE)
    assert "<script>" not in markdown
    assert "<i>" not in markdown
    assert "\n\n" not in markdown


@pytest.mark.parametrize(
    "template",
    [
        "{{ view|safe }}",
        "{{ view|e }}",
        "{{ view|xmlattr }}",
        "{{ view.missing }}",
        "{{ missing }}",
        "{{ view.__class__.__mro__ }}",
        "{{ view['__class__'] }}",
        "{{ view['__cl' ~ 'ass__'] }}",
        "{{ view|tojson }}",
        "{{ ''.join(x) }}",
        "{{ range(3) }}",
    ],
)
def test_a_template_that_tries_more_than_it_may_fails(tmp_path: Path, template: str) -> None:
    with pytest.raises(TemplateError):
        render(tmp_path, template, HOSTILE)


@pytest.mark.parametrize(
    ("call", "printed"),
    [
        ("{{ m('a') }}", "[a|-|]"),
        ("{{ m('a', 'b') }}", "[a|b|]"),
        ("{{ m('a', c='d') }}", "[a|-|d]"),
        ("{{ m(c='d', a='e') }}", "[e|-|d]"),
        ("{{ m('a', 'b', 'c') }}", "[a|b|c]"),
        ("{% for x in 'ab' %}{{ m(x, m(loop.index)) }}{% endfor %}", "[a|[1|-|]|][b|[2|-|]|]"),
        ("{% call(x) box() %}{{ x }}{% endcall %}", "(inside)"),
        ("{{ all(1, 2, z=3) }}", "2 1"),
    ],
)
def test_a_macro_takes_its_arguments_as_in_jinja(tmp_path: Path, call: str, printed: str) -> None:
    macros = (
        "{% macro m(a, b='-', c='') %}[{{ a }}|{{ b }}|{{ c }}]{% endmacro %}"
        "{% macro box() %}({{ caller('inside') }}){% endmacro %}"
        "{% macro all() %}{{ varargs|length }} {{ kwargs|length }}{% endmacro %}"
    )
    assert unescape(render(tmp_path, macros + call, None)) == f"{printed}\n"


@pytest.mark.parametrize("call", ["m()", "m('a', 'b', 'c')", "m('a', d='x')", "m('a', a='x')"])
def test_a_macro_refuses_what_it_does_not_take(tmp_path: Path, call: str) -> None:
    with pytest.raises((TemplateError, TypeError)):
        render(tmp_path, "{% macro m(a, b='') %}{{ a }}{{ b }}{% endmacro %}{{ " + call + " }}", None)


def test_html_of_ours_is_printed_as_it_is(tmp_path: Path) -> None:
    assert render(tmp_path, "<p>{{ view }}</p>", Html("<em>x</em>")) == "<p><em>x</em></p>\n"


def test_a_template_of_the_site_takes_the_place_of_one_of_ours(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, text in ((ours, "ours"), (theirs, "theirs")):
        (folder / "pages").mkdir(parents=True)
        (folder / "pages" / "trial.md").write_text(f"<p>{text}</p>", encoding="utf-8")
    (ours / "pages" / "other.md").write_text("<p>only ours</p>", encoding="utf-8")
    renderer = Renderer([theirs, ours], Corpus({}), settings())
    assert renderer.render(Page("a/", "trial", "A", None)).content == "<p>theirs</p>\n"
    assert renderer.render(Page("b/", "other", "B", None)).content == "<p>only ours</p>\n"


def test_layout_of_a_template_is_taken_out_and_headings_stand_apart() -> None:
    text = "\n    <div>\n\n\n      <p>a</p>\n\t</div>\n  ## Key points\n<ul>\n\n</ul>\n"
    assert tidy_markdown(text) == "<div>\n<p>a</p>\n</div>\n\n## Key points\n\n<ul>\n</ul>\n"


def test_an_entry_is_rendered_once_and_has_the_links_and_the_role_of_each_page(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "entries").mkdir()
    (tmp_path / "pages" / "trial.md").write_text("{{ entry(view) }}", encoding="utf-8")
    form = tmp_path / "entries" / "entry.md"
    form.write_text('<p><!--role--><a href="{{ it.words.url }}">{{ it.words.text }}</a></p>', encoding="utf-8")
    renderer = Renderer([tmp_path], world(), settings())
    (claim,) = world().statements["claims"]
    shown = renderer.render(Page("claims/", "trial", "", Entry(ENTRY, claim))).content
    assert shown == '<p><a href="../briefs/round-one/&#35;claim-shelling">The West shelled the port.</a></p>\n'
    form.write_text("never read again", encoding="utf-8")
    shown = renderer.render(Page("people/ada/", "trial", "", Entry(ENTRY, claim, "<Claimant>"))).content
    assert shown == (
        "<p><span>&#60;Claimant&#62;</span>"
        '<a href="../../briefs/round-one/&#35;claim-shelling">The West shelled the port.</a></p>\n'
    )


def test_an_entry_depends_on_what_it_shows_whichever_page_renders_it_first() -> None:
    corpus = world()
    renderer = Renderer([ROOT / "templates"], corpus, settings())
    (meeting, *_) = iter_listed(corpus.briefs["round-one"], ("meetings",))
    asked = renderer.render_entry(ENTRY, meeting).questions
    assert {to_question("headings", "round-one"), to_question("statement_of", "round-one meetings 1")} <= asked


def test_a_text_cannot_be_taken_for_a_link_to_complete_or_for_the_room_of_a_role(tmp_path: Path) -> None:
    hostile = 'href="~/ &#126;/ <!--role-->'
    (tmp_path / "pages").mkdir()
    (tmp_path / "entries").mkdir()
    (tmp_path / "pages" / "trial.md").write_text("{{ entry(view) }}", encoding="utf-8")
    (tmp_path / "entries" / "entry.md").write_text("<p>{{ it.words.text }}</p>", encoding="utf-8")
    (claim,) = world().statements["claims"]
    entry = claim.entry.model_copy(update={"statement": hostile})
    shown = Renderer([tmp_path], world(), settings()).render(
        Page("claims/", "trial", "", Entry(ENTRY, claim._replace(entry=entry), "Role"))
    )
    assert unescape(str(shown.content)) == f"<p>{hostile}</p>\n"
