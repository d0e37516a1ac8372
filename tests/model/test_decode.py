"""What is right in a wrong record is kept, each mistake is told once, and its place is the true one."""

import pytest

from generator.diagnostics import Severity
from tests.checks.sites import check, check_brief, complete

# A mapping in braces of a quotation that is right, and a meeting.
QUOTE = "  - {speaker: ada-north, text: We will open the road tomorrow, sources: [wire]}\n"
MEETING = "  - {id: talks, title: Talks, date: 2022-03-12, sources: [wire]}\n"


def find(text: str) -> list[tuple[str, int, int]]:
    return [(found.code, found.span.line, found.span.column) for found in check_brief(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # One mistake is one finding.
        ("quotes:\n  - {speakr: ada-north, text: WORDS, sources: [wire]}\n", [("unknown-key", 2, 6)]),
        ("quotes:\n  - {speaker: ada-north, txt: WORDS, sources: [wire]}\n", [("unknown-key", 2, 26)]),
        (f"meetngs:\n{MEETING}quotes:\n{QUOTE.replace('text:', 'meeting: talks, text:')}", [("unknown-key", 1, 1)]),
        ("sorces:\n  paper: {title: Paper, kind: report, snapshot: wire.txt}\nbackground: See [@paper].\n",
         [("unknown-key", 1, 1)]),
        ("quotes:\n  - {speaker: Ada North, text: WORDS, sources: [wire]}\n", [("bad-id", 2, 15)]),
        ("quotes:\n  - {speaker: nobody, text: WORDS, sources: [wire]}\n", [("unknown-id", 2, 15)]),
        ("meetings:\n  - {id: talks, title: T, date: 2022-03-12, participants: [nobody], sources: [wire]}\n",
         [("unknown-id", 2, 60)]),
        ("quotes:\n  - {speaker: ada-north, text: WORDS, sources: [[wire]]}\n", [("wrong-type", 2, 74)]),
        ("places:\n  port: {name: Port, lat: 100, lon: 30}\n", [("bad-coordinate", 2, 27)]),
        # Two mistakes are two.
        ("quotes:\n  - {speaker: ada-north, attribution: x, kind: odd, text: WORDS, sources: [wire]}\n",
         [("one-of", 2, 26), ("unknown-value", 2, 48)]),
        ("quotes:\n  - {text: WORDS, kind: odd, sources: [wire]}\n",
         [("missing-field", 2, 5), ("unknown-value", 2, 50)]),
        # What is wrong with one part does not hide what is wrong with another, nor move its place.
        (f"quotes:\n  - {{speaker: ada-north}}\n{QUOTE.replace('will', 'shall')}",
         [("missing-field", 2, 5), ("missing-field", 2, 5), ("misquotation", 3, 32)]),
        ("quotes:\n  - {speaker: ada-north, language: English, text: We shall open, sources: [wire]}\n",
         [("bad-language", 2, 36), ("misquotation", 2, 51)]),
        ("meetings:\n  -\n  - {id: talks, title: T, date: 2022-03-12, start: 12:00, end: 11:00, sources: [wire]}\n",
         [("empty-item", 2, 4), ("end-before-start", 3, 64)]),
        # Columns are those of characters, whatever stands before.
        ("tags: [Ünï, \"x\", 'y'] # é\n'quötes': 1\n", [("unknown-key", 2, 1)]),
        ("\"qu\\u00f6tes\": 1\n", [("unknown-key", 1, 1)]),
        ("tags: [\"a\U0001f600b\", {x: y}]\n", [("wrong-type", 1, 15)]),
        ("language: >-\n  English\n", [("bad-language", 1, 11)]),
        ("key_points: &all [a, {b: c}]\nnot_known: [d]\n", [("wrong-type", 1, 22)]),
        ("background:\n", []),
        ("background: ~\nquotes: null\nmeetings: []\n", []),
        ("as_of: 2022-03-12T10:00:00Z\nupdated: 2022-03-12\n", []),
    ],
)  # fmt: skip
def test_each_mistake_once_and_in_its_place(text: str, found: list[tuple[str, int, int]]) -> None:
    text = text.replace("WORDS", "We will open the road tomorrow")
    assert sorted(find(text), key=lambda one: one[1:]) == sorted(found, key=lambda one: one[1:])


def test_that_a_misspelt_field_is_missing_is_the_same_mistake() -> None:
    text = "titel: The talks\ndate: 2022-03-12\nconflict: border-war\nsummary: It goes on [@report].\n"
    assert [(found.code, found.span.line) for found in check({"brief.yml": text})] == [("unknown-key", 1)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_move_places(end: str) -> None:
    text = complete(f"\ufefflanguage: en\nquotes:\n{QUOTE.replace('ada-north', 'nobody')}").replace("\n", end)
    (found,) = check({"brief.yml": text})
    assert (found.code, found.span.line, found.span.column) == ("unknown-id", 3, 15)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("key_points:\n  - Kuleba: no progress\n", 'Put the whole text in quotation marks: "Kuleba: no progress".'),
        ("tags: talks\n", "Write a list: `tags: [talks]`."),
        ("quotes:\n  - {speaker: Dmytro Kuleba, text: x, sources: [report]}\n", "Write `dmytro-kuleba`."),
        ("status: Draft\n", "Did you mean `draft`? It is one of: draft, published."),
        ("meetings:\n  - {id: talks, title: T, sources: [wire]}\n", "Add it, as in `date: 2022-03-10`."),
        ("quotes:\n  - {speaker: ada-north, text: not now, not here, sources: [report]}\n",
         "In braces and brackets a comma ends a text: put a text with a comma in it in quotation marks."),
        ("quotes:\n  - {speaker: ada-north, statement: x, sources: [report]}\n", "Did you mean `text`?"),
        ("tags: -a\n", "Write a space after each hyphen: `- `."),
    ],
)  # fmt: skip
def test_a_hint_says_what_to_write(text: str, hint: str) -> None:
    assert hint in [found.hint for found in check_brief(text)]


def test_a_text_cut_by_a_comment_is_a_warning() -> None:
    (found,) = check_brief("background: The talks #2 went on\n")
    assert (found.code, found.severity, found.span.column) == ("cut-by-comment", Severity.WARNING, 23)


def test_messages_never_repeat_a_long_text_in_full() -> None:
    for field in ("language", "date", "as_of", "status", "follows", "tags", "x" * 5_000):
        for found in check_brief(f"{field}: {'long ' * 5_000}\n"):
            assert len(found.message) + len(found.hint) < 1_000
