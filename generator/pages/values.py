"""The small values that pages are made of."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.escape import Html
from generator.model.dates import EdtfDate, parse_edtf, to_words, to_words_with_weekday
from generator.model.vocabulary import Status as StatusTerm
from generator.pages.languages import direction_of


class Spoken:
    """What may be in a language that a page names, since it is not the page's own."""

    __slots__ = ()
    language: str

    @property
    def direction(self) -> str:
        """Say in which direction it is written: a browser guesses only where the language is not known."""
        return direction_of(self.language)


@dataclass(frozen=True, slots=True)
class Link(Spoken):
    """A text that leads somewhere; without `url` it is the text alone."""

    text: str
    url: str = ""
    language: str = ""

    @property
    def is_external(self) -> bool:
        """Tell whether it leaves the site: then a browser is told to give nothing away of the reader."""
        return self.url.partition(":")[0].lower() in ("http", "https")

    @property
    def rel(self) -> str | None:
        """Say what a browser is told of a link that leaves the site."""
        return "noopener noreferrer" if self.is_external else None


class Time(NamedTuple):
    """A date in words, and its value for machines where HTML has one."""

    words: str
    machine: str | None = None


class Clock(NamedTuple):
    """A time of day with its zone in words; `machine` has date and offset where the day is known."""

    words: str
    zone: str
    zone_words: str
    machine: str | None


class Status(NamedTuple):
    """A status as it is shown: the word, and the tone that gives icon and colour."""

    label: str
    tone: str


class Ref(NamedTuple):
    """A superscript number that leads to a source; `label` is for screen readers."""

    number: int
    id: str
    label: str


class Refs(NamedTuple):
    """The sources of a statement: their numbers, and the sources that these give as their own."""

    refs: tuple[Ref, ...] = ()
    citing: tuple[str, ...] = ()


class Actor(NamedTuple):
    """A person or party in a role: the office held at the time, and the party stood for."""

    name: Link
    office: str = ""
    party: Link | None = None


@dataclass(frozen=True, slots=True)
class Text(Spoken):
    """A text in a language, with the quotation marks that this language uses."""

    text: str
    language: str = ""
    language_name: str = ""
    opening: str = ""
    closing: str = ""


class Dated(NamedTuple):
    """Something that happened or is to happen on a date."""

    date: Time | None
    text: Html
    note: Html | None = None


def to_time(value: EdtfDate | date | datetime | None, *, weekday: bool = False) -> Time | None:
    """Put a date into words; None stays None."""
    if value is None:
        return None
    if isinstance(value, datetime):
        words = f"{to_words(parse_edtf(value.date().isoformat()))}, {value:%H:%M} {_offset_words(value.tzinfo, value)}"
        return Time(words, value.isoformat())
    edtf = value if isinstance(value, EdtfDate) else parse_edtf(value.isoformat())
    return Time(to_words_with_weekday(edtf) if weekday else to_words(edtf), edtf.machine)


def to_clock(day: EdtfDate, start: time | None, end: time | None, zone: str | None) -> Clock | None:
    """Put a meeting's hours into words: its local time, and the zone with its offset on that day."""
    if start is None:
        return None
    words = f"{start:%H:%M}" if end is None else f"{start:%H:%M}–{end:%H:%M}"
    if zone is None:
        return Clock(words, "", "local time", None)
    city = zone.rpartition("/")[2].replace("_", " ")
    if not day.is_day:
        return Clock(words, zone, f"{city} time", None)
    moment = datetime.combine(day.earliest, start, ZoneInfo(zone))
    zone_words = f"{city} time, {_offset_words(moment.tzinfo, moment)}"
    return Clock(words, zone, zone_words, moment.isoformat(timespec="minutes"))


def to_status(term: StatusTerm) -> Status:
    """Turn a term of a vocabulary of statuses into what is shown."""
    return Status(term.label, term.tone.value)


def _offset_words(zone: tzinfo | None, moment: datetime) -> str:
    offset = zone.utcoffset(moment) if zone else None
    if offset is None:
        return ""
    minutes = int(offset.total_seconds()) // 60
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")
