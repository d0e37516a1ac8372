"""Models as their authors could have written them."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any

from generator.model.base import Model, ShortForm
from generator.model.dates import EdtfDate
from generator.model.vocabulary import Term

# Stored texts are never published, and neither is what only serves to find them.
WITHHELD = frozenset({"snapshot", "sha256"})


def to_written(value: Any) -> Any:
    """Return a value as it is written in YAML; of a model, what is not given, or is the default, is left out."""
    # Most are texts, and asking whether they are anything else takes the longest.
    if type(value) is str:
        return value
    match value:
        case Model():
            return _to_mapping(value)
        case tuple():
            return [to_written(item) for item in value]
        case Mapping():
            return dict(value)
        case Term():
            return value.value
        case EdtfDate():
            return value.text
        case datetime() | date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
        case _:
            return value


@cache
def _fields_of(model: type[Model]) -> tuple[tuple[str, str, Any], ...]:
    """Return the attribute of each field, its name, and its default, which no value of a required one equals."""
    return tuple((name, info.alias or name, info.default) for name, info in model.model_fields.items())


def _to_mapping(model: Model) -> Any:
    written = {}
    values = vars(model)
    for attribute, name, default in _fields_of(type(model)):
        value = values[attribute]
        if value != default:
            written[name] = to_written(value)
    if isinstance(model, ShortForm) and written.keys() == {model.main_field}:
        return written[model.main_field]
    return written
