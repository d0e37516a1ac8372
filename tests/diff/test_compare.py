"""What changed in substance: each kind of change is told once, in words and with its place; the rest is none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml

from generator.checks import check_site
from generator.corpus import Corpus
from generator.diff import compare
from generator.diff.words import PublicWords
from generator.model.change import Action, Change
from generator.model.file import decode_file
from generator.model.records import REGISTRIES
from generator.source import SourceFile

NOW = datetime(2031, 6, 1, tzinfo=UTC)
REGISTRIES_OF_WORLD = """
conflicts: {war: {name: The war}}
issues: {water: {name: Water}}
parties: {north: {name: The North, kind: state}, south: {name: The South, kind: state}}
people: {ada: {name: Ada North}, ben: {name: Ben South}}
sources: {post: {title: The report, kind: wire_report, url: "https://example.org/a"}}
"""
BRIEF = """
title: Ministers meet
date: 2031-05-04
conflict: war
summary: They met, and agreed on nothing. [@post]
key_points: [The first point., The second point.]
meetings:
  - {id: talks, title: Talks, date: 2031-05-04, participants: [ada], sources: [post]}
quotes:
  - {speaker: ada, text: The water knows no border., sources: [post]}
claims:
  - {by: north, statement: The dam is whole., sources: [post]}
positions:
  - {by: south, issue: water, kind: demand, text: That the gates be opened., sources: [post]}
outcomes:
  - issue: water
    status: not_agreed
    text: No agreement on water.
    sources: [post]
    commitments:
      - id: gates
        text: To open the gates.
        by: [north]
        history:
          - {date: 2031-05-04, status: pending, by: north, sources: [post]}
        sources: [post]
"""


def world(edit: Mapping[str, str] | None = None, registries: Mapping[str, str] | None = None, **more: str) -> Corpus:
    """The corpus of these files, with words replaced in the brief and in the registries."""
    brief, shared = BRIEF, REGISTRIES_OF_WORLD
    for old, new in (edit or {}).items():
        assert old in brief
        brief = brief.replace(old, new)
    for old, new in (registries or {}).items():
        assert old in shared
        shared = shared.replace(old, new)
    files = {f"{kind}.yml": yaml.safe_dump(made) for kind, made in yaml.safe_load(shared).items()}
    files |= {"2031/meet.yml": brief, **{f"2031/{name}.yml": text for name, text in more.items()}}
    decoded = [decode_file(SourceFile(path, text), path) for path, text in files.items()]
    checked = check_site(decoded, {}, NOW)
    errors = [found for found in checked.diagnostics if found.severity.value == "error"]
    assert not errors, errors
    return checked.corpus


def changes(edit: Mapping[str, str], registries: Mapping[str, str] | None = None, **more: str) -> list[Change]:
    return list(compare(world(), world(edit, registries, **more)))


def only(found: list[Change]) -> Change:
    (change,) = found
    return change


CASES: list[tuple[dict[str, str], str, tuple[str, ...], Any, Any]] = [
    (
        {"date: 2031-05-04, participants": "date: 2031-05-05, participants"},
        "The date of the meeting “Talks” changed from 4 May 2031 to 5 May 2031.",
        ("meetings", "talks", "date"), "2031-05-04", "2031-05-05",
    ),
    (
        {"participants: [ada]": "participants: [ada], status: postponed"},
        "The status of the meeting “Talks” changed from held to postponed.",
        ("meetings", "talks", "status"), "held", "postponed",
    ),
    (
        {"knows no border": "knows no borders"},
        "The words of Ada North were corrected from “The water knows no border.” to “The water knows no borders.”.",
        ("quotes", "1", "text"), "The water knows no border.", "The water knows no borders.",
    ),
    (
        {"speaker: ada": "speaker: ben"},
        "The speaker of the quotation of Ben South “The water knows no border.” changed from Ada North to Ben South.",
        ("quotes", "1", "speaker"), "ada", "ben",
    ),
    (
        {"status: not_agreed": "status: agreed_in_principle"},
        "The status of the outcome “No agreement on water.” changed from not agreed to agreed in principle.",
        ("outcomes", "1", "status"), "not_agreed", "agreed_in_principle",
    ),
    (
        {"kind: demand": "kind: red_line"},
        "The kind of the position “That the gates be opened.” changed from demand to red line.",
        ("positions", "1", "kind"), "demand", "red_line",
    ),
    (
        {"The dam is whole.": "The dam is whole and dry."},
        "The statement of the claim “The dam is whole and dry.” changed from “The dam is whole.” to “The dam is whole "
        "and dry.”.",
        ("claims", "1", "statement"), "The dam is whole.", "The dam is whole and dry.",
    ),
    (
        {"The second point.": "The second and last point."},
        "A key point of the briefing “Ministers meet” changed from “The second point.” to “The second and last "
        "point.”.",
        ("key_points", "2"), "The second point.", "The second and last point.",
    ),
    (
        {"title: Ministers meet": "title: The ministers meet"},
        "The title of the briefing “The ministers meet” changed from “Ministers meet” to “The ministers meet”.",
        ("title",), "Ministers meet", "The ministers meet",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "words", "path", "old", "new"), CASES)
def test_a_change_is_told_in_words_and_with_its_place(
    edit: dict[str, str], words: str, path: tuple[str, ...], old: Any, new: Any
) -> None:
    change = only(changes(edit))
    assert (change.kind, change.home, change.action) == ("briefs", "meet", Action.CHANGED)
    assert (change.words, change.path, change.old, change.new) == (words, path, old, new)


def test_a_commitments_new_status_is_told_with_its_day_and_who_says_so() -> None:
    end = "sources: [post]}\n        sources"
    step = "sources: [post]}\n          - {date: 2031-05-20, status: fulfilled, by: south, "
    change = only(changes({end: f"{step}{end}"}))
    assert change.action is Action.ADDED
    assert change.path == ("outcomes", "1", "commitments", "gates", "history", "2")
    assert change.words == (
        "The commitment “To open the gates.”: new status fulfilled, 20 May 2031, according to The South."
    )
    assert change.new["status"] == "fulfilled"


def test_a_correction_is_told_with_its_text() -> None:
    change = only(changes({"quotes:\n": "corrections: [{date: 2031-05-09, text: The hour was wrong.}]\nquotes:\n"}))
    assert change.words == "A correction was made to the briefing “Ministers meet”: “The hour was wrong.”."


def test_a_meeting_that_came_and_one_that_went() -> None:
    more = "meetings:\n  - {id: dinner, title: A dinner, date: 2031-05-03, sources: [post]}\n"
    came = only(changes({"meetings:\n": more}))
    assert (came.action, came.path) == (Action.ADDED, ("meetings", "dinner"))
    assert came.words == "The meeting “A dinner” was added to the briefing “Ministers meet”."
    went = only(list(compare(world({"meetings:\n": more}), world())))
    assert (went.action, went.path) == (Action.REMOVED, ("meetings", "dinner"))


def test_a_brief_and_a_record_that_came_and_went() -> None:
    text = BRIEF.replace("Ministers meet", "Another day")
    registries = {"ben: {name: Ben South}": "ben: {name: Ben South}, cid: {name: Cid}"}
    found = changes({}, registries, other=text)
    assert [(change.kind, change.home, change.words) for change in found] == [
        ("briefs", "other", "The briefing “Another day” was added."),
        ("people", "cid", "The person “Cid” was added."),
    ]
    back = compare(world({}, registries, other=text), world())
    assert [change.action for change in back] == [Action.REMOVED, Action.REMOVED]


def test_an_address_of_a_source() -> None:
    change = only(changes({}, {"https://example.org/a": "https://example.org/b"}))
    assert (change.kind, change.home, change.path) == ("sources", "post", ("url",))
    assert change.words == (
        "The address of the source “The report” changed from https://example.org/a to https://example.org/b."
    )


def test_a_source_of_a_quotation_is_told_with_the_quotation() -> None:
    registries = {"sources: {post:": "sources: {other: {title: Another report, kind: wire_report}, post:"}
    found = changes({"no border., sources: [post]": "no border., sources: [post, other]"}, registries)
    assert found[0].words == (
        "The source “Another report” was added to the quotation of Ada North “The water knows no border.”."
    )


def test_a_renamed_brief_is_the_same_brief() -> None:
    old, new = world(), world()
    made = new.definitions["meet"]
    assert made.model is not None

    renamed = made.model.model_copy(update={"id": "meeting-of-may", "formerly": ("meet",)})
    definitions = {**new.definitions, "meeting-of-may": replace(made, id="meeting-of-may", model=renamed)}
    del definitions["meet"]
    change = only(list(compare(old, Corpus(definitions))))
    assert change.words == "The briefing “Ministers meet” has the id meeting-of-may in place of meet."


@pytest.mark.parametrize(
    "edit",
    [
        {"title: Ministers meet\ndate: 2031-05-04\n": "date: 2031-05-04\n# A remark.\ntitle: 'Ministers meet'\n"},
        {"[The first point., The second point.]": "\n  - The second point.\n  - >\n    The first\n    point."},
        {"summary: They met, and agreed": "summary: |\n  They met,\n  and agreed"},
        {"participants: [ada]": "participants: [{person: ada, attendance: present}], status: held"},
        {"sources: [post]}\nquotes": "sources: [{source: post}]}\nquotes"},
    ],
)
def test_what_is_no_change_in_substance_is_none(edit: dict[str, str]) -> None:
    assert changes(edit) == []


def test_where_a_record_stands_makes_no_difference() -> None:
    inline = {"title: Ministers meet": "people: {cid: {name: Cid}}\ntitle: Ministers meet"}
    registries = {"ben: {name: Ben South}": "ben: {name: Ben South}, cid: {name: Cid}"}
    assert list(compare(world(inline), world({}, registries))) == []


def test_of_a_long_text_what_differs_is_told() -> None:
    words = " ".join(f"word{number}" for number in range(200))
    old, new = (
        world({"They met,": f"They met, {words}"}),
        world({"They met,": f"They met, {words}".replace("word99", "new")}),
    )
    change = only(list(compare(old, new)))
    assert "word99" in change.words
    assert " new " in change.words
    assert "word10 " not in change.words
    assert len(change.old) > 1000


def test_every_field_of_every_model_is_compared() -> None:
    """A value in any field makes a change: no field is listed anywhere."""
    old, new = world(), world()
    for name, made in new.definitions.items():
        assert made.model is not None
        model = made.model.model_copy(update={"tags": ("a tag",)})

        definitions = {**new.definitions, name: replace(made, model=model)}
        change = only(list(compare(old, Corpus(definitions))))
        assert (change.kind, change.home, change.path) == (made.kind, name, ("tags", "1"))
    assert (
        {made.kind for made in new.definitions.values()} >= {"briefs", "people", "sources"} <= {"briefs", *REGISTRIES}
    )


def test_readers_are_told_no_name_that_is_not_published_and_nothing_that_was_taken_out() -> None:
    old = world(
        {
            "speaker: ada": "speaker: ben",
            "claims:\n": "claims:\n  - {by: north, statement: Taken out., sources: [post]}\n",
        }
    )
    published = Corpus({name: made for name, made in world().definitions.items() if name != "ben"})
    told = [change.words for change in compare(old, published, PublicWords(published))]
    assert told == [
        "The speaker of the quotation of Ada North “The water knows no border.” changed from one that is not published "
        "any more to Ada North.",
        "A claim was taken out of the briefing “Ministers meet”.",
        "A person was removed.",
    ]
