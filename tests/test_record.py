"""The record of a build: what it keeps of questions, and when it lets go of them."""

from pathlib import Path

from generator.record import BuildRecord, Made, Past, read_record, write_record
from generator.stale import Answers, to_question
from tests.pages.world import world

NAME, HEADING = to_question("names", "ada"), to_question("headings", "round-one")


def to_record(*asked: int) -> BuildRecord:
    answers = Answers(world())
    return BuildRecord(
        "frame",
        (NAME, HEADING, (0, 1)),
        [answers.answer(NAME), "another", ""],
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
