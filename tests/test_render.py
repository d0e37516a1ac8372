"""Templates cannot print unescaped, and their layout never becomes Markdown."""

from pathlib import Path

import pytest
from jinja2 import TemplateError

from generator.escape import Html
from generator.pages.page import Page
from generator.render import Renderer, tidy_markdown

HOSTILE = "<script>alert(1)</script>\n\n# x"


def render(folder: Path, template: str, view: object) -> str:
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "pages" / "trial.md").write_text(template, encoding="utf-8")
    output = Renderer([folder]).render(Page("trial/", "trial", "Trial", view))
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


def test_html_of_ours_is_printed_as_it_is(tmp_path: Path) -> None:
    assert render(tmp_path, "<p>{{ view }}</p>", Html("<em>x</em>")) == "<p><em>x</em></p>\n"


def test_a_template_of_the_site_takes_the_place_of_one_of_ours(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, text in ((ours, "ours"), (theirs, "theirs")):
        (folder / "pages").mkdir(parents=True)
        (folder / "pages" / "trial.md").write_text(f"<p>{text}</p>", encoding="utf-8")
    (ours / "pages" / "other.md").write_text("<p>only ours</p>", encoding="utf-8")
    renderer = Renderer([theirs, ours])
    assert renderer.render(Page("a/", "trial", "A", None)).content == "<p>theirs</p>\n"
    assert renderer.render(Page("b/", "other", "B", None)).content == "<p>only ours</p>\n"


def test_layout_of_a_template_is_taken_out_and_headings_stand_apart() -> None:
    text = "\n    <div>\n\n\n      <p>a</p>\n\t</div>\n  ## Key points\n<ul>\n\n</ul>\n"
    assert tidy_markdown(text) == "<div>\n<p>a</p>\n</div>\n\n## Key points\n\n<ul>\n</ul>\n"
