"""Statements: whatever in a brief or a record speaks of other records, with its place, in one form for all.

An entry of a brief's list is a statement, and so is a commitment of an outcome or an agreement, a record, and a brief
itself. What refers to a record can so be listed on its page, whatever it is.
"""

from collections.abc import Hashable, Iterable, Iterator
from functools import cache
from sys import intern
from typing import NamedTuple, TypeVar

from generator.model.base import Model, Record
from generator.model.brief import Brief, Outcome
from generator.model.dates import EdtfDate
from generator.model.fields import iter_references, iter_rich_texts
from generator.model.records import Agreement
from generator.model.rich import iter_targets

T = TypeVar("T", bound=Hashable)
# The lists of a brief whose entries are statements or events.
ENTRY_LISTS = (
    "meetings", "quotes", "claims", "readouts", "positions", "outcomes", "figures", "next_steps", "corrections",
)  # fmt: skip
# The fields of a brief that refer to records itself; those of its lists are their entries'.
_BRIEF_REFERENCES = ("conflict", "process", "follows")
_BRIEF_TEXTS = ("summary", "key_points", "not_known", "background")


class Heading(NamedTuple):
    """What lists say of the brief that a statement stands in."""

    title: str
    date: EdtfDate
    language: str | None
    conflict: str
    process: str | None


class Statement(NamedTuple):
    """A part of a brief or record that speaks of others.

    `kind` is the list that it stands in: `quotes`, `commitments`, or for a whole record its registry. `number` is its
    place there, from 1; `home` the id of the brief or record on whose page it is found.
    """

    kind: str
    home: str
    holder: Brief | Record
    number: int
    entry: Model
    key: str
    """What tells it from every other statement."""
    date: EdtfDate | None
    """When it was said or done: its own date, else that of its brief."""
    mark: str
    """What a list shows of it but its words: two that have the same stand in the same place."""

    @property
    def is_whole(self) -> bool:
        """Tell whether it is the whole of a brief or record, and not a part of one."""
        return self.number == 0

    @property
    def is_in_brief(self) -> bool:
        """Tell whether a brief says it, and not a record."""
        return isinstance(self.holder, Brief)

    @property
    def heading(self) -> Heading | None:
        """What lists say of the brief that it stands in, None where it stands in none."""
        return to_heading(self.holder) if isinstance(self.holder, Brief) else None


class Backlink(NamedTuple):
    """That a statement speaks of a record: by which of its fields, each named as it is reached: `responses.by`."""

    statement: Statement
    fields: tuple[str, ...]


def to_marks(backlinks: Iterable[Backlink]) -> str:
    """Say what a list holds but its words: lists that say the same hold the same."""
    return "\n".join([f"{statement.mark} {','.join(fields)}" for statement, fields in backlinks])


def to_heading(brief: Brief) -> Heading:
    """Take from a brief what lists say of it."""
    return Heading(brief.title, brief.date, brief.language, brief.conflict, brief.process)


def iter_statements(name: str, kind: str, model: Brief | Record) -> Iterator[Statement]:
    """Yield every statement of a brief or a record; `kind` is its registry, or `briefs`."""
    yield _to_statement(kind, name, model, 0, model)
    if isinstance(model, Brief):
        yield from iter_listed(model, ENTRY_LISTS)
        pledges = [pledge for outcome in model.outcomes for pledge in outcome.commitments]
    else:
        pledges = list(model.commitments) if isinstance(model, Agreement) else []
    for number, pledge in enumerate(pledges, start=1):
        yield _to_statement("commitments", name, model, number, pledge)


def iter_listed(brief: Brief, lists: Iterable[str]) -> Iterator[Statement]:
    """Yield every statement that stands in one of these lists of a brief."""
    for name in lists:
        for number, entry in enumerate(getattr(brief, name), start=1):
            yield _to_statement(name, brief.id, brief, number, entry)


def _to_statement(kind: str, home: str, holder: Brief | Record, number: int, entry: Model) -> Statement:
    key, date = f"{home} {kind} {number}", _to_date(entry, holder)
    mark = f"{key} {date} {isinstance(holder, Brief)}"
    return Statement(kind, home, holder, number, entry, key, date, mark)


def _to_date(entry: Model, holder: Brief | Record) -> EdtfDate | None:
    # Its values are looked up at once: asking a model for a field that it lacks is slow.
    values = vars(entry)
    for field in ("date", "as_of", "signed", "due"):
        own = values.get(field)
        if isinstance(own, EdtfDate):
            return own
    if isinstance(entry, Agreement) and entry.history:
        return entry.history[0].date
    return holder.date if isinstance(holder, Brief) else None


def iter_referred(statement: Statement) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each id that a statement refers to, with the fields that do."""
    found: dict[str, dict[str, None]] = {}
    for name, field in _iter_names(statement):
        found.setdefault(name, {})[field] = None
    for name, fields in found.items():
        if name != statement.home or statement.kind != "briefs":
            yield intern(name), once(tuple(fields))


@cache
def once(value: T) -> T:
    """Return the first of all values that are the same: so it is kept and read once for many statements."""
    return value


def _iter_names(statement: Statement) -> Iterator[tuple[str, str]]:
    entry = statement.entry
    if isinstance(entry, Brief):
        for field in _BRIEF_REFERENCES:
            if getattr(entry, field):
                yield getattr(entry, field), field
        for field in _BRIEF_TEXTS:
            value = getattr(entry, field)
            for text in value if isinstance(value, tuple) else (value,):
                yield from _iter_rich_names(text, field)
        return
    # An outcome's or an agreement's commitments are statements of their own.
    skipped = "commitments." if isinstance(entry, Outcome | Agreement) else "\0"
    for referred in iter_references(entry):
        if not referred.field.startswith(skipped):
            yield referred.id, referred.field
    for field, text in iter_rich_texts(entry):
        if not field.startswith(skipped):
            yield from _iter_rich_names(text, field)


def _iter_rich_names(text: str | None, field: str) -> Iterator[tuple[str, str]]:
    if text is not None and "[" in text:
        yield from ((target, field) for target in iter_targets(text))
