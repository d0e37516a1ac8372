"""What changed in substance from one state of a site to another: in its briefs and records, whatever the lines say.

Two corpora are compared by the fields of their models, entries by their ids, so that a new field needs no word here.
Comments, the order of keys and entries, the file in which a record stands and how a text is wrapped make no change.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.corpus import Corpus
from generator.diff.match import match
from generator.diff.words import Subject, Words, to_name
from generator.model.base import Model
from generator.model.change import Action, Change
from generator.model.records import REGISTRIES
from generator.model.rich import parse_rich
from generator.model.rich_nodes import Kind, Node
from generator.model.shapes import Field, Shape, shape_of
from generator.model.written import WITHHELD, to_written

_WHITE_SPACE = re.compile(r"\s+")
KINDS = ("briefs", *REGISTRIES)


def compare(old: Corpus, new: Corpus, words: Words | None = None) -> tuple[Change, ...]:
    """Return what changed, brief by brief and record by record.

    A record is called as in the new state, and one that is not there any more as in the old; `words` may know better.
    """
    return tuple(_Comparison(old, new, words or Words(_namer(old, new))).iter_changes())


class _Comparison:
    """One comparison of two corpora."""

    def __init__(self, old: Corpus, new: Corpus, words: Words) -> None:
        self._old = old
        self._new = new
        self._words = words

    def iter_changes(self) -> Iterator[Change]:
        """Yield every change: the briefs first, then registry by registry, each in the order of the ids."""
        renamed = self._find_renamed()
        order = {kind: place for place, kind in enumerate(KINDS)}
        for kind, name in sorted(self._find_touched(), key=lambda each: (order[each[0]], each[1])):
            old, new = _get(self._old, kind, renamed.get(name, name)), _get(self._new, kind, name)
            if name not in renamed.values() and old is not new:
                yield from self._compare_home(kind, name, old, new, renamed.get(name))

    def _find_touched(self) -> set[tuple[str, str]]:
        """Find what may have changed: of a file that is the same in both states, the definitions are the same, too."""
        sides = [(self._old.definitions, self._new.definitions), (self._new.definitions, self._old.definitions)]
        return {(made.kind, name) for own, other in sides for name, made in own.items() if other.get(name) is not made}

    def _find_renamed(self) -> Mapping[str, str]:
        """Return by new id the old one of what has another name now, and says so."""
        found = {}
        for name, made in self._new.definitions.items():
            if name in self._old.definitions:
                continue
            for former in getattr(made.model, "formerly", ()):
                if former not in self._new.definitions and _get(self._old, made.kind, former):
                    found[name] = former
        return found

    def _compare_home(
        self, kind: str, name: str, old: Model | None, new: Model | None, former: str | None
    ) -> Iterator[Change]:
        subject = Subject(kind, name, self._words.name(name), new or old)
        if former:
            yield subject.change(Action.CHANGED, self._words.renamed(subject, former), ("id",), former, name)
        if old and new:
            yield from self._compare_models(subject, (), old, new)
        elif new:
            yield subject.change(Action.ADDED, self._words.added(subject))
        else:
            yield subject.change(Action.REMOVED, self._words.removed(subject))

    def _compare_models(self, subject: Subject, path: tuple[str, ...], old: Model, new: Model) -> Iterator[Change]:
        for field, attribute in _fields(type(new)):
            before, after = getattr(old, attribute), getattr(new, attribute)
            if before != after:
                yield from self._compare_values(subject, (*path, field.name), field, before, after)

    def _compare_values(
        self, subject: Subject, path: tuple[str, ...], field: Field, old: Any, new: Any
    ) -> Iterator[Change]:
        shape = field.shape
        if shape.is_list:
            yield from self._compare_lists(subject, path, field, old or (), new or ())
        elif isinstance(old, Model) and isinstance(new, Model):
            yield from self._compare_models(subject, path, old, new)
        elif not _is_same(shape, old, new):
            action = Action.CHANGED if old and new else Action.ADDED if new else Action.REMOVED
            words = self._words.changed(subject, field, old, new)
            yield subject.change(action, words, path, to_written(old), to_written(new))

    def _compare_lists(
        self, subject: Subject, path: tuple[str, ...], field: Field, old: tuple[Any, ...], new: tuple[Any, ...]
    ) -> Iterator[Change]:
        for number, (before, after) in enumerate(match(old, new), start=1):
            entry = after if after is not None else before
            place = (*path, self._words.key(field, entry, number))
            if before is None:
                yield subject.change(
                    Action.ADDED, self._words.entry_added(subject, field, after), place, None, to_written(after)
                )
            elif after is None:
                yield subject.change(
                    Action.REMOVED, self._words.entry_removed(subject, field, before), place, to_written(before), None
                )
            elif isinstance(after, Model):
                yield from self._compare_models(subject.within(field, after), place, before, after)
            elif not _is_same(field.shape, before, after):
                words = self._words.entry_changed(subject, field, before, after)
                yield subject.change(Action.CHANGED, words, place, to_written(before), to_written(after))


def _fields(model: type[Model]) -> Iterator[tuple[Field, str]]:
    attributes = {info.alias or name: name for name, info in model.model_fields.items()}
    for field in shape_of(model):
        if field.name not in WITHHELD and field.name != "id" and field.name != "formerly":
            yield field, attributes[field.name]


def _is_same(shape: Shape, old: Any, new: Any) -> bool:
    """Tell whether two values say the same; how the lines of a text with marks are wrapped does not count."""
    if shape.kind == "rich" and old is not None and new is not None:
        return _unwrapped(parse_rich(old).blocks) == _unwrapped(parse_rich(new).blocks)
    return bool(old == new)


def _unwrapped(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    return tuple(
        node._replace(
            text=_WHITE_SPACE.sub(" ", node.text) if node.kind is Kind.TEXT else node.text,
            children=_unwrapped(node.children),
        )
        for node in nodes
    )


def _get(corpus: Corpus, kind: str, name: str) -> Model | None:
    definition = corpus.definitions.get(name)
    return definition.model if definition and definition.kind == kind else None


def _namer(old: Corpus, new: Corpus) -> Callable[[str], str]:
    return lambda name: to_name(new.get(name) or old.get(name)) or name
