"""The page of a party: its people, what it wants on each issue, what it said and promised."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from generator.corpus import Corpus
from generator.model.types import country_names
from generator.pages.backlinks import POSITIONS, TopicView, build_topics
from generator.pages.entries import Fact
from generator.pages.head import Head, build_head, to_record_page
from generator.pages.notes import SourceEntry
from generator.pages.page import Page, PlannedPage
from generator.pages.positions import PositionGroup, build_positions_by_issue
from generator.pages.scribe import Scribe
from generator.pages.values import Link
from generator.routes import page_url
from generator.settings import Settings


class PartyView(NamedTuple):
    """All that the page of a party holds."""

    head: Head
    positions: tuple[PositionGroup, ...]
    more_positions: Link | None
    topics: tuple[TopicView, ...]
    sources: tuple[SourceEntry, ...]


def plan_parties(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the page of every party."""
    for name in corpus.parties:
        yield PlannedPage(page_url("parties", name), partial(build_party, name))


def build_party(name: str, corpus: Corpus, settings: Settings) -> Page:
    """Build the page of one party."""
    party = corpus.parties[name]
    scribe = Scribe.at(page_url("parties", name), corpus, settings)
    country = country_names().get(party.country or "", "")
    head = build_head(
        scribe,
        "parties",
        name,
        meta=[Fact("", (Link(party.kind.label),))],
        disputed=party.disputed,
        facts=[
            Fact("Short name", (Link(party.short_name),) if party.short_name else ()),
            Fact("Country", (Link(country),) if country and country != party.name else ()),
            Fact("Part of", scribe.links(party.part_of)),
            Fact("Members", scribe.links(sorted(party.members, key=scribe.name))),
        ],
    )
    positions, more = build_positions_by_issue(scribe, name)
    topics = build_topics(scribe, "parties", name, leave_out=[POSITIONS])
    view = PartyView(head, positions, more, topics, scribe.notes.entries())
    return to_record_page(scribe, "parties", view, [("positions", "Positions by issue")])
