"""Every record and brief of a site by its id, where each is defined, and what speaks of what.

Files are decoded apart (`model/file.py`), in any order and by any number of processes; `build_corpus` joins them.
Nothing here is changed once it is made.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any, TypeVar, cast

from generator.diagnostics import Diagnostic, Related
from generator.model.base import Model, Record
from generator.model.brief import Brief, Meeting
from generator.model.change import History
from generator.model.file import DecodedFile, Definition
from generator.model.records import Agreement, Commitment, Conflict, Issue, Party, Person, Place, Process, Source
from generator.model.statement import Backlink, Heading, Statement, to_heading
from generator.model.vocabulary import BriefStatus
from generator.source import Span
from generator.yaml_parser import Places

R = TypeVar("R", bound=Record)
_NO_HISTORY = History()
_ONE_DAY = timedelta(days=1)
# Before all that has a date.
_UNDATED = (date.min, date.min)
S = TypeVar("S", Statement, Backlink)
# There are tens of thousands: a named tuple's own way to be made has a function of Python in between.
_to_backlink: Callable[[tuple[Statement, tuple[str, ...]]], Backlink] = partial(tuple.__new__, Backlink)


@dataclass(frozen=True)
class Corpus:
    """Every brief and record by id, in the order of the ids."""

    definitions: Mapping[str, Definition]
    history: History = _NO_HISTORY
    """What changed in it, where its repository is at hand and the site shows it."""
    today: date = date.min
    """The day of the build's clock: for pages to ask of other days, and not to be read by them (see `stale.py`)."""

    @cached_property
    def over(self) -> Mapping[str, bool]:
        """Of any day, written as in ISO 8601, whether it is over."""
        return _Days(self.today)

    def is_over(self, day: date) -> bool:
        """Tell whether a day is over."""
        return self.over[day.isoformat()]

    def has_come(self, day: date) -> bool:
        """Tell whether a day is today, or over."""
        return day == date.min or self.is_over(day - _ONE_DAY)

    @cached_property
    def briefs(self) -> Mapping[str, Brief]:
        """All briefs by id."""
        found = {name: made.model for name, made in self.definitions.items() if isinstance(made.model, Brief)}
        return MappingProxyType(found)

    @cached_property
    def conflicts(self) -> Mapping[str, Conflict]:
        """All conflicts by id."""
        return self._records("conflicts", Conflict)

    @cached_property
    def processes(self) -> Mapping[str, Process]:
        """All processes by id."""
        return self._records("processes", Process)

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """All parties by id."""
        return self._records("parties", Party)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """All people by id."""
        return self._records("people", Person)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """All places by id."""
        return self._records("places", Place)

    @cached_property
    def issues(self) -> Mapping[str, Issue]:
        """All issues by id."""
        return self._records("issues", Issue)

    @cached_property
    def agreements(self) -> Mapping[str, Agreement]:
        """All agreements by id."""
        return self._records("agreements", Agreement)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """All sources by id."""
        return self._records("sources", Source)

    def records(self, kind: str) -> Mapping[str, Record]:
        """Return all records of a registry by id; `kind` is the registry's name."""
        return cast(Mapping[str, Record], getattr(self, kind))

    def get(self, name: str) -> Record | Brief | None:
        """Return the record or brief of that id, None where there is none."""
        definition = self.definitions.get(name)
        return definition.model if definition else None

    def kind_of(self, name: str) -> str | None:
        """Return `briefs` or the registry's name for an id, None where it is not known."""
        return self.kinds.get(name)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """How every record and brief is called: a party by its short name, where it has one."""
        return MappingProxyType({name: _to_name(name, made.model) for name, made in self.definitions.items()})

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """By id, `briefs` or the registry's name."""
        return MappingProxyType({name: made.kind for name, made in self.definitions.items()})

    @cached_property
    def headings(self) -> Mapping[str, Heading]:
        """By brief id, what lists say of it."""
        return MappingProxyType({name: to_heading(brief) for name, brief in self.briefs.items()})

    @cached_property
    def statement_of(self) -> Mapping[str, Statement]:
        """Every statement by its key."""
        return MappingProxyType({one.key: one for them in self.statements.values() for one in them})

    @cached_property
    def meetings(self) -> Mapping[str, Meeting]:
        """All meetings by `brief-id/meeting-id`."""
        return MappingProxyType(
            {f"{brief.id}/{meeting.id}": meeting for brief in self.briefs.values() for meeting in brief.meetings}
        )

    def meeting(self, brief: Brief, reference: str) -> Meeting | None:
        """Return the meeting that a field of `brief` refers to."""
        return self.meetings.get(reference if "/" in reference else f"{brief.id}/{reference}")

    @cached_property
    def briefs_of_process(self) -> Mapping[str, tuple[Statement, ...]]:
        """By process, its briefs in the order of their dates, each as the statement that is the whole of it."""
        found: dict[str, list[Statement]] = {}
        for statement in in_order(self.statements.get("briefs", ())):
            process = cast(Brief, statement.entry).process
            if process:
                found.setdefault(process, []).append(statement)
        return MappingProxyType({name: tuple(briefs) for name, briefs in found.items()})

    @cached_property
    def meetings_of_process(self) -> Mapping[str, int]:
        """By process, how many meetings its briefs have."""
        briefs = self.briefs_of_process.items()
        return MappingProxyType(
            {name: sum(len(cast(Brief, one.entry).meetings) for one in them) for name, them in briefs}
        )

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[str | None, str | None]]:
        """By brief id, the ids of the briefs before and after it in its process."""
        found: dict[str, tuple[str | None, str | None]] = {}
        for statements in self.briefs_of_process.values():
            series = [one.home for one in statements]
            for before, name, after in zip((None, *series), series, (*series[1:], None), strict=False):
                found[name] = (before, after)
        return MappingProxyType(found)

    @cached_property
    def followers(self) -> Mapping[str, tuple[str, ...]]:
        """By brief id, the ids of the briefs that continue it."""
        found: dict[str, list[str]] = {}
        for brief in self.briefs.values():
            if brief.follows:
                found.setdefault(brief.follows, []).append(brief.id)
        return MappingProxyType({name: tuple(briefs) for name, briefs in found.items()})

    @cached_property
    def statements(self) -> Mapping[str, tuple[Statement, ...]]:
        """Every statement by kind, the newest first; those of one date in the order of ids and of their lists."""
        found: dict[str, list[Statement]] = {}
        for definition in self.definitions.values():
            for statement in definition.statements:
                found.setdefault(statement.kind, []).append(statement)
        return MappingProxyType({kind: tuple(newest_first(statements)) for kind, statements in found.items()})

    @cached_property
    def ahead(self) -> Mapping[str, tuple[Statement, ...]]:
        """The meetings that are planned, and the commitments that are open and due by a date: the newest first."""
        meetings, pledges = (self.statements.get(kind, ()) for kind in ("meetings", "commitments"))
        return MappingProxyType(
            {
                "meetings": tuple(one for one in meetings if cast(Meeting, one.entry).is_planned),
                "commitments": tuple(one for one in pledges if cast(Commitment, one.entry).is_awaited),
            }
        )

    @cached_property
    def backlinks(self) -> Mapping[str, Mapping[str, tuple[Backlink, ...]]]:
        """By id, and by kind of statement, what speaks of it: the newest first."""
        found: defaultdict[str, dict[str, tuple[Backlink, ...]]] = defaultdict(dict)
        for kind, statements in self.statements.items():
            linked: defaultdict[str, list[Backlink]] = defaultdict(list)
            for statement in statements:
                referred = self.definitions[statement.home].referred[kind, statement.number]
                for name, fields in zip(*referred, strict=True):
                    linked[name].append(_to_backlink((statement, fields)))
            for name, links in linked.items():
                found[name][kind] = tuple(links)
        return MappingProxyType(dict(found))

    def backlinks_of(self, name: str, kind: str) -> tuple[Backlink, ...]:
        """Return the statements of a kind that speak of a record."""
        return self.backlinks.get(name, {}).get(kind, ())

    def _records(self, kind: str, _model: type[R]) -> Mapping[str, R]:
        return MappingProxyType(
            {name: cast(R, made.model) for name, made in self.definitions.items() if made.kind == kind and made.model}
        )


class _Days(Mapping[str, bool]):
    """All days, none of which can be counted."""

    def __init__(self, today: date) -> None:
        self._today = today

    def __getitem__(self, day: str) -> bool:
        return date.fromisoformat(day) < self._today

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@dataclass(frozen=True)
class Draft:
    """A corpus that may have mistakes: what the rules across records are checked on."""

    corpus: Corpus
    files: tuple[DecodedFile, ...]
    held_back: frozenset[str]
    """Ids of drafts, of embargoed briefs, and of the records that only these define."""
    published: Corpus = field(repr=False)
    """The corpus without what is held back."""


def build_corpus(files: Iterable[DecodedFile], now: datetime) -> tuple[Draft, list[Diagnostic]]:
    """Join decoded files; an id that is defined twice is a finding that shows both places.

    `now` is the build's clock: an embargo that ends after it holds its brief back.
    """
    files = tuple(files)
    definitions: dict[str, Definition] = {}
    diagnostics: list[Diagnostic] = []
    for decoded in files:
        diagnostics.extend(decoded.diagnostics)
        for definition in decoded.definitions:
            first = definitions.setdefault(definition.id, definition)
            if first is not definition:
                diagnostics.append(_duplicate_id(first, definition))
    ordered = MappingProxyType(dict(sorted(definitions.items())))
    held_files = {
        id(made.source) for made in ordered.values() if isinstance(made.model, Brief) and is_held_back(made.model, now)
    }
    held_back = frozenset(name for name, made in ordered.items() if id(made.source) in held_files)
    published = MappingProxyType({name: made for name, made in ordered.items() if name not in held_back})
    today = now.date()
    return Draft(Corpus(ordered, today=today), files, held_back, Corpus(published, today=today)), diagnostics


def _to_name(name: str, model: Model | None) -> str:
    if isinstance(model, Party):
        return model.short_name or model.name
    return str(getattr(model, "name", None) or getattr(model, "title", None) or name)


def is_held_back(brief: Brief, now: datetime) -> bool:
    """Tell whether a brief is a draft or under an embargo at that time."""
    return brief.status is BriefStatus.DRAFT or (brief.embargo_until is not None and brief.embargo_until > now)


def _duplicate_id(first: Definition, second: Definition) -> Diagnostic:
    related = Related("it is defined here first", first.source.path, definition_span(first))
    message = f"the id `{second.id}` is defined twice; an id means one thing in the whole site"
    hint = "Give one of the two another id, or remove it where both are the same."
    return Diagnostic("duplicate-id", message, second.source.path, definition_span(second), hint, related=(related,))


def definition_span(definition: Definition) -> Span:
    """Return the place of a definition: its key, or the brief's `id` or first key."""
    places = Places(definition.source)
    if definition.at:
        return places.key(definition.at)
    return places.value(("id",)) if places.is_written(("id",)) else places.key(())


def newest_first(them: Iterable[S]) -> list[S]:
    """Sort statements or backlinks by date, the newest first; without a date they come last, and else stay in order."""
    # Turned round, a sorting keeps the order of what is equal.
    return sorted(them, key=_to_days, reverse=True)


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """Sort statements as events: by date, on one day a meeting before what came of it, in the order of their lists."""

    def place(one: Statement) -> tuple[Any, ...]:
        return (*_to_days(one), one.home, one.kind != "meetings", one.number)

    return sorted(statements, key=place)


def _to_days(one: Statement | Backlink) -> tuple[date, date]:
    day = (one.statement if isinstance(one, Backlink) else one).date
    return (day.earliest, day.latest) if day else _UNDATED
