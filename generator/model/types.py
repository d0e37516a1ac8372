"""The value types of fields (content model §3 and §4), as annotations for pydantic.

Each checks in pydantic's own (Rust) code where it can, with an error type that is also the code of the finding.
A reference carries a `Ref` marker, a rich text a `RichText` marker: `walk.py` finds them by these.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from babel import Locale
from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.model.dates import EdtfDate, parse_edtf

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
IS_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{name}{number}" for name in ("com", "lpt") for number in range(10)}
)
# Codes of CLDR that ISO 3166-1 gives to no country (XK, in common use for Kosovo, is taken).
_NOT_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())  # noqa: SIM905
_REGISTRIES = ("conflicts", "processes", "parties", "people", "places", "issues", "agreements", "sources")


@dataclass(frozen=True, slots=True)
class TextKind:
    """How a text may be written, and the finding where it is not (content model §3)."""

    name: str
    pattern: str
    code: str
    message: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the pattern in Rust; what is no text at all stays pydantic's own `string_type` error."""
        pattern = core_schema.custom_error_schema(
            core_schema.str_schema(pattern=self.pattern),
            custom_error_type=self.code,
            custom_error_message=self.message,
        )
        return core_schema.chain_schema([handler(source), pattern])


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as the id of a record of one of `kinds`; what has not the form of an id refers to nothing."""

    kinds: tuple[str, ...]


LINE = TextKind("line", r"^[^\n\u2028\u2029]+$", "not-one-line", "this text must be one line, and not empty")
VERBATIM = TextKind("verbatim", r"\S", "empty-text", "this text is empty")
RICH = TextKind("rich", r"\S", "empty-text", "this text is empty")
IDENTIFIER = TextKind(
    "id",
    ID_PATTERN,
    "bad-id",
    "an id is made of lower-case letters a-z, digits and single hyphens between them",
)
MEETING = TextKind(
    "meeting",
    r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$",
    "bad-id",
    "a meeting is named by its id in this brief, or as `brief-id/meeting-id`",
)

Line = Annotated[str, LINE]
Verbatim = Annotated[str, VERBATIM]
Rich = Annotated[str, RICH]
Id = Annotated[str, IDENTIFIER]

ConflictRef = Annotated[Id, Ref(("conflicts",))]
ProcessRef = Annotated[Id, Ref(("processes",))]
PartyRef = Annotated[Id, Ref(("parties",))]
PersonRef = Annotated[Id, Ref(("people",))]
ActorRef = Annotated[Id, Ref(("people", "parties"))]
PlaceRef = Annotated[Id, Ref(("places",))]
IssueRef = Annotated[Id, Ref(("issues",))]
AgreementRef = Annotated[Id, Ref(("agreements",))]
SourceRef = Annotated[Id, Ref(("sources",))]
RecordRef = Annotated[Id, Ref(_REGISTRIES)]
BriefRef = Annotated[Id, Ref(("briefs",))]
MeetingRef = Annotated[str, MEETING, Ref(("meetings",))]
ActorOrLine = Annotated[Line, Ref(("people", "parties"))]


@dataclass(frozen=True, slots=True)
class Parsed:
    """Turns a text into a value, by a pure parser that raises ValueError with a sentence for the author."""

    name: str
    code: str
    parse: Callable[[str], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take the parser's value in the place of whatever pydantic would make of the annotated type."""
        return core_schema.no_info_plain_validator_function(self._validate)

    def _validate(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "Input should be a valid string")
        try:
            return self.parse(value)
        except ValueError as error:
            raise PydanticCustomError(self.code, "{message}", {"message": str(error)}) from None


@lru_cache(maxsize=4096)
def parse_day(text: str) -> date:
    """Parse a full date, `2022-03-10`. Raises ValueError."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"`{text}` is not a day: write year, month and day, as in 2022-03-10")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` is not a day of the calendar: write one that there is, as in 2022-03-10") from None


@lru_cache(maxsize=4096)
def parse_time(text: str) -> time:
    """Parse a time of day, `11:25` or `11:25:30`. Raises ValueError."""
    if not re.fullmatch(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?", text):
        raise ValueError(f"`{text}` is not a time: write hours and minutes of the 24-hour clock, as in 11:25")
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` is not a time of the 24-hour clock: write one from 00:00 to 23:59") from None


@lru_cache(maxsize=4096)
def parse_datetime(text: str) -> datetime:
    """Parse a point in time with its offset (RFC 3339 §5.6), `2022-03-10T11:25:00+03:00`. Raises ValueError."""
    advice = "write date, time and offset, as in 2022-03-10T11:25:00+03:00"
    pattern = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
    if not re.fullmatch(pattern, text):
        raise ValueError(f"`{text}` is not a point in time: {advice}")
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        raise ValueError(f"`{text}` is not a point in time: {advice}") from None


def parse_day_or_datetime(text: str) -> date | datetime:
    """Parse a day or a point in time. Raises ValueError."""
    return parse_datetime(text) if "T" in text.upper() else parse_day(text)


def parse_date_or_datetime(text: str) -> EdtfDate | datetime:
    """Parse an EDTF date or a point in time. Raises ValueError."""
    return parse_datetime(text) if "T" in text.upper() else parse_edtf(text)


@lru_cache(maxsize=256)
def parse_timezone(text: str) -> str:
    """Check the name of a time zone of the IANA database. Raises ValueError."""
    if text not in _timezones():
        raise ValueError(f"`{text}` is not a time zone: write an IANA name, as in Europe/Istanbul")
    return text


@lru_cache(maxsize=256)
def parse_language(text: str) -> str:
    """Check the form of a language tag (BCP 47, RFC 5646 §2.1, without its grandfathered tags). Raises ValueError."""
    pattern = (
        r"[a-zA-Z]{2,3}(-[a-zA-Z]{3}){0,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?"
        r"(-([a-zA-Z0-9]{5,8}|[0-9][a-zA-Z0-9]{3}))*(-[a-wy-zA-WY-Z0-9](-[a-zA-Z0-9]{2,8})+)*(-x(-[a-zA-Z0-9]{1,8})+)?"
    )
    if len(text) > 60 or not re.fullmatch(pattern, text):
        raise ValueError(f"`{text}` is not a language: write a BCP 47 tag, as in uk or zh-Hant")
    return text


def parse_url(text: str) -> str:
    """Check an address: `https:`, `http:` or `mailto:`, without white space or controls. Raises ValueError."""
    if re.search(r"[\s\x00-\x20\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\"<>\\^`{|}]", text):
        raise ValueError(
            "this address holds white space, control characters, quotation marks or brackets: percent-encode them"
        )
    if not re.match(r"(https?://[^/?#]+|mailto:[^@]+@[^@]+)", text, re.IGNORECASE):
        raise ValueError(f"`{text}` is not a link: write it from its https://, http:// or mailto: on")
    return text


def parse_latitude(text: str) -> float:
    """Parse decimal degrees north, WGS 84, -90 to 90. Raises ValueError."""
    return _parse_degrees(text, 90)


def parse_longitude(text: str) -> float:
    """Parse decimal degrees east, WGS 84, -180 to 180. Raises ValueError."""
    return _parse_degrees(text, 180)


def parse_round(text: str) -> int:
    """Parse the number of a round of talks: a whole number of at least 1. Raises ValueError."""
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        raise ValueError(f"`{text}` is not a round: write a whole number, as in 3")
    return int(text)


def parse_boolean(text: str) -> bool:
    """Parse `true` or `false`, nothing else. Raises ValueError."""
    if text not in ("true", "false"):
        raise ValueError(f"`{text}` is neither true nor false: write `true` or `false`")
    return text == "true"


def parse_country(text: str) -> str:
    """Check an ISO 3166-1 alpha-2 code. Raises ValueError."""
    if text not in country_names():
        raise ValueError(f"`{text}` is not a country: write its ISO 3166-1 code of two capitals, as in UA or TR")
    return text


def parse_wikidata(text: str) -> str:
    """Check the form of a Wikidata item, `Q…`. Raises ValueError."""
    if not re.fullmatch(r"Q[1-9][0-9]{0,11}", text):
        raise ValueError(f"`{text}` is not a Wikidata item: write its id, as in Q212")
    return text


def parse_sha256(text: str) -> str:
    """Check the form of a SHA-256 digest in hexadecimal. Raises ValueError."""
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError("this is not a sha256: write its 64 digits from 0-9 and a-f")
    return text


def parse_snapshot(text: str) -> str:
    """Check the name of a text file in `briefs/_snapshots/`. Raises ValueError."""
    parts = text.split("/")
    if any(part in ("", ".", "..") for part in parts) or re.search(r"[\\:\x00-\x1f]", text):
        raise ValueError(f"`{text}` is no file in briefs/_snapshots/: write the name of one, as in reuters.txt")
    return text


def check_id(text: str) -> str:
    """Check the id of a record or a brief: its form, its length, and that Windows can have a file of that name.

    Raises ValueError.
    """
    if not IS_ID.fullmatch(text):
        raise ValueError(
            f"`{text}` is not an id: it takes lower-case letters a-z, digits and single hyphens between them"
        )
    if len(text) > 100:
        raise ValueError("an id has at most 100 characters")
    if text in _DEVICE_NAMES:
        raise ValueError(f"`{text}` cannot be an id: Windows keeps the name for a device")
    return text


@lru_cache(maxsize=1)
def country_names() -> Mapping[str, str]:
    """Return the English name of every country by its ISO 3166-1 alpha-2 code, from Unicode's CLDR."""
    territories = Locale("en").territories
    return {code: name for code, name in territories.items() if len(code) == 2 and code not in _NOT_COUNTRIES}


@lru_cache(maxsize=1)
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones())


def _parse_degrees(text: str, limit: int) -> float:
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,12})?", text) or abs(float(text)) > limit:
        raise ValueError(f"`{text}` is not a coordinate: write decimal degrees from -{limit} to {limit}, as in 36.85")
    return float(text)


def _one_as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Date = Annotated[EdtfDate, Parsed("date", "bad-date", parse_edtf)]
Day = Annotated[date, Parsed("day", "bad-date", parse_day)]
Time = Annotated[time, Parsed("time", "bad-time", parse_time)]
DateTime = Annotated[datetime, Parsed("datetime", "bad-time", parse_datetime)]
DayOrDateTime = Annotated[date | datetime, Parsed("day or datetime", "bad-date", parse_day_or_datetime)]
DateOrDateTime = Annotated[EdtfDate | datetime, Parsed("date or datetime", "bad-date", parse_date_or_datetime)]
TimeZone = Annotated[str, Parsed("timezone", "bad-timezone", parse_timezone)]
Language = Annotated[str, Parsed("language", "bad-language", parse_language)]
Country = Annotated[str, Parsed("country", "bad-country", parse_country)]
Url = Annotated[str, Parsed("url", "bad-url", parse_url)]
Latitude = Annotated[float, Parsed("latitude", "bad-coordinate", parse_latitude)]
Longitude = Annotated[float, Parsed("longitude", "bad-coordinate", parse_longitude)]
RoundNumber = Annotated[int, Parsed("round", "bad-number", parse_round)]
Flag = Annotated[bool, Parsed("flag", "bad-boolean", parse_boolean)]
Wikidata = Annotated[str, Parsed("wikidata", "bad-wikidata", parse_wikidata)]
Sha256 = Annotated[str, Parsed("sha256", "bad-sha256", parse_sha256)]
SnapshotName = Annotated[str, Parsed("snapshot", "bad-snapshot", parse_snapshot)]
DefinedId = Annotated[str, Parsed("new id", "bad-id", check_id)]
OneOrMore = BeforeValidator(_one_as_list)
