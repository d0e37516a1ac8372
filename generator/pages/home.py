"""The home page: what is new, what is next, what is due."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, cast

from generator.corpus import Corpus
from generator.model.brief import Brief, Meeting
from generator.model.dates import EdtfDate, to_words
from generator.model.records import Commitment
from generator.model.statement import Statement
from generator.pages.cards import Card, build_cards
from generator.pages.entries import EntryView, build_entry
from generator.pages.head import KINDS
from generator.pages.page import Page, PlannedPage, to_sections
from generator.pages.scribe import Scribe
from generator.pages.values import Link
from generator.routes import HOME, index_url
from generator.settings import Settings

LEAD = "What happened at the table, who said exactly what, what was agreed, whether it is kept, and how we know."
_LATEST, _TO_COME, _DUE, _PROCESSES = 8, 6, 6, 12


class ProcessLine(NamedTuple):
    """A process with the conflict that it is about, and how far it has come."""

    process: Link
    conflict: str
    words: tuple[str, ...]


class HomeView(NamedTuple):
    """All that the home page holds."""

    title: str
    lead: str
    latest: tuple[Card, ...]
    to_come: tuple[EntryView, ...]
    due: tuple[EntryView, ...]
    processes: tuple[ProcessLine, ...]
    browse: tuple[Link, ...]
    search: Link


_SECTIONS = (("latest", "Latest briefings"), ("processes", "Processes"), ("browse", "Look things up"))


def plan_home(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the home page."""
    yield PlannedPage(HOME, build_home)


def build_home(corpus: Corpus, settings: Settings) -> Page:
    """Build the home page; with nothing to show it says so."""
    scribe = Scribe.at(HOME, corpus, settings)
    briefs = [cast(Brief, statement.entry) for statement in corpus.statements.get("briefs", ())[:_LATEST]]
    view = HomeView(
        title=settings.site_name,
        lead=LEAD,
        latest=build_cards(scribe, briefs),
        to_come=tuple(build_entry(scribe, one) for one in find_to_come(corpus)[:_TO_COME]),
        due=tuple(build_entry(scribe, one) for one in find_commitments_due(corpus)[:_DUE]),
        processes=tuple(_iter_processes(scribe))[:_PROCESSES],
        browse=tuple(
            Link(title, index_url(kind))
            for kind, title in {**KINDS, "quotes": "Quotations", "claims": "Claims", "outcomes": "Outcomes"}.items()
            if kind in corpus.statements
        ),
        search=Link("Search", "search/"),
    )
    return Page(HOME, "home", view.title, view, LEAD, to_sections(view, _SECTIONS), {"kind": "home", "search": False})


def find_to_come(corpus: Corpus) -> list[Statement]:
    """Return the meetings that are planned and not past, the next one first."""
    return choose_to_come(corpus, corpus.ahead["meetings"])


def choose_to_come(corpus: Corpus, statements: Iterable[Statement]) -> list[Statement]:
    """Return those of meetings that are planned and not past, the next one first."""
    meetings = [(cast(Meeting, one.entry), one) for one in statements]
    planned = [(meeting.date, one) for meeting, one in meetings if meeting.is_planned]
    found = [(day, one) for day, one in planned if not corpus.is_over(day.latest)]
    return [one for _, one in sorted(found, key=lambda pair: pair[0].sort_key)]


def find_commitments_due(corpus: Corpus) -> list[Statement]:
    """Return the open commitments that have a due date, the earliest first: so the overdue ones lead."""
    found = [(cast(EdtfDate, cast(Commitment, one.entry).due), one) for one in corpus.ahead["commitments"]]
    return [one for _, one in sorted(found, key=lambda pair: pair[0].sort_key)]


def _iter_processes(scribe: Scribe) -> Iterator[ProcessLine]:
    """Yield the processes, the one with the latest briefing first."""
    corpus = scribe.corpus
    days = {name: briefs[-1].date for name, briefs in corpus.briefs_of_process.items()}

    def place(name: str) -> tuple[date, date, str]:
        last = days.get(name)
        return last.sort_key if last else (date.min, date.min, "")

    for name in sorted(corpus.processes, key=place, reverse=True):
        meetings, last = corpus.meetings_of_process.get(name, 0), days.get(name)
        words = [f"{meetings} meeting{'s' if meetings != 1 else ''}"] if meetings else []
        words += [f"last on {to_words(last)}"] if last else []
        yield ProcessLine(scribe.link(name), scribe.name(corpus.processes[name].conflict), tuple(words))
