"""How long checking a large site takes, next to PyYAML's C loader composing the same files: `make bench-check`.

The site is made up: so many briefs of about 4 KB, and registries that they refer to. Each measurement runs in a
process of its own, so that its peak of memory is its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import yaml

from generator.build import read_build
from generator.diagnostics import Severity
from generator.processes import count_cores
from generator.site import read_content

LIMIT = 1.6
MEMORY_LIMIT = 600
PEOPLE, PARTIES, PLACES, ISSUES, SOURCES = 400, 60, 120, 80, 3000


def write_site(folder: Path, briefs: int) -> None:
    """Write registries and so many briefs."""
    registries = {
        "conflicts": "c-1:\n  name: A conflict\n",
        "processes": "p-1:\n  name: Talks\n  conflict: c-1\n",
        "parties": "".join(f"party-{n}:\n  name: Party {n}\n  kind: state\n  country: UA\n" for n in range(PARTIES)),
        "people": "".join(
            f"person-{n}:\n  name: Person {n}\n  sort_name: '{n}, Person'\n  names: {{uk: Особа {n}}}\n  roles:\n"
            f"    - {{title: Minister, party: party-{n % PARTIES}, from: 2001-01-01}}\n"
            for n in range(PEOPLE)
        ),
        "places": "".join(f"place-{n}:\n  name: Place {n}\n  kind: city\n  country: TR\n" for n in range(PLACES)),
        "issues": "".join(f"issue-{n}:\n  name: Issue {n}\n  category: humanitarian\n" for n in range(ISSUES)),
        "sources": "".join(
            f"source-{n}:\n  title: Report number {n}\n  publisher: Agency\n  kind: wire_report\n"
            f"  published: 2022-03-10\n  url: https://example.org/{n}\n  language: en\n"
            for n in range(SOURCES)
        ),
    }
    for name, text in registries.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    for number in range(briefs):
        year = folder / f"{2000 + number % 25}"
        year.mkdir(exist_ok=True)
        (year / f"brief-{number}.yml").write_text(_brief(number), encoding="utf-8")


def _brief(number: int) -> str:
    person, other = f"person-{number % PEOPLE}", f"person-{(number * 7 + 3) % PEOPLE}"
    party, place, issue = f"party-{number % PARTIES}", f"place-{number % PLACES}", f"issue-{number % ISSUES}"
    source, second = f"source-{number % SOURCES}", f"source-{(number * 3 + 1) % SOURCES}"
    quotes = "".join(
        f"""  - id: quote-{item}
    speaker: {person if item % 2 else other}
    text: >-
      We made proposal {number}.{item} to the other side and asked them to answer it within the week, since the
      people who wait at the crossing cannot wait for longer than that
    language: en
    meeting: talks
    setting: press_conference
    context: To reporters after meeting {number}, on what it achieved.
    about: [{issue}]
    sources: [{{source: {source}, locator: para {item + 3}}}]
"""
        for item in range(4)
    )
    return f"""title: Meeting number {number} ends without agreement
date: 2022-03-10
conflict: c-1
process: p-1
as_of: 2022-03-10
language: en
tags: [ministers, cease-fire]
summary: >-
  The delegations met in [[{place}]] and did not agree to a cease-fire in round {number} [@{source}, para 1]. One side
  said that the other did not commit itself, and that both go on seeking a solution [@{second}].
key_points:
  - No progress was made on issue {number} [@{source}, para 2].
  - "**No commitment** on corridors, says [[{person}]] [@{source}, para 3]."
  - Both sides agreed to continue, according to one of them [@{second}].
not_known:
  - When the next meeting after number {number} would take place.
meetings:
  - id: talks
    title: Meeting of the delegations
    date: 2022-03-10
    start: 11:25
    timezone: Europe/Istanbul
    place: {place}
    interaction: direct
    channel: in_person
    level: ministerial
    track: track_1
    host: {party}
    agenda: [{issue}]
    participants:
      - {{person: {person}, on_behalf_of: {party}, role: delegation_head}}
      - {{person: {other}, on_behalf_of: {party}, role: [host, mediator]}}
    sources: [{source}, {second}]
quotes:
{quotes}claims:
  - id: hospital
    by: {party}
    statement: The building was hit on the day before meeting {number}.
    sources: [{{source: {source}, locator: para 9}}]
    responses:
      - by: {person}
        response: justifies
        statement: The building was no longer in use.
        sources: [{{source: {source}, locator: para 9}}]
positions:
  - by: {person}
    issue: {issue}
    kind: offer
    text: Assurances on security guarantees for corridors, at once
    to: [{other}]
    meeting: talks
    sources: [{{source: {source}, locator: para 3}}]
outcomes:
  - id: no-cease-fire
    issue: {issue}
    status: not_agreed
    text: No cease-fire was agreed.
    meeting: talks
    commitments:
      - {{id: continue, text: To go on talking, status: fulfilled, sources: [{source}]}}
    sources: [{{source: {source}, locator: para 1}}]
"""


def compose(folder: Path) -> None:
    """Compose every file with PyYAML's C loader alone."""
    for path in sorted(folder.rglob("*.yml")):
        yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def check(folder: Path) -> None:
    """Check the site as `briefings check` does, from its files to its findings."""
    made = read_build(folder.parent / "mkdocs.yml", datetime(2026, 1, 1, tzinfo=UTC))
    content = read_content(made.settings, jobs=count_cores())
    wrong = [found for found in content.diagnostics if found.severity is not Severity.NOTE]
    if wrong:
        raise SystemExit(f"the made-up site has mistakes: {wrong[0]}")


MEASURED: dict[str, Callable[[Path], None]] = {"compose": compose, "check": check}


def measure(name: str, folder: Path) -> tuple[float, float]:
    """Return the time in seconds and the peak of memory in MB of a run in a process of its own."""
    command = [sys.executable, __file__, "--run", name, str(folder)]
    seconds, memory = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return seconds, memory


def run(name: str, folder: Path) -> None:
    """Measure one run in this process, and write time and peak as JSON."""
    started = time.perf_counter()
    MEASURED[name](folder)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([seconds, peak]))


def compare(briefs: int, runs: int) -> bool:
    """Measure both on so many briefs, say how they compare, and tell whether the limits are kept."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "briefs"
        (Path(root) / "docs").mkdir()
        folder.mkdir()
        (Path(root) / "mkdocs.yml").write_text("site_name: Made up\nplugins: [briefings]\n", encoding="utf-8")
        write_site(folder, briefs)
        # By turns, so that whatever else the machine does hits both.
        turns = [[measure(name, folder) for name in MEASURED] for _ in range(runs)]
    composing, checking = (min(turn[index][0] for turn in turns) for index in range(2))
    memory = max(turn[1][1] for turn in turns)
    ratio = checking / composing
    sys.stdout.write(
        f"{briefs:,} briefs: composing {composing:.2f} s, checking {checking:.2f} s: "
        f"{ratio:.2f} times (at most {LIMIT}); peak {memory:.0f} MB (at most {MEMORY_LIMIT})\n"
    )
    return ratio <= LIMIT and memory <= MEMORY_LIMIT


def main() -> None:
    """Compare on a tenth and on all of the briefs, which shows how memory grows; fail where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--run", nargs=2, metavar=("NAME", "FOLDER"), help="measure one run in this process")
    options = parser.parse_args()
    if options.run:
        run(options.run[0], Path(options.run[1]))
        return
    kept = [compare(briefs, options.runs) for briefs in (options.briefs // 10, options.briefs)]
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
