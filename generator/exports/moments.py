"""When a briefing was first out and when it last changed, as feeds and calendars tell it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from generator.exports.plain import Plain
from generator.model.brief import Brief


def published(brief: Plain) -> datetime:
    """Return when a brief was first out, as near as it is known: the cut-off of its information, else its date."""
    return _published(brief.get("as_of"), brief["date"]["earliest"])


def changed(brief: Plain) -> datetime:
    """Return when a brief last changed in substance: a correction counts as a change."""
    corrected = [correction["date"] for correction in brief.get("corrections", ())]
    return _changed(published(brief), [*corrected, brief.get("updated")])


def newest_first(briefs: Iterable[Brief]) -> list[Brief]:
    """Sort briefs, what changed last first."""

    def age(brief: Brief) -> tuple[datetime, tuple[date, date, str]]:
        out = _published(brief.as_of.isoformat() if brief.as_of else None, brief.date.earliest.isoformat())
        days = [correction.date.isoformat() for correction in brief.corrections]
        return _changed(out, [*days, *([brief.updated.isoformat()] if brief.updated else [])]), brief.date.sort_key

    return sorted(sorted(briefs, key=lambda brief: brief.id), key=age, reverse=True)


def to_midnight(day: date) -> datetime:
    """Return the beginning of a day, in UTC."""
    return datetime.combine(day, time(), UTC)


def _published(as_of: str | None, first_day: str | None) -> datetime:
    if as_of and "T" in as_of:
        return datetime.fromisoformat(as_of).astimezone(UTC)
    return to_midnight(date.fromisoformat(as_of or first_day or date.min.isoformat()))


def _changed(first: datetime, days: Iterable[str | None]) -> datetime:
    return max([first, *(to_midnight(date.fromisoformat(day)) for day in days if day)])
