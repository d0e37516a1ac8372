"""Long lists in parts: by years, and a year that is long by pages. No page grows without bound."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.model.dates import EdtfDate
from generator.pages.scribe import Scribe
from generator.pages.values import Link
from generator.routes import list_url

# How many entries a page has at most, and how many a section of another page shows.
PAGE_SIZE = 100
SHOWN = 20
# How many years a part has until they are too much for one page.
_SPAN = 5
# The years of a list's entries in its order, and how many there are of each: all that it takes to split the list.
Years = tuple[tuple[str, int], ...]
# How far around the present page its neighbours are linked; the first and the last one always are.
_AROUND = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: the entries from `start` to `stop`.

    `year` tells of which years they are; it is empty where the list is not split by years.

    A page is planned with the parts of its list, and is another page when these are others; not when a part only begins
    elsewhere.
    """

    url: str
    start: int = field(repr=False)
    stop: int = field(repr=False)
    year: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A link to another part of the list, or to this one."""

    link: Link
    is_current: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """The parts that a reader can go to from here: years, or pages of a year."""

    label: str
    steps: tuple[Step, ...]


def split(base: str, length: int, size: int = PAGE_SIZE) -> tuple[Part, ...]:
    """Split a list by pages alone: where its order is not that of dates."""
    return tuple(_iter_pages(base, "", 0, length, size)) or (Part(base, 0, 0),)


def count_years(years: Iterable[int | None]) -> Years:
    """Count the entries of each year in a list in which those of a year stand together; None is for the undated."""
    return tuple([("undated" if year is None else f"{year:04}", len([*group])) for year, group in groupby(years)])


def count_years_of(days: Iterable[EdtfDate | None]) -> Years:
    """Count the same by the dates of the entries."""
    return count_years([day.earliest.year if day else None for day in days])


def split_by_year(base: str, years: Years) -> tuple[Part, ...]:
    """Split a list that is too long for one page by the years of its entries, which stand together.

    A part has the years of a half decade; where these are too much for one page, one year. The newest part stands at
    the address of what was split, a list or a half decade: so a list that grows loses no address.
    """
    total = sum(length for _, length in years)
    if total <= PAGE_SIZE:
        return (Part(base, 0, total),)
    parts: list[Part] = []
    start = 0
    for span, group in groupby(years, lambda year: _to_span(year[0])):
        within = tuple(group)
        length = sum(length for _, length in within)
        place = list_url(base, span.replace("–", "-")) if parts else base
        for year, entries in ((span, length),) if length <= PAGE_SIZE else within:
            parts.extend(_iter_pages(place or list_url(base, year), year, start, start + entries, PAGE_SIZE))
            start += entries
            place = ""
    return tuple(parts)


def find_part(parts: Iterable[Part], url: str) -> Part:
    """Return the part that has an address."""
    return next(part for part in parts if part.url == url)


def build_pagers(scribe: Scribe, parts: Sequence[Part], here: Part) -> tuple[Pager, ...]:
    """Build the links from a part of a list to the others."""
    firsts = [part for part in parts if part.number == 1]
    years = Pager("Years", tuple(Step(Link(part.year, scribe.to(part.url)), part.year == here.year) for part in firsts))
    pages = [part for part in parts if part.year == here.year]
    near = [part for part in pages if part.number in (1, len(pages)) or abs(part.number - here.number) <= _AROUND]
    numbers = Pager("Pages", tuple(Step(Link(str(part.number), scribe.to(part.url)), part == here) for part in near))
    return tuple(pager for pager in (years, numbers) if len(pager.steps) > 1)


def _to_span(year: str) -> str:
    """Return the years of the half decade that a year is in; what is undated stays so."""
    if not year.isdecimal():
        return year
    first = int(year) // _SPAN * _SPAN
    return f"{first:04}–{first + _SPAN - 1:04}"


def _iter_pages(base: str, year: str, start: int, stop: int, size: int) -> Iterator[Part]:
    for number, first in enumerate(range(start, stop, size), start=1):
        yield Part(list_url(base, "", number), first, min(first + size, stop), year, number)
