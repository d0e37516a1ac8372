"""What a build enters of its units: numbers that stay, answers that are right, and whence a unit was taken."""

from functools import partial
from pathlib import Path

import pytest

from generator.folders import read_digest, read_stamps
from generator.ledger import Ledger, find_changed
from generator.past import Past
from generator.placing import Placement
from generator.record import BuildRecord, Made, MadeUnits, to_numbers
from generator.stale import Answers, to_question, to_texts
from tests.pages.world import FILES, read_world, world

NAME, HEADING, LATER = to_question("names", "ada"), to_question("headings", "round-one"), to_question("names", "wim")
TOGETHER = frozenset({NAME, HEADING})
NOW = world()
THEN = read_world({**FILES, "people.yml": FILES["people.yml"].replace("Ada Eastman", "Ada West")})


def to_past(folder: Path, *, is_part: bool = False, numbered: int = 3) -> Past:
    """Two pages of the site as it was: one asked for a name, which is another now, and one for what is the same."""
    folder.mkdir()
    for name in ("ada", "talks"):
        (folder / name).write_text(f"{name} then", encoding="utf-8")
    answers = Answers(THEN)
    record = BuildRecord(
        "frame",
        (NAME, HEADING, (0, 1)),
        [answers.answer(NAME), answers.answer(HEADING), ""],
        to_texts(THEN),
        {
            "ada": Made("key", {"ada": read_digest(folder / "ada")}, to_numbers([2])),
            "talks": Made("key", {"talks": read_digest(folder / "talks")}, to_numbers([1])),
        },
        stamps=read_stamps(folder),
        numbered=numbered,
    )
    return Past(folder, record, is_part)


def to_ledger(tmp_path: Path, *pasts: Past) -> Ledger:
    # In a build another process finds this, and what it answers to itself stays there.
    changed = partial(find_changed, pasts, Answers(NOW), to_texts(NOW))
    staging = tmp_path / "staging"
    staging.mkdir()
    placement = Placement(pasts[-1].folder, tmp_path / "before", staging, {})
    return Ledger(Answers(NOW), pasts, changed, placement, staging)


def test_a_unit_is_taken_with_its_key_while_nothing_has_changed_that_it_asked_for(tmp_path: Path) -> None:
    past = to_past(tmp_path / "site")
    ledger = to_ledger(tmp_path, past)
    assert ledger.take("talks", "key") is past
    assert ledger.digests == {"talks": read_digest(tmp_path / "site/talks")}
    assert ledger.take("talks", "another key") is None
    assert ledger.take("ada", "key") is None
    assert ledger.take("nothing", "key") is None


@pytest.mark.parametrize("numbered", [3, 1])
def test_the_record_has_every_answer_as_it_is_now_wherever_its_number_comes_from(tmp_path: Path, numbered: int) -> None:
    past = to_past(tmp_path / "site", numbered=numbered)
    ledger = to_ledger(tmp_path, past)
    ledger.take("talks", "key")
    ledger.take("ada", "key")
    ledger.accept_answers()
    (tmp_path / "staging/ada").write_text("ada now", encoding="utf-8")
    (tmp_path / "staging/talks").write_text("talks then", encoding="utf-8")
    made = MadeUnits((LATER, TOGETHER), {"ada": ({"ada": "digest"}, to_numbers([0, 1]))})
    ledger.note_files(made)
    ledger.note(made)
    record = ledger.to_record("frame", to_texts(NOW), {})
    fresh = Answers(NOW)
    told = dict(record.iter_answered())
    assert told == {question: fresh.answer(question) for question in (NAME, HEADING, LATER)}
    asked = {name: {record.asked(place) for place in made.questions} for name, made in record.made.items()}
    assert asked == {"talks": {HEADING}, "ada": {LATER, TOGETHER}}
    assert record.stamps["ada"] == read_stamps(tmp_path / "staging")["ada"]
    assert (record.questions[:3] == past.record.questions) is (numbered == 3)
    assert record.numbered == (3 if numbered == 3 else len(record.questions))


def test_what_was_answered_while_it_was_found_what_changed_is_not_worked_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = to_ledger(tmp_path, to_past(tmp_path / "site"))
    now = Answers(NOW).answer(NAME)
    monkeypatch.setattr(Answers, "_find", None)
    ledger.accept_answers()
    record = ledger.to_record("frame", to_texts(NOW), {})
    assert dict(record.iter_answered())[NAME] == now


def test_what_a_part_was_asked_is_entered_with_its_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = to_past(tmp_path / "part", is_part=True)
    ledger = to_ledger(tmp_path, part, Past(tmp_path / "site", BuildRecord()))
    assert ledger.take("talks", "key") is part
    ledger.accept_answers()
    (tmp_path / "staging/talks").write_text("talks then", encoding="utf-8")
    monkeypatch.setattr(Answers, "_find", None)
    record = ledger.to_record("frame", {}, {})
    assert dict(record.iter_answered()) == {HEADING: part.record.answers[1]}
