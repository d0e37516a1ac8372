"""The registries of the made-up corpus: conflicts, processes, and all who and what briefings speak of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Any

from benchmarks.prose import make_name, make_person_name, make_sentence, to_id
from benchmarks.words import ISSUE_FORMS, OFFICES, PARTY_FORMS, PLACE_KINDS, PUBLISHERS

Fields = dict[str, Any]
FIRST_YEAR, LAST_YEAR = 2005, 2024
# Entities to a hundred briefings, and how they fall to the registries, with the fewest of each.
PER_HUNDRED = 5
_SHARES = {
    "conflicts": (0.03, 5),
    "processes": (0.07, 5),
    "parties": (0.10, 8),
    "people": (0.45, 20),
    "places": (0.18, 10),
    "issues": (0.10, 8),
    "agreements": (0.07, 5),
}
# A process keeps to a few of each, so that its briefings speak of the same ones.
_CAST = {"people": 14, "places": 6, "issues": 6, "parties": 5, "agreements": 2}
_SOURCES_TO_A_BRIEF = 0.1


@dataclass(frozen=True)
class World:
    """Every record by registry and id, the cast of every process, and the weights by which processes are picked."""

    registries: Mapping[str, Mapping[str, Fields]]
    casts: Mapping[str, Mapping[str, Sequence[str]]] = field(repr=False)
    weights: Sequence[float] = field(repr=False)

    def pick_process(self, rng: Random) -> str:
        """Pick a process: few are often in the news, and most seldom."""
        return rng.choices(list(self.casts), cum_weights=self.weights)[0]


def zipf(length: int, exponent: float = 0.9) -> list[float]:
    """Return cumulative weights that fall as Zipf's law says."""
    return list(accumulate((rank + 1) ** -exponent for rank in range(length)))


def pick(rng: Random, items: Sequence[str], count: int = 1) -> list[str]:
    """Pick some items of a list without repeating one, the first ones most often."""
    picked: dict[str, None] = {}
    while len(picked) < min(count, len(items)):
        picked[rng.choices(items, cum_weights=zipf(len(items)))[0]] = None
    return list(picked)


def make_world(briefs: int, rng: Random) -> World:
    """Make the registries for so many briefings."""
    entities = briefs * PER_HUNDRED / 100
    sizes = {kind: max(fewest, round(entities * share)) for kind, (share, fewest) in _SHARES.items()}
    maker = _Maker(rng)
    conflicts = maker.make_all("conflicts", sizes, lambda number: maker.conflict())
    places = maker.make_all("places", sizes, maker.place)
    parties = maker.make_all("parties", sizes, maker.party)
    people = maker.make_all("people", sizes, lambda number: maker.person(list(parties)))
    issues = maker.make_all("issues", sizes, lambda number: maker.issue(number, list(places)))
    processes = maker.make_all("processes", sizes, lambda number: maker.process(number, list(conflicts), list(parties)))
    count = max(10, round(briefs * _SOURCES_TO_A_BRIEF))
    sources = {f"report-{number}": maker.source(f"Report {number}") for number in range(1, count + 1)}
    pools = {"people": people, "places": places, "issues": issues, "parties": parties}
    casts: dict[str, dict[str, Sequence[str]]] = {
        process: {kind: rng.sample(list(pool), min(_CAST[kind], len(pool))) for kind, pool in pools.items()}
        for process in processes
    }
    agreements = maker.make_all(
        "agreements", sizes, lambda number: maker.agreement(list(processes)[number % len(processes)], casts, sources)
    )
    for process, cast in casts.items():
        cast["agreements"] = [name for name, made in agreements.items() if made["process"] == process]
    registries = {
        "conflicts": conflicts,
        "processes": processes,
        "parties": parties,
        "people": people,
        "places": places,
        "issues": issues,
        "agreements": agreements,
        "sources": sources,
    }
    return World(registries, casts, zipf(len(processes)))


class _Maker:
    """Makes records whose ids differ across all registries."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.taken: set[str] = set()

    def make_all(
        self, kind: str, sizes: Mapping[str, int], make: Callable[[int], tuple[str, Fields]]
    ) -> dict[str, Fields]:
        """Make so many records of a kind; one whose id is taken is made again."""
        made: dict[str, Fields] = {}
        while len(made) < sizes[kind]:
            name, record = make(len(made))
            if name not in self.taken:
                self.taken.add(name)
                made[name] = record
        return made

    def conflict(self) -> tuple[str, Fields]:
        one, other = make_name(self.rng), make_name(self.rng)
        started = self.rng.randint(FIRST_YEAR - 10, FIRST_YEAR)
        fields = {"name": f"{one}–{other} conflict", "summary": make_sentence(self.rng), "started": str(started)}
        return to_id(f"{one}-{other}-conflict"), {
            **fields,
            "status": self.rng.choice(("active", "frozen", "ceasefire")),
        }

    def process(self, number: int, conflicts: Sequence[str], parties: Sequence[str]) -> tuple[str, Fields]:
        name = make_name(self.rng)
        third = [
            {"party": party, "role": role}
            for party, role in zip(pick(self.rng, parties, 2), ("mediator", "host"), strict=True)
        ]
        fields: Fields = {"name": f"{name} process", "conflict": conflicts[number % len(conflicts)]}
        return to_id(f"{name}-process"), {**fields, "summary": make_sentence(self.rng), "third_parties": third}

    def party(self, number: int) -> tuple[str, Fields]:
        name = make_name(self.rng)
        kind, form = PARTY_FORMS[number % len(PARTY_FORMS)]
        return to_id(form.format(name)), {"name": form.format(name), "short_name": name, "kind": kind}

    def person(self, parties: Sequence[str]) -> tuple[str, Fields]:
        first, family = make_person_name(self.rng)
        party = self.rng.choice(parties)
        change = self.rng.randint(FIRST_YEAR + 1, LAST_YEAR - 1)
        before, after = self.rng.sample(OFFICES, 2)
        roles = [
            {"title": before, "party": party, "from": str(FIRST_YEAR - 5), "until": f"{change}-06-30"},
            {"title": after, "party": party, "from": f"{change}-07-01"},
        ]
        fields = {"name": f"{first} {family}", "sort_name": f"{family}, {first}", "aliases": [f"{first[0]}. {family}"]}
        return to_id(f"{first}-{family}"), {**fields, "roles": roles}

    def place(self, number: int) -> tuple[str, Fields]:
        name = make_name(self.rng)
        fields: Fields = {"name": name, "kind": PLACE_KINDS[number % len(PLACE_KINDS)]}
        where = {"lat": f"{self.rng.uniform(-35, 60):.2f}", "lon": f"{self.rng.uniform(-20, 80):.2f}"}
        return to_id(name), {**fields, **where, "precision": "settlement"}

    def issue(self, number: int, places: Sequence[str]) -> tuple[str, Fields]:
        category, form = ISSUE_FORMS[number % len(ISSUE_FORMS)]
        name = form.format(make_name(self.rng))
        return to_id(name), {"name": name, "category": category, "summary": make_sentence(self.rng)}

    def agreement(
        self, process: str, casts: Mapping[str, Mapping[str, Sequence[str]]], sources: Mapping[str, Fields]
    ) -> tuple[str, Fields]:
        cast, year = casts[process], self.rng.randint(FIRST_YEAR, LAST_YEAR - 2)
        title = f"{make_name(self.rng)} memorandum"
        notes = pick(self.rng, list(sources), 2)
        fields: Fields = {
            "title": title,
            "process": process,
            "kind": "memorandum",
            "issues": pick(self.rng, cast["issues"], 2),
        }
        fields |= {"summary": f"{make_sentence(self.rng)} [@{notes[0]}]", "parties": list(cast["parties"][:2])}
        fields["history"] = [
            {"date": f"{year}-03-01", "status": "signed", "sources": notes[:1]},
            {"date": f"{year}-04", "status": "in_force", "note": make_sentence(self.rng), "sources": notes[1:]},
            {"date": str(year + 1), "status": "suspended", "by": cast["parties"][0], "sources": notes[:1]},
        ]
        return to_id(title), {**fields, "sources": notes}

    def source(self, title: str) -> Fields:
        day = f"{self.rng.randint(FIRST_YEAR, LAST_YEAR)}-{self.rng.randint(1, 12):02}"
        fields = {"title": f"{title}: {make_sentence(self.rng).rstrip('.')}", "publisher": self.rng.choice(PUBLISHERS)}
        fields |= {"kind": "report", "published": day, "language": "en"}
        return {**fields, "url": f"https://example.org/{to_id(title)}"}
