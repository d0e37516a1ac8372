"""Dates of levels 0 and 1 of EDTF (the Extended Date/Time Format, ISO 8601-2), and how they read in English.

A date may be a day, a month, a season, a year, or a decade or century of which the year is not known; it may
be uncertain (`?`), approximate (`~`) or both (`%`); it may run from one date to another, with an end that is
open (`..`) or not known (nothing). Years run from 0001 to 9999, and a date has no time of day.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.model.date_mistakes import iter_corrections

_ONE = r"[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)(?:-(?:[0-9]{2}|XX)){0,2}[?~%]?"
_FORM = re.compile(rf"{_ONE}|{_ONE}/(?:{_ONE}|\.\.)?|(?:\.\.)?/{_ONE}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OTHER_YEAR = re.compile(r"[Yy]?[-−+]?[0-9]+(?:-[0-9]{1,2}){0,2}")
_PLAIN = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")

# Far longer than any valid date: such a text is not worth a search for what was meant.
_LONGEST = 64

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# EDTF's seasons name no hemisphere; for sorting, they are those of the northern one.
_SEASONS = {"21": ("spring", 3), "22": ("summer", 6), "23": ("autumn", 9), "24": ("winter", 12)}

_QUALIFIED = {"?": "possibly {}", "~": "about {}", "%": "possibly about {}"}


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date that is known as exactly as its text says; made by `parse_edtf`.

    The first and the last day are those of the calendar: "about March 2022" lies between 1 and 31 March. An open
    or unknown start is `date.min`, an open or unknown end `date.max`.
    """

    text: str
    earliest: date
    latest: date

    def __str__(self) -> str:
        return self.text

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """The order of dates: by the first day, then by the last, then by the text."""
        return self.earliest, self.latest, self.text

    @property
    def is_day(self) -> bool:
        """Whether this is one whole day, known and certain."""
        return _DAY.fullmatch(self.text) is not None

    @property
    def machine(self) -> str | None:
        """The value for `<time datetime>`: of a plain day, month or year, since HTML has none for others."""
        return self.text if _PLAIN.fullmatch(self.text) else None


@lru_cache(maxsize=2**14)
def parse_edtf(text: str) -> EdtfDate:
    """Read a date, or raise a ValueError whose message is one sentence that says what to write."""
    if len(text) > _LONGEST or not _FORM.fullmatch(text):
        raise ValueError(_explain(text))
    return _read(text)


def _read(text: str) -> EdtfDate:
    """Read a text that has the form of a date; raise a ValueError where the calendar has no such date."""
    start, slash, end = text.partition("/")
    if not slash:
        return EdtfDate(text, *_days(start))
    earliest = date.min if start in ("", "..") else _days(start)[0]
    latest = date.max if end in ("", "..") else _days(end)[1]
    if latest < earliest:
        raise ValueError(f"The end comes before the start: write {end}/{start}, or correct one of the two.")
    return EdtfDate(text, earliest, latest)


def _days(text: str) -> tuple[date, date]:
    """Return the first and the last day of one date, not a range."""
    year, month, day = _split(text)
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if last_year == 0:
        raise ValueError("There is no year 0000: years run from 0001 to 9999.")
    if "X" in year and month:
        raise ValueError(f"Where the year is not known, its month cannot be given: write {year}.")
    if month == "XX" and day not in ("", "XX"):
        raise ValueError(f"Where the month is not known, its day cannot be given: write {year}-XX.")
    if month in ("", "XX"):
        return date(max(first_year, 1), 1, 1), date(last_year, 12, 31)
    if month in _SEASONS:
        if day:
            raise ValueError(f"A season has no days: write {year}-{month}.")
        return _season(first_year, _SEASONS[month][1])
    if not 1 <= int(month) <= 12:
        raise ValueError(
            f"There is no month {month}: months are 01 to 12, and 21 to 24 are spring, summer, autumn and winter."
        )
    length = monthrange(first_year, int(month))[1]
    if day in ("", "XX"):
        return date(first_year, int(month), 1), date(first_year, int(month), length)
    if not 1 <= int(day) <= length:
        raise ValueError(
            f"{_MONTHS[int(month) - 1]} {year} has no day {day}: "
            f"its days are 01 to {length}, and XX is a day that is not known."
        )
    only = date(first_year, int(month), int(day))
    return only, only


def _split(text: str) -> tuple[str, str, str]:
    """Part one date into year, month and day, without its qualifier; what is not given is empty."""
    year, _, rest = text.rstrip("?~%").partition("-")
    month, _, day = rest.partition("-")
    return year, month, day


def _season(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of the three months that begin with the given one."""
    if month < 12:
        return date(year, month, 1), date(year, month + 2, monthrange(year, month + 2)[1])
    if year == date.max.year:
        return date(year, 12, 1), date.max
    return date(year, 12, 1), date(year + 1, 2, monthrange(year + 1, 2)[1])


def _explain(text: str) -> str:
    """Say in one sentence what to write in place of a text that does not have the form of a date."""
    meant: dict[str, str] = {}
    first_reason = impossible = ""
    for reason, candidate in iter_corrections(text) if len(text) <= _LONGEST else ():
        if first_reason not in ("", reason) or not _FORM.fullmatch(candidate):
            continue
        try:
            meant[candidate] = to_words(_read(candidate))
        except ValueError as error:
            impossible = impossible or str(error)
        else:
            first_reason = reason
    if meant:
        return f"{first_reason}: write {' or '.join(f'{fixed} ({words})' for fixed, words in meant.items())}."
    if impossible:
        return impossible
    if _OTHER_YEAR.fullmatch(text):
        return "A year has four digits, from 0001 to 9999: write 2022, 2022-03 or 2022-03-10."
    return (
        "This is not a date: write 2022-03-10, 2022-03 or 2022, with ~ at its end for about and ? for uncertain, "
        "and with a slash between the first and the last day of several."
    )


@lru_cache(maxsize=2**14)
def to_words(value: EdtfDate) -> str:
    """Say a date in English, exactly as precisely as it is known."""
    start, slash, end = value.text.partition("/")
    if not slash:
        return _to_words_of_one(start)
    if start == "..":
        return f"until {_to_words_of_one(end)}"
    if end == "..":
        return f"from {_to_words_of_one(start)}"
    if _PLAIN.fullmatch(start) and _PLAIN.fullmatch(end) and len(start) == len(end):
        return _to_words_of_range(_to_words_of_one(start).split(), _to_words_of_one(end).split())
    first, last = (_to_words_of_one(side) if side else "an unknown date" for side in (start, end))
    return f"from {first} to {last}"


def to_words_with_weekday(value: EdtfDate) -> str:
    """Say a date in English, with the day of the week where it is a whole day, known and certain."""
    words = to_words(value)
    return f"{_WEEKDAYS[value.earliest.weekday()]}, {words}" if value.is_day else words


def _to_words_of_one(text: str) -> str:
    year, month, day = _split(text)
    qualifier = text[-1]
    if "XX" in (month, day):
        # "About a day in March" would make the day approximate, and it is the month that is.
        within = "in or about" if qualifier in "~%" else "in"
        period = f"{_MONTHS[int(month) - 1]} {year}" if month != "XX" else year
        words = f"a {'day' if day else 'month'} {within} {period}"
        return f"possibly {words}" if qualifier in "?%" else words
    if day:
        words = f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
    elif month:
        words = f"{_SEASONS[month][0] if month in _SEASONS else _MONTHS[int(month) - 1]} {year}"
    else:
        words = _to_words_of_years(year)
    return _QUALIFIED.get(qualifier, "{}").format(words)


def _to_words_of_years(year: str) -> str:
    if "X" not in year:
        return year
    first, last = max(year.replace("X", "0"), "0001"), year.replace("X", "9")
    if year.endswith("XX"):
        return f"the century {first}–{last}"
    # "The 2000s" may be ten years or a hundred.
    return f"the decade {first}–{last}" if year[2] == "0" else f"the {first}s"


def _to_words_of_range(start: list[str], end: list[str]) -> str:
    """Join the words of two plain dates, saying once what both end in: "10–12 March 2022"."""
    shared = 0
    while shared < len(end) and start[-1 - shared :] == end[-1 - shared :]:
        shared += 1
    own = start[: len(start) - shared]
    if not own:
        return " ".join(end)
    dash = "–" if len(own) == 1 else " – "
    return f"{' '.join(own)}{dash}{' '.join(end)}"
