"""Changes in words: each a sentence that needs no knowledge of the files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from generator.corpus import Corpus
from generator.model.base import Model
from generator.model.brief import Quote
from generator.model.change import Action, Change
from generator.model.dates import EdtfDate, parse_edtf, to_words
from generator.model.records import REGISTRIES
from generator.model.rich import to_plain
from generator.model.shapes import Field, shape_of, words_of
from generator.model.types import IS_ID
from generator.model.vocabulary import Term

# What one entry of a list is called, where that is not the list's name without its last letter.
_NOUNS = {
    "quotes": "quotation",
    "responses": "answer",
    "history": "step",
    "third_parties": "third party",
    "names": "name",
    "aliases": "other name",
    "not_known": "point that is not known",
    "according_to": "authority",
    "about": "subject",
    "agenda": "subject on the agenda",
    "of": "side",
    "to": "addressee",
    "by": "author",
    "parties": "party",
    "signatories": "signatory",
    "monitored_by": "monitor",
    "related": "related agreement",
}
# What a field is called, where that is not its name.
_LABELS = {"by": "author", "to": "addressee", "of": "side", "url": "address", "archive_url": "address in an archive"}
# Texts that say something of an entry, and not what it is.
_ASIDES = ("note", "locator", "translator", "context", "condition", "provision")
_HOMES = {"briefs": "briefing", **{kind: words_of(model).lower() for kind, model in REGISTRIES.items()}}
_UNNAMED = "one that is not published any more"
# A text that is longer is shown where it differs, with so much around it.
_LONG, _AROUND = 200, 60
_TEXTS = ("line", "verbatim", "rich")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is in: a brief or record, and the entries in it that lead to the place, each with its list."""

    kind: str
    home: str
    name: str
    model: Model | None
    entries: tuple[tuple[Field, Model], ...] = field(default=())

    def within(self, list_field: Field, entry: Model) -> "Subject":
        """Go into an entry of a list."""
        return replace(self, entries=(*self.entries, (list_field, entry)))

    def change(
        self, action: Action, words: str, path: tuple[str, ...] = (), old: Any = None, new: Any = None
    ) -> Change:
        """Make a change in it."""
        return Change(action, self.kind, self.home, self.name, words, path, old, new)


class Words:
    """Puts changes into words; `name_of` tells how records are called, `is_shown` whether a text may call them else."""

    def __init__(self, name_of: Callable[[str], str], is_shown: Callable[[str], bool] = bool) -> None:
        self.name = name_of
        self.is_shown = is_shown

    def added(self, subject: Subject) -> str:
        """Say that a brief or record came."""
        return f"The {_HOMES[subject.kind]} {_quoted(subject.name)} was added."

    def removed(self, subject: Subject) -> str:
        """Say that a brief or record went."""
        return f"The {_HOMES[subject.kind]} {_quoted(subject.name)} was removed."

    def renamed(self, subject: Subject, former: str) -> str:
        """Say that a brief or record has another id."""
        return f"The {_HOMES[subject.kind]} {_quoted(subject.name)} has the id {subject.home} in place of {former}."

    def changed(self, subject: Subject, of: Field, old: Any, new: Any) -> str:
        """Say what a field was, and what it is."""
        what = f"The {_label(of.name)} of {self._within(subject)}"
        if old in (None, ()):
            return f"{what} is now given: {self._value(of, new)}."
        if new in (None, ()):
            return f"{what} is not given any more; it was {self._value(of, old)}."
        before, after = self._values(of, old, new)
        if before == after:
            return f"In the {_label(of.name)} of {self._within(subject)} the links or the source notes changed."
        entry = subject.entries[-1][1] if subject.entries else None
        if isinstance(entry, Quote) and of.name == "text":
            return f"The words of {self._speaker(entry)} were corrected from {before} to {after}."
        return f"{what} changed from {before} to {after}."

    def entry_added(self, subject: Subject, of: Field, entry: Any) -> str:
        """Say that an entry of a list came."""
        if of.name == "history":
            return f"{_upper(self._within(subject))}: {self._step(entry)}."
        if of.name == "corrections":
            text = to_plain(entry.text, self.name, self.is_shown)
            return f"A correction was made to {self._within(subject)}: {_quoted(text)}."
        return f"The {self._entry(of, entry)} was added to {self._within(subject)}."

    def entry_removed(self, subject: Subject, of: Field, entry: Any) -> str:
        """Say that an entry of a list went."""
        return f"The {self._entry(of, entry)} was taken out of {self._within(subject)}."

    def entry_changed(self, subject: Subject, of: Field, old: Any, new: Any) -> str:
        """Say what a text in a list was, and what it is."""
        before, after = self._values(of, old, new)
        place = f"{_one(_noun(of.name))} of {self._within(subject)}"
        if before == after:
            return f"In {place} the links or the source notes changed."
        return f"{_upper(place)} changed from {before} to {after}."

    def key(self, of: Field, entry: Any, number: int) -> str:
        """Return what leads to an entry: its id, or its place in the list."""
        return str(getattr(entry, "id", None) or number)

    def _within(self, subject: Subject) -> str:
        """Name the place of a change, from the inside: the last entry alone, where there are any."""
        if not subject.entries:
            return f"the {_HOMES[subject.kind]} {_quoted(subject.name)}"
        *above, (of, entry) = subject.entries
        words = f"the {self._entry(of, entry)}"
        # What has no words of its own is known by what it is a part of.
        return words if _texts(entry) else f"{words} of {self._within(replace(subject, entries=tuple(above)))}"

    def _entry(self, of: Field, entry: Any) -> str:
        noun = _noun(of.name)
        if isinstance(entry, Quote):
            return f"{noun} of {self._speaker(entry)} {_quoted(_shorten(entry.text))}"
        if isinstance(entry, Model):
            return f"{noun} {self._title(entry)}".strip()
        return f"{noun} {_quoted(self._value(of, entry)) if of.shape.refs else self._value(of, entry)}"

    def _title(self, entry: Model) -> str:
        """Name an entry by its first text, else by the first record or term in it."""
        for each, value in _texts(entry):
            return self._value(each, value)
        for each, value in _given(entry):
            if each.shape.refs:
                return _quoted(self._value(each, value))
            if each.shape.vocabulary:
                day = getattr(entry, "date", None)
                return _quoted(self._value(each, value)) + (f", {to_words(day)}," if isinstance(day, EdtfDate) else "")
        return ""

    def _speaker(self, quote: Quote) -> str:
        return self.name(quote.speaker) if quote.speaker else quote.attribution or ""

    def _step(self, step: Model) -> str:
        """Put a step in the life of something into words: its status, since when, and who says so."""
        status, day = getattr(step, "status", None), getattr(step, "date", None)
        by = getattr(step, "by", None)
        words = f"new status {status.label.lower()}" if isinstance(status, Term) else "a new step"
        words += f", {to_words(day)}" if isinstance(day, EdtfDate) else ""
        return words + (f", according to {self._name_or_text(by)}" if by else "")

    def _values(self, of: Field, old: Any, new: Any) -> tuple[str, str]:
        """Put two values into words; of long texts what differs."""
        before, after = self._text(of, old), self._text(of, new)
        if before is None or after is None or max(len(before), len(after)) <= _LONG:
            return self._value(of, old), self._value(of, new)
        return tuple(map(_quoted, _differing(before, after)))  # type: ignore[return-value]

    def _text(self, of: Field, value: Any) -> str | None:
        if isinstance(value, str) and of.shape.kind in _TEXTS and not of.shape.refs:
            return to_plain(value, self.name, self.is_shown) if of.shape.kind == "rich" else value
        return None

    def _value(self, of: Field, value: Any) -> str:
        if (text := self._text(of, value)) is not None:
            return _quoted(_shorten(text))
        match value:
            case Term():
                return value.label.lower()
            case EdtfDate():
                return to_words(value)
            case datetime():
                return value.isoformat()
            case date():
                return to_words(parse_edtf(value.isoformat()))
            case time():
                return f"{value:%H:%M}"
            case bool():
                return "yes" if value else "no"
            case tuple():
                return ", ".join(self._value(of, item) for item in value)
            case Mapping():
                return ", ".join(f"{_quoted(str(item))} ({key})" for key, item in value.items())
            case Model():
                return self._title(value) or "given"
            case str() if of.shape.refs and of.shape.kind != "meeting":
                return self._name_or_text(value)
            case _:
                return str(value)

    def _name_or_text(self, value: str) -> str:
        return self.name(value) if IS_ID.fullmatch(value) else value


class PublicWords(Words):
    """Words for readers: they name nothing that is not published now, and do not repeat what was taken out."""

    def __init__(self, published: Corpus) -> None:
        super().__init__(
            lambda name: to_name(published.get(name)) or _UNNAMED, lambda name: name in published.definitions
        )

    def removed(self, subject: Subject) -> str:
        """Say that a brief or record went, and not which."""
        return f"{_upper(_one(_HOMES[subject.kind]))} was removed."

    def entry_removed(self, subject: Subject, of: Field, entry: Any) -> str:
        """Say that an entry of a list went, and not what it said."""
        return f"{_upper(_one(_noun(of.name)))} was taken out of {self._within(subject)}."

    def changed(self, subject: Subject, of: Field, old: Any, new: Any) -> str:
        """Say what a field was, and what it is; where it is nothing any more, that alone."""
        if new in (None, ()):
            return f"The {_label(of.name)} of {self._within(subject)} is not given any more."
        return super().changed(subject, of, old, new)


def to_name(record: Model | None) -> str:
    """Return how a brief or record is called; "" where there is none."""
    return str(getattr(record, "name", None) or getattr(record, "title", None) or "")


def _one(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _given(entry: Model) -> list[tuple[Field, Any]]:
    """Return the fields of an entry that say something, with what they say."""
    attributes = {info.alias or name: name for name, info in type(entry).model_fields.items()}
    values = [(each, getattr(entry, attributes[each.name])) for each in shape_of(type(entry)) if each.name != "id"]
    return [(each, value) for each, value in values if value not in (None, (), {})]


def _texts(entry: Model) -> list[tuple[Field, Any]]:
    """Return the texts of an entry that tell what it is."""
    return [
        (each, value)
        for each, value in _given(entry)
        if each.shape.kind in _TEXTS
        and not (each.shape.refs or each.shape.is_list or each.shape.keys or each.name in _ASIDES)
    ]


def _noun(name: str) -> str:
    return _NOUNS.get(name) or _label(name).removesuffix("s")


def _label(name: str) -> str:
    return _LABELS.get(name) or name.replace("_", " ")


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[:_LONG].rpartition(' ')[0] or line[:_LONG]} …"


def _differing(old: str, new: str) -> tuple[str, str]:
    """Return of two long texts the words that differ, with some around them."""
    before, after = old.split(), new.split()
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    return _excerpt(before, start, len(before) - end), _excerpt(after, start, len(after) - end)


def _common(one: list[str], other: list[str]) -> int:
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count


def _excerpt(words: list[str], start: int, stop: int) -> str:
    head, tail = " ".join(words[:start]), " ".join(words[stop:])
    before = head if len(head) <= _AROUND else f"… {head[-_AROUND:].partition(' ')[2]}"
    after = tail if len(tail) <= _AROUND else f"{tail[:_AROUND].rpartition(' ')[0]} …"
    return " ".join(part for part in (before, *words[start:stop], after) if part)
