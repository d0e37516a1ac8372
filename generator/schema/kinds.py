"""How each kind of value is written: its form for editors, examples, and a sentence for people.

A form is an anyOf. The alternative that an editor offers comes first; what else the checker takes is said by `not`
or by another type, of which an editor makes no proposal: YAML in editors is typed (`2022` is a number), here it is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.types import ID_PATTERN, LINE, MEETING, RICH, VERBATIM

Schema = dict[str, Any]

_ALL = ("string", "number", "boolean", "object", "array", "null")
_ONE_LINE = r"\S(?:[^\n\u2028\u2029]*\S)?"
_DATE = r"[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)(?:-(?:[0-9]{2}|XX)){0,2}[?~%]?"
_EDTF = rf"{_DATE}|{_DATE}/(?:{_DATE}|\.\.)?|(?:\.\.)?/{_DATE}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MOMENT = rf"{_DAY}[Tt ][0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]+)?(?:[Zz]|[+-][0-9]{{2}}:[0-9]{{2}})"
_LATITUDE = r"-?(?:0?[0-8]?[0-9](?:\.[0-9]{1,12})?|0?90(?:\.0{1,12})?)"
_LONGITUDE = r"-?(?:(?:0?[0-9]{1,2}|1[0-7][0-9])(?:\.[0-9]{1,12})?|180(?:\.0{1,12})?)"
_NOT_A_TEXT = "this must be a text: one with a bracket or with a colon and a space in it goes in quotation marks"
_YEAR: Schema = {"type": "integer", "minimum": 0, "maximum": 9999}


def only(*kinds: str) -> Schema:
    """Return a form that holds for values of these JSON types alone, and that an editor proposes nothing from."""
    return {"not": {"type": [kind for kind in _ALL if kind not in kinds]}}


NOTHING = only("null")
_UNTYPED = only("number", "boolean")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value. `pattern` is that of the whole trimmed text; `typed` what an editor may take the text for."""

    title: str
    description: str
    pattern: str
    message: str
    examples: tuple[str, ...] = ()
    typed: tuple[Schema, ...] = (_UNTYPED,)


def to_form(kind: Kind) -> Schema:
    """Return the form of a kind, without null."""
    # White space around a text is trimmed before it is read.
    pattern = rf"^\s*(?:{kind.pattern})\s*$"
    wrong_type = _NOT_A_TEXT if kind.title in ("line", "verbatim", "rich text") else kind.message
    text = {"type": "string", "pattern": pattern, "patternErrorMessage": kind.message, "errorMessage": wrong_type}
    return {"anyOf": [text, *kind.typed]}


def _unanchored(pattern: str) -> str:
    return pattern.removeprefix("^").removesuffix("$")


_ID = _unanchored(ID_PATTERN)

KINDS: Mapping[str, Kind] = {
    "line": Kind(
        "line",
        "One line, printed exactly as it is written.",
        _ONE_LINE,
        LINE.message,
    ),
    "verbatim": Kind(
        "verbatim",
        "One or more lines, printed exactly as they are written; a blank line parts paragraphs.",
        r"[\s\S]*\S[\s\S]*",
        VERBATIM.message,
    ),
    "rich": Kind(
        "rich text",
        "Text with a little Markdown: `[[id]]` links to a record, `[@source-id, para 4]` sets a source note.",
        r"[\s\S]*\S[\s\S]*",
        RICH.message,
    ),
    "id": Kind(
        "id",
        "Lower-case letters a-z, digits and single hyphens between them.",
        _ID,
        "this must be an id: lower-case letters a-z, digits and single hyphens between them",
    ),
    "new id": Kind(
        "new id",
        "Lower-case letters a-z, digits and single hyphens between them, at most 100.",
        _ID,
        "this must be an id: lower-case letters a-z, digits and single hyphens between them",
    ),
    "meeting": Kind(
        "meeting",
        "The id of a meeting of this briefing, or `brief-id/meeting-id` for one of another.",
        _unanchored(MEETING.pattern),
        MEETING.message,
    ),
    "date": Kind(
        "date",
        "A date (EDTF), as exactly as it is known and no more so.",
        _EDTF,
        "this must be a date, such as 2022-03-10, 2022-03, 2022, 2022-03~ or 2022-03-10/2022-03-12",
        ("2022-03-10", "2022-03", "2022-03~", "2022-03-10?", "2022-03-10/2022-03-12", "2022-03-10/.."),
        (_YEAR,),
    ),
    "day": Kind(
        "day",
        "A full date.",
        _DAY,
        "this must be a day, such as 2022-03-10",
        ("2022-03-10", "2022-12-01"),
        typed=(),
    ),
    "time": Kind(
        "time",
        "A time of day on the 24-hour clock.",
        r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})?",
        "this must be a time, such as 11:25",
        ("11:25", "11:25:30"),
        typed=(),
    ),
    "datetime": Kind(
        "datetime",
        "A point in time with its offset (RFC 3339).",
        _MOMENT,
        "this must be a point in time, such as 2022-03-10T11:25:00+03:00",
        ("2022-03-10T11:25:00+03:00", "2022-03-10T08:25:00Z"),
        typed=(),
    ),
    "day or datetime": Kind(
        "day or datetime",
        "A full date, or a point in time with its offset.",
        rf"{_DAY}|{_MOMENT}",
        "this must be a day or a point in time, such as 2022-03-10 or 2022-03-10T11:25:00+03:00",
        ("2022-03-10", "2022-03-10T11:25:00+03:00"),
        typed=(),
    ),
    "date or datetime": Kind(
        "date or datetime",
        "A date (EDTF), or a point in time with its offset.",
        rf"{_EDTF}|{_MOMENT}",
        "this must be a date or a point in time, such as 2022-03-10, 2022-03 or 2022-03-10T11:25:00+03:00",
        ("2022-03-10", "2022-03", "2022-03-10T11:25:00+03:00"),
        (_YEAR,),
    ),
    "timezone": Kind(
        "timezone",
        "The name of a time zone of the IANA database.",
        _ONE_LINE,
        "this must be a time zone, such as Europe/Istanbul",
        ("Europe/Istanbul", "Africa/Nairobi"),
        typed=(),
    ),
    "language": Kind(
        "language",
        "A language tag (BCP 47).",
        r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8})*",
        "this must be a language, such as uk or zh-Hant",
        ("en", "uk", "zh-Hant"),
        typed=(),
    ),
    "country": Kind(
        "country",
        "A country's two capital letters (ISO 3166-1).",
        r"[A-Z]{2}",
        "this must be a country's two capital letters, such as TR",
        ("TR", "UA"),
        typed=(),
    ),
    "url": Kind(
        "url",
        "An address that begins with `https:`, `http:` or `mailto:`.",
        r"(?:[hH][tT][tT][pP][sS]?://[^\s/?#]|[mM][aA][iI][lL][tT][oO]:[^\s@]+@[^\s@])\S*",
        "this must be an address that begins with https://, http:// or mailto:",
        typed=(),
    ),
    "latitude": Kind(
        "latitude",
        "Decimal degrees from -90 to 90 (WGS 84), such as `36.91`.",
        _LATITUDE,
        "this must be decimal degrees from -90 to 90",
        typed=({"type": "number", "minimum": -90, "maximum": 90},),
    ),
    "longitude": Kind(
        "longitude",
        "Decimal degrees from -180 to 180 (WGS 84), such as `30.70`.",
        _LONGITUDE,
        "this must be decimal degrees from -180 to 180",
        typed=({"type": "number", "minimum": -180, "maximum": 180},),
    ),
    "round": Kind(
        "round",
        "A whole number from 1.",
        r"[1-9][0-9]{0,3}",
        "this must be a whole number, such as 3",
        typed=({"type": "integer", "minimum": 1, "maximum": 9999},),
    ),
    "flag": Kind(
        "flag",
        "`true` or `false`.",
        r"true|false",
        "this must be `true` or `false`",
        typed=({"type": "boolean"},),
    ),
    "wikidata": Kind(
        "wikidata",
        "The id of an item of Wikidata, such as `Q212`.",
        r"Q[1-9][0-9]{0,11}",
        "this must be an item of Wikidata, such as Q212",
        typed=(),
    ),
    "sha256": Kind(
        "sha256",
        "64 digits from 0-9 and a-f.",
        r"[0-9a-f]{64}",
        "a sha256 has 64 digits from 0-9 and a-f",
        typed=({"type": "number"},),
    ),
    "snapshot": Kind(
        "snapshot",
        "The name of a text file in `briefs/_snapshots/`, such as `reuters.txt`.",
        r"[A-Za-z0-9][A-Za-z0-9._-]*\.txt",
        "this must be the name of a text file, such as reuters.txt",
        typed=(),
    ),
}
