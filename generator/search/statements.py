"""Statements as results: a quotation with its speaker, a claim with its answers, an outcome with its status."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from generator.model.base import Model, Sources
from generator.model.brief import Brief, Claim, Meeting, Outcome, Position, Quote
from generator.model.dates import EdtfDate, to_words
from generator.model.records import Agreement, Commitment
from generator.model.statement import Statement
from generator.pages.scribe import Scribe
from generator.pages.tags import to_tags
from generator.routes import statement_url
from generator.search.items import Item

# By the list that a statement stands in: the kind of its result, and its text.
_TEXTS: dict[str, tuple[str, Callable[[Model], str]]] = {
    "quotes": ("quote", lambda entry: cast(Quote, entry).text),
    "claims": ("claim", lambda entry: cast(Claim, entry).statement),
    "outcomes": ("outcome", lambda entry: cast(Outcome, entry).text),
    "commitments": ("commitment", lambda entry: cast(Commitment, entry).text),
    "positions": ("position", lambda entry: cast(Position, entry).text),
    "meetings": ("meeting", lambda entry: cast(Meeting, entry).title),
}
KINDS = tuple(_TEXTS)


def build_item(scribe: Scribe, statement: Statement) -> Item:
    """Build the result that leads to a statement."""
    kind, text_of = _TEXTS[statement.kind]
    entry = statement.entry
    context = getattr(entry, "context", None) or getattr(entry, "summary", None) or ""
    return Item(
        kind,
        statement_url(statement),
        text_of(entry),
        body="\n".join(_body(scribe, entry)),
        about=tuple(_about(scribe, statement)),
        also=tuple(_also(scribe, statement, scribe.plain(context))),
        facets=tuple(_facets(scribe, statement)),
    )


def spellings(scribe: Scribe, name: str) -> tuple[str, ...]:
    """Return every name that a record has: what is said by it, too, is found by each."""
    record = scribe.corpus.get(name)
    names = getattr(record, "names", {})
    return (scribe.name(name), *getattr(record, "aliases", ()), *names.values())


def publishers(scribe: Scribe, sources: Sources) -> list[str]:
    """Return who published the sources of a statement."""
    found = (scribe.corpus.sources.get(note.source) for note in sources)
    return list(dict.fromkeys(source.publisher or source.title for source in found if source))


def facets_of(scribe: Scribe, facet: str, names: Iterable[str | None]) -> Iterator[tuple[str, str, str]]:
    """Yield records as values of a facet."""
    yield from ((facet, name, scribe.name(name)) for name in dict.fromkeys(names) if name)


def _body(scribe: Scribe, entry: Model) -> Iterator[str]:
    """Yield what belongs to a statement besides its text: the words in the original, the answers."""
    if isinstance(entry, Quote) and entry.original:
        yield entry.original.text
    if isinstance(entry, Claim):
        for answer in entry.responses:
            yield f"{scribe.name(answer.by)} {answer.response.label.lower()}: {answer.statement or 'no words reported'}"
    if isinstance(entry, Position):
        for reply in entry.responses:
            yield f"{scribe.name(reply.by)} {reply.response.label.lower()}: {reply.text or 'no words reported'}"


def _about(scribe: Scribe, statement: Statement) -> Iterator[str]:
    entry, day = statement.entry, statement.date
    if isinstance(entry, Quote | Claim | Position):
        who = getattr(entry, "speaker", None) or getattr(entry, "by", None)
        yield _who(scribe, who, day) if who else getattr(entry, "attribution", None) or ""
    if isinstance(entry, Position):
        yield f"{entry.kind.label} on {scribe.name(entry.issue)}"
    if isinstance(entry, Outcome):
        yield scribe.name(entry.issue)
        yield entry.status.label
    if isinstance(entry, Commitment):
        yield ", ".join(map(scribe.name, entry.by))
        yield entry.latest_status.label
    if isinstance(entry, Meeting) and entry.place:
        yield scribe.name(entry.place)
    if day:
        yield to_words(day)
    yield scribe.name(statement.home)


def _who(scribe: Scribe, name: str, day: EdtfDate | None) -> str:
    actor = scribe.actor(name, day)
    return ", ".join(filter(None, [actor.name.text, actor.office, actor.party.text if actor.party else ""]))


def _also(scribe: Scribe, statement: Statement, context: str) -> Iterator[str]:
    entry = statement.entry
    yield context
    yield from (getattr(entry, field, None) or "" for field in ("lead", "tail", "venue", "condition"))
    for field in ("speaker", "by", "of", "about", "issue", "places", "place", "agenda", "party"):
        value = getattr(entry, field, None) or ()
        for name in (value,) if isinstance(value, str) else value:
            yield from spellings(scribe, name)
    for part in getattr(entry, "participants", ()):
        yield from spellings(scribe, part.person or part.party or "")
    yield from publishers(scribe, getattr(entry, "sources", ()))


def _facets(scribe: Scribe, statement: Statement) -> Iterator[tuple[str, str, str]]:
    corpus, entry, holder = scribe.corpus, statement.entry, statement.holder
    tags = {name: values.split() for name, values in to_tags(corpus, statement)}
    yield from facets_of(scribe, "speaker", tags.get("speaker", ()))
    parties = tags.get("party", [])
    if isinstance(entry, Meeting):
        day = statement.date
        parties = [
            part.party or part.on_behalf_of or scribe.side_of(part.person or "", day) for part in entry.participants
        ]
    yield from facets_of(scribe, "party", parties)
    about = [name for name in getattr(entry, "about", ()) if name in corpus.issues]
    yield from facets_of(scribe, "issue", [getattr(entry, "issue", None), *about, *getattr(entry, "agenda", ())])
    if isinstance(entry, Outcome | Commitment):
        status = entry.status if isinstance(entry, Outcome) else entry.latest_status
        yield "status", status.value, status.label
    yield from facets_of(scribe, "place", _places(scribe, statement))
    yield from (("year", year, year) for year in tags.get("year", ()))
    process = holder.process if isinstance(holder, Brief | Agreement) else None
    conflict = holder.conflict if isinstance(holder, Brief) else None
    if process and not conflict:
        conflict = corpus.processes[process].conflict
    yield from facets_of(scribe, "process", [process])
    yield from facets_of(scribe, "conflict", [conflict])
    yield from (("source", name, name) for name in publishers(scribe, getattr(entry, "sources", ())))


def _places(scribe: Scribe, statement: Statement) -> list[str | None]:
    """Return where a statement applies or was made, and what places it is about."""
    corpus, entry, holder = scribe.corpus, statement.entry, statement.holder
    own = [getattr(entry, "place", None), *getattr(entry, "places", ())]
    own += [name for name in getattr(entry, "about", ()) if name in corpus.places]
    if isinstance(holder, Brief) and not isinstance(entry, Meeting | Commitment):
        meeting = getattr(entry, "meeting", None)
        found = corpus.meeting(holder, meeting) if meeting else None
        own += [found[1].place] if found else [each.place for each in holder.meetings]
    return own
