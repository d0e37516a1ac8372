"""The units of a site while it is made: those taken from what was made before, those made now, and what they asked.

What is taken is left to the placement to put into its place; what is made lies there already.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from generator.folders import Stamp, read_stamp
from generator.past import Past
from generator.placing import Placement
from generator.record import BuildRecord, Made, MadeUnits, Noted, to_numbers
from generator.stale import Answers, Asked

# So many questions are answered at a time, and then it is asked whether a process waits.
_SOME = 500
# By their places the questions of what was made before that have another answer now, with that.
Changed = Mapping[int, str]


class Ledger:
    """The units of one build.

    `digests` are those of all files by path, `indexed` the files that are for the search. The last of the `pasts` is
    the last build; `find_changed` tells for each what is answered otherwise now.
    """

    def __init__(
        self,
        answers: Answers,
        pasts: Sequence[Past],
        find_changed: Callable[[], Sequence[Changed]],
        placement: Placement,
        staging: Path,
    ) -> None:
        self.digests: dict[str, str] = {}
        self.indexed: set[str] = set()
        self._answers = answers
        self._last = pasts[-1]
        self._placement = placement
        self._staging = staging
        self._keys: dict[str, str] = {}
        self._made: dict[str, Made] = {}
        self._stamps: dict[str, Stamp] = {}
        # The last build's questions keep their numbers, and so do its units; what only few still ask is left behind.
        self._keeps_numbers = self._last.record.keeps_numbers
        self._questions: dict[Noted, int] = {}
        if self._keeps_numbers:
            self._questions.update((noted, number) for number, noted in enumerate(self._last.record.questions))
        self._answered = len(self._questions)
        # It may have to be waited for.
        self._pasts = [*zip(pasts, find_changed(), strict=True)]
        self._changed = self._pasts[-1][1]

    def take(self, name: str, key: str) -> Past | None:
        """Take a unit that was made before, where it is not stale and its files are what they were; return whence.

        Where it is not there, it is expected to be made with this key.
        """
        for past, changed in self._pasts:
            made = past.record.made.get(name)
            if made is None or made.key != key:
                continue
            if not changed.keys().isdisjoint(made.questions) or not past.is_whole(made):
                continue
            if past is self._last:
                self._placement.take(made.files)
            else:
                self._placement.link(past.folder, made.files)
            self._stamps.update(past.find_stamps(made))
            self.indexed |= past.indexed.intersection(made.files)
            if not (past is self._last and self._keeps_numbers):
                numbers = to_numbers(self._number(past.record.asked(place)) for place in made.questions)
                made = made._replace(questions=numbers)
            self.keep(name, made)
            return past
        self._keys[name] = key
        return None

    def keep(self, name: str, made: Made) -> None:
        """Enter a unit as it is."""
        self._made[name] = made
        self.digests.update(made.files)

    def note_files(self, done: MadeUnits) -> None:
        """Enter the files of what was made, which others are made of; what else there is of it is entered later."""
        for files, _ in done.units.values():
            self.digests.update(files)
        self.indexed |= done.indexed

    def note(self, done: MadeUnits) -> None:
        """Enter what was made, and what was asked for it."""
        numbers = [self._number(question) for question in done.questions]
        for name, (files, questions) in done.units.items():
            self._made[name] = Made(self._keys[name], files, to_numbers(numbers[place] for place in questions))
            self._stamps.update((path, read_stamp(f"{self._staging}/{path}")) for path in files)

    def accept_answers(self) -> None:
        """Take over what was answered for what was taken, but for the last build, whose answers keep their places."""
        for past, changed in self._pasts:
            if not (past is self._last and self._keeps_numbers):
                self._answers.accept(past.record.iter_answered(but=changed))

    def answer_new(self, is_interrupted: Callable[[], bool]) -> None:
        """Work out what is answered to the questions that are new, until all are done or something else is to do."""
        new = islice(self._questions, self._answered, None)
        while not is_interrupted() and (some := [*islice(new, _SOME)]):
            for noted in some:
                self._answer(noted)
            self._answered += len(some)

    def files_of(self, name: str) -> Mapping[str, str]:
        """Return the files of a unit, each with its digest."""
        return self._made[name].files

    def to_record(self, frame: str, texts: Mapping[str, str], notes: Mapping[str, Any]) -> BuildRecord:
        """Make the record of the build."""
        questions = tuple(self._questions)
        answers = list(self._last.record.answers) if self._keeps_numbers else []
        for number, answer in self._changed.items() if answers else ():
            answers[number] = answer
        answers += map(self._answer, questions[len(answers) :])
        numbered = (self._keeps_numbers and self._last.record.numbered) or len(questions)
        return BuildRecord(frame, questions, answers, texts, self._made, notes, self._read_stamps(), numbered)

    def _read_stamps(self) -> dict[str, Stamp]:
        """Return the stamps of all files, also of those that were put there since."""
        return {path: self._stamps.get(path) or read_stamp(f"{self._staging}/{path}") for path in self.digests}

    def _answer(self, noted: Noted) -> str:
        # What is asked together has no answer of its own.
        return self._answers.answer(noted) if isinstance(noted, str) else ""

    def _number(self, asked: Asked) -> int:
        noted = asked if isinstance(asked, str) else tuple(sorted([self._number(one) for one in asked]))
        return self._questions.setdefault(noted, len(self._questions))


def find_changed(pasts: Sequence[Past], answers: Answers, texts: Mapping[str, str]) -> list[Changed]:
    """Find of each past which of its questions have another answer now. The last one's answers may be recalled."""
    last = pasts[-1].record
    answers.recall(last.iter_answered(), {name for name, text in texts.items() if last.texts.get(name) == text})
    return [past.find_changed(answers) for past in pasts]
