"""Models to plain values: dictionaries, lists and texts, as every data format writes them.

A field that is not given is left out. A reference has id and address, a rich text its source, HTML and words, a date
its EDTF text and its first and last day. Which form a field takes is read from the model, so that a new field needs
no word here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Any

from generator.corpus import Corpus
from generator.model.base import Model, Record
from generator.model.brief import Brief
from generator.model.dates import EdtfDate, to_words
from generator.model.records import Agreement, Commitment, Party, Place
from generator.model.rich import parse_rich
from generator.model.rich_nodes import Kind
from generator.model.shapes import Shape, shape_of
from generator.model.statement import Statement, iter_statements
from generator.model.types import IS_ID
from generator.model.written import WITHHELD
from generator.pages.geography import cut_coordinates
from generator.pages.richtext import to_markup
from generator.pages.scribe import Scribe
from generator.pages.statements import is_overdue
from generator.routes import page_url, quote_anchor, statement_url
from generator.settings import Settings

Plain = dict[str, Any]
Convert = Callable[["PlainWriter", Any], Any]

_REFERENCE = re.compile(r"&#(\d+);")
# What a reference must stay for in HTML that stands alone: markup, and the line end that a parser would change.
_KEPT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}


class _AbsoluteScribe(Scribe):
    """Writes for no page of its own: its links are whole addresses."""

    def to(self, url: str) -> str:
        """Return the whole address; relative to the site's root where the site has none."""
        return f"{self.settings.site_url}{url}"


@dataclass(frozen=True)
class PlainWriter:
    """Writes the models of one corpus as plain values."""

    corpus: Corpus
    settings: Settings
    references: dict[str, Plain] = field(default_factory=dict)
    scribe: Scribe = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "scribe", _AbsoluteScribe.at("", self.corpus, self.settings))

    def item(self, name: str, kind: str, model: Record | Brief) -> Plain:
        """Write a whole brief or record; its statements carry their addresses and keys."""
        address = self.scribe.to(page_url(kind, name))
        plain = {"id": name, "collection": kind, "permalink": address, **self.model(model)}
        taken: set[str] = set()
        for statement in iter_statements(name, kind, model):
            if statement.entry is not model:
                _find(plain, statement).update(self._whereabouts(statement, taken))
        return plain

    def model(self, model: Model) -> Plain:
        """Write a model, without what is not given in it."""
        plain: Plain = {}
        values = vars(model)
        for attribute, name, convert in _fields_of(type(model)):
            value = values[attribute]
            if value is not None and value != () and value != {}:
                plain[name] = convert(self, value)
        if isinstance(model, Commitment | Agreement):
            plain["latest_status"] = model.latest_status.value
        if isinstance(model, Commitment):
            plain["overdue"] = is_overdue(self.scribe, model)
        if isinstance(model, Place) and (point := cut_coordinates(model)):
            plain["lon"], plain["lat"] = point
        return plain

    def reference(self, name: str) -> Plain:
        """Write a reference to a record or brief."""
        # Asked for even where the reference is known: what it is made of is noted with who asks.
        kind, words = self.corpus.kind_of(name), self.scribe.name(name)
        record = self.corpus.records(kind).get(name) if kind in ("parties", "places") else None
        found = self.references.get(name)
        if found is None:
            found = {"id": name, "collection": kind, "name": words, "permalink": self.scribe.link(name).url}
            if kind == "sources":
                # Its title would take more room than all else, and stands in the source itself.
                del found["name"]
            if isinstance(record, Party | Place) and record.disputed:
                found["disputed"] = record.disputed
            self.references[name] = found
        return found

    def rich(self, text: str) -> Plain:
        """Write a rich text: as its author wrote it, as HTML, in words, and with the sources that it cites."""
        plain: Plain = {
            "source": text,
            "html": to_standalone_html(to_markup(text, self.scribe, cites=False)),
            "text": self.scribe.plain(text),
        }
        if "[@" in text:
            notes = (node for node in parse_rich(text).iter_nodes() if node.kind is Kind.NOTE)
            plain["sources"] = [
                {"source": self.reference(node.target), **({"locator": node.text} if node.text else {})}
                for node in notes
            ]
        return plain

    def reference_or_words(self, text: str) -> Plain:
        """Write a reference where a text is an id, else the text as a name."""
        return self.reference(text) if IS_ID.fullmatch(text) and self.corpus.kind_of(text) else {"name": text}

    def _whereabouts(self, statement: Statement, taken: set[str]) -> Plain:
        """Say where a statement is read, and give it a key that no other of its kind has in its brief or record."""
        own = getattr(statement.entry, "id", None)
        if own is None and statement.kind == "quotes":
            own = quote_anchor(statement.entry).removeprefix("quote-")  # type: ignore[arg-type]
        key = f"{statement.home}/{own or statement.number}"
        while f"{statement.kind}:{key}" in taken:
            key += "~"
        taken.add(f"{statement.kind}:{key}")
        plain = {"key": key, "permalink": self.scribe.to(statement_url(statement))}
        meeting = getattr(statement.entry, "meeting", None)
        if isinstance(statement.holder, Brief) and meeting:
            plain["meeting"] = self._meeting(statement.holder, meeting)
        return plain

    def _meeting(self, brief: Brief, reference: str) -> Any:
        key = reference if "/" in reference else f"{brief.id}/{reference}"
        home, _, name = key.partition("/")
        found = self.corpus.meetings.get(key)
        url = self.scribe.to(f"{page_url('briefs', home)}#meeting-{name}")
        return {"id": key, "collection": "meetings", "name": found.title if found else key, "permalink": url}


@cache
def _fields_of(model: type[Model]) -> tuple[tuple[str, str, Convert], ...]:
    """Return how a model is written: by field its attribute, its name, and the form that its value takes."""
    attributes = {info.alias or name: name for name, info in model.model_fields.items()}
    return tuple(
        (attributes[each.name], each.name, _converter(each.shape))
        for each in shape_of(model)
        if each.name not in WITHHELD
    )


def _converter(shape: Shape) -> Convert:
    convert = _item_converter(shape)
    if shape.keys:
        return lambda writer, value: dict(value)
    return (lambda writer, values: [convert(writer, value) for value in values]) if shape.is_list else convert


def _item_converter(shape: Shape) -> Convert:
    if shape.model:
        return PlainWriter.model
    if shape.vocabulary:
        return lambda writer, term: term.value
    if shape.kind == "meeting":
        return lambda writer, value: value
    if shape.refs and shape.kind == "line":
        return PlainWriter.reference_or_words
    if shape.refs:
        return PlainWriter.reference
    if shape.kind == "rich":
        return PlainWriter.rich
    return lambda writer, value: _to_scalar(value)


def _find(plain: Plain, statement: Statement) -> Plain:
    """Find a statement's plain value in that of its brief or record."""
    if statement.kind != "commitments":
        return plain[statement.kind][statement.number - 1]  # type: ignore[no-any-return]
    if isinstance(statement.holder, Brief):
        pledges = [pledge for outcome in plain["outcomes"] for pledge in outcome.get("commitments", ())]
        return pledges[statement.number - 1]  # type: ignore[no-any-return]
    return plain["commitments"][statement.number - 1]  # type: ignore[no-any-return]


def to_date(value: EdtfDate) -> Plain:
    """Write a date; an open end has no day."""
    return {
        "edtf": value.text,
        "earliest": None if value.earliest == date.min else value.earliest.isoformat(),
        "latest": None if value.latest == date.max else value.latest.isoformat(),
        "words": to_words(value),
    }


def to_standalone_html(html: str) -> str:
    """Write HTML made for a Markdown page as it is usual elsewhere: references only where they must be."""
    return _REFERENCE.sub(lambda match: _KEPT.get(chr(int(match[1])), chr(int(match[1]))), html)


def _to_scalar(value: Any) -> Any:
    if isinstance(value, EdtfDate):
        return to_date(value)
    if isinstance(value, time):
        return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
