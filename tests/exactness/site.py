"""A site of hostile texts, made from the models: every field of every model is filled, so a new field is tried too.

Each briefing defines records of its own, one of each registry, whose fields are filled as well. No two fields of a
briefing and its records hold the same text, so that a field that is printed nowhere is noticed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.model.base import Model, OneOf
from generator.model.brief import Brief, Meeting
from generator.model.records import REGISTRIES
from generator.model.shapes import Field, Shape, shape_of
from generator.model.types import IS_ID
from tests.exactness.hostile import line_texts, verbatim_texts

# How many texts there are.
TEXTS = 2000
SITE_NAME = "Exactly & <as> written"
CONFIG = f"""\
site_name: "{SITE_NAME}"
site_url: https://example.org/some/path/
theme: {{name: material, font: false}}
extra: {{scope: /}}
plugins:
  - briefings:
      disclaimer: "Invented: <for> a \\"test\\" & nothing else."
      licence: "No <licence> & none"
      menu: [Briefings: briefs/, "Out & <about>": "https://example.org/menu?a=1&copy=2"]
      links: ["Out & <about>": "https://example.org/links?a=1&copy=2"]
nav:
  - About: about.md
"""
URL = "https://example.org/a_b*c*?x=1&copy=2&lt;'onclick=x();~%22%3Cb%3E(d)#e:~:text=f"
# Valid values of what is no free text.
_VALUES = {
    "meeting": "talks",
    "date": "2031-05-04",
    "day": "2031-05-04",
    "time": "11:25",
    "datetime": "2030-05-04T11:25:00+03:00",
    "day or datetime": "2031-05-04",
    "date or datetime": "2031-05-04",
    "timezone": "Europe/Istanbul",
    "language": "uk",
    "country": "UA",
    "url": URL,
    "latitude": "36.91",
    "longitude": "30.70",
    "round": "3",
    "flag": "true",
    "wikidata": "Q212",
}
_FIXED: dict[tuple[type[Model], str], str] = {(Brief, "status"): "published"}
# Stored texts have rules of their own, and are never published.
_LEFT_OUT = {"snapshot", "sha256"}
_PLACE_NAME = ("name", "places/")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Placed:
    """A text in a field: `home` is its briefing's or record's address, `field` its path in it without numbers."""

    home: str
    field: str
    kind: str
    text: str


@dataclass
class Made:
    """What was made: the texts, and what stands in the file of each briefing."""

    placed: list[Placed] = field(default_factory=list)
    briefs: dict[str, dict[str, Any]] = field(default_factory=dict)


def write_site(folder: Path, briefs: range, step: int, *, hostile: bool = True) -> Made:
    """Write a site of these briefings, each of which begins so many texts after the one before it.

    With a step of 1 and as many briefings as there are texts, each text stands in every field. Without `hostile` the
    same site has plain words.
    """
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/about.md").write_text("# About\n\nBy hand, [and out](https://example.org).\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    made = make_briefs(briefs, step, hostile=hostile)
    for name, value in made.briefs.items():
        path = folder / "briefs" / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        # JSON is YAML.
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    base: dict[str, Any] = {kind: {f"base-{kind}": _Filler("", kind).minimal(REGISTRIES[kind])} for kind in REGISTRIES}
    base = {"title": "Base", "date": "2031-05-04", "conflict": "base-conflicts", "summary": "Base.", **base}
    (folder / "briefs/base-briefs.yml").write_text(json.dumps(base), encoding="utf-8")
    return made


def make_briefs(briefs: range, step: int, *, hostile: bool = True) -> Made:
    """Make the briefings alone."""
    lines, verbatims = line_texts(TEXTS), verbatim_texts(TEXTS)
    made = Made()
    for number in briefs:
        supply = _Supply(lines, verbatims, number * step, hostile, number)
        name = f"b{number}"
        own = {kind: f"{name}-{kind}" for kind in REGISTRIES}
        value = _Filler(f"briefs/{name}/", "briefs", supply, made, own).fill(Brief)
        for kind, id_ in own.items():
            value[kind] = {
                id_: _Filler(f"{kind}/{id_}/", kind, supply, made, own).fill(REGISTRIES[kind], variant=number)
            }
        made.briefs[name] = value
    return made


def to_rich(text: str) -> str:
    """Write a text so that CommonMark prints just its characters."""
    return _PUNCTUATION.sub(r"\\\1", text)


@dataclass
class _Supply:
    lines: list[str]
    verbatims: list[str]
    start: int
    hostile: bool
    number: int
    given: int = 0

    def next(self, kind: str) -> str:
        self.given += 1
        texts = self.verbatims if kind == "verbatim" else self.lines
        text = texts[(self.start + self.given) % len(texts)]
        # Words that no other field has; capitals sort and group as they stand.
        return text if self.hostile else f"W{self.number}X{self.given}Y"


@dataclass
class _Filler:
    """Fills the fields of one record or briefing. Alone it gives the values of a record that refers to no other."""

    home: str
    kind: str
    supply: _Supply | None = None
    made: Made = field(default_factory=Made)
    own: dict[str, str] = field(default_factory=dict)
    ids: int = 0

    def minimal(self, model: type[Model]) -> dict[str, Any]:
        fields = {each.name: each for each in shape_of(model)}
        names = [name for name, each in fields.items() if each.is_required and name != "id"]
        names += [model.one_of[0]] if issubclass(model, OneOf) else []
        return {name: self._value(fields[name], model, name, 0) for name in names}

    def fill(self, model: type[Model], path: str = "", variant: int = 0) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for each in shape_of(model):
            if each.name in _LEFT_OUT or (not path and each.name == "id"):
                continue
            if issubclass(model, OneOf) and each.name in model.one_of and each.name != model.one_of[variant % 2]:
                continue
            if model is Meeting and each.name == ("status", "history")[variant % 2]:
                continue
            value[each.name] = self._value(each, model, f"{path}.{each.name}" if path else each.name, variant)
        if model is Meeting:
            value["id"] = ("talks", "more-talks")[variant % 2]
        return value

    def _value(self, each: Field, model: type[Model], path: str, variant: int) -> Any:
        if (model, each.name) in _FIXED:
            return _FIXED[model, each.name]
        shape = each.shape
        if shape.keys:
            return {language: self._item(shape, path, variant) for language in ("uk", "ar", "zh-Hant")}
        if shape.is_list:
            return [self._item(shape, path, number) for number in range(2)]
        return self._item(shape, path, variant)

    def _item(self, shape: Shape, path: str, variant: int) -> Any:
        if shape.model:
            return self.fill(shape.model, path, variant) if self.supply else self.minimal(shape.model)
        if shape.vocabulary:
            terms = list(shape.vocabulary)
            return terms[variant % len(terms)].value
        if shape.kind in ("line", "verbatim", "rich"):
            return self._text(shape, path)
        if shape.refs and shape.kind != "meeting":
            return self._reference(shape, variant)
        if shape.kind == "new id":
            self.ids += 1
            return f"{self.home.strip('/').replace('/', '-')}-{self.ids}"
        return _VALUES[shape.kind]

    def _text(self, shape: Shape, path: str) -> str:
        if self.supply is None:
            return "Base"
        text = self.supply.next(shape.kind)
        # The id of a record, where one may stand, is no text.
        while (shape.refs and IS_ID.fullmatch(text)) or self._says_more(path, text):
            text = self.supply.next(shape.kind)
        self.made.placed.append(Placed(self.home, path, shape.kind, text))
        return to_rich(text) if shape.kind == "rich" else text

    def _says_more(self, path: str, text: str) -> bool:
        """Tell whether a text is more than a text here: one comma parts a name, and an issue may name its place."""
        if self.kind == "issues" and path == "name":
            return any(place.text in text for place in self.made.placed if (place.field, place.home[:7]) == _PLACE_NAME)
        return path == "sort_name" and text.count(", ") == 1

    def _reference(self, shape: Shape, variant: int) -> str:
        kind = shape.refs[variant % len(shape.refs)]
        # Of its own kind a record refers to another one, so that nothing goes in a circle.
        return self.own[kind] if kind in self.own and kind != self.kind else f"base-{kind}"


def iter_texts(model: type[Model], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and the kind of every free text of a model: line, verbatim or rich."""
    for each in shape_of(model):
        inner = f"{path}.{each.name}" if path else each.name
        if each.shape.model:
            yield from iter_texts(each.shape.model, inner)
        elif each.shape.kind in ("line", "verbatim", "rich"):
            yield inner, each.shape.kind
