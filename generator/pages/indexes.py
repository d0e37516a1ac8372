"""The index pages of registries: every record, grouped as readers look for it, with a word on each."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple
from unicodedata import normalize

from generator.corpus import Corpus
from generator.model.dates import to_words
from generator.model.types import country_names
from generator.pages.head import KINDS
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe, roles_today
from generator.pages.split import Pager, Step, build_pagers, split
from generator.pages.values import Link, Status, to_status
from generator.routes import index_url
from generator.settings import Settings

_SIZE = 200
# After all that has an end.
_OPEN = (date.max, date.max, "")


class IndexItem(NamedTuple):
    """A record in its index: `id` is its anchor there."""

    id: str
    link: Link
    status: Status | None
    words: tuple[str, ...]


class IndexGroup(NamedTuple):
    """Records under one heading; where the records are not grouped, it has none."""

    id: str
    title: str
    items: tuple[IndexItem, ...]


class IndexView(NamedTuple):
    """A part of an index."""

    title: str
    lead: str
    pagers: tuple[Pager, ...]
    groups: tuple[IndexGroup, ...]


class Index(NamedTuple):
    """How the records of a registry are listed: the heading that each stands under, and the order beneath it."""

    lead: str
    group: Callable[[Corpus, str], str]
    order: Callable[[Corpus, str], str]
    words: Callable[[Scribe, str], Iterator[str]]
    has_letters: bool = False


def plan_indexes(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the index of every registry that holds something."""
    for kind in INDEXES:
        if corpus.records(kind):
            for part in split(index_url(kind), len(corpus.records(kind)), _SIZE):
                yield PlannedPage(part.url, partial(build_index, kind, part.url))


def build_index(kind: str, url: str, corpus: Corpus, settings: Settings) -> Page:
    """Build one page of an index."""
    index, scribe = INDEXES[kind], Scribe.at(url, corpus, settings)

    def place(name: str) -> tuple[str, str, str, str]:
        # Headings that differ in case or signs alone stand next to each other, each with its own.
        group = index.group(corpus, name)
        return _fold(group), group, _fold(index.order(corpus, name)), name

    names = sorted(corpus.records(kind), key=place)
    parts = split(index_url(kind), len(names), _SIZE)
    part = next(part for part in parts if part.url == url)
    groups = tuple(
        IndexGroup(f"group-{number}", title, tuple(_build_item(scribe, kind, name) for name in group))
        for number, (title, group) in enumerate(
            groupby(names[part.start : part.stop], key=lambda name: index.group(corpus, name)), start=1
        )
    )
    letters = Pager("Letters", tuple(Step(Link(group.title, f"#{group.id}"), False) for group in groups))
    pagers = build_pagers(scribe, parts, part)
    count = f"{len(names)} in all, " if len(names) > 1 else ""
    lead = f"{count}{index.lead}."
    view = IndexView(
        title=KINDS[kind],
        lead=lead[:1].upper() + lead[1:],
        pagers=(*pagers, letters) if index.has_letters and len(groups) > 1 else pagers,
        groups=groups,
    )
    return Page(url, "index", view.title, view, view.lead, (), {"kind": "list", "search": False})


def _build_item(scribe: Scribe, kind: str, name: str) -> IndexItem:
    corpus = scribe.corpus
    status: Status | None = None
    if kind == "agreements":
        status = to_status(corpus.agreements[name].latest_status)
    elif kind in ("conflicts", "processes"):
        term = (corpus.conflicts.get(name) or corpus.processes[name]).status
        status = to_status(term) if term else None
    link = scribe.source(name) if kind == "sources" else scribe.link(name)
    return IndexItem(name, link, status, tuple(INDEXES[kind].words(scribe, name)))


def _fold(text: str) -> str:
    """Return a text by which names are sorted: without case and accents."""
    return "".join(letter for letter in normalize("NFKD", text).casefold() if letter.isalnum() or letter == " ")


def _initial(corpus: Corpus, name: str) -> str:
    return _fold(_sort_name(corpus, name))[:1].upper() or "#"


def _sort_name(corpus: Corpus, name: str) -> str:
    person = corpus.people[name]
    return person.sort_name or person.name.rpartition(" ")[2]


def _no_group(corpus: Corpus, name: str) -> str:
    return ""


def _name(corpus: Corpus, name: str) -> str:
    record = corpus.get(name)
    return str(getattr(record, "name", None) or getattr(record, "title", name))


def _country(corpus: Corpus, name: str) -> str:
    return country_names().get(corpus.places[name].country or "", "") or "In no one country"


def _category(corpus: Corpus, name: str) -> str:
    category = corpus.issues[name].category
    return category.label if category else "Other"


def _newest(corpus: Corpus, name: str) -> str:
    """Return a key that puts the latest date first; without a date a record stands last."""
    agreement = corpus.agreements[name]
    day = agreement.signed or (agreement.history[0].date if agreement.history else None)
    return f"{9999999 - day.earliest.toordinal():07}" if day else "9999999"


def _counts(scribe: Scribe, name: str, *kinds: tuple[str, str]) -> Iterator[str]:
    for kind, word in kinds:
        count = len(scribe.corpus.backlinks_of(name, kind))
        if count:
            yield f"{count} {word}{'s' if count > 1 else ''}"


def _of_person(scribe: Scribe, name: str) -> Iterator[str]:
    person = scribe.corpus.people[name]
    # Where none is held today, the last one that was.
    last = sorted(person.roles, key=lambda role: role.until.sort_key if role.until else _OPEN)[-1:]
    for role in roles_today(scribe.corpus, person) or last:
        yield f"{role.title}, {scribe.name(role.party)}"
    yield from _counts(scribe, name, ("meetings", "meeting"), ("quotes", "quotation"))


def _of_party(scribe: Scribe, name: str) -> Iterator[str]:
    yield from _counts(scribe, name, ("people", "person"), ("meetings", "meeting"), ("commitments", "commitment"))


def _of_place(scribe: Scribe, name: str) -> Iterator[str]:
    kind = scribe.corpus.places[name].kind
    if kind:
        yield kind.label
    yield from _counts(scribe, name, ("meetings", "meeting"), ("outcomes", "outcome"))


def _of_issue(scribe: Scribe, name: str) -> Iterator[str]:
    yield from _counts(scribe, name, ("outcomes", "outcome"), ("positions", "position"), ("quotes", "quotation"))


def _of_agreement(scribe: Scribe, name: str) -> Iterator[str]:
    agreement = scribe.corpus.agreements[name]
    yield agreement.kind.label
    if agreement.signed:
        yield f"signed {to_words(agreement.signed)}"


def _of_process(scribe: Scribe, name: str) -> Iterator[str]:
    yield scribe.name(scribe.corpus.processes[name].conflict)
    yield from _counts(scribe, name, ("briefs", "briefing"), ("agreements", "agreement"))


def _of_conflict(scribe: Scribe, name: str) -> Iterator[str]:
    yield from _counts(scribe, name, ("processes", "process"), ("briefs", "briefing"))


def _of_source(scribe: Scribe, name: str) -> Iterator[str]:
    source = scribe.corpus.sources[name]
    yield source.kind.label
    if source.published:
        yield to_words(source.published)
    cited = sum(len(backlinks) for backlinks in scribe.corpus.backlinks.get(name, {}).values())
    if cited:
        yield f"cited for {cited} statement{'s' if cited > 1 else ''}"


INDEXES: Mapping[str, Index] = {
    "conflicts": Index("in alphabetical order", _no_group, _name, _of_conflict),
    "processes": Index("in alphabetical order", _no_group, _name, _of_process),
    "parties": Index(
        "by kind, and in alphabetical order",
        lambda corpus, name: corpus.parties[name].kind.label,
        _name,
        _of_party,
    ),
    "people": Index("by family name", _initial, _sort_name, _of_person, has_letters=True),
    "places": Index("by country, and in alphabetical order", _country, _name, _of_place),
    "issues": Index("by field, and in alphabetical order", _category, _name, _of_issue),
    "agreements": Index("newest first", _no_group, _newest, _of_agreement),
    "sources": Index(
        "by publisher, each with the statements that rest on it",
        lambda corpus, name: corpus.sources[name].publisher or "No publisher named",
        _name,
        _of_source,
    ),
}
