"""A briefing in short, for the lists that lead to it."""

from collections.abc import Iterable
from typing import NamedTuple

from generator.escape import Html
from generator.model.brief import Brief
from generator.pages.briefing import Chip, build_strip
from generator.pages.scribe import Scribe
from generator.pages.values import Link, Time, to_time
from generator.routes import page_url


class Card(NamedTuple):
    """A briefing's date, process and places, title, bottom line and outcomes."""

    title: Link
    date: Time | None
    process: Link | None
    places: str
    summary: Html | None
    strip: tuple[Chip, ...]


def build_cards(scribe: Scribe, briefs: Iterable[Brief]) -> tuple[Card, ...]:
    """Build the cards of briefings, in the order given."""
    return tuple(_build_card(scribe, brief) for brief in briefs)


def _build_card(scribe: Scribe, brief: Brief) -> Card:
    places = dict.fromkeys(scribe.name(meeting.place) for meeting in brief.meetings if meeting.place)
    return Card(
        title=Link(brief.title, scribe.to(page_url("briefs", brief.id))),
        date=to_time(brief.date, weekday=True),
        process=scribe.link(brief.process) if brief.process else None,
        places=", ".join(places),
        summary=scribe.without_notes().rich(brief.summary),
        strip=build_strip(scribe, brief),
    )
