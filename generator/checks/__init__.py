"""Rules across records: one function each, listed in `CHECKS`.

A check is given the whole site as it was decoded and yields what is wrong, as a path in a file; where nothing is
wrong it costs no more than a walk over values. What each code stands for is in
`diagnostics/catalogue`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from generator.checks.circles import check_circles
from generator.checks.completeness import check_addresses, check_offices, check_summaries
from generator.checks.dates import check_date_order, check_histories
from generator.checks.found import Context, Found
from generator.checks.ids import check_entry_ids, check_former_ids
from generator.checks.references import check_references
from generator.checks.snapshots import check_snapshots
from generator.checks.unreferenced import check_unreferenced
from generator.checks.upkeep import check_corrections, check_overdue_commitments, check_past_meetings
from generator.checks.verification import check_quotes
from generator.corpus import Corpus, build_corpus
from generator.diagnostics import Diagnostic, sort_diagnostics
from generator.model.file import DecodedFile
from generator.model.problem import Problem, locate
from generator.source import SourceFile

Check = Callable[[Context], Iterator[Found]]

CHECKS: tuple[Check, ...] = (
    check_references,
    check_entry_ids,
    check_former_ids,
    check_date_order,
    check_histories,
    check_circles,
    check_snapshots,
    check_quotes,
    check_summaries,
    check_offices,
    check_addresses,
    check_overdue_commitments,
    check_past_meetings,
    check_corrections,
    check_unreferenced,
)


@dataclass(frozen=True)
class Checked:
    """The published part of a site, and everything that was found. With errors among it, nothing is published."""

    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...]
    context: Context = field(repr=False)
    """What was checked: reports for editors look at it."""


def check_site(files: Iterable[DecodedFile], snapshots: Mapping[str, bytes], now: datetime) -> Checked:
    """Join decoded files and check them against every rule.

    `snapshots` are the files of `briefs/_snapshots/` by name; `now` is the build's clock.
    """
    context, diagnostics = join_site(files, snapshots, now)
    return Checked(context.draft.published, tuple(sort_diagnostics([*diagnostics, *find_problems(context)])), context)


def join_site(
    files: Iterable[DecodedFile], snapshots: Mapping[str, bytes], now: datetime
) -> tuple[Context, list[Diagnostic]]:
    """Join decoded files; return what is to be checked, and what was found so far."""
    draft, diagnostics = build_corpus(files, now)
    return Context(draft, snapshots, now), diagnostics


def find_problems(context: Context) -> list[Diagnostic]:
    """Check a site against every rule."""
    by_source: dict[int, tuple[SourceFile, list[Problem]]] = {}
    for check in CHECKS:
        for found in check(context):
            by_source.setdefault(id(found.source), (found.source, []))[1].append(found.problem)
    return [found for source, problems in by_source.values() for found in locate(source, problems)]
