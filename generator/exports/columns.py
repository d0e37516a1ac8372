"""How the fields of a model become columns: which there are, what they hold, and where a value is found."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from generator.exports.json_text import to_json
from generator.exports.plain import Plain
from generator.model.base import Model, SourceNote
from generator.model.shapes import Field, Shape, shape_of
from generator.model.written import WITHHELD

Cell = str | int | float | bool | None
Convert = Callable[[Any], Any]


class Type(StrEnum):
    """What a column holds; the values are the types of Table Schema (frictionlessdata.io)."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "array"
    MAPPING = "object"


class Column(NamedTuple):
    """A column: its values stand under `key` in a row, and `convert` takes from them what it holds.

    `refers_to` is the table whose ids it holds, one or a list; `terms` are all words that it may hold.
    """

    name: str
    type: Type
    description: str
    key: str
    convert: Convert | None = None
    refers_to: str = ""
    terms: tuple[str, ...] = ()
    is_required: bool = False

    def read(self, row: Plain) -> Any:
        """Return what the column holds of a row; a list or mapping as such."""
        value = row.get(self.key)
        return value if value is None or self.convert is None else self.convert(value)

    @property
    def to_cell(self) -> Convert | None:
        """What makes a cell of a value that is there, None where it is one; a list or mapping is written as JSON."""
        convert = self.convert or _as_it_is
        if self.type in (Type.LIST, Type.MAPPING):
            return lambda value: to_json(found).decode() if (found := convert(value)) else None
        return self.convert


def iter_columns(model: type[Model]) -> Iterator[Column]:
    """Yield the columns of a model's own fields; lists of models are tables of their own."""
    for field in shape_of(model):
        if field.name not in WITHHELD:
            yield from _iter_field_columns(field, ())
    if "latest_status" in dir(model):
        yield Column("latest_status", Type.TEXT, "Where it stands.", "latest_status")


def iter_nested(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    """Yield the fields that are lists of models, but for sources, which are one table for all."""
    for field in shape_of(model):
        shape = field.shape
        if shape.model and shape.is_list and shape.model is not SourceNote and field.name != "links":
            yield field.name, shape.model


def _iter_field_columns(field: Field, above: tuple[str, ...]) -> Iterator[Column]:
    shape, path = field.shape, (*above, field.name)
    name, key, within = "_".join(path), path[0], path[1:]
    if shape.model is SourceNote:
        words = f"{field.description} Their ids; `citations` says more."
        ids = _below(within, lambda notes: [note["source"]["id"] for note in notes])
        yield Column(name, Type.LIST, words, key, ids, "sources")
    elif shape.model and shape.is_list:
        if field.name == "links":
            yield Column(name, Type.LIST, field.description, key, _below(within))
    elif shape.model:
        for inner in shape_of(shape.model):
            yield from _iter_field_columns(inner, path)
    elif shape.keys:
        yield Column(name, Type.MAPPING, field.description, key, _below(within))
    elif shape.is_list:
        texts = _below(within, lambda values: [_to_id_or_text(value) for value in values])
        yield Column(name, Type.LIST, field.description, key, texts, _target(shape))
    else:
        yield from _iter_scalar_columns(field, name, key, within)


def _iter_scalar_columns(field: Field, name: str, key: str, within: tuple[str, ...]) -> Iterator[Column]:
    shape, words, is_required = field.shape, field.description, field.is_required and not within

    def part(part: str) -> Convert:
        return _below(within, lambda value: _part(value, part))

    if shape.kind == "rich":
        yield Column(name, Type.TEXT, words, key, part("source"), is_required=is_required)
        yield Column(f"{name}_plain", Type.TEXT, "Its words alone.", key, part("text"))
    elif shape.kind in ("date", "date or datetime"):
        yield Column(name, Type.TEXT, words, key, part("edtf"), is_required=is_required)
        yield Column(f"{name}_earliest", Type.DATE, "Its first day.", key, part("earliest"))
        yield Column(f"{name}_latest", Type.DATE, "Its last day.", key, part("latest"))
    elif shape.refs and shape.kind == "line":
        # What is no id is some words.
        yield Column(name, Type.TEXT, words, key, _below(within, _to_id_or_text), is_required=is_required)
    elif shape.refs or shape.kind == "meeting":
        yield Column(name, Type.TEXT, words, key, part("id"), _target(shape), is_required=is_required)
    else:
        terms = tuple(term.value for term in shape.vocabulary) if shape.vocabulary else ()
        convert = _below(within) if within else None
        kind = _TYPES.get(shape.kind, Type.TEXT)
        yield Column(name, kind, words, key, convert, terms=terms, is_required=is_required)


_TYPES = {
    "round": Type.INTEGER,
    "flag": Type.BOOLEAN,
    "latitude": Type.NUMBER,
    "longitude": Type.NUMBER,
    "day": Type.DATE,
}


def _target(shape: Shape) -> str:
    """Return the table that an id is of: `records` holds the ids of all kinds."""
    if not shape.refs:
        return ""
    return shape.refs[0] if len(shape.refs) == 1 else "records"


def _as_it_is(value: Any) -> Any:
    return value


def _below(names: tuple[str, ...], convert: Convert = _as_it_is) -> Convert:
    """Return what goes down to a value by these names, and converts it where there is one."""
    if not names:
        return convert

    def find(value: Any) -> Any:
        for name in names:
            value = value.get(name)
            if value is None:
                return None
        return convert(value)

    return find


def _to_id_or_text(value: Any) -> Any:
    if isinstance(value, dict):
        return value.get("id") or value.get("source") or value.get("name")
    return value


def _part(value: Any, name: str) -> Any:
    """Return a part of a date, a reference or a rich text; a point in time is a text that stands for itself."""
    if isinstance(value, dict):
        return value.get(name)
    if name in ("edtf", "id"):
        return value
    return value[:10]
