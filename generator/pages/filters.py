"""The facets by which the search parts pages: values in words, for the theme to write into a page's head."""

from collections.abc import Iterable, Iterator

from generator.model.brief import Brief, Claim, Meeting, Outcome, Position, Quote
from generator.pages.scribe import Scribe

# A facet's name in addresses, and one of its values.
Filters = tuple[tuple[str, str], ...]

# What a briefing holds, by the fields that hold it: a page has the kinds of the results that it can lead to.
_KINDS = {
    "quotes": "Quotations",
    "claims": "Claims",
    "outcomes": "Outcomes",
    "positions": "Positions",
    "meetings": "Meetings",
}


def to_filters(scribe: Scribe, brief: Brief) -> Filters:
    """Return the values of every facet that a briefing has, through itself or through its statements."""
    found = [
        *(("kind", kind) for kind in _kinds(brief)),
        *_named(scribe, "conflict", [brief.conflict]),
        *_named(scribe, "process", [brief.process]),
        *_named(scribe, "party", _parties(scribe, brief)),
        *_named(scribe, "speaker", (quote.speaker or quote.attribution for quote in brief.quotes)),
        *_named(scribe, "place", (meeting.place for meeting in brief.meetings)),
        *_named(scribe, "place", (place for outcome in brief.outcomes for place in outcome.places)),
        *_named(scribe, "issue", _issues(scribe, brief)),
        *(("status", outcome.status.label) for outcome in brief.outcomes),
        ("year", f"{brief.date.earliest.year:04}"),
        *(("source", publisher) for publisher in _publishers(scribe, brief)),
    ]
    return tuple(dict.fromkeys(found))


def _kinds(brief: Brief) -> Iterator[str]:
    yield "Briefings"
    yield from (kind for field, kind in _KINDS.items() if getattr(brief, field))
    if any(outcome.commitments for outcome in brief.outcomes):
        yield "Commitments"


def _parties(scribe: Scribe, brief: Brief) -> Iterator[str]:
    for meeting in brief.meetings:
        for one in meeting.participants:
            yield one.party or one.on_behalf_of or scribe.side_of(one.person or "", meeting.date)
    for quote in brief.quotes:
        yield quote.party or (scribe.side_of(quote.speaker, quote.date or brief.date) if quote.speaker else "")


def _issues(scribe: Scribe, brief: Brief) -> Iterator[str]:
    yield from (outcome.issue for outcome in brief.outcomes)
    yield from (position.issue for position in brief.positions)
    yield from (issue for meeting in brief.meetings for issue in meeting.agenda)
    yield from (name for quote in brief.quotes for name in quote.about if scribe.corpus.kind_of(name) == "issues")


def _publishers(scribe: Scribe, brief: Brief) -> Iterator[str]:
    said: list[Meeting | Quote | Claim | Position | Outcome] = [*brief.meetings, *brief.quotes, *brief.claims]
    said += [*brief.positions, *brief.outcomes]
    for note in dict.fromkeys(note.source for entry in said for note in entry.sources):
        source = scribe.corpus.sources.get(note)
        if source:
            yield source.publisher or source.title


def _named(scribe: Scribe, facet: str, names: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    yield from ((facet, scribe.name(name)) for name in names if name)
