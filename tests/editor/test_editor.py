"""What an author sees in VS Code and other editors: the real language server for YAML, with the shipped settings."""

from itertools import count
from pathlib import Path

import pytest

from generator.model.brief import Quote
from generator.model.records import REGISTRIES
from generator.model.shapes import shape_of
from generator.model.vocabulary import QuoteKind
from tests.conftest import ROOT
from tests.editor.server import Editor, OpenFile

HEAD = "title: Talks\ndate: 2022-03-10\nconflict: a-war\nsummary: They met.\n"
QUOTE = "quotes:\n  - speaker: a-person\n    text: We will.\n    sources: [a-source]\n"
MEETING = "meetings:\n  - id: talks\n    title: Talks\n    date: 2022\n    sources: [a-source]\n"
_numbers = count()


def open_brief(editor: Editor, rest: str) -> OpenFile:
    return editor.open(f"briefs/2022/brief-{next(_numbers)}.yml", HEAD + rest)


def test_a_right_briefing_has_nothing_underlined(editor: Editor) -> None:
    assert open_brief(editor, QUOTE + MEETING).problems() == []


@pytest.mark.parametrize("path", sorted((ROOT / "briefs").rglob("*.yml")), ids=lambda path: path.stem)
def test_nothing_is_underlined_in_the_files_of_this_site(editor: Editor, path: Path) -> None:
    # The bar is where the cursor stands, so the text has none of its own.
    text = path.read_text(encoding="utf-8").replace("|", "/")
    assert editor.open(f"copy/{path.relative_to(ROOT).as_posix()}", text).problems() == []


def test_inside_a_quote_its_fields_are_proposed_with_what_they_mean(editor: Editor) -> None:
    proposed = open_brief(editor, QUOTE + "    |\n").proposals()
    fields = {field.name: field for field in shape_of(Quote)}
    given = {"speaker", "text", "sources"}
    assert fields.keys() - given <= proposed.keys()
    assert not given & proposed.keys()
    said = proposed["setting"]["documentation"]
    assert fields["setting"].description in (said if isinstance(said, str) else said["value"])
    assert proposed["setting"]["insertText"] == "setting: "


def test_a_new_quote_begins_with_what_it_needs(editor: Editor) -> None:
    proposed = open_brief(editor, "|\n").proposals()
    assert proposed["quotes"]["insertText"].startswith("quotes:\n  - text: $1\n    sources:")


def test_the_values_of_a_field_are_proposed_with_what_they_mean(editor: Editor) -> None:
    proposed = open_brief(editor, QUOTE + "    kind: |\n").proposals()
    assert list(proposed) == [kind.value for kind in QuoteKind]
    assert QuoteKind.PARTIAL.description in proposed["partial"]["documentation"]["value"]


@pytest.mark.parametrize("field", ["context", "lead", "speaker", "translator"])
def test_no_text_is_proposed_that_the_author_has_not_written(editor: Editor, field: str) -> None:
    assert open_brief(editor, f"{QUOTE}    {field}: |\n").proposals() == {}


def test_no_field_is_filled_with_a_fact(editor: Editor) -> None:
    proposed = open_brief(editor, MEETING + "    |\n").proposals()
    for name in ("start", "timezone", "round", "status", "undisclosed"):
        assert proposed[name]["insertText"] == f"{name}: "


def test_a_field_is_explained_where_the_pointer_rests(editor: Editor) -> None:
    shown = open_brief(editor, QUOTE.replace("speaker", "spea|ker")).hover()
    assert shape_of(Quote)[1].description in shown
    assert "The id of a person or a party." in shown


def test_the_form_of_a_date_is_shown_by_example(editor: Editor) -> None:
    assert "2022-03~" in open_brief(editor, QUOTE + "    da|te: 2022\n").hover()


def test_a_value_is_explained_where_the_pointer_rests(editor: Editor) -> None:
    assert QuoteKind.PARTIAL.description in open_brief(editor, QUOTE + "    kind: par|tial\n").hover()


@pytest.mark.parametrize(
    ("rest", "underlined", "said"),
    [
        (QUOTE + "    kind: directt", "directt", '"direct", "partial", "paraphrase"'),
        (QUOTE + "    kindd: direct", "kindd", "kindd is not allowed"),
        (QUOTE + "    attribution: x", "attribution", "`attribution` cannot stand beside `speaker`"),
        (QUOTE + "    date: 10 March", "10 March", "this must be a date, such as 2022-03-10"),
        (QUOTE + "    lead: {Kuleba: no}", "{Kuleba: no}", "quotation marks"),
        (QUOTE + "    about: a-place", "a-place", "this must be a list"),
        (QUOTE.replace("a-person", "A Person"), "A Person", "this must be an id"),
        (MEETING + "    participants: [{person: x, role: chair}]", "chair", '"delegation_head"'),
        (MEETING + "    participants: [{person: x, role: [host, chair]}]", "chair", '"delegation_head"'),
        (MEETING + "    participants: [{role: host}]", "{", "`person` or `party` is missing"),
        (MEETING + "    undisclosed: yes", "yes", "`true` or `false`"),
        ("places:\n  x: {name: X, country: Turkey}", "Turkey", "TR"),
        ("places:\n  X Y: {name: X}", "X Y", "id"),
    ],
)  # fmt: skip
def test_a_mistake_is_underlined_and_explained(editor: Editor, rest: str, underlined: str, said: str) -> None:
    (problem,) = open_brief(editor, rest + "\n").problems()
    assert problem[0] == underlined
    assert said in problem[1]


@pytest.mark.parametrize("kind", REGISTRIES)
def test_each_file_has_the_schema_of_what_it_holds(editor: Editor, kind: str) -> None:
    unknown = "Property colour is not allowed."
    required = "title" if kind in ("agreements", "sources") else "name"
    for path in (f"briefs/{kind}.yml", f"briefs/{kind}.yaml"):
        problems = editor.open(path, f"some-id:\n  {required}: X\n  colour: red\n").problems()
        assert ("colour", unknown) in problems
        assert not any("only one" in said or "summary" in said or "some-id" in said for _, said in problems)
    for path in (f"briefs/{kind}/some-id.yml", f"briefs/{kind}/deeper/some-id.yml"):
        problems = editor.open(path, f"{required}: X\ncolour: red\n").problems()
        assert ("colour", unknown) in problems
        assert not any(f"Property {required}" in said or "date" in said for _, said in problems)


def test_a_modeline_names_the_schema_where_the_settings_do_not_reach(editor: Editor) -> None:
    line = "# yaml-language-server: $schema=../.vscode/schemas/people.record.schema.json\n"
    assert editor.open("elsewhere/a.yml", line + "name: X\nkolour: red\n").problems() == [
        ("kolour", "Property kolour is not allowed.")
    ]
