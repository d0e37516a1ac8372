"""What can be said of the fields of a model to people and to editors: order, form, meaning. Read from the models."""

import ast
import inspect
import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.model.base import Model
from generator.model.brief import Brief
from generator.model.records import REGISTRIES
from generator.model.types import OneOrMore, Parsed, Ref, TextKind
from generator.model.vocabulary import Term


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field takes: a text of a kind, a term of a vocabulary or a model; alone, or a list or mapping of them.

    `kind` is the name of a text kind or a parsed type, `keys` that of the keys where it is a mapping; `refs` are the
    kinds of record that an id may name.
    """

    kind: str = ""
    refs: tuple[str, ...] = ()
    vocabulary: type[Term] | None = None
    model: type[Model] | None = None
    is_list: bool = False
    is_one_or_more: bool = False
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field as authors meet it; `default` is the term that holds where it is not given."""

    name: str
    description: str
    shape: Shape
    is_required: bool
    default: Term | None = None
    is_shared: bool = False


@cache
def shape_of(model: type[Model]) -> tuple[Field, ...]:
    """Return the fields of a model: `id`, then its own in their order, then those that it shares with others."""
    own = inspect.get_annotations(model)
    described = _descriptions(model)
    fields = [
        Field(
            info.alias or name,
            described[name],
            _field_shape(info),
            # The name of the file is the id of a brief that gives none.
            info.is_required() and (model, name) != (Brief, "id"),
            info.default if isinstance(info.default, Term) else None,
            is_shared=name not in own,
        )
        for name, info in model.model_fields.items()
    ]
    return tuple(sorted(fields, key=lambda field: (field.name != "id", field.is_shared)))


def words_of(model: type) -> str:
    """Return the name of a class in words, `Quote` or `Source note`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__).strip()
    return words[0].upper() + words[1:]


def meaning_of(model: type) -> str:
    """Return the first line of a class's docstring."""
    return inspect.cleandoc(model.__doc__ or "").partition("\n")[0]


def one_of_kinds(kinds: tuple[str, ...]) -> str:
    """Return in words what a reference to a record of one of `kinds` refers to, `a person or a party`."""
    ones = {"briefs": "briefing", "meetings": "meeting"}
    words = [ones.get(kind) or words_of(REGISTRIES[kind]).lower() for kind in kinds]
    if len(words) > 2:
        return "any record"
    return " or ".join(f"an {word}" if word[0] in "aeiou" else f"a {word}" for word in words)


def _field_shape(info: FieldInfo) -> Shape:
    annotation: Any = info.annotation
    return _shape(Annotated[(annotation, *info.metadata)] if info.metadata else annotation)


def _shape(annotation: Any) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:])
    if origin in (Union, types.UnionType):
        return next(_shape(part) for part in arguments if part is not type(None))
    if origin is tuple:
        return replace(_shape(arguments[0]), is_list=True)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return replace(_shape(arguments[1]), keys=_shape(arguments[0]).kind)
    if issubclass(annotation, Term):
        return Shape(vocabulary=annotation)
    if issubclass(annotation, Model):
        return Shape(model=annotation)
    raise TypeError(f"a field of {annotation!r} has no shape")


def _annotated(annotation: Any, metadata: tuple[Any, ...]) -> Shape:
    named = next((item for item in metadata if isinstance(item, TextKind | Parsed)), None)
    shape = Shape(kind=named.name) if named else _shape(annotation)
    for item in metadata:
        if isinstance(item, Ref):
            shape = replace(shape, refs=item.kinds)
        elif item is OneOrMore:
            shape = replace(shape, is_one_or_more=True)
    return shape


def _descriptions(model: type[Model]) -> dict[str, str]:
    """Return the sentence that stands below each field in the code, with those of the classes that it builds on."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Model):
            found.update(_in_module(base.__module__).get(base.__name__, {}))
    return found


@cache
def _in_module(name: str) -> dict[str, dict[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: _in_class(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _in_class(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            text = below.value
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                found[field.target.id] = inspect.cleandoc(text.value)
    return found
