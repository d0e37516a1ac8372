"""One file's plain value to what it defines, what it refers to, and what is wrong with it on its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, cast

from generator.diagnostics import Diagnostic
from generator.model.base import Model, Record
from generator.model.brief import Brief
from generator.model.decode import Decoded, decode
from generator.model.explain import shorten, suggest_fields, suggest_id
from generator.model.fields import fields_of, find_marked
from generator.model.problem import Problem, locate, to_written
from generator.model.records import REGISTRIES
from generator.model.rich import check_rich
from generator.model.statement import Statement, iter_referred, iter_statements, once
from generator.model.types import IS_ID, Ref, check_id
from generator.source import SourceFile
from generator.yaml_parser import Path, Value, decode_source, parse_yaml

# How many problems of one rich text are told.
_MOST_PROBLEMS = 100
_NOTED, _LINKED = ("sources",), ("briefs", *REGISTRIES)
_IS_MEETING = re.compile(f"{IS_ID.pattern}(/{IS_ID.pattern})?")


@dataclass(frozen=True)
class Definition:
    """Where an id is defined, and what is defined there; `model` is None where that is too wrong to be used.

    `left_out` are the paths of what the model lacks since it is wrong; a finding tells of each.
    """

    id: str
    kind: str
    source: SourceFile
    at: Path
    model: Record | Brief | None
    left_out: tuple[Path, ...] = ()

    def to_written(self, path: Path) -> Path:
        """Turn a path in the model into one in the file, where wrong items of lists still stand."""
        return (*self.at, *to_written(path, self.left_out))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement of what is defined here."""
        return tuple(iter_statements(self.id, self.kind, self.model)) if self.model else ()

    @cached_property
    def referred(self) -> Mapping[tuple[str, int], tuple[tuple[Any, ...], ...]]:
        """By kind and place of a statement, the ids that it refers to, and for each the fields that do; or nothing."""
        statements = iter_statements(self.id, self.kind, self.model) if self.model else ()
        return {once((one.kind, one.number)): tuple(zip(*iter_referred(one), strict=True)) for one in statements}


class Wanted(NamedTuple):
    """An id that a file refers to, and the kinds of record that will do. A meeting's is `brief-id/meeting-id`."""

    id: str
    kinds: tuple[str, ...]


class WantedAt(NamedTuple):
    """Where a file refers to an id: at a path, or inside the rich text there (the text and two offsets)."""

    wanted: Wanted
    path: Path
    within: tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class DecodedFile:
    """What one file defines and refers to, and what is wrong with it on its own."""

    source: SourceFile
    location: str
    definitions: tuple[Definition, ...] = ()
    wanted: frozenset[Wanted] = frozenset()
    meetings: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    is_readable: bool = True


def decode_bytes(path: str, location: str, data: bytes) -> DecodedFile:
    """Decode a file from its bytes; findings on its characters come first. `path` is what people are shown."""
    source, findings = decode_source(path, data)
    if findings and not source.text:
        return DecodedFile(source, location, diagnostics=tuple(findings), is_readable=False)
    decoded = decode_file(source, location)
    return replace(decoded, diagnostics=(*findings, *decoded.diagnostics)) if findings else decoded


def decode_file(source: SourceFile, location: str) -> DecodedFile:
    """Decode one file; `location`, its path inside the briefs folder with forward slashes, tells what it holds."""
    document = parse_yaml(source)
    if document.value is None:
        return DecodedFile(source, location, diagnostics=document.diagnostics, is_readable=False)
    decoder = _decode_value(source, location, document.value, document.broken)
    return DecodedFile(
        source,
        location,
        tuple(decoder.definitions),
        frozenset(decoder.wanted),
        frozenset(decoder.meetings),
        (*document.diagnostics, *locate(source, decoder.problems)),
    )


def find_wanted(decoded: DecodedFile) -> list[WantedAt]:
    """Return every place at which a file refers to something: only a file with a wrong reference needs them."""
    document = parse_yaml(decoded.source)
    if document.value is None:
        return []
    decoder = _decode_value(decoded.source, decoded.location, document.value, document.broken, keep_places=True)
    return decoder.wanted_at


def _decode_value(
    source: SourceFile, location: str, value: dict[str, Value], broken: frozenset[Path], keep_places: bool = False
) -> "_FileDecoder":
    decoder = _FileDecoder(source, broken, keep_places)
    folder, _, name = location.partition("/")
    stem = (name or folder).rpartition("/")[2].rpartition(".")[0]
    if name and folder in REGISTRIES:
        decoder.add_record(folder, stem, value, ())
    elif not name and stem in REGISTRIES:
        decoder.add_registry(stem, value, ())
    elif meant := _meant_registry(stem, value):
        message = f"this seems to be the registry of {meant}, and would be read as a briefing"
        hint = f"Make it `{meant}.yml` at the top of the folder of briefs."
        decoder.problems.append(Problem("misplaced-registry", (), message, hint, on_key=True))
        decoder.add_registry(meant, value, ())
    else:
        decoder.add_brief(stem, value)
    return decoder


def _meant_registry(stem: str, value: dict[str, Value]) -> str | None:
    """Return the registry that a file seems to be which stands or is named as none."""
    if {"title", "date", "conflict"} & set(value) or not any(isinstance(record, dict) for record in value.values()):
        return None
    return next(iter(get_close_matches(stem, REGISTRIES, n=1, cutoff=0.7)), None)


@lru_cache(maxsize=2**16)
def _to_wanted(name: str, kinds: tuple[str, ...]) -> Wanted | None:
    form = _IS_MEETING if kinds == ("meetings",) else IS_ID
    return Wanted(name, kinds) if form.fullmatch(name) else None


class _FileDecoder:
    """Gathers what one file defines, wants and does wrong."""

    def __init__(self, source: SourceFile, broken: frozenset[Path], keep_places: bool) -> None:
        self._source = source
        self._keep_places = keep_places
        self._broken = broken
        self._brief = ""
        self._may_lack_meetings = False
        self.definitions: list[Definition] = []
        self.wanted: set[Wanted] = set()
        self.wanted_at: list[WantedAt] = []
        self.meetings: set[str] = set()
        self.problems: list[Problem] = []

    def add_registry(self, kind: str, value: Value, at: Path) -> None:
        if not isinstance(value, dict):
            if value is not None:
                hint = "Write the records below it: each id, a colon, and its fields, indented."
                self.problems.append(Problem("wrong-type", at, f"`{kind}` takes a mapping from ids to records", hint))
            return
        if not at and set(value) == {kind}:
            message = f"the name of the file says already that it holds {kind}"
            hint = "Remove this line, and let the ids start in the first column."
            self.problems.append(Problem("wrong-type", (kind,), message, hint, on_key=True))
            self.add_registry(kind, value[kind], (kind,))
            return
        if not at and {"name", "title"} & set(value) and not any(isinstance(item, dict) for item in value.values()):
            message = f"this file is the registry of {kind}, and holds the fields of one record"
            hint = f"Write its id and a colon above them, and indent them; or name the file `{kind}/<id>.yml`."
            self.problems.append(Problem("wrong-type", (), message, hint, on_key=True))
            return
        for name, record in value.items():
            self.add_record(kind, name, record, (*at, name))

    def add_record(self, kind: str, name: str, value: Value, at: Path) -> None:
        self._check_id(name, at)
        model = REGISTRIES[kind]
        if value is None:
            value = {}
        if not isinstance(value, dict):
            found = "a list" if isinstance(value, list) else "a text"
            message = f"`{name}` takes the fields of a record, and this is {found}"
            self.problems.append(Problem("wrong-type", at, message, "Write `field: value` lines below it, indented."))
            self.definitions.append(Definition(name, kind, self._source, at, None))
            return
        made = self._decode(model, value, at)
        self.definitions.append(
            Definition(name, kind, self._source, at, cast("Record | None", made.model), made.left_out)
        )

    def add_brief(self, stem: str, value: dict[str, Value]) -> None:
        head = dict(value)
        for key, inner in value.items():
            if key in REGISTRIES:
                self.add_registry(key, head.pop(key), (key,))
            elif key not in fields_of(Brief) and isinstance(inner, dict):
                for kind in get_close_matches(key, REGISTRIES, n=1, cutoff=0.7):
                    message, hint = f"`{key}` is not a field of a brief", f"Did you mean `{kind}`?"
                    self.problems.append(Problem("unknown-key", (key,), message, hint, on_key=True))
                    self.add_registry(kind, head.pop(key), (key,))
        given = head.get("id")
        if given is None:
            head["id"] = stem
            self._check_id(stem, ())
        name = given if isinstance(given, str) else stem
        self._brief = name
        self._find_meetings(head)
        made = self._decode(Brief, head, ())
        self.definitions.append(
            Definition(name, "briefs", self._source, (), cast("Brief | None", made.model), made.left_out)
        )

    def _find_meetings(self, head: dict[str, Value]) -> None:
        """Note the meetings' ids, and whether there may be more: a finding tells already of what is wrong there."""
        meetings = head.get("meetings")
        entries = meetings if isinstance(meetings, list) else []
        ids = [meeting.get("id") if isinstance(meeting, dict) else None for meeting in entries]
        self.meetings.update(f"{self._brief}/{name}" for name in ids if isinstance(name, str))
        misspelt = any("meetings" in suggest_fields(Brief, key) for key in head if key not in fields_of(Brief))
        self._may_lack_meetings = misspelt or None in ids or not isinstance(meetings, list | None)

    def _decode(self, model: type[Model], value: dict[str, Value], at: Path) -> Decoded[Model]:
        inside = frozenset(path[len(at) :] for path in self._broken if path[: len(at)] == at)
        decoded = decode(model, value, inside)
        self.problems.extend(_moved(problem, at) for problem in decoded.problems)
        for marker, text, path in find_marked(model, value):
            if isinstance(marker, Ref):
                self._want(marker, text, (*at, *path))
            else:
                self._read_rich(text, (*at, *path))
        return decoded

    def _want(self, marker: Ref, name: str, path: Path) -> None:
        if marker.kinds == ("meetings",) and "/" not in name:
            name = f"{self._brief}/{name}"
            if self._may_lack_meetings and name not in self.meetings:
                return
        wanted = _to_wanted(name, marker.kinds)
        if wanted is None:
            # A text where one will do; else a finding tells already that this is no id.
            return
        self.wanted.add(wanted)
        if self._keep_places:
            self.wanted_at.append(WantedAt(wanted, path))

    def _read_rich(self, text: str, path: Path) -> None:
        references, problems = check_rich(text)
        # More of them are not mended one by one.
        for found in problems[:_MOST_PROBLEMS]:
            where = (text, found.start, found.end)
            self.problems.append(Problem(found.code, path, found.message, found.hint, within=where))
        for name, is_note, start, end in references:
            wanted = Wanted(name, _NOTED if is_note else _LINKED)
            self.wanted.add(wanted)
            if self._keep_places:
                self.wanted_at.append(WantedAt(wanted, path, (text, start, end)))

    def _check_id(self, name: str, at: Path) -> None:
        try:
            check_id(name)
        except ValueError as error:
            hint = suggest_id(name) if at else f"Rename the file, or give the brief an `id`. {suggest_id(name)}"
            message = str(error).replace(name, shorten(name))
            self.problems.append(Problem("bad-id", at, message, hint, on_key=True))


def _moved(problem: Problem, at: Path) -> Problem:
    if not at:
        return problem
    return Problem(
        problem.code, (*at, *problem.path), problem.message, problem.hint, problem.severity, problem.on_key,
        problem.within, problem.related,
    )  # fmt: skip
