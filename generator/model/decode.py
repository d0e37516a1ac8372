"""Plain values to models: what is right is kept, so that rules across records can still speak of it."""

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.model.base import Model
from generator.model.explain import explain, suggest_fields
from generator.model.fields import fields_of, model_at
from generator.model.problem import Problem, to_written
from generator.yaml_parser import Path, Value

M = TypeVar("M", bound=Model)

_NOTHING = object()
# For what a wrong record lacks, so that the rest of it can be checked. Such a record is never published.
_STAND_INS: dict[str, Value] = {
    "title": "?",
    "name": "?",
    "summary": "?",
    "date": "2000",
    "conflict": "unknown",
}


@dataclass(frozen=True, slots=True)
class Decoded(Generic[M]):
    """A model and the problems of its value; with problems, the model lacks what is wrong, or is None.

    `left_out` are the paths of what it lacks.
    """

    model: M | None
    problems: tuple[Problem, ...] = ()
    left_out: tuple[Path, ...] = ()


def decode(model: type[M], value: dict[str, Value], broken: frozenset[Path] = frozenset()) -> Decoded[M]:
    """Make a `model` of a plain value. `broken` are paths of which a finding tells already.

    Of a wrong value, the smallest part that is wrong is left out of what is returned; where the rest cannot do
    without it, the whole entry of a list is.
    """
    nulls: set[Path] = set()
    while True:
        made, errors = _validate(model, value)
        empty = {error["loc"] for error in errors if _is_null_field(error)}
        if not empty:
            break
        # A key without a value is not given: the same as if it were not written.
        nulls |= empty
        value = _without(value, empty)
    if not errors:
        return Decoded(made)
    wrong = {_wrong_part(value, error) for error in errors}
    misspelt = set(_iter_misspelt(model, errors))
    made, later = _validate(model, _fill(model, _without(value, wrong)))
    if later:
        # What fields say together is looked at only where each is right by itself: now more of them are.
        later = [_moved(error, wrong) for error in later]
        errors += [error for error in later if _was_hidden(model, error, wrong | misspelt)]
        wrong = {_entry(place) for place in wrong.union(_wrong_part(value, error) for error in later)}
        made, _ = _validate(model, _fill(model, _without(value, wrong)))
    problems = [explain(model, error, nulls) for error in errors if not _follows(error, errors, misspelt)]
    told = tuple(problem for problem in problems if not _is_told(problem, broken))
    return Decoded(made, told, tuple(sorted(wrong, key=str)))


def _validate(model: type[M], value: dict[str, Value]) -> tuple[M | None, list[ErrorDetails]]:
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _fill(model: type[Model], value: dict[str, Value]) -> dict[str, Value]:
    return {**{key: _STAND_INS[key] for key in fields_of(model) if key in _STAND_INS}, **value}


def _moved(error: ErrorDetails, left_out: set[Path]) -> ErrorDetails:
    return {**error, "loc": to_written(error["loc"], left_out)}


def _was_hidden(model: type[Model], error: ErrorDetails, wrong: set[Path]) -> bool:
    """Tell whether an error on several fields is one of its own, and does not come of leaving one of them out."""
    at = error["loc"]
    together = getattr(model_at(model, at), "one_of", ("lat", "lon"))
    return error["type"] in ("one-of", "missing-field") and not any((*at, field) in wrong for field in together)


def _entry(place: Path) -> Path:
    """Return the entry of a list of the record that a place is in, or else the field."""
    return place[:2] if len(place) > 1 and isinstance(place[1], int) else place[:1]


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


def _iter_misspelt(model: type[Model], errors: list[ErrorDetails]) -> Iterator[Path]:
    """Yield the fields that unknown keys seem to stand for: that they are missing is the same mistake."""
    for error in errors:
        if error["type"] == "extra_forbidden":
            *owner, key = error["loc"]
            for field in suggest_fields(model_at(model, tuple(owner)), str(key)):
                yield (*owner, field)


def _follows(error: ErrorDetails, errors: list[ErrorDetails], misspelt: set[Path]) -> bool:
    """Tell whether a field is missing only because it is misspelt, or a list short because its items are wrong."""
    at = error["loc"]
    if error["type"] == "missing":
        return at in misspelt
    return error["type"] == "too_short" and any(other["loc"][: len(at)] == at != other["loc"] for other in errors)


def _is_told(problem: Problem, broken: frozenset[Path]) -> bool:
    if not broken:
        return False
    return problem.path in broken or (problem.code in ("missing-field", "one-of") and problem.path[:-1] in broken)
