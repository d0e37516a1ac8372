"""A made-up corpus of any size, the same for the same seed: registries, and briefings as a desk would file them.

Everything is made as plain values first; `yaml_text.py` writes them as briefs, `plain.py` as Markdown for others.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.entities import FIRST_YEAR, LAST_YEAR, Fields, World, make_world, pick
from benchmarks.prose import make_clause, make_sentence, make_speech
from benchmarks.words import FIGURES, PUBLISHERS, SPOKEN, TAGS, TIME_ZONES, VENUES
from benchmarks.yaml_text import to_yaml

SEED = 2022
# The day on which the made-up corpus is built: all of it lies before.
TODAY = date(LAST_YEAR + 1, 1, 15)
# How many earlier reports on a process its briefings go on citing.
_RECENT = 6
_OUTCOMES = ("agreed", "agreed_in_principle", "not_agreed", "no_commitment", "deferred", "talks_to_continue", "unclear")
_COMMITMENTS = ("fulfilled", "partly_fulfilled", "in_progress", "breach_alleged", "lapsed")
_ROLES = ("delegation_head", "delegation_member", "adviser", "spokesperson")


@dataclass(frozen=True)
class Brief:
    """A briefing as a file: its id, the folder of its year, and what it says."""

    id: str
    year: str
    fields: Fields


@dataclass(frozen=True)
class _Scene:
    """What a briefing is made with: chance, its day, the cast of its process, and the sources that it cites."""

    rng: Random
    day: date
    people: Sequence[str]
    parties: Sequence[str]
    places: Sequence[str]
    issues: Sequence[str]
    sources: Sequence[str]

    def notes(self, count: int = 1) -> list[str | Fields]:
        """Cite some of the sources, most with the paragraph."""
        chosen = pick(self.rng, self.sources, count)
        return [
            {"source": name, "locator": f"para {self.rng.randint(1, 20)}"} if self.rng.random() < 0.7 else name
            for name in chosen
        ]

    def cited(self, text: str) -> str:
        """End a sentence with a source note."""
        return f"{text.rstrip('.')} [@{pick(self.rng, self.sources)[0]}, para {self.rng.randint(1, 20)}]."

    def date(self, days: int = 0) -> str:
        """Return the briefing's day, or one so many days later."""
        return (self.day + timedelta(days=days)).isoformat()


def write_corpus(folder: Path, briefs: int, seed: int = SEED) -> None:
    """Write registries and so many briefings below a folder."""
    world = make_world(briefs, Random(seed))
    folder.mkdir(parents=True, exist_ok=True)
    for kind, records in world.registries.items():
        (folder / f"{kind}.yml").write_text(to_yaml(records), encoding="utf-8")
    for brief in iter_briefs(world, briefs, seed):
        year = folder / brief.year
        year.mkdir(exist_ok=True)
        (year / f"{brief.id}.yml").write_text(to_yaml(brief.fields), encoding="utf-8")


def iter_briefs(world: World, briefs: int, seed: int = SEED) -> Iterator[Brief]:
    """Make so many briefings in the order of their days; each continues the last one of its process."""
    rng = Random(f"{seed} briefs")
    first = date(FIRST_YEAR, 1, 3)
    span = (TODAY - timedelta(days=30) - first).days
    recent: dict[str, deque[str]] = {}
    last: dict[str, str] = {}
    rounds: dict[str, int] = {}
    for number in range(briefs):
        day = first + timedelta(days=number * span // briefs)
        process = world.pick_process(rng)
        cast = world.casts[process]
        place = pick(rng, cast["places"])[0]
        name = f"{day.isoformat()}-{place}-{number + 1}"
        own = {} if rng.random() < 0.4 and process in recent else {f"s-{name}": _source(rng, name, day)}
        cited = recent.setdefault(process, deque(maxlen=_RECENT))
        cited.extendleft(own)
        shared = pick(rng, list(world.registries["sources"]))
        scene = _Scene(
            rng, day, cast["people"], cast["parties"], [place, *cast["places"]], cast["issues"], [*cited, *shared]
        )
        rounds[process] = rounds.get(process, 0) + 1
        fields = _head(scene, world, process)
        if process in last and rng.random() < 0.5:
            fields["follows"] = last[process]
        fields |= _body(scene, rounds[process], cast["agreements"])
        if own:
            fields["sources"] = own
        last[process] = name
        yield Brief(name, str(day.year), fields)


def _source(rng: Random, name: str, day: date) -> Fields:
    fields = {"title": make_sentence(rng).rstrip("."), "publisher": rng.choice(PUBLISHERS), "kind": "news_report"}
    fields |= {"published": day.isoformat(), "url": f"https://example.org/{day:%Y/%m}/{name}"}
    return {**fields, "language": "en"}


def _head(scene: _Scene, world: World, process: str) -> Fields:
    rng, issue = scene.rng, scene.issues[0]
    places, processes = world.registries["places"], world.registries["processes"]
    subject = world.registries["issues"][issue]["name"]
    title = (
        f"{subject}: {rng.choice(('talks', 'round', 'meeting', 'consultations'))} in {places[scene.places[0]]['name']}"
    )
    summary = f"{make_sentence(rng).rstrip('.')}, [[{scene.people[0]}]] said in [[{scene.places[0]}]]."
    return {
        "title": f"{title} {rng.choice(('end', 'go on', 'open', 'break off'))} on day {rng.randint(1, 9)}",
        "date": scene.date(),
        "conflict": processes[process]["conflict"],
        "process": process,
        "as_of": scene.date(1),
        "language": "en",
        "authors": [f"Desk {rng.randint(1, 6)}"],
        "tags": rng.sample(TAGS, 2),
        "summary": f"{scene.cited(summary)} {scene.cited(make_sentence(rng))}",
        "key_points": [
            f"**{world.registries['issues'][rng.choice(scene.issues)]['name']}.** {scene.cited(make_sentence(rng))}"
            for _ in range(rng.randint(2, 3))
        ],
        "not_known": [f"Whether {make_clause(rng)}."],
    }


def _body(scene: _Scene, number: int, agreements: Sequence[str]) -> Fields:
    rng = scene.rng
    # Most briefings are short; one in some dozens is several times as long.
    scale = min(4.0, rng.lognormvariate(-0.05, 0.4))
    meetings = [_meeting(scene, index, number) for index in range(max(1, round(1.25 * scale)))]
    body: Fields = {"meetings": meetings}
    body["quotes"] = [_quote(scene, meetings) for _ in range(max(1, round(2.4 * scale)))]
    body["claims"] = [_claim(scene) for _ in range(max(1, round(0.8 * scale)))]
    if rng.random() < 0.1:
        body["readouts"] = [_readout(scene)]
    if rng.random() < 0.4:
        body["positions"] = [_position(scene) for _ in range(max(1, round(scale)))]
    body["outcomes"] = [_outcome(scene, agreements) for _ in range(max(1, round(1.1 * scale)))]
    if rng.random() < 0.3:
        fields = {"label": rng.choice(FIGURES), "value": f"{rng.randint(20, 9000):,}", "by": scene.parties[0]}
        body["figures"] = [{**fields, "as_of": scene.date(), "sources": scene.notes()}]
    if rng.random() < 0.4:
        body["next_steps"] = [{"date": scene.date(20), "text": scene.cited(make_sentence(rng))}]
    if rng.random() < 0.2:
        body["background"] = "\n\n".join(scene.cited(make_sentence(rng)) for _ in range(2))
    return body


def _meeting(scene: _Scene, index: int, number: int) -> Fields:
    rng = scene.rng
    present = pick(rng, scene.people, rng.randint(2, 3))
    start = rng.randint(8, 15)
    return {
        "id": "talks" if index == 0 else f"session-{index + 1}",
        "title": f"Round {number} of the talks" if index == 0 else f"Session {index + 1} of the working group",
        "date": scene.date(),
        "start": f"{start:02}:{rng.choice((0, 15, 25, 30)):02}",
        "end": f"{start + 2:02}:00",
        "timezone": rng.choice(TIME_ZONES),
        "place": scene.places[0],
        "venue": rng.choice(VENUES),
        "interaction": rng.choice(("direct", "proximity", "mixed")),
        "channel": "in_person",
        "level": rng.choice(("ministerial", "senior_official", "technical")),
        "round": str(number),
        "host": scene.parties[-1],
        "agenda": pick(rng, scene.issues, 2),
        "participants": [{"person": name, "role": rng.choice(_ROLES)} for name in present],
        "sources": scene.notes(),
    }


def _quote(scene: _Scene, meetings: Sequence[Fields]) -> Fields:
    rng = scene.rng
    quote: Fields = {"speaker": pick(rng, scene.people)[0]}
    if rng.random() < 0.3:
        said = rng.choice(SPOKEN)
        language = rng.choice([name for name in said if name != "en"])
        quote |= {"text": said["en"], "language": "en", "original": {"text": said[language], "language": language}}
        quote["translator"] = "unofficial"
    else:
        quote |= {"text": make_speech(rng, rng.choice((1, 1, 2))), "language": "en"}
    quote |= {
        "meeting": rng.choice(meetings)["id"],
        "setting": rng.choice(("press_conference", "in_meeting", "statement")),
    }
    if rng.random() < 0.5:
        quote["context"] = f"Asked whether {make_clause(rng)}."
    return {**quote, "about": pick(rng, scene.issues), "sources": scene.notes()}


def _claim(scene: _Scene) -> Fields:
    rng = scene.rng
    answer: Fields = {"by": scene.people[-1], "response": rng.choice(("denies", "justifies", "no_comment"))}
    answer |= {"statement": make_sentence(rng), "sources": scene.notes()}
    claim: Fields = {"by": scene.parties[0], "statement": make_sentence(rng), "about": [scene.places[0]]}
    return {**claim, "sources": scene.notes(), "responses": [answer]}


def _readout(scene: _Scene) -> Fields:
    sides = scene.parties[:2]
    points = [
        {
            "text": make_sentence(scene.rng),
            "accounts": [
                {"by": sides[0], "coverage": "stated", "text": make_sentence(scene.rng), "sources": scene.notes()},
                {"by": sides[1], "coverage": "not_available", "sources": scene.notes()},
            ],
        }
        for _ in range(2)
    ]
    return {"meeting": "talks", "points": points}


def _position(scene: _Scene) -> Fields:
    rng = scene.rng
    position: Fields = {"by": pick(rng, scene.people)[0], "issue": pick(rng, scene.issues)[0]}
    position |= {"kind": rng.choice(("demand", "offer", "condition", "red_line")), "text": make_sentence(rng)}
    return {**position, "to": [scene.parties[1]], "meeting": "talks", "sources": scene.notes()}


def _outcome(scene: _Scene, agreements: Sequence[str]) -> Fields:
    rng = scene.rng
    outcome: Fields = {"issue": pick(rng, scene.issues)[0], "status": rng.choice(_OUTCOMES), "text": make_sentence(rng)}
    outcome |= {"meeting": "talks", "according_to": pick(rng, scene.people), "places": [scene.places[0]]}
    if agreements and rng.random() < 0.1:
        outcome["agreement"] = rng.choice(agreements)
    if rng.random() < 0.4:
        promise: Fields = {
            "id": f"promise-{rng.randrange(10**8)}",
            "by": [scene.parties[0]],
            "text": make_sentence(rng),
        }
        outcome["commitments"] = [{**promise, "status": rng.choice(_COMMITMENTS), "sources": scene.notes()}]
    return {**outcome, "sources": scene.notes()}
