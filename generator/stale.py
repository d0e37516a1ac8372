"""What is stale: a page is, when something that it read has changed.

A page is built from the corpus alone. While it is built, the corpus that it is given is *watched*: every index notes
under which key it was asked, or that it was asked for all it holds. A list of statements answers which they are; what
one of them says is a question of its own, so that a page that only counts them does not depend on their words; and so
is each field of a brief, but for who asks for its definition. Each question has an answer, and the answer a digest. The
next build asks the same questions of the new corpus, and where every digest is the same, building the page again would
read the same values, and so give the same page: it is taken from the last build instead.

What does not come from the corpus is in the *frame*: templates, theme, configuration, hand-written pages, the menu,
the versions of the packages, and our own code. Every page depends on it, so that a change of the frame makes all of
them stale. The day is none of it, unless a template prints it: whether another day is over is a question (a commitment
is overdue from one day to the next), and most days change no answer.

What a record says itself is answered by its file alone: where the file's text is the same, so are those answers, and
they are not worked out again.

Nobody declares what a page depends on, so nobody can forget to; the price is that a question may be broader than
what the page shows, and the page is built once more than it need be.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from hashlib import blake2b
from typing import Any, cast

from generator.corpus import Corpus
from generator.model.base import Model
from generator.model.brief import Brief
from generator.model.file import Definition
from generator.model.records import REGISTRIES
from generator.model.statement import Backlink, Heading, Statement, to_marks

# What a page may ask of a corpus: its properties that are mappings.
_INDEXES = tuple(name for name, member in vars(Corpus).items() if isinstance(member, cached_property))
# Those of them that say of a record what its own file says.
_OWN = frozenset({"definitions", "briefs", *REGISTRIES, "names", "kinds", "headings", "statement_of", "meetings"})
_KEYS = "keys"
_LENGTH = "length"
_ABSENT = object()
# Between the keys of a question, and before its part: no text of a site has these signs.
_THEN, _PART = "\0", "\1"

# What was asked of a corpus: of which index, under which keys, and of a list there which part.
Question = str
# What a page asked: a question, or all of an entry of a list, which many pages show.
Asked = Question | frozenset[Question]


def to_question(*path: str, part: str = "") -> Question:
    """Make the question for what a corpus has in an index under some keys."""
    return f"{_THEN.join(path)}{_PART}{part}" if part else _THEN.join(path)


def to_texts(corpus: Corpus) -> dict[str, str]:
    """Return by id the digest of the text that a record or brief is defined in, and of where that is."""
    return {name: made.source.digest for name, made in corpus.definitions.items()}


def _to_own(question: Question) -> str:
    """Return the id of the record whose file alone answers a question, "" where others have a say."""
    index, _, key = question.partition(_THEN)
    if index not in _OWN:
        return ""
    # The key is an id, or begins with that of its record, which has none of these signs.
    return key.partition(_THEN)[0].partition(" ")[0].partition("/")[0]


def fill_indexes(corpus: Corpus) -> None:
    """Work out every index of a corpus, so that processes that are forked need not, each for itself."""
    for name in _INDEXES:
        getattr(corpus, name)


class Watch:
    """A corpus that notes what it is asked: `questions` are those since gathering began."""

    def __init__(self, corpus: Corpus) -> None:
        self.questions: set[Asked] = set()
        # The history is not asked for: what shows it is planned with the part that it shows.
        self.corpus = Corpus(_WatchedMapping(("definitions",), corpus.definitions, self))
        for name in _INDEXES:
            # A cached property is looked up in the instance first: what stands there is its value.
            vars(self.corpus)[name] = _WatchedMapping((name,), getattr(corpus, name), self)

    @contextmanager
    def gathering(self) -> Iterator[set[Asked]]:
        """Gather what is asked meanwhile, apart from what was asked before."""
        around, self.questions = self.questions, set()
        try:
            yield self.questions
        finally:
            self.questions = around

    def over(self, statement: Statement) -> Statement:
        """Return a statement that notes what it is asked, wherever it is from."""
        is_watched = isinstance(statement, _WatchedStatement)
        return statement if is_watched else cast(Statement, _WatchedStatement(statement, self))


class _WatchedMapping(Mapping[str, Any]):
    """A mapping that notes under which keys it was asked; iterating it asks for its keys."""

    def __init__(self, path: tuple[str, ...], mapping: Mapping[str, Any], watch: Watch) -> None:
        self._path = path
        self._mapping = mapping
        self._watch = watch
        self._keys = to_question(*path, part=_KEYS)
        # What was asked before, by key: pages ask for the same names over and over. "" is no question.
        self._answers: dict[str, tuple[Question, Any]] = {}

    def __getitem__(self, key: str) -> Any:
        answer = self.get(key, _ABSENT)
        if answer is _ABSENT:
            raise KeyError(key)
        return answer

    def get(self, key: str, default: Any = None) -> Any:
        known = self._answers.get(key)
        if known is None:
            known = self._answers[key] = self._ask(key)
        question, answer = known
        if question:
            self._watch.questions.add(question)
        return default if answer is _ABSENT else answer

    def _ask(self, key: str) -> tuple[Question, Any]:
        path = (*self._path, key)
        value = self._mapping.get(key, _ABSENT)
        # These note themselves what of them is asked for.
        if isinstance(value, Mapping):
            return "", _WatchedMapping(path, value, self._watch)
        if isinstance(value, Statement):
            return "", _WatchedStatement(value, self._watch)
        if isinstance(value, Brief):
            return to_question("kinds", key), _WatchedBrief(value, self._watch)
        if isinstance(value, tuple) and value and isinstance(value[0], Statement | Backlink):
            return "", _WatchedList(path, value, self._watch)
        return to_question(*path), value

    def __iter__(self) -> Iterator[str]:
        self._watch.questions.add(self._keys)
        return iter(self._mapping)

    def __len__(self) -> int:
        self._watch.questions.add(self._keys)
        return len(self._mapping)


class _WatchedList(Sequence[Any]):
    """A list that may be long, of which it is noted whether a part was asked for, its length, or all of it."""

    def __init__(self, path: tuple[str, ...], values: tuple[Any, ...], watch: Watch) -> None:
        self._path = path
        self._values = values
        self._watch = watch

    def __getitem__(self, index: Any) -> Any:
        start, stop, step = index.indices(len(self._values)) if isinstance(index, slice) else (index, index + 1, 1)
        whole = step != 1 or start < 0
        self._note("" if whole else f"{start}:{stop}")
        values = self._values[index]
        return tuple(map(self._over, values)) if isinstance(index, slice) else self._over(values)

    def __iter__(self) -> Iterator[Any]:
        self._note()
        return map(self._over, self._values)

    def __len__(self) -> int:
        self._note(_LENGTH)
        return len(self._values)

    def _note(self, part: str = "") -> None:
        self._watch.questions.add(to_question(*self._path, part=part))

    def _over(self, value: Any) -> Any:
        if isinstance(value, Backlink):
            return Backlink(cast(Statement, _WatchedStatement(value.statement, self._watch)), value.fields)
        return _WatchedStatement(value, self._watch)


class _WatchedStatement:
    """A statement that notes when its words are asked for, or what stands around it."""

    __slots__ = ("_statement", "_watch", "date", "home", "key", "kind", "number")

    def __init__(self, statement: Statement, watch: Watch) -> None:
        self._statement = statement
        self._watch = watch
        self.kind, self.home, self.number, self.key = statement.kind, statement.home, statement.number, statement.key
        self.date = statement.date

    @property
    def is_whole(self) -> bool:
        return self._statement.is_whole

    @property
    def is_in_brief(self) -> bool:
        return self._statement.is_in_brief

    @property
    def entry(self) -> Model:
        entry = self._statement.entry
        if isinstance(entry, Brief):
            return cast(Brief, _WatchedBrief(entry, self._watch))
        self._watch.questions.add(to_question("statement_of", self.key))
        return entry

    @property
    def holder(self) -> Model:
        self._watch.questions.add(to_question("definitions", self.home))
        return self._statement.holder

    @property
    def heading(self) -> Heading | None:
        self._watch.questions.add(to_question("headings", self.home))
        return self._statement.heading


class _WatchedBrief:
    """A brief that notes which of its fields are asked for: pages but its own print few of them."""

    __slots__ = ("_brief", "_watch")
    # It passes for a brief: who is told apart from others by a model's class need not know of it.
    __class__ = Brief  # type: ignore[assignment]

    def __init__(self, brief: Brief, watch: Watch) -> None:
        self._brief = brief
        self._watch = watch

    def __getattr__(self, field: str) -> Any:
        value, name = getattr(self._brief, field), self._brief.id
        if field in Heading._fields:
            self._watch.questions.add(to_question("headings", name))
        elif field != "id":
            self._watch.questions.add(to_question("briefs", name, field))
        return value


class Answers:
    """Answers questions by a digest of what the corpus holds there: the same digest, the same answer."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._digests: dict[int, bytes] = {}
        self._answers: dict[Question, str] = {}

    def recall(self, answers: Iterable[tuple[Question, str]], same: Container[str]) -> None:
        """Take over earlier answers: what the records say themselves whose text is the same."""
        self.accept((question, answer) for question, answer in answers if _to_own(question) in same)

    def accept(self, answers: Iterable[tuple[Question, str]]) -> None:
        """Take over answers that others have found to be right."""
        self._answers.update(answers)

    def answer(self, question: Question) -> str:
        """Return the digest of the answer to a question."""
        known = self._answers.get(question)
        if known is None:
            known = self._answers[question] = blake2b(self._find(question), digest_size=12).hexdigest()
        return known

    def _find(self, question: Question) -> bytes:
        path, _, part = question.partition(_PART)
        index, *keys = path.split(_THEN)
        value: Any = getattr(self._corpus, index)
        try:
            for key in keys:
                value = getattr(value, key) if isinstance(value, Brief) else value[key]
        except KeyError:
            return b"absent"
        if part == _KEYS:
            return "\n".join(value).encode()
        if part == _LENGTH:
            return str(len(value)).encode()
        if part:
            start, _, stop = part.partition(":")
            value = value[int(start) : int(stop)]
        return self._digest(value.entry) if isinstance(value, Statement) else self._digest(value)

    def _digest(self, value: Any) -> bytes:
        match value:
            case Statement():
                return value.mark.encode()
            case (Backlink(), *_):
                return to_marks(value).encode()
            case tuple():
                return b"\n".join(self._digest(item) for item in value)
            case Definition():
                return f"{value.kind} {value.source.path} ".encode() + self._digest_model(value.model)
            case Model():
                return self._digest_model(value)
            case _:
                return repr(value).encode()

    def _digest_model(self, model: Model | None) -> bytes:
        known = self._digests.get(id(model))
        if known is None:
            data = model.__pydantic_serializer__.to_json(model) if model else b"null"
            known = self._digests[id(model)] = blake2b(data, digest_size=12).digest()
        return known
