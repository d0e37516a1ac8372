"""Briefings and records as results, found by each of their names."""

from collections.abc import Iterator

from generator.model.base import Record
from generator.model.brief import Brief, Claim, Outcome, Quote
from generator.model.dates import EdtfDate, to_words
from generator.model.records import Agreement, Conflict, Issue, Party, Person, Place, Process, Source
from generator.pages.scribe import Scribe
from generator.routes import page_url
from generator.search.items import Item
from generator.search.statements import facets_of, publishers

# The kind of result for each registry, in the order in which results that fit alike are shown.
KINDS = {
    "people": "person",
    "parties": "party",
    "places": "place",
    "issues": "issue",
    "agreements": "agreement",
    "processes": "process",
    "conflicts": "conflict",
    "sources": "source",
}


def build_briefing(scribe: Scribe, brief: Brief) -> Item:
    """Build the result that leads to a briefing."""
    texts = [brief.summary, *brief.key_points, *brief.not_known, brief.background or ""]
    texts += [step.text for step in brief.next_steps]
    points = [point.text for readout in brief.readouts for point in readout.points]
    figures = [f"{figure.label}: {figure.value}" for figure in brief.figures]
    places = dict.fromkeys(meeting.place for meeting in brief.meetings if meeting.place)
    parties = [
        part.party or part.on_behalf_of or scribe.side_of(part.person or "", brief.date)
        for meeting in brief.meetings
        for part in meeting.participants
    ]
    issues = [outcome.issue for outcome in brief.outcomes] + [each for one in brief.meetings for each in one.agenda]
    said: list[Quote | Claim | Outcome] = [*brief.quotes, *brief.claims, *brief.outcomes]
    sources = tuple(note for one in said for note in one.sources)
    return Item(
        "briefing",
        page_url("briefs", brief.id),
        brief.title,
        body="\n".join([*filter(None, map(scribe.plain, texts)), *points, *figures]),
        about=(to_words(brief.date), *([scribe.name(brief.process)] if brief.process else ())),
        also=(*map(scribe.name, places), *brief.tags, *brief.authors),
        facets=(
            *facets_of(scribe, "party", parties),
            *facets_of(scribe, "issue", issues),
            *facets_of(scribe, "place", places),
            *_years(brief.date),
            *facets_of(scribe, "process", [brief.process]),
            *facets_of(scribe, "conflict", [brief.conflict]),
            *(("source", name, name) for name in publishers(scribe, sources)),
        ),
    )


def build_record(scribe: Scribe, kind: str, name: str, record: Record) -> Item:
    """Build the result that leads to a record's page."""
    title = str(getattr(record, "name", None) or getattr(record, "title", name))
    others = [getattr(record, "short_name", None), getattr(record, "sort_name", None)]
    spelt = dict.fromkeys([*record.names.values(), *record.aliases])
    texts = [getattr(record, "disputed", None), *map(scribe.plain, _texts(record))]
    return Item(
        KINDS[kind],
        page_url(kind, name),
        title,
        names=(*spelt, *filter(None, others)),
        body="\n".join(filter(None, texts)),
        about=(*_about(scribe, record), *(spelling for spelling in spelt if spelling != title)),
        also=record.tags,
        facets=tuple(_facets(scribe, name, record)),
    )


def _texts(record: Record) -> Iterator[str]:
    yield from filter(None, (getattr(record, "summary", None), record.note))


def _about(scribe: Scribe, record: Record) -> Iterator[str]:
    """Yield the few facts that tell a record from others of its name."""
    if isinstance(record, Person):
        for role in record.roles[-1:]:
            yield f"{role.title}, {scribe.name(role.party)}"
    elif isinstance(record, Place | Issue | Process) and (above := getattr(record, "within", None) or _part_of(record)):
        yield scribe.name(above)
    elif isinstance(record, Agreement):
        yield record.latest_status.label
        yield ", ".join(sorted(map(scribe.name, record.parties)))
    elif isinstance(record, Source):
        yield from filter(None, [record.publisher, to_words(record.published) if record.published else ""])


def _part_of(record: Place | Issue | Process) -> str | None:
    return None if isinstance(record, Place) else record.part_of


def _facets(scribe: Scribe, name: str, record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield what a record belongs to; that it is itself a party, a place or an issue counts too."""
    if isinstance(record, Person):
        yield from facets_of(scribe, "party", (role.party for role in record.roles))
    elif isinstance(record, Party | Place | Issue):
        yield from facets_of(scribe, {Party: "party", Place: "place", Issue: "issue"}[type(record)], [name])
    elif isinstance(record, Conflict):
        yield from facets_of(scribe, "party", record.parties)
        yield from facets_of(scribe, "conflict", [name])
    elif isinstance(record, Process):
        yield from facets_of(scribe, "process", [name])
        yield from facets_of(scribe, "conflict", [record.conflict])
    elif isinstance(record, Agreement):
        yield from facets_of(scribe, "party", record.parties)
        yield from _years(record.signed)
        if record.process:
            yield from facets_of(scribe, "process", [record.process])
            yield from facets_of(scribe, "conflict", [scribe.corpus.processes[record.process].conflict])
    elif isinstance(record, Source):
        publisher = record.publisher or record.title
        yield "source", publisher, publisher


def _years(day: EdtfDate | None) -> list[tuple[str, str, str]]:
    return [("year", year, year) for year in [f"{day.earliest.year:04}"]] if day else []
