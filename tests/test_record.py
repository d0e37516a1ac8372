"""The record of a build: what it keeps of questions, and when it lets go of them."""

import os
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from generator.errors import BuildError
from generator.folders import drafted, read_digest, read_stamps
from generator.past import Files, Past, check_past, read_past
from generator.record import BuildRecord, Made, read_record, to_numbers, write_record
from generator.stale import Answers, fill_indexes, to_question, to_texts
from tests.pages.world import FILES, read_world, world

NAME, HEADING = to_question("names", "ada"), to_question("headings", "round-one")


def to_record(*asked: int) -> BuildRecord:
    answers = Answers(world())
    return BuildRecord(
        "frame",
        (NAME, HEADING, (0, 1)),
        [answers.answer(NAME), "another", ""],
        {"ada": "text"},
        {"page": Made("key", {"page/index.html": "digest"}, to_numbers(asked))},
    )


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_record(tmp_path / "record", to_record(0, 2))
    read = read_record(tmp_path / "record")
    assert tuple(read.questions) == (NAME, HEADING, (0, 1))
    assert read.made == {"page": Made("key", {"page/index.html": "digest"}, to_numbers([0, 2]))}


def test_every_unit_and_file_is_read_with_what_is_its_own(tmp_path: Path) -> None:
    made = {
        "first": Made("1", {"b/index.html": "digest of b", "a.json": "digest of a"}, to_numbers([1, 0])),
        "nothing": Made("2", {}),
        "last": Made("3", {"c/index.html": "digest of c"}, to_numbers([2])),
    }
    stamps = {"b/index.html": (1, 10), "c/index.html": (3, 30)}
    write_record(tmp_path / "record", replace(to_record(), made=made, stamps=stamps))
    read = read_record(tmp_path / "record")
    assert (read.made, read.stamps) == (made, stamps)


def test_what_was_asked_need_not_be_read(tmp_path: Path) -> None:
    write_record(tmp_path / "record", to_record(0, 2))
    read = read_record(tmp_path / "record", is_asked=False)
    assert read.made == {"page": Made("key", {"page/index.html": "digest"})}
    assert (read.questions, read.texts) == ([], {"ada": "text"})


def test_what_was_asked_together_has_changed_when_one_of_its_questions_has(tmp_path: Path) -> None:
    answers = Answers(world())
    assert Past(tmp_path, to_record()).find_changed(answers) == {1: answers.answer(HEADING), 2: ""}


def test_an_answer_that_has_not_changed_is_not_looked_for_again(tmp_path: Path) -> None:
    record = to_record()
    assert dict(record.iter_answered()) == {NAME: record.answers[0], HEADING: "another"}
    answers = Answers(world())
    answers.accept((question, "accepted") for question, _ in record.iter_answered(but={1, 2}))
    assert answers.answer(NAME) == "accepted"
    assert answers.answer(HEADING) == Answers(world()).answer(HEADING)


def test_every_index_can_be_worked_out_beforehand() -> None:
    corpus = world()
    fill_indexes(corpus)
    assert {"names", "backlinks", "neighbours", "statement_of"} <= vars(corpus).keys()


def test_a_number_stands_for_a_question_or_for_those_asked_together() -> None:
    assert to_record().asked(0) == NAME
    assert to_record().asked(2) == frozenset({NAME, HEADING})


def test_questions_are_numbered_anew_when_they_have_become_more_than_twice_as_many() -> None:
    assert [replace(to_record(), numbered=count).keeps_numbers for count in (3, 2, 1)] == [True, True, False]
    assert BuildRecord().keeps_numbers


def test_only_what_a_record_says_itself_is_recalled_where_its_text_is_the_same() -> None:
    statement, others = to_question("statement_of", "round-one quotes 1"), to_question("backlinks", "ada", "quotes")
    meeting, keys = to_question("meetings", "round-one/talks"), to_question("people", part="keys")
    asked = (NAME, HEADING, statement, meeting, others, keys)
    answers = Answers(world())
    answers.recall([(question, "before") for question in asked], {"ada", "round-one"})
    assert [answers.answer(question) == "before" for question in asked] == [True, True, True, True, False, False]
    answers = Answers(world())
    answers.recall([(question, "before") for question in asked], {"ada"})
    assert [answers.answer(question) == "before" for question in asked] == [True, False, False, False, False, False]
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


def test_a_file_is_what_it_was_by_its_stamp_or_else_by_its_bytes(tmp_path: Path) -> None:
    names = ("same", "touched", "other", "gone")
    for name in names:
        (tmp_path / name).write_text(name, encoding="utf-8")
    made = {name: Made("", {name: read_digest(tmp_path / name)}) for name in names}
    record = BuildRecord(made=made, stamps=read_stamps(tmp_path))
    os.utime(tmp_path / "touched", ns=(5, 5))
    (tmp_path / "other").write_text("OTHER", encoding="utf-8")
    os.utime(tmp_path / "other", ns=(5, 5))
    (tmp_path / "gone").unlink()
    past = Past(tmp_path, record)
    assert [name for name in names if past.is_whole(made[name])] == ["same", "touched"]
    assert past.find_stamps(made["same"]) == {"same": record.stamps["same"]}
    assert past.find_stamps(made["touched"]) == {"touched": (7, 5)}


def test_a_part_is_what_its_record_says_or_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text", encoding="utf-8")
    made = Made("key", {"file": read_digest(tmp_path / "file")})
    record = BuildRecord(made={"page": made}, stamps=read_stamps(tmp_path))
    assert Past(tmp_path, record, is_part=True).is_whole(made)
    stamp = (tmp_path / "file").stat()
    (tmp_path / "file").write_text("TEXT", encoding="utf-8")
    os.utime(tmp_path / "file", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    with pytest.raises(BuildError, match="file is damaged or missing"):
        Past(tmp_path, record, is_part=True).is_whole(made)


def test_what_was_checked_is_of_no_use_when_another_build_has_ended_since(tmp_path: Path) -> None:
    site, place, made = tmp_path / "site", tmp_path / "record", Made("", {"file": sha256(b"old").hexdigest()})
    site.mkdir()
    (site / "file").write_text("old", encoding="utf-8")
    record = BuildRecord(made={"page": made}, stamps=read_stamps(site))
    write_record(place, record)
    checked = check_past(site, place)
    assert read_past(site, place, lambda: checked).is_whole(made)
    (site / "file").write_text("new", encoding="utf-8")
    write_record(place, BuildRecord("another frame", made={"page": made}, stamps=record.stamps))
    assert not read_past(site, place, lambda: checked).is_whole(made)


def test_where_nothing_was_built_there_is_nothing_to_check(tmp_path: Path) -> None:
    site, place = tmp_path / "site", tmp_path / "record"
    past = read_past(site, place, partial(check_past, site, place))
    assert (past.record, past.files) == (BuildRecord(), Files(frozenset(), {}))
