"""What is stale: a page is, when something that it read has changed.

A page is built from the corpus alone. While it is built, the corpus that it is given is *watched*: every index notes
under which key it was asked, or that it was asked for all it holds. A list of statements answers which they are; what
one of them says is a question of its own, so that a page that only counts them does not depend on their words. Each
question has an answer, and the answer a digest. The next build asks the same questions of the new corpus, and where
every digest is the same, building the page again would read the same values, and so give the same page: it is taken
from the last build instead.

What does not come from the corpus is in the *frame*: templates, theme, configuration, hand-written pages, the menu,
the versions of the packages, our own code, and the day (a commitment is overdue from one day to the next). Every page
depends on it, so that a change of the frame makes all of them stale.

Nobody declares what a page depends on, so nobody can forget to; the price is that a question may be broader than
what the page shows, and the page is built once more than it need be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple, cast

from generator.corpus import Corpus
from generator.model.base import Model
from generator.model.file import Definition
from generator.model.statement import Backlink, Heading, Statement

# What a page may ask of a corpus: its properties that are mappings.
_INDEXES = tuple(name for name, member in vars(Corpus).items() if isinstance(member, cached_property))
_KEYS = "keys"
_LENGTH = "length"
_ABSENT = object()


class Question(NamedTuple):
    """What was asked of a corpus: of which index, under which keys, and of a list there which part."""

    path: tuple[str, ...]
    part: str = ""


@dataclass
class Watch:
    """Gathers the questions that are asked while one page is built."""

    questions: set[Question] = field(default_factory=set)

    def over(self, corpus: Corpus) -> Corpus:
        """Return the same corpus, which notes here what it is asked."""
        # The history is not asked for: what shows it is planned with the part that it shows.
        watched = Corpus(_WatchedMapping(("definitions",), corpus.definitions, self.questions))
        for name in _INDEXES:
            # A cached property is looked up in the instance first: what stands there is its value.
            vars(watched)[name] = _WatchedMapping((name,), getattr(corpus, name), self.questions)
        return watched


class _WatchedMapping(Mapping[str, Any]):
    """A mapping that notes under which keys it was asked; iterating it asks for its keys."""

    def __init__(self, path: tuple[str, ...], mapping: Mapping[str, Any], questions: set[Question]) -> None:
        self._path = path
        self._mapping = mapping
        self._questions = questions
        # What was asked before, by key: most pages ask for the same names over and over.
        self._answers: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        answer = self.get(key, _ABSENT)
        if answer is _ABSENT:
            raise KeyError(key)
        return answer

    def get(self, key: str, default: Any = None) -> Any:
        answer = self._answers.get(key)
        if answer is None:
            answer = self._answers[key] = self._ask(key)
        return default if answer is _ABSENT else answer

    def _ask(self, key: str) -> Any:
        path = (*self._path, key)
        value = self._mapping.get(key, _ABSENT)
        if isinstance(value, Mapping):
            return _WatchedMapping(path, value, self._questions)
        if isinstance(value, tuple) and value and isinstance(value[0], Statement | Backlink):
            return _WatchedList(path, value, self._questions)
        if isinstance(value, Statement):
            return _WatchedStatement(value, self._questions)
        self._questions.add(Question(path))
        return value

    def __iter__(self) -> Iterator[str]:
        self._questions.add(Question(self._path, _KEYS))
        return iter(self._mapping)

    def __len__(self) -> int:
        self._questions.add(Question(self._path, _KEYS))
        return len(self._mapping)


class _WatchedList(Sequence[Any]):
    """A list that may be long, of which it is noted whether a part was asked for, its length, or all of it."""

    def __init__(self, path: tuple[str, ...], values: tuple[Any, ...], questions: set[Question]) -> None:
        self._path = path
        self._values = values
        self._questions = questions

    def __getitem__(self, index: Any) -> Any:
        start, stop, step = index.indices(len(self._values)) if isinstance(index, slice) else (index, index + 1, 1)
        whole = step != 1 or start < 0
        self._questions.add(Question(self._path, "" if whole else f"{start}:{stop}"))
        values = self._values[index]
        return tuple(map(self._watch, values)) if isinstance(index, slice) else self._watch(values)

    def __iter__(self) -> Iterator[Any]:
        self._questions.add(Question(self._path))
        return map(self._watch, self._values)

    def __len__(self) -> int:
        self._questions.add(Question(self._path, _LENGTH))
        return len(self._values)

    def _watch(self, value: Any) -> Any:
        if isinstance(value, Backlink):
            return Backlink(cast(Statement, _WatchedStatement(value.statement, self._questions)), value.fields)
        return _WatchedStatement(value, self._questions)


class _WatchedStatement:
    """A statement that notes when its words are asked for, or what stands around it."""

    __slots__ = ("_questions", "_statement", "date", "home", "index", "is_in_brief", "is_whole", "key", "kind")

    def __init__(self, statement: Statement, questions: set[Question]) -> None:
        self._statement = statement
        self._questions = questions
        self.kind, self.home, self.index, self.key = statement.kind, statement.home, statement.index, statement.key
        self.date, self.is_whole, self.is_in_brief = statement.date, statement.is_whole, statement.is_in_brief

    @property
    def entry(self) -> Model:
        self._questions.add(Question(("statement_of", self.key)))
        return self._statement.entry

    @property
    def holder(self) -> Model:
        self._questions.add(Question(("definitions", self.home)))
        return self._statement.holder

    @property
    def heading(self) -> Heading | None:
        self._questions.add(Question(("headings", self.home)))
        return self._statement.heading


class Answers:
    """Answers questions by a digest of what the corpus holds there: the same digest, the same answer."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._digests: dict[int, bytes] = {}
        self._answers: dict[Question, str] = {}

    def answer(self, question: Question) -> str:
        """Return the digest of the answer to a question."""
        known = self._answers.get(question)
        if known is None:
            known = self._answers[question] = blake2b(self._find(question), digest_size=12).hexdigest()
        return known

    def _find(self, question: Question) -> bytes:
        index, *keys = question.path
        value: Any = getattr(self._corpus, index)
        for key in keys:
            value = value.get(key) if isinstance(value, Mapping) else None
            if value is None:
                return b"absent"
        if question.part == _KEYS:
            return "\n".join(value).encode()
        if question.part == _LENGTH:
            return str(len(value)).encode()
        if question.part:
            start, _, stop = question.part.partition(":")
            value = value[int(start) : int(stop)]
        return self._digest(value.entry) if isinstance(value, Statement) else self._digest(value)

    def _digest(self, value: Any) -> bytes:
        match value:
            case Statement():
                return f"{value.key} {value.date} {value.is_in_brief}".encode()
            case Backlink():
                return b"%s %s" % (self._digest(value.statement), ",".join(value.fields).encode())
            case tuple():
                return b"\n".join(self._digest(item) for item in value)
            case Definition():
                return f"{value.kind} {value.source.path} ".encode() + self._digest(value.model)
            case Model():
                known = self._digests.get(id(value))
                if known is None:
                    data = value.__pydantic_serializer__.to_json(value)
                    known = self._digests[id(value)] = blake2b(data, digest_size=12).digest()
                return known
            case _:
                return repr(value).encode()
