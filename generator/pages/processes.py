"""The page of a process: round by round, what came of each issue, and what was promised."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple, cast

from generator.corpus import Corpus, in_order
from generator.model.brief import Brief
from generator.model.records import Commitment, Process
from generator.model.statement import Statement
from generator.model.vocabulary import CommitmentStatus
from generator.pages.backlinks import COMMITMENTS, TopicView, build_topics, to_ledger
from generator.pages.briefing import processes_around
from generator.pages.entries import ENTRY, Entry, Fact, to_entries
from generator.pages.head import Head, build_head, to_period, to_record_page
from generator.pages.home import choose_to_come
from generator.pages.matrix import Matrix, build_matrix
from generator.pages.notes import SourceEntry
from generator.pages.page import Page, PlannedPage
from generator.pages.rounds import Round, Stop, build_rounds, build_stops
from generator.pages.scribe import Scribe
from generator.pages.split import PAGE_SIZE
from generator.pages.values import Link, to_status
from generator.routes import index_url, page_url
from generator.settings import Settings


class Count(NamedTuple):
    """A number under the summary, with what it counts."""

    words: str
    number: str


class ProcessView(NamedTuple):
    """All that the page of a process holds."""

    head: Head
    counts: tuple[Count, ...]
    stops: tuple[Stop, ...]
    rounds: tuple[Round, ...]
    matrices: tuple[Matrix, ...]
    commitments: tuple[Entry, ...]
    more_commitments: Link | None
    planned: tuple[Entry, ...]
    topics: tuple[TopicView, ...]
    sources: tuple[SourceEntry, ...]


_SECTIONS = (
    ("rounds", "Rounds"),
    ("matrices", "Issue by round"),
    ("commitments", "Commitments"),
    ("planned", "Planned meetings"),
)
# A line of stops and a table of rounds are for a look at the whole: of a longer process they show the latest.
_STOPS, _ROUNDS = 8, 60


def plan_processes(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the page of every process."""
    for name in corpus.processes:
        yield PlannedPage(page_url("processes", name), partial(build_process, name))


def build_process(name: str, corpus: Corpus, settings: Settings) -> Page:
    """Build the page of one process, with the processes that are a part of it."""
    process = corpus.processes[name]
    scribe = Scribe.at(page_url("processes", name), corpus, settings)
    briefs = briefs_of(corpus, name)
    pledges = find_pledges(corpus, name, briefs)
    view = ProcessView(
        head=_build_head(scribe, name, process),
        counts=build_counts(corpus, name, briefs, pledges),
        stops=build_stops(scribe, briefs[-_STOPS:]),
        rounds=build_rounds(scribe, briefs, _ROUNDS),
        matrices=build_matrix(scribe, briefs),
        commitments=to_ledger(scribe, pledges[:PAGE_SIZE]),
        more_commitments=_to_all_commitments(scribe, pledges),
        planned=to_entries(ENTRY, find_planned(corpus, briefs)),
        topics=build_topics(scribe, "processes", name, leave_out=[COMMITMENTS]),
        sources=scribe.notes.entries(),
    )
    return to_record_page(scribe, "processes", view, _SECTIONS, process.summary)


def briefs_of(corpus: Corpus, name: str) -> tuple[Brief, ...]:
    """Return the briefings of a process and of those that are a part of it, in order of date."""
    found: dict[str, Statement] = {}
    pending, seen = [name], {name}
    while pending:
        process = pending.pop()
        found.update((one.home, one) for one in corpus.briefs_of_process.get(process, ()))
        parts = {link.statement.home for link in corpus.backlinks_of(process, "processes") if "part_of" in link.fields}
        pending.extend(sorted(parts - seen))
        seen |= parts
    return tuple(cast(Brief, one.entry) for one in in_order(found.values()))


def find_pledges(corpus: Corpus, name: str, briefs: Sequence[Brief]) -> list[Statement]:
    """Return the commitments of a process's briefings and agreements, the newest first."""
    holders = {brief.id for brief in briefs}
    holders |= {link.statement.home for link in corpus.backlinks_of(name, "agreements") if "process" in link.fields}
    return [one for one in corpus.statements.get("commitments", ()) if one.home in holders]


def build_counts(corpus: Corpus, name: str, briefs: Sequence[Brief], pledges: Sequence[Statement]) -> tuple[Count, ...]:
    """Count what a process consists of; what there is none of is left out."""
    meetings = [meeting for brief in briefs for meeting in brief.meetings]
    people = {part.person for meeting in meetings for part in meeting.participants if part.person}
    places = {meeting.place for meeting in meetings if meeting.place}
    agreements = [link for link in corpus.backlinks_of(name, "agreements") if "process" in link.fields]
    kept = sum(cast(Commitment, one.entry).latest_status is CommitmentStatus.FULFILLED for one in pledges)
    counts = [
        ("meeting", len(meetings)),
        ("place", len(places)),
        ("person", len(people)),
        ("agreement", len(agreements)),
    ]
    found = [Count(_plural(word) if number > 1 else word, str(number)) for word, number in counts if number]
    return (*found, Count("commitments fulfilled", f"{kept} of {len(pledges)}")) if pledges else tuple(found)


def find_planned(corpus: Corpus, briefs: Sequence[Brief]) -> list[Statement]:
    """Return the meetings that are planned and to come, the next one first."""
    homes = {brief.id for brief in briefs}
    return choose_to_come(corpus, (one for one in corpus.ahead["meetings"] if one.home in homes))


def _build_head(scribe: Scribe, name: str, process: Process) -> Head:
    period = to_period(process.started, process.ended)
    parts = [link.statement.home for link in scribe.corpus.backlinks_of(name, "processes") if "part_of" in link.fields]
    roles: dict[str, list[str]] = {}
    for third in process.third_parties:
        roles.setdefault(third.role.label, []).append(third.party or third.person or "")
    return build_head(
        scribe,
        "processes",
        name,
        above=[process.conflict, *processes_around(scribe.corpus, process.part_of)],
        status=to_status(process.status) if process.status else None,
        meta=[Fact("", (Link(period[:1].upper() + period[1:]),) if period else ())],
        summary=process.summary,
        facts=[
            *(Fact(role, scribe.links(dict.fromkeys(who))) for role, who in roles.items()),
            Fact("Part of", scribe.links([process.part_of] if process.part_of else [])),
            Fact("Parts", scribe.links(parts)),
        ],
    )


def _to_all_commitments(scribe: Scribe, pledges: Sequence[Statement]) -> Link | None:
    if len(pledges) <= PAGE_SIZE:
        return None
    return Link("All commitments", scribe.to(index_url("commitments")))


def _plural(word: str) -> str:
    return "people" if word == "person" else f"{word}s"
