"""Plain values to models, and what is wrong with them in an author's words.

Pydantic finds the mistakes; this module says each once, at a path, with what to write instead.
"""

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, Related, Severity
from generator.model.base import Model
from generator.model.fields import fields_of, model_at
from generator.source import SourceFile
from generator.yaml_parser import Path, Places, Value

M = TypeVar("M", bound=Model)

_NOTHING = object()
_TEXT_TYPES = frozenset({"string_type", "enum"})
_LIST_TYPES = frozenset({"tuple_type", "list_type"})
_MAPPING_TYPES = frozenset({"model_type", "model_attributes_type", "dict_type", "mapping_type"})

# For what a wrong record lacks, so that the rest of it can be checked. Such a record is never published.
_STAND_INS: dict[str, Value] = {
    "title": "?",
    "name": "?",
    "summary": "?",
    "date": "2000",
    "conflict": "unknown",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding whose place is still a path into the file's value: `locate` finds line and column."""

    code: str
    path: Path
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    on_key: bool = False
    within: tuple[str, int, int] | None = None
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Decoded(Generic[M]):
    """A model and the problems of its value; with problems, the model lacks what is wrong, or is None.

    `left_out` are the paths of what it lacks.
    """

    model: M | None
    problems: tuple[Problem, ...] = ()
    left_out: tuple[Path, ...] = ()


def locate(source: SourceFile, problems: list[Problem]) -> list[Diagnostic]:
    """Turn problems of one file into findings with line and column."""
    if not problems:
        return []
    places = Places(source)
    return [_locate(source, places, problem) for problem in problems]


def decode(model: type[M], value: dict[str, Value], broken: frozenset[Path] = frozenset()) -> Decoded[M]:
    """Make a `model` of a plain value.

    Where the value is wrong, the entries of lists that are wrong are left out of what is returned, so that rules
    across records can still speak of the rest. `broken` are paths of which a finding tells already.
    """
    nulls: set[Path] = set()
    while True:
        try:
            return Decoded(model.model_validate(value))
        except ValidationError as error:
            errors = error.errors(include_url=False)
        empty = {error["loc"] for error in errors if _is_null_field(error)}
        if not empty:
            break
        # A key without a value is not given: the same as if it were not written.
        nulls |= empty
        value = _without(value, empty)
    explained = (_explain(model, error, nulls) for error in errors if not _follows(error, errors))
    problems = [problem for problem in explained if not _is_told(problem, broken)]
    rest, left_out = _decode_rest(model, value, errors)
    return Decoded(rest, tuple(problems), left_out)


def _decode_rest(
    model: type[M], value: dict[str, Value], errors: list[ErrorDetails]
) -> tuple[M | None, tuple[Path, ...]]:
    """Return what is left of a model without its wrong parts; None where that is not enough.

    The smallest part that is wrong goes first; where the rest cannot do without it, the whole entry does.
    """
    places = {_wrong_part(value, error) for error in errors}
    entries = {place[:2] if len(place) > 1 and isinstance(place[1], int) else place[:1] for place in places}
    for wrong in (places, entries):
        rest = _without(value, wrong)
        filled = {**{key: _STAND_INS[key] for key in fields_of(model) if key in _STAND_INS}, **rest}
        try:
            return model.model_validate(filled), tuple(sorted(wrong, key=str))
        except ValidationError:
            continue
    return None, ()


def _wrong_part(value: dict[str, Value], error: ErrorDetails) -> Path:
    """Return the path of what is wrong, cut where a short form or a single text stands for what pydantic saw."""
    path: Path = error["loc"]
    if error["type"] == "one-of":
        path = (*path, error["ctx"]["field"])
    inner: Any = value
    for length, part in enumerate(path):
        if not isinstance(inner, (dict, list)):
            return path[:length]
        inner = _item(inner, part)
    return path


def _without(value: dict[str, Value], paths: Iterable[Path]) -> dict[str, Value]:
    """Return a copy of a plain value that lacks what stands at `paths`."""
    result = copy.deepcopy(value)
    # Later items of a list go first, so that the indices of earlier ones hold.
    for path in sorted(set(paths), key=lambda path: [(isinstance(part, int), part) for part in path], reverse=True):
        inner: Any = result
        for part in path[:-1]:
            inner = _item(inner, part)
        if path and _item(inner, path[-1]) is not _NOTHING:
            del inner[path[-1]]
    return result


def _item(value: Any, part: int | str) -> Any:
    """Return an item of a plain value; what a short form or a missing field has no place for is `_NOTHING`."""
    if isinstance(value, dict):
        return value.get(part, _NOTHING)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return _NOTHING


def _is_null_field(error: ErrorDetails) -> bool:
    location = error["loc"]
    return (
        error["input"] is None
        and error["type"] not in ("extra_forbidden", "missing")
        and bool(location)
        and isinstance(location[-1], str)
    )


def _follows(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Tell whether a list is short only because what stands in it is wrong."""
    at = error["loc"]
    return error["type"] == "too_short" and any(other["loc"][: len(at)] == at != other["loc"] for other in errors)


def _is_told(problem: Problem, broken: frozenset[Path]) -> bool:
    if not broken:
        return False
    return problem.path in broken or (problem.code in ("missing-field", "one-of") and problem.path[:-1] in broken)


def _explain(model: type[Model], error: ErrorDetails, nulls: set[Path]) -> Problem:
    """Say one mistake in an author's words."""
    kind, path, given = error["type"], error["loc"], error["input"]
    if kind == "extra_forbidden":
        return _unknown_key(model, path, given)
    if kind == "missing" and path in nulls:
        hint = "Write it after the colon."
        return Problem("missing-field", path, f"`{_name(path)}` has no value", hint, on_key=True)
    if kind == "missing":
        return _missing(path)
    if kind == "too_short":
        return Problem("missing-field", path, f"`{_name(path)}` is empty", "Give at least one.", on_key=True)
    if path and path[-1] == "[key]":
        return Problem(kind, path[:-1], error["msg"], on_key=True)
    if kind == "one-of":
        return Problem(kind, (*path, error["ctx"]["field"]), error["msg"], on_key=True)
    if isinstance(given, str) and not given:
        return Problem("empty-text", path, f"`{_name(path)}` is empty", "Write something, or leave the field out.")
    if kind == "enum" and isinstance(given, str):
        return _unknown_value(model, path, given)
    if kind in _TEXT_TYPES or kind in _LIST_TYPES or kind in _MAPPING_TYPES:
        return _wrong_type(kind, path, given)
    return Problem(kind, path, error["msg"], _HINTS.get(kind, ""))


def _unknown_key(model: type[Model], path: Path, given: Any) -> Problem:
    key = str(path[-1])
    owner = model_at(model, path[:-1])
    known = list(fields_of(owner)) if owner else []
    if given is None and " " in key:
        hint = "In braces and brackets a comma ends a text: put a text with a comma in it in quotation marks."
    else:
        near = get_close_matches(key, known, n=3, cutoff=0.6)
        hint = f"Did you mean {_alternatives(near)}?" if near else f"Known here: {', '.join(known)}."
    return Problem("unknown-key", path, f"`{key}` is not a field of {_article(owner)}", hint, on_key=True)


def _missing(path: Path) -> Problem:
    name = path[-1]
    return Problem("missing-field", path[:-1], f"`{name}` is missing", f"Add `{name}:` with its value.")


def _unknown_value(model: type[Model], path: Path, given: str) -> Problem:
    owner = model_at(model, tuple(part for part in path[:-1]))
    words = _words(owner, path) if owner else []
    near = get_close_matches(given.lower().replace(" ", "_").replace("-", "_"), words, n=3, cutoff=0.6)
    listed = ", ".join(words)
    hint = f"Did you mean {_alternatives(near)}? It is one of: {listed}." if near else f"It is one of: {listed}."
    return Problem("unknown-value", path, f"`{given}` is not a value of `{_name(path)}`", hint)


def _words(owner: type[Model], path: Path) -> list[str]:
    field = next(
        (info for name, info in owner.model_fields.items() if (info.alias or name) == _name(path)),
        None,
    )
    found: list[str] = []
    pending: list[Any] = [field.annotation] if field else []
    while pending:
        annotation = pending.pop()
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            found.extend(member.value for member in annotation)
        pending.extend(getattr(annotation, "__args__", ()))
    return found


def _wrong_type(kind: str, path: Path, given: Any) -> Problem:
    found = "a mapping" if isinstance(given, dict) else "a list" if isinstance(given, list) else "a text"
    name = _name(path)
    if given is None:
        return Problem(
            "empty-item",
            path,
            f"an item of `{name}` is empty",
            "Write something after the `-`, or remove it.",
        )
    if kind in _TEXT_TYPES and isinstance(given, dict) and len(given) == 1:
        ((key, rest),) = given.items()
        message = f"`{name}` takes a text, and this is a mapping: a colon followed by a space makes one"
        said = f"{key}: {rest}" if isinstance(rest, str) else f"{key}: …"
        return Problem("wrong-type", path, message, f'Put the whole text in quotation marks: "{said}".')
    if kind in _TEXT_TYPES and isinstance(given, list):
        message = f"`{name}` takes one text, and this is a list"
        hint = "Write the text alone; one that begins with a bracket or a hyphen goes in quotation marks."
        return Problem("wrong-type", path, message, hint)
    wanted = "a text" if kind in _TEXT_TYPES else "a list" if kind in _LIST_TYPES else "a mapping"
    return Problem("wrong-type", path, f"`{name}` takes {wanted}, and this is {found}", _TYPE_HINTS[wanted])


def _name(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "the file")


def _article(model: type[Model] | None) -> str:
    if model is None:
        return "this mapping"
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__).strip()
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _alternatives(words: list[str]) -> str:
    return " or ".join(f"`{word}`" for word in words)


def _locate(source: SourceFile, places: Places, problem: Problem) -> Diagnostic:
    message, hint, path = problem.message, problem.hint, problem.path
    if problem.within is not None:
        span = places.within(path, *problem.within)
    elif problem.on_key:
        span = places.key(path)
    else:
        span = places.value(path)
    return Diagnostic(problem.code, message, source.path, span, hint, problem.severity, problem.related)


_TYPE_HINTS = {
    "a text": 'Write one text; put it in quotation marks where it holds a colon, a bracket or a `#`: "…".',
    "a list": "Write a list: each item on a line of its own, after `- `.",
    "a mapping": "Write a mapping: `key: value` lines below it, indented.",
}
_HINTS = {
    "bad-id": "As in `dmytro-kuleba` or `2022-03-10-antalya`.",
    "not-one-line": "Write it on one line; a text that goes on over several lines can stand below `>-`.",
}
