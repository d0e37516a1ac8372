"""How the fields of a model become columns: which there are, what they hold, and where a value is found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.exports.json_text import to_json
from generator.exports.plain import Plain
from generator.model.base import Model, SourceNote
from generator.model.shapes import Field, Shape, shape_of
from generator.model.written import WITHHELD

Cell = str | int | float | bool | None


class Type(StrEnum):
    """What a column holds; the values are the types of Table Schema (frictionlessdata.io)."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "array"
    MAPPING = "object"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `refers_to` is the table whose ids it holds, one or a list; `terms` are all words that it may hold."""

    name: str
    type: Type
    description: str
    read: Callable[[Plain], Any]
    refers_to: str = ""
    terms: tuple[str, ...] = ()
    is_required: bool = False

    def to_reader(self) -> Callable[[Plain], Cell]:
        """Return what gives the value of the column in a row; a list or mapping is written as JSON."""
        read = self.read
        if self.type not in (Type.LIST, Type.MAPPING):
            return read
        return lambda plain: to_json(value).decode() if (value := read(plain)) else None


def iter_columns(model: type[Model]) -> Iterator[Column]:
    """Yield the columns of a model's own fields; lists of models are tables of their own."""
    for field in shape_of(model):
        if field.name not in WITHHELD:
            yield from _iter_field_columns(field, ())
    if "latest_status" in dir(model):
        yield Column("latest_status", Type.TEXT, "Where it stands.", _reader(("latest_status",)))


def iter_nested(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    """Yield the fields that are lists of models, but for sources, which are one table for all."""
    for field in shape_of(model):
        shape = field.shape
        if shape.model and shape.is_list and shape.model is not SourceNote and field.name != "links":
            yield field.name, shape.model


def _iter_field_columns(field: Field, above: tuple[str, ...]) -> Iterator[Column]:
    shape, path = field.shape, (*above, field.name)
    name, read = "_".join(path), _reader(path)
    is_required = field.is_required and not above
    if shape.model is SourceNote:
        ids = _list_reader(path, lambda note: note["source"]["id"])
        yield Column(name, Type.LIST, f"{field.description} Their ids; `citations` says more.", ids, "sources")
    elif shape.model and shape.is_list:
        if field.name == "links":
            yield Column(name, Type.LIST, field.description, read)
    elif shape.model:
        for inner in shape_of(shape.model):
            yield from _iter_field_columns(inner, path)
    elif shape.keys:
        yield Column(name, Type.MAPPING, field.description, read)
    elif shape.is_list:
        yield Column(name, Type.LIST, field.description, _list_reader(path, _to_id_or_text), _target(shape))
    else:
        yield from _iter_scalar_columns(field, name, read, is_required)


def _iter_scalar_columns(field: Field, name: str, read: Callable[[Plain], Any], is_required: bool) -> Iterator[Column]:
    shape, words = field.shape, field.description
    if shape.kind == "rich":
        yield Column(name, Type.TEXT, words, lambda plain: _part(read(plain), "source"), is_required=is_required)
        yield Column(f"{name}_plain", Type.TEXT, "Its words alone.", lambda plain: _part(read(plain), "text"))
    elif shape.kind in ("date", "date or datetime"):
        yield Column(name, Type.TEXT, words, lambda plain: _part(read(plain), "edtf"), is_required=is_required)
        yield Column(f"{name}_earliest", Type.DATE, "Its first day.", lambda plain: _part(read(plain), "earliest"))
        yield Column(f"{name}_latest", Type.DATE, "Its last day.", lambda plain: _part(read(plain), "latest"))
    elif shape.refs and shape.kind == "line":
        # What is no id is some words.
        yield Column(name, Type.TEXT, words, lambda plain: _to_id_or_text(read(plain)), is_required=is_required)
    elif shape.refs or shape.kind == "meeting":
        yield Column(
            name, Type.TEXT, words, lambda plain: _part(read(plain), "id"), _target(shape), is_required=is_required
        )
    else:
        terms = tuple(term.value for term in shape.vocabulary) if shape.vocabulary else ()
        yield Column(name, _TYPES.get(shape.kind, Type.TEXT), words, read, terms=terms, is_required=is_required)


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


def _reader(path: tuple[str, ...]) -> Callable[[Plain], Any]:
    if len(path) == 1:
        return lambda plain: plain.get(path[0])

    def read(plain: Plain) -> Any:
        value: Any = plain
        for name in path:
            value = value.get(name) if value is not None else None
        return value

    return read


def _list_reader(path: tuple[str, ...], convert: Callable[[Any], Any]) -> Callable[[Plain], Any]:
    read = _reader(path)
    return lambda plain: [convert(item) for item in read(plain) or ()]


def _to_id_or_text(value: Any) -> Any:
    if isinstance(value, dict):
        return value.get("id") or value.get("source") or value.get("name")
    return value


def _part(value: Any, name: str) -> Any:
    """Return a part of a date, a reference or a rich text; a point in time is a text that stands for itself."""
    if isinstance(value, dict):
        return value.get(name)
    if value is None or name in ("edtf", "id"):
        return value
    return value[:10]
