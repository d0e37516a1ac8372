"""Positions over time: of a party by issue, on an issue by party."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, cast

from generator.model.brief import Position
from generator.model.statement import Backlink
from generator.pages.backlinks import POSITIONS, select, to_entry, to_more
from generator.pages.entries import ENTRY, Entry
from generator.pages.scribe import Scribe
from generator.pages.split import SHOWN
from generator.pages.values import Link

# How many positions of a group, and how many groups, a page shows where there are too many for all.
_IN_GROUP, _GROUPS = 6, 20


class PositionGroup(NamedTuple):
    """The positions on one issue, or of one party, the oldest first; `left_out` older ones are not shown."""

    name: Link
    entries: tuple[Entry, ...]
    left_out: int


def build_positions_by_issue(scribe: Scribe, party: str) -> tuple[tuple[PositionGroup, ...], Link | None]:
    """Group the positions that a party has a part in by their issue."""

    def issue(backlink: Backlink) -> Iterable[str]:
        return (cast(Position, backlink.statement.entry).issue,)

    return _build_groups(scribe, "parties", party, issue)


def build_positions_by_party(scribe: Scribe, issue: str) -> tuple[tuple[PositionGroup, ...], Link | None]:
    """Group the positions on an issue by the party whose they are."""

    def party(backlink: Backlink) -> Iterable[str]:
        position = cast(Position, backlink.statement.entry)
        return (scribe.side_of(position.by, backlink.statement.date) or position.by,)

    return _build_groups(scribe, "issues", issue, party)


def _build_groups(
    scribe: Scribe, kind: str, name: str, keys: Callable[[Backlink], Iterable[str]]
) -> tuple[tuple[PositionGroup, ...], Link | None]:
    backlinks = select(scribe.corpus, name, POSITIONS)
    found: dict[str, list[Backlink]] = {}
    for backlink in backlinks:
        for key in keys(backlink):
            found.setdefault(key, []).append(backlink)
    # Without a list of all to lead to, nothing is left out.
    in_group = _IN_GROUP if len(backlinks) > SHOWN else SHOWN
    shown = sorted(found, key=lambda key: scribe.name(key).casefold())[:_GROUPS]
    groups = tuple(
        PositionGroup(
            scribe.link(key),
            tuple(to_entry(scribe, ENTRY, backlink, name) for backlink in reversed(found[key][:in_group])),
            max(0, len(found[key]) - in_group),
        )
        for key in shown
    )
    return groups, to_more(scribe, kind, name, POSITIONS, len(backlinks))
