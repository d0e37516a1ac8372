"""How long it takes to build a large site, next to two other programs in the same run: `make bench`.

Builds a made-up corpus cold, again without a change, and after edits, and the same content in plain Markdown with
MkDocs and Material, and with Hugo and Pagefind. What counts are the ratios: seconds are this machine's, today.
"""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import others, ours
from benchmarks.measure import Measured, size_of

DEFAULT_BRIEFS = 1000
OURS, SMALL, MKDOCS, HUGO = "briefings, cold", "briefings, cold, a tenth", "MkDocs + Material", "Hugo + Pagefind"
AGAIN, POINT, TITLE = "briefings, no change", "briefings, a point added", "briefings, a title changed"


@dataclass(frozen=True)
class Row:
    """One build: what it took, and the pages, files and bytes that came of it."""

    name: str
    measured: Measured
    pages: int
    files: int
    size: int


@dataclass
class Results:
    """All that one run of the benchmark found."""

    briefs: int
    machine: dict[str, Any]
    rows: list[Row] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    index_seconds: float = 0.0

    def find(self, name: str) -> Row | None:
        """Return a row by its name."""
        return next((row for row in self.rows if row.name == name), None)

    def ratios(self) -> dict[str, tuple[float, float]]:
        """Return what the requirements are put in, one build by another: by the clock, and in the processor's work."""
        pairs = {
            "cold / MkDocs": (OURS, MKDOCS),
            "cold / Hugo + Pagefind": (OURS, HUGO),
            "a point added / cold": (POINT, OURS),
            "a title changed / cold": (TITLE, OURS),
            "no change / cold": (AGAIN, OURS),
            "ten times the briefings": (OURS, SMALL),
        }
        found = {name: (self.find(one), self.find(other)) for name, (one, other) in pairs.items()}
        return {
            name: (
                round(one.measured.seconds / other.measured.seconds, 3),
                round(one.measured.cpu / other.measured.cpu, 3),
            )
            for name, (one, other) in found.items()
            if one and other
        }

    def to_json(self) -> str:
        """Write everything as JSON."""
        return json.dumps({**asdict(self), "ratios": self.ratios()}, indent=2)


def run(folder: Path, briefs: int, tell: Callable[[str], None]) -> Results:
    """Run every build below a folder."""
    results = Results(briefs, describe_machine())

    def add(name: str, site: Path, measured: Measured) -> None:
        tell(f"{name}: {measured.seconds:.1f} s")
        results.rows.append(Row(name, measured, *size_of(site)))

    small, large = folder / "small", folder / "large"
    ours.write_site(small, briefs // 10)
    add(SMALL, small / "site", ours.build_site(small))
    ours.write_site(large, briefs)
    add(OURS, large / "site", ours.build_site(large))
    add(AGAIN, large / "site", ours.build_site(large))
    ours.edit_point(large)
    add(POINT, large / "site", ours.build_site(large))
    ours.edit_title(large)
    add(TITLE, large / "site", ours.build_site(large))
    results.stages.update(ours.time_stages(large))
    shutil.rmtree(large)
    add(MKDOCS, folder / "mkdocs" / "site", others.build_mkdocs(folder / "mkdocs", briefs))
    if built := others.build_hugo(folder / "hugo", briefs):
        pages, index = built
        results.index_seconds = index.seconds
        add(HUGO, folder / "hugo" / "public", pages + index)
    else:
        tell("Hugo is not installed, and is left out")
    return results


def describe_machine() -> dict[str, Any]:
    """Tell on what the benchmark runs, and with which versions."""
    programs = {name: version(name) for name in ("mkdocs", "mkdocs-material", "pagefind-bin")}
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        **programs,
    }


def to_table(results: Results) -> str:
    """Put the results into tables."""
    lines = [
        f"{results.briefs:,} briefings; {', '.join(f'{name} {value}' for name, value in results.machine.items())}",
        "",
        f"{'build':<28}{'seconds':>9}{'cpu s':>9}{'peak MB':>9}{'pages':>9}{'files':>9}{'MB':>9}",
    ]
    lines += [
        f"{row.name:<28}{row.measured.seconds:>9.2f}{row.measured.cpu:>9.2f}{row.measured.peak_mb:>9.0f}"
        f"{row.pages:>9,}{row.files:>9,}{row.size / 2**20:>9.1f}"
        for row in results.rows
    ]
    if results.index_seconds:
        lines.append(f"{'  of which Pagefind':<28}{results.index_seconds:>9.2f}")
    lines += ["", f"{'ratio':<28}{'clock':>9}{'cpu':>9}"]
    lines += [f"{name:<28}{clock:>9.3f}{cpu:>9.3f}" for name, (clock, cpu) in results.ratios().items()]
    total = sum(results.stages.values())
    lines += ["", f"{'stage, all processes':<28}{'seconds':>9}{'share':>9}"]
    lines += [f"{name:<28}{seconds:>9.2f}{seconds / total:>9.0%}" for name, seconds in results.stages.items()]
    return "\n".join(lines)


def main() -> None:
    """Read the arguments, run, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=DEFAULT_BRIEFS, help="how many briefings (%(default)s)")
    parser.add_argument("--json", type=Path, help="a file to write the results into")
    parser.add_argument("--folder", type=Path, help="where to work; what is built stays there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        results = run(options.folder or Path(temporary), options.briefs, lambda text: print(text, file=sys.stderr))
    print(to_table(results))
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(results.to_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
