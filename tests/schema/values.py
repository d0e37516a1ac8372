"""Values of the models as the checker reads them, and as an editor types them (YAML 1.2's core schema)."""

import re
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from generator.model.base import Model, OneOf, ShortForm
from generator.model.brief import Meeting
from generator.model.records import Place
from generator.model.shapes import Field, Shape, shape_of

# What the checker takes for each kind of value; many of these an editor takes for something else than text.
TEXTS: dict[str, tuple[str, ...]] = {
    "line": ("no commitment", "2022", "true", "-1.5e3", "0x1F", "Київ: так", "\n in the middle \n", ".inf"),
    "verbatim": ("We did not.\n\nNot once.", "false", "7"),
    "rich": ("**Bold** [@a-source, para 2].", "12", "- one\n- two\n"),
    "id": ("kyiv", "2022", "true", "a-1-b", " padded "),
    "new id": ("kyiv", "2022", "null-island", "x" * 100),
    "meeting": ("talks", "2022-03-10-antalya/talks", "1"),
    "date": ("2022-03-10", "2022", "0999", "2022-03-XX", "2022-03~", "201X", "/2022-03", "2022-03-10/..", "2022-21"),
    "day": ("2022-03-10", "2024-02-29"),
    "time": ("11:25", "23:59:59"),
    "datetime": ("2022-03-10T11:25:00+03:00", "2022-03-10t08:25:00.5z", "2022-03-10 08:25:00Z"),
    "day or datetime": ("2022-03-10", "2022-03-10T11:25:00+03:00"),
    "date or datetime": ("2022", "2022-03", "2022-03-10T11:25:00+03:00"),
    "timezone": ("Europe/Istanbul", "UTC"),
    "language": ("uk", "zh-Hant", "es-419", "de-x-priv", "sl-rozaj-biske"),
    "country": ("NO", "UA", "XK"),
    "url": ("https://example.org/a?b=c#d", "HTTP://example.org", "mailto:a@example.org", "http://пример.example/й"),
    "latitude": ("36.91", "-90.0", "0", "007"),
    "longitude": ("30.70", "-180.00", "7", "179.9", "99"),
    "round": ("1", "9999"),
    "flag": ("true", "false"),
    "wikidata": ("Q212",),
    "sha256": ("0" * 64, "ab" * 32),
    "snapshot": ("reuters.txt", "1.txt"),
}  # fmt: skip


def as_typed(text: str) -> Any:
    """What an editor takes a plain scalar for."""
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"0x[0-9a-fA-F]+", text):
        return int(text, 16)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return float(text.replace(".", "")) if re.fullmatch(r"[-+]?\.inf", text) else text


@st.composite
def typed(draw: DrawFn, value: Any) -> Any:
    """The value as an editor has it: each scalar is quoted, or plain and typed."""
    if isinstance(value, dict):
        return {key: draw(typed(item)) for key, item in value.items()}
    if isinstance(value, list):
        return [draw(typed(item)) for item in value]
    return as_typed(value) if isinstance(value, str) and draw(st.booleans()) else value


@st.composite
def values(draw: DrawFn, model: type[Model]) -> dict[str, Any]:
    """A value that the checker makes a `model` of: with any of its fields, some of them null."""
    fields = {field.name: field for field in shape_of(model)}
    given = [name for name, field in fields.items() if field.is_required or draw(_sometimes)]
    if issubclass(model, OneOf):
        chosen = draw(st.sampled_from(model.one_of))
        given = [name for name in given if name not in model.one_of] + [chosen]
    if issubclass(model, Meeting) and "history" in given:
        given = [name for name in given if name != "status"]
    if issubclass(model, Place):
        given = [name for name in given if name not in ("lat", "lon")] + (["lat", "lon"] if draw(_sometimes) else [])
    value = {name: draw(_field(fields[name])) for name in given}
    absent = [name for name in fields if name not in given]
    return {**value, **{name: None for name in absent if draw(_rarely)}}


_sometimes = st.sampled_from([True, False, False])
_rarely = st.sampled_from([True, False, False, False, False])


def _field(field: Field) -> SearchStrategy[Any]:
    shape = field.shape
    item = _item(shape)
    if shape.keys:
        return st.dictionaries(st.sampled_from(TEXTS[shape.keys]), item | st.none(), max_size=2)
    if shape.is_one_or_more:
        return item | st.lists(item, min_size=1, max_size=2)
    return st.lists(item, min_size=1, max_size=2) if shape.is_list else item


def _item(shape: Shape) -> SearchStrategy[Any]:
    if shape.vocabulary:
        return st.sampled_from([term.value for term in shape.vocabulary])
    if not shape.model:
        return st.sampled_from([text.strip() for text in TEXTS[shape.kind]])
    whole = values(shape.model)
    return whole | st.sampled_from(["kyiv", "2022"]) if issubclass(shape.model, ShortForm) else whole
