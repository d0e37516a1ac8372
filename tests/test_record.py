"""The record of a build: what it keeps of questions, and when it lets go of them."""

from pathlib import Path

import pytest

from generator.folders import drafted
from generator.record import BuildRecord, Made, Past, read_record, write_record
from generator.stale import Answers, to_question, to_texts
from tests.pages.world import FILES, read_world, world

NAME, HEADING = to_question("names", "ada"), to_question("headings", "round-one")


def to_record(*asked: int) -> BuildRecord:
    answers = Answers(world())
    return BuildRecord(
        "frame",
        (NAME, HEADING, (0, 1)),
        [answers.answer(NAME), "another", ""],
        {"ada": "text"},
        {"page": Made("key", {"page/index.html": "digest"}, asked)},
    )


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_record(tmp_path / "record", to_record(0, 2))
    read = read_record(tmp_path / "record")
    assert tuple(read.questions) == (NAME, HEADING, (0, 1))
    assert (read.made["page"].key, read.made["page"].files, tuple(read.made["page"].questions)) == (
        "key",
        {"page/index.html": "digest"},
        (0, 2),
    )


def test_what_was_asked_together_has_changed_when_one_of_its_questions_has(tmp_path: Path) -> None:
    assert Past(tmp_path, to_record()).find_changed(Answers(world())) == {1, 2}


def test_a_number_stands_for_a_question_or_for_those_asked_together() -> None:
    assert to_record().asked(0) == NAME
    assert to_record().asked(2) == frozenset({NAME, HEADING})


def test_questions_are_left_behind_when_less_than_half_of_them_are_still_asked() -> None:
    assert to_record(2).is_asked
    assert to_record(0, 1).is_asked
    assert not to_record(0).is_asked
    assert BuildRecord().is_asked


def test_only_what_a_record_says_itself_is_recalled_where_its_text_is_the_same() -> None:
    statement, others = to_question("statement_of", "round-one quotes 1"), to_question("backlinks", "ada", "quotes")
    keys = to_question("people", part="keys")
    asked = (NAME, HEADING, statement, others, keys)
    answers = Answers(world())
    answers.recall([(question, "before") for question in asked], {"ada", "round-one"})
    assert [answers.answer(question) == "before" for question in asked] == [True, True, True, False, False]
    answers = Answers(world())
    answers.recall([(question, "before") for question in asked], {"ada"})
    assert [answers.answer(question) == "before" for question in asked] == [True, False, False, False, False]
    changed = to_texts(read_world({**FILES, "people.yml": FILES["people.yml"].replace("Ada Eastman", "Ada West")}))
    assert {name for name, text in to_texts(world()).items() if changed[name] != text} == {"ada", "wim"}


def test_what_stands_beside_a_site_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / ".site.record"

    def write(text: str, error: Exception | None = None) -> None:
        with drafted(place) as draft:
            draft.write_text(text, encoding="utf-8")
            assert not place.exists() or place.read_text("utf-8") == "old"
            if error:
                raise error

    write("old")
    with pytest.raises(OSError, match="full"):
        write("new", OSError("full"))
    assert [path.name for path in tmp_path.iterdir()] == [place.name]
    assert place.read_text("utf-8") == "old"
