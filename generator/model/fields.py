"""What the fields of a model hold, worked out once from its annotations, so that a new field needs no word here."""

import types
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeAlias, Union, get_args, get_origin

from generator.model.base import Model, ShortForm
from generator.model.types import RICH, Ref, TextKind
from generator.yaml_parser import Path, Value

Marker = Ref | TextKind


class FieldInfo(NamedTuple):
    """What a field, or each item of its list, is: a marked text, a model, or neither."""

    marker: Marker | None = None
    model: type[Model] | None = None


# A reference or a rich text: how it is marked, the text, and its path from the value's root.
Marked: TypeAlias = tuple[Marker, str, Path]


class Referred(NamedTuple):
    """A reference that a model holds: the names of the fields that lead to it, and the model that it stands in."""

    id: str
    marker: Ref
    field: str
    part: Model


@cache
def fields_of(model: type[Model]) -> Mapping[str, FieldInfo]:
    """Return every field of `model` by its name in YAML."""
    found = {}
    for name, info in model.model_fields.items():
        annotation: Any = info.annotation
        if info.metadata:
            annotation = Annotated[(annotation, *info.metadata)]
        found[info.alias or name] = _inspect(annotation)
    return found


def model_at(model: type[Model], path: Path) -> type[Model] | None:
    """Return the model that the value at `path` inside a `model` is to become, None where it is none."""
    current: type[Model] | None = model
    for part in path:
        if current is not None and isinstance(part, str):
            current = fields_of(current).get(part, FieldInfo()).model
    return current


def find_marked(model: type[Model], value: Value) -> list[Marked]:
    """Return every reference and every rich text of a plain value that is to become a `model`, valid or not.

    What has the wrong type is passed over: decoding reports it.
    """
    found: list[Marked] = []
    _walk(model, value, (), found)
    return found


def iter_references(model: Model, prefix: str = "") -> Iterator[Referred]:
    """Yield every reference that `model` and the models inside it hold, in the order of their fields."""
    for name, marker, inner in _followed(type(model)):
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is None:
                continue
            if inner:
                yield from iter_references(item, f"{prefix}{name}.")
            elif isinstance(marker, Ref):
                yield Referred(item, marker, prefix + name, model)


def iter_rich_texts(model: Model, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield every rich text that `model` and the models inside it hold, after the fields that lead to it."""
    for name, is_model in _rich_fields(type(model)):
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is None:
                continue
            if is_model:
                yield from iter_rich_texts(item, f"{prefix}{name}.")
            else:
                yield prefix + name, item


def _walk(model: type[Model], value: Value, path: Path, found: list[Marked]) -> None:
    if isinstance(value, str) and issubclass(model, ShortForm):
        value = {model.main_field: value}
    if not isinstance(value, dict):
        return
    fields = _marked_fields(model)
    for key, item in value.items():
        field = fields.get(key)
        if field is not None:
            _walk_field(field, item, (*path, key), found)


def _walk_field(field: FieldInfo, value: Value, path: Path, found: list[Marked]) -> None:
    if isinstance(value, list):
        for index, item in enumerate(value):
            _walk_field(field, item, (*path, index), found)
    elif field.model is not None:
        _walk(field.model, value, path, found)
    elif field.marker is not None and isinstance(value, str):
        found.append((field.marker, value, path))


@cache
def _marked_fields(model: type[Model]) -> Mapping[str, FieldInfo]:
    return {key: field for key, field in fields_of(model).items() if field.marker or field.model}


@cache
def _followed(model: type[Model]) -> tuple[tuple[str, Marker | None, bool], ...]:
    """Return attribute name, marker and whether a model stands there, for fields that lead to references."""
    aliases = {info.alias or name: name for name, info in model.model_fields.items()}
    return tuple(
        (aliases[key], field.marker, field.model is not None)
        for key, field in _marked_fields(model).items()
        if field.model or isinstance(field.marker, Ref)
    )


@cache
def _rich_fields(model: type[Model]) -> tuple[tuple[str, bool], ...]:
    """Return attribute name and whether a model stands there, for fields that lead to rich texts."""
    aliases = {info.alias or name: name for name, info in model.model_fields.items()}
    return tuple(
        (aliases[key], field.model is not None)
        for key, field in _marked_fields(model).items()
        if field.marker is RICH or (field.model and _rich_fields(field.model))
    )


def _inspect(annotation: Any) -> FieldInfo:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = _inspect(arguments[0])
        markers = [item for item in arguments[1:] if isinstance(item, Ref) or item is RICH]
        return FieldInfo(markers[-1] if markers else inner.marker, inner.model)
    if origin in (Union, types.UnionType, tuple):
        parts = [_inspect(part) for part in arguments if part not in (type(None), Ellipsis)]
        return next((part for part in parts if part.marker or part.model), FieldInfo())
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return FieldInfo(model=annotation)
    return FieldInfo()
