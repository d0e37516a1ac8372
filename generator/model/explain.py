"""What is wrong with a value, in an author's words: pydantic finds the mistakes, this says what to write instead."""

import re
import unicodedata
from difflib import get_close_matches
from enum import Enum
from typing import Any

from pydantic_core import ErrorDetails

from generator.model.base import Model
from generator.model.fields import fields_of, model_at
from generator.model.problem import Problem
from generator.model.types import IS_ID
from generator.yaml_parser import Path

_TEXT_TYPES = frozenset({"string_type", "enum"})
_LIST_TYPES = frozenset({"tuple_type", "list_type"})
_MAPPING_TYPES = frozenset({"model_type", "model_attributes_type", "dict_type", "mapping_type"})
_LONGEST_SHOWN = 60

# Words that people write for a field, by what it may be called here.
_ALSO_CALLED = {
    "speaker": ("by", "person", "who", "said_by"),
    "by": ("speaker", "claimant", "party", "person", "who"),
    "text": ("quote", "statement", "words", "description"),
    "statement": ("text", "claim"),
    "title": ("name", "headline"),
    "name": ("title",),
    "sources": ("source", "references", "refs"),
    "place": ("location", "city", "where"),
    "date": ("day", "when"),
    "start": ("time", "from", "begin"),
    "end": ("until", "to"),
    "from": ("start", "since", "started"),
    "until": ("end", "to", "ended"),
    "kind": ("type", "category"),
    "category": ("kind", "type"),
    "issue": ("topic", "subject"),
    "url": ("link", "href"),
    "summary": ("abstract", "description", "bottom_line"),
    "aliases": ("other_names",),
    "lat": ("latitude",),
    "lon": ("longitude", "lng", "long"),
}
_EXAMPLES = {
    "date": "2022-03-10",
    "as_of": "2022-03-10",
    "sources": "[the-hill-2022-03-10]",
    "conflict": "russia-ukraine-war",
    "id": "talks",
    "by": "dmytro-kuleba",
    "party": "ukraine",
    "issue": "cease-fire",
    "meeting": "talks",
    "language": "uk",
    "url": "https://example.org/report",
}
_TYPE_HINTS = {
    "a text": 'Write one text; put it in quotation marks where it holds a colon, a bracket or a `#`: "…".',
    "a list": "Write a list: each item on a line of its own, after `- `.",
    "a mapping": "Write `field: value` lines below it, indented, or {field: value} in braces.",
}
_ONE_LINE = "Write it on one line; a text that goes on over several lines can stand below `>-`."


def explain(model: type[Model], error: ErrorDetails, nulls: set[Path]) -> Problem:
    """Say one mistake; `nulls` are the paths of fields that are written without a value."""
    kind, path, given = error["type"], error["loc"], error["input"]
    if kind == "extra_forbidden":
        return _unknown_key(model, path, given)
    if kind == "missing":
        return _missing(model, path, path in nulls)
    if kind == "too_short":
        hint = f"Give at least one{_as_in(_name(path))}."
        return Problem("missing-field", path, f"`{_name(path)}` is empty", hint, on_key=True)
    if kind == "missing-field":
        hint = "Add it, or remove the other." if "neither" in error["msg"] else "Give one of the two."
        return Problem(kind, path, error["msg"], hint)
    if kind == "one-of":
        hint = "Keep the one that says more, and remove the other."
        return Problem(kind, (*path, error["ctx"]["field"]), error["msg"], hint, on_key=True)
    is_key = bool(path) and path[-1] == "[key]"
    if is_key:
        path = path[:-1]
    if isinstance(given, str) and not given:
        return Problem("empty-text", path, f"`{_name(path)}` is empty", "Write something, or leave the field out.")
    if kind == "enum" and isinstance(given, str):
        return _unknown_value(model, path, given)
    if kind in _TEXT_TYPES or kind in _LIST_TYPES or kind in _MAPPING_TYPES:
        return _wrong_type(kind, path, given)
    message, hint = _say_value(kind, error["msg"], str(given))
    return Problem(kind, path, message, hint, on_key=is_key)


def suggest_id(text: str) -> str:
    """Return an id made of a text's letters, or a sentence that says what one looks like."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i")).encode("ascii", "ignore").decode()
    made = "-".join(re.findall(r"[a-z0-9]+", plain))[:100].strip("-")
    if IS_ID.fullmatch(made) and made != text:
        return f"Write `{made}`."
    return "Write one such as `dmytro-kuleba` or `2022-03-10-antalya`."


def _say_value(kind: str, message: str, given: str) -> tuple[str, str]:
    """Part what a value type says into what is wrong and what to write."""
    shown = shorten(given)
    if kind == "not-one-line":
        separator = next((character for character in "\u2028\u2029" if character in given), "")
        return message, f"Remove the character U+{ord(separator):04X} in it." if separator else _ONE_LINE
    if kind == "empty-text":
        return message, "Write something, or leave the field out."
    if kind == "bad-id":
        return f"`{shown}` is not an id: {_without_start(message)}", suggest_id(given)
    if message[:1].isupper():
        # The dates' own sentence says it all, and never repeats the text.
        return f"`{shown}` is not a date", message
    said, _, advice = message.replace(given, shown).rpartition(": ")
    return (said, f"{advice[:1].upper()}{advice[1:]}.") if said else (advice, "")


def _without_start(message: str) -> str:
    return message.rpartition("is not an id: ")[2]


def shorten(text: str) -> str:
    """Return a text on one line, and no more of it than a message has room for."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"


def suggest_fields(owner: type[Model] | None, key: str) -> list[str]:
    """Return the fields of a model that may be meant by a key which is none, the likeliest first."""
    known = list(fields_of(owner)) if owner else []
    near = [name for name in known if key in _ALSO_CALLED.get(name, ())][:1]
    return near + [name for name in get_close_matches(key.lower(), known, n=3, cutoff=0.6) if name not in near]


def _unknown_key(model: type[Model], path: Path, given: Any) -> Problem:
    key = str(path[-1])
    owner = model_at(model, path[:-1])
    known = list(fields_of(owner)) if owner else []
    near = suggest_fields(owner, key)
    field, _, rest = key.partition(":")
    if given is None and field in known and rest:
        hint = f"Write a space after the colon: `{field}: {shorten(rest)}`."
    elif given is None and (" " in key or not near):
        hint = "In braces and brackets a comma ends a text: put a text with a comma in it in quotation marks."
    elif near:
        hint = f"Did you mean {_alternatives(near)}?"
    else:
        hint = f"Known here: {', '.join(known)}."
    return Problem("unknown-key", path, f"`{shorten(key)}` is not a field of {_article(owner)}", hint, on_key=True)


def _missing(model: type[Model], path: Path, is_written: bool) -> Problem:
    name = _name(path)
    words = _words(model_at(model, path[:-1]), name)
    one_of = f" It is one of: {', '.join(words)}." if words else ""
    if is_written:
        hint = one_of.strip() or f"Write it after the colon{_as_in(name)}."
        return Problem("missing-field", path, f"`{name}` has no value", hint, on_key=True)
    return Problem("missing-field", path[:-1], f"`{name}` is missing", f"Add it{_as_in(name)}.{one_of}")


def _as_in(name: str) -> str:
    return f", as in `{name}: {_EXAMPLES[name]}`" if name in _EXAMPLES else ""


def _unknown_value(model: type[Model], path: Path, given: str) -> Problem:
    name = _name(path)
    words = _words(model_at(model, path[: path.index(name)] if name in path else path[:-1]), name)
    wanted = given.lower().replace(" ", "_").replace("-", "_")
    near = get_close_matches(wanted, words, n=3, cutoff=0.6)
    near += [word for word in words if word not in near and wanted in word.split("_")][: 3 - len(near)]
    listed = f"It is one of: {', '.join(words)}."
    hint = f"Did you mean {_alternatives(near)}? {listed}" if near else listed
    return Problem("unknown-value", path, f"`{shorten(given)}` is not a value of `{name}`", hint)


def _words(owner: type[Model] | None, name: str) -> list[str]:
    """Return the words that a field of `owner` chooses from; none where it is no such field."""
    infos = owner.model_fields.items() if owner else ()
    pending: list[Any] = [info.annotation for attribute, info in infos if (info.alias or attribute) == name]
    found: list[str] = []
    while pending:
        annotation = pending.pop()
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            found.extend(member.value for member in annotation)
        pending.extend(getattr(annotation, "__args__", ()))
    return found


def _wrong_type(kind: str, path: Path, given: Any) -> Problem:
    name = _name(path)
    what = f"an item of `{name}`" if path and isinstance(path[-1], int) else f"`{name}`"
    if given is None:
        return Problem("empty-item", path, f"{what} is empty", "Write something there, or remove it.")
    found = "a mapping" if isinstance(given, dict) else "a list" if isinstance(given, list) else "a text"
    wanted = "a text" if kind in _TEXT_TYPES else "a list" if kind in _LIST_TYPES else "a mapping"
    message, hint = f"{what} takes {wanted}, and this is {found}", _TYPE_HINTS[wanted]
    if wanted == "a text" and isinstance(given, dict) and len(given) == 1:
        ((key, rest),) = given.items()
        message += ": a colon followed by a space makes one"
        said = f"{key}: {rest}" if isinstance(rest, str) else f"{key}: …"
        hint = f'Put the whole text in quotation marks: "{shorten(said)}".'
        if isinstance(rest, str) and IS_ID.fullmatch(rest) and IS_ID.fullmatch(key):
            hint = f"Write the text alone: `{rest}`."
    elif wanted == "a text" and isinstance(given, list):
        hint = "Write the text alone; one that begins with a bracket or a hyphen goes in quotation marks."
    elif wanted == "a list" and isinstance(given, str) and given.startswith("-"):
        hint = "Write a space after each hyphen: `- `."
    elif wanted == "a list" and isinstance(given, str) and len(given) <= _LONGEST_SHOWN and "," not in given:
        hint = f"Write a list: `{name}: [{given}]`."
    return Problem("wrong-type", path, message, hint)


def _name(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "the file")


def _article(model: type[Model] | None) -> str:
    if model is None:
        return "this mapping"
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__).strip()
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _alternatives(words: list[str]) -> str:
    return " or ".join(f"`{word}`" for word in words)
