"""Generated pages in the theme: as MkDocs makes them, whatever a site's own templates do with a page's values."""

import re
from pathlib import Path

import html5lib
import pytest
from mkdocs.commands import build as mkdocs_build

from generator.build import read_build
from generator.theme import GeneratedPage, Theme
from tests.small_site import NOW, build_site, copy_site, read_tree

PLAIN = """\
<html>{% if page %}<head>{{ cb_head }}<title>{{ page.title }} in {{ config.site_name }}</title></head>
<body class="{{ page.meta.kind }}" id="d{{ base_url }}"><a href="{{ 'people/' | url }}">x</a>
{% for item in cb_menu %}<i class="{{ item.active }}">{{ item.title }}</i>{% endfor %}
<main data-search>{{ page.content }}</main></body>{% endif %}</html>
"""
NOTE = "title: A note\ndate: 2031-06-01\nconflict: river-dispute\nsummary: Short.\n"
# The title is cut, so that its mark would be too.
CURIOUS = PLAIN.replace("{{ page.title }}", "{{ page.title[:4] | upper }} {{ page.content | length }}")


@pytest.mark.parametrize("template", [PLAIN, CURIOUS])
def test_both_ways_to_build_give_the_same_bytes(tmp_path: Path, template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    config_file = copy_site(tmp_path / "here")
    theme = tmp_path / "here/templates/theme"
    theme.mkdir(parents=True)
    (theme / "main.html").write_text(template, encoding="utf-8")
    (theme / "briefings.html").write_text('{% extends "main.html" %}', encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    mkdocs_build.build(read_build(config_file, NOW).config)
    expected = read_tree(tmp_path / "here/site")
    build_site(config_file, site_dir=tmp_path / "other")
    assert read_tree(tmp_path / "other") == expected


def test_a_frame_is_rendered_once_for_pages_that_are_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    render = Theme._render

    def note(theme: Theme, name: str, page: GeneratedPage, head: str = "") -> str:
        rendered.append(name)
        return render(theme, name, page, head)

    monkeypatch.setattr(Theme, "_render", note)
    for number, name in enumerate(("one", "two")):
        config_file = copy_site(tmp_path / name)
        for day in range(1, 1 + 4 * number):
            brief = config_file.parent / f"briefs/2031-06-0{day}-note.yml"
            brief.write_text(
                "title: A note\ndate: 2031-06-01\nconflict: river-dispute\nsummary: Short.\n", encoding="utf-8"
            )
        rendered.append("")
        assert build_site(config_file, jobs=1).site_dir
    first, second = "\n".join(rendered).strip().split("\n\n")
    assert first == second


def test_a_theme_that_escapes_nothing_prints_titles_and_descriptions_as_texts(tmp_path: Path) -> None:
    config_file = copy_site(tmp_path / "here")
    theme = tmp_path / "here/templates/theme"
    theme.mkdir(parents=True)
    bare = '<p id="t">{{ page.title }}</p><p id="d" title="{{ page.meta.description }}">{{ page.meta.description }}</p>'
    for name in ("main.html", "briefings.html"):
        (theme / name).write_text(
            f"<html><body>{{% if page %}}{bare}<main data-search>x</main>{{% endif %}}</body></html>",
            encoding="utf-8",
        )
    text = '<b>A & B</b> "so" &amp;'
    note = NOTE.replace("A note", f"'{text}'").replace("Short.", "'\\<b>A & B\\</b> \"so\" \\&amp;'")
    (tmp_path / "here/briefs/2031-06-01-note.yml").write_text(note, encoding="utf-8")
    result = build_site(config_file)
    assert result.site_dir
    html = (result.site_dir / "briefs/2031-06-01-note/index.html").read_text(encoding="utf-8")
    title, description = html5lib.parse(html, namespaceHTMLElements=False).iterfind(".//p")
    assert (title.text, description.text, description.get("title")) == (text, text, text)


# What the theme prints as it is: HTML that is ready, and addresses of its own files.
_READY = {
    "page.content",
    "cb_head",
    "self.cb_title() | trim",
    "super()",
    "mkdocs_version",
}
_OWN_FILE = re.compile(r"""['(][\w'/.~ -]+\)? \| url""")


def test_the_theme_escapes_all_that_it_prints() -> None:
    folder = Path(__file__).parent.parent / "templates/theme"
    printed = [
        (path.name, expression.strip("- "))
        for path in folder.rglob("*.html")
        for expression in re.findall(r"\{\{(.*?)\}\}", path.read_text(encoding="utf-8"), re.DOTALL)
    ]
    assert len(printed) > 30
    assert [
        each
        for each in printed
        if not each[1].endswith("| e") and each[1] not in _READY and not _OWN_FILE.fullmatch(each[1])
    ] == []
