"""Numbered source notes: a page's sources in the order in which they first appear, and every place that cites them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.base import SourceNote, Sources
from generator.model.dates import to_words
from generator.model.records import Source
from generator.pages.values import Link, Ref, Refs, Time, to_time

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Use(NamedTuple):
    """A place of the page at which a source is cited."""

    id: str
    letter: str
    label: str
    detail: str


class SourceEntry(NamedTuple):
    """A source in the page's numbered list."""

    number: int
    publisher: str
    title: Link
    published: Time | None
    kind: str
    authors: tuple[str, ...]
    citing: str
    archive_url: str
    grade: str
    accessed: Time | None
    uses: tuple[Use, ...]


@dataclass
class NoteBook:
    """Gathers the sources of one page while it is written; the order of the calls is the order of the page."""

    sources: Mapping[str, Source]
    _uses: dict[str, list[Use]] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    def refs(self, sources: Sources) -> Refs:
        """Note the sources of a statement; return their numbers. Notes of one source share a number and a place."""
        grouped: dict[str, list[SourceNote]] = {}
        for note in sources:
            grouped.setdefault(note.source, []).append(note)
        refs = tuple(
            self._note(source, [part for note in notes for part in self._details(note)])
            for source, notes in grouped.items()
        )
        citing = dict.fromkeys(self.name(note.citing) for note in sources if note.citing)
        return Refs(refs, tuple(citing))

    def ref(self, source: str, locator: str) -> Ref:
        """Note a source that a rich text cites."""
        return self._note(source, [locator] if locator else [])

    def entries(self) -> tuple[SourceEntry, ...]:
        """Return the numbered list, once everything else is written."""
        return tuple(
            self._entry(number, name, tuple(uses)) for number, (name, uses) in enumerate(self._uses.items(), start=1)
        )

    def name(self, source: str | None) -> str:
        """Return how a source is named in running text: its publisher, else its title."""
        record = self.sources.get(source or "")
        return "" if record is None else record.publisher or record.title

    def words(self, source: str) -> str:
        """Return how a source is named in a list: "Reuters, 10 March 2022"."""
        record = self.sources[source]
        return f"{self.name(source)}, {to_words(record.published)}" if record.published else self.name(source)

    def _note(self, source: str, details: list[str]) -> Ref:
        uses = self._uses.setdefault(source, [])
        number = self._numbers.setdefault(source, len(self._uses))
        name = f"ref-{number}-{len(uses) + 1}"
        detail = "; ".join(dict.fromkeys(details))
        label = f"Source {number}, {detail}" if detail else f"Source {number}"
        letter = _letters(len(uses))
        uses.append(Use(name, letter, f"{letter}: use {len(uses) + 1} of source {number}", detail))
        return Ref(number, name, label)

    def _details(self, note: SourceNote) -> list[str]:
        citing = f"citing {self.name(note.citing)}" if note.citing else None
        return [part for part in (note.locator, citing, note.note) if part]

    def _entry(self, number: int, name: str, uses: tuple[Use, ...]) -> SourceEntry:
        source = self.sources[name]
        return SourceEntry(
            number=number,
            publisher=source.publisher or "",
            title=Link(source.title, source.url or "", source.language or ""),
            published=to_time(source.published),
            kind=source.kind.label,
            authors=source.authors,
            citing=self.name(source.citing),
            archive_url=source.archive_url or "",
            grade=to_grade(source),
            accessed=to_time(source.accessed),
            uses=uses,
        )


def to_grade(source: Source) -> str:
    """Put a source's grade (Admiralty code) into words: "usually reliable (B), probably true (2)"."""
    grades = [grade for grade in (source.reliability, source.credibility) if grade is not None]
    words = ", ".join(f"{grade.label.lower()} ({grade.value})" for grade in grades)
    return words[:1].upper() + words[1:]


def _letters(index: int) -> str:
    """Count in letters: a … z, aa, ab, and so on."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = _LETTERS[rest] + letters
    return letters
