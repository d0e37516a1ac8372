"""Ids inside a brief: each names one entry, since pages are linked by them."""

from collections.abc import Iterable, Iterator

from generator.checks.found import Context, Found
from generator.model.brief import Brief
from generator.model.decode import Problem
from generator.yaml_parser import Path

_LISTS_WITH_IDS = ("meetings", "quotes", "claims", "readouts", "positions", "outcomes", "figures", "next_steps")


def check_entry_ids(context: Context) -> Iterator[Found]:
    """Yield `duplicate-entry-id` for an id that two entries of one kind in a brief share."""
    for definition, brief in context.iter_briefs():
        for list_name in _LISTS_WITH_IDS:
            ids = ((entry.id, (list_name, index, "id")) for index, entry in enumerate(getattr(brief, list_name)))
            yield from (Found(definition.source, problem) for problem in _find_twice(ids, list_name))
        yield from (Found(definition.source, problem) for problem in _find_twice(_commitments(brief), "commitments"))


def _commitments(brief: Brief) -> Iterator[tuple[str | None, Path]]:
    for outcome_index, outcome in enumerate(brief.outcomes):
        for index, commitment in enumerate(outcome.commitments):
            yield commitment.id, ("outcomes", outcome_index, "commitments", index, "id")


def _find_twice(ids: Iterable[tuple[str | None, Path]], what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, path in ids:
        if name is None:
            continue
        if name in seen:
            message = f"two {what.replace('_', ' ')} of this briefing have the id `{name}`"
            yield Problem("duplicate-entry-id", path, message, "Give one of the two another id.")
        seen.add(name)
