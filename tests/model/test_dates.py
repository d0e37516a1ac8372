"""Dates are read exactly, sorted by what they can be, and said without false precision."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.dates import EdtfDate, parse_edtf, to_words, to_words_with_weekday
from tests.no_hang import no_hang

# A text, the first and the last day that it can be, its words, its value in HTML.
DATES = [
    ("2022-03-10", "2022-03-10", "2022-03-10", "10 March 2022", "2022-03-10"),
    ("2022-03", "2022-03-01", "2022-03-31", "March 2022", "2022-03"),
    ("2024-02", "2024-02-01", "2024-02-29", "February 2024", "2024-02"),
    ("2022", "2022-01-01", "2022-12-31", "2022", "2022"),
    ("0001", "0001-01-01", "0001-12-31", "0001", "0001"),
    ("2022-03-10?", "2022-03-10", "2022-03-10", "possibly 10 March 2022", None),
    ("2022-03-10~", "2022-03-10", "2022-03-10", "about 10 March 2022", None),
    ("2022-03~", "2022-03-01", "2022-03-31", "about March 2022", None),
    ("2022%", "2022-01-01", "2022-12-31", "possibly about 2022", None),
    ("2022-03-XX", "2022-03-01", "2022-03-31", "a day in March 2022", None),
    ("2022-03-XX~", "2022-03-01", "2022-03-31", "a day in or about March 2022", None),
    ("2022-XX-XX", "2022-01-01", "2022-12-31", "a day in 2022", None),
    ("2022-XX", "2022-01-01", "2022-12-31", "a month in 2022", None),
    ("2022-XX?", "2022-01-01", "2022-12-31", "possibly a month in 2022", None),
    ("2022-XX-XX%", "2022-01-01", "2022-12-31", "possibly a day in or about 2022", None),
    ("202X", "2020-01-01", "2029-12-31", "the 2020s", None),
    ("199X~", "1990-01-01", "1999-12-31", "about the 1990s", None),
    ("200X", "2000-01-01", "2009-12-31", "the decade 2000–2009", None),
    ("000X", "0001-01-01", "0009-12-31", "the decade 0001–0009", None),
    ("20XX", "2000-01-01", "2099-12-31", "the century 2000–2099", None),
    ("00XX?", "0001-01-01", "0099-12-31", "possibly the century 0001–0099", None),
    ("2022-21", "2022-03-01", "2022-05-31", "spring 2022", None),
    ("2022-22", "2022-06-01", "2022-08-31", "summer 2022", None),
    ("2022-23~", "2022-09-01", "2022-11-30", "about autumn 2022", None),
    ("2023-24", "2023-12-01", "2024-02-29", "winter 2023", None),
    ("9999-24", "9999-12-01", "9999-12-31", "winter 9999", None),
    ("2022-03-10/2022-03-10", "2022-03-10", "2022-03-10", "10 March 2022", None),
    ("2022-03-10/2022-03-12", "2022-03-10", "2022-03-12", "10–12 March 2022", None),
    ("2022-02-28/2022-03-03", "2022-02-28", "2022-03-03", "28 February – 3 March 2022", None),
    ("2022-02-10/2022-03-10", "2022-02-10", "2022-03-10", "10 February – 10 March 2022", None),
    ("2021-12-28/2022-01-03", "2021-12-28", "2022-01-03", "28 December 2021 – 3 January 2022", None),
    ("2021-03-10/2022-03-10", "2021-03-10", "2022-03-10", "10 March 2021 – 10 March 2022", None),
    ("2022-03/2022-04", "2022-03-01", "2022-04-30", "March–April 2022", None),
    ("2021-12/2022-01", "2021-12-01", "2022-01-31", "December 2021 – January 2022", None),
    ("2021/2022", "2021-01-01", "2022-12-31", "2021–2022", None),
    ("2022-03-10/2022-04", "2022-03-10", "2022-04-30", "from 10 March 2022 to April 2022", None),
    ("2022-03/2022-03-12", "2022-03-01", "2022-03-12", "from March 2022 to 12 March 2022", None),
    ("2022-21/2022-23", "2022-03-01", "2022-11-30", "from spring 2022 to autumn 2022", None),
    (
        "2022-03-10~/2022-04-01?",
        "2022-03-10",
        "2022-04-01",
        "from about 10 March 2022 to possibly 1 April 2022",
        None,
    ),
    ("2022-03-10/..", "2022-03-10", "9999-12-31", "from 10 March 2022", None),
    ("2022-03~/..", "2022-03-01", "9999-12-31", "from about March 2022", None),
    ("../2022-03-10", "0001-01-01", "2022-03-10", "until 10 March 2022", None),
    ("2022-03-10/", "2022-03-10", "9999-12-31", "from 10 March 2022 to an unknown date", None),
    ("/2022-03", "0001-01-01", "2022-03-31", "from an unknown date to March 2022", None),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "words", "machine"), DATES)
def test_a_date_is_read_and_said(text: str, earliest: str, latest: str, words: str, machine: str | None) -> None:
    value = parse_edtf(text)
    assert str(value) == value.text == text
    assert (value.earliest, value.latest) == (date.fromisoformat(earliest), date.fromisoformat(latest))
    assert to_words(value) == words
    assert value.machine == machine
    assert value.is_day == (text == "2022-03-10")


def test_only_a_plain_day_has_a_weekday() -> None:
    assert to_words_with_weekday(parse_edtf("2022-03-10")) == "Thursday, 10 March 2022"
    for text in ("2022-03-10?", "2022-03", "2022-03-XX", "2022-03-10/2022-03-12", "2022-03-10/.."):
        assert to_words_with_weekday(parse_edtf(text)) == to_words(parse_edtf(text))


# What people write, and all that the message offers in its place.
MISTAKES = [
    ("10.03.2022", ["2022-03-10 (10 March 2022)"]),
    ("1. 3. 2022", ["2022-03-01 (1 March 2022)"]),
    ("10/03/2022", ["2022-03-10 (10 March 2022)", "2022-10-03 (3 October 2022)"]),
    ("10/10/2022", ["2022-10-10 (10 October 2022)"]),
    ("10/13/2022", ["2022-10-13 (13 October 2022)"]),
    ("10-03-2022", ["2022-03-10 (10 March 2022)", "2022-10-03 (3 October 2022)"]),
    ("2022-3-1", ["2022-03-01 (1 March 2022)"]),
    ("2022-3", ["2022-03 (March 2022)"]),
    ("2022/03/10", ["2022-03-10 (10 March 2022)"]),
    ("2022/03", ["2022-03 (March 2022)"]),
    ("03/2022", ["2022-03 (March 2022)"]),
    ("20220310", ["2022-03-10 (10 March 2022)"]),
    ("March 2022", ["2022-03 (March 2022)"]),
    ("Sept. 2022", ["2022-09 (September 2022)"]),
    ("10 March 2022", ["2022-03-10 (10 March 2022)"]),
    ("10-Mar-2022", ["2022-03-10 (10 March 2022)"]),
    ("Thursday, 10th of March 2022", ["2022-03-10 (10 March 2022)"]),
    ("Thu, March 10, 2022", ["2022-03-10 (10 March 2022)"]),
    ("March 10, 2022", ["2022-03-10 (10 March 2022)"]),
    ("Spring 2022", ["2022-21 (spring 2022)"]),
    ("10–12 March 2022", ["2022-03-10/2022-03-12 (10–12 March 2022)"]),
    ("March 10-12, 2022", ["2022-03-10/2022-03-12 (10–12 March 2022)"]),
    ("28 February – 3 March 2022", ["2022-02-28/2022-03-03 (28 February – 3 March 2022)"]),
    ("March-April 2022", ["2022-03/2022-04 (March–April 2022)"]),
    ("2022-03-10/12", ["2022-03-10/2022-03-12 (10–12 March 2022)"]),
    ("2022-03-10 / 2022-03-12", ["2022-03-10/2022-03-12 (10–12 March 2022)"]),
    ("2022-03-10–2022-03-12", ["2022-03-10/2022-03-12 (10–12 March 2022)"]),
    ("from 10.03.2022 to 12.03.2022", ["2022-03-10/2022-03-12 (10–12 March 2022)"]),
    ("10.03.2022/12.03.2022", ["2022-03-10/2022-03-12 (10–12 March 2022)"]),
    ("since March 2022", ["2022-03/.. (from March 2022)"]),
    ("since about March 2022", ["2022-03~/.. (from about March 2022)"]),
    ("until 10 March 2022", ["../2022-03-10 (until 10 March 2022)"]),
    ("2022-03-10/open", ["2022-03-10/.. (from 10 March 2022)"]),
    ("2022-03-10 - present", ["2022-03-10/.. (from 10 March 2022)"]),
    ("open/2022-03-10", ["../2022-03-10 (until 10 March 2022)"]),
    ("2022-03-10/unknown", ["2022-03-10/ (from 10 March 2022 to an unknown date)"]),
    ("unknown/2022", ["/2022 (from an unknown date to 2022)"]),
    ("2022-03-10T11:25:00+02:00", ["2022-03-10 (10 March 2022)"]),
    ("2022-03-10 11:25", ["2022-03-10 (10 March 2022)"]),
    ("10 March 2022, 11:25", ["2022-03-10 (10 March 2022)"]),
    ("about March 2022", ["2022-03~ (about March 2022)"]),
    ("about 10 March 2022", ["2022-03-10~ (about 10 March 2022)"]),
    ("ca. 2022", ["2022~ (about 2022)"]),
    ("possibly 10 March 2022", ["2022-03-10? (possibly 10 March 2022)"]),
    ("?2022-03", ["2022-03? (possibly March 2022)"]),
    ("2022?-03", ["2022-03? (possibly March 2022)"]),
    ("2022?~", ["2022% (possibly about 2022)"]),
    ("2022-03-xx", ["2022-03-XX (a day in March 2022)"]),
    ("202u", ["202X (the 2020s)"]),
    ("the 2020s", ["202X (the 2020s)"]),
    (" 2022", ["2022 (2022)"]),
]


@pytest.mark.parametrize(("text", "offers"), MISTAKES)
def test_a_common_mistake_is_answered_with_what_to_write(text: str, offers: list[str]) -> None:
    message = message_of(text)
    assert message.endswith(f": write {' or '.join(offers)}.")
    for offer in offers:
        fixed, _, words = offer.partition(" (")
        assert to_words(parse_edtf(fixed)) == words.removesuffix(")")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2022-02-30", "February 2022 has no day 30: its days are 01 to 28"),
        ("31.02.2024", "February 2024 has no day 31: its days are 01 to 29"),
        ("1900-02-29", "days are 01 to 28"),
        ("2022-03-00", "March 2022 has no day 00"),
        ("2022-13", "There is no month 13: months are 01 to 12, and 21 to 24 are"),
        ("2022-00-10", "There is no month 00"),
        ("2022-25", "There is no month 25"),
        ("2022-21-05", "write 2022-21."),
        ("202X-03", "write 202X."),
        ("20XX-XX", "write 20XX."),
        ("2022-XX-10", "write 2022-XX."),
        ("0000", "years run from 0001 to 9999"),
        ("0000/2022", "years run from 0001 to 9999"),
        ("Y17000", "A year has four digits, from 0001 to 9999: write 2022"),
        ("-0044", "A year has four digits"),
        ("12022-03", "A year has four digits"),
        ("22-03-10", "A year has four digits"),
        ("2022-03-12/2022-03-10", "write 2022-03-10/2022-03-12"),
        ("2022-04/2022-03-31", "The end comes before the start"),
        ("12 March 2022 - 10 March 2022", "write 2022-03-10/2022-03-12"),
    ],
)
def test_what_the_calendar_does_not_have_is_said_so(text: str, says: str) -> None:
    assert says in message_of(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "..", "../..", "//", "../", "/..", "today", "XXXX", "2XXX", "X022", "20X2", "2022-0X"),
        *("2022-W10", "2022-069", "[2022,2023]", "{2022}", "2022-03-10//", "2022??", "~", "２０２２", "10.03.22"),
        *("2022-03-10/2022-03-12/2022-03-14", "x" * 65, "2022-03-10" + " " * 100),
    ],
)
def test_anything_else_is_answered_with_the_forms_that_there_are(text: str) -> None:
    assert message_of(text).startswith("This is not a date: write 2022-03-10, 2022-03 or 2022")


def message_of(text: str) -> str:
    with pytest.raises(ValueError, match=r"\A[A-Z][^\n]+\.\Z") as caught:
        parse_edtf(text)
    return str(caught.value)


DAYS = st.dates()
QUALIFIERS = st.sampled_from(["", "?", "~", "%"])
SINGLE = st.builds(
    lambda day, form, qualifier: form(day) + qualifier,
    DAYS,
    st.sampled_from(
        [
            lambda day: day.isoformat(),
            lambda day: day.isoformat()[:7],
            lambda day: day.isoformat()[:4],
            lambda day: day.isoformat()[:8] + "XX",
            lambda day: day.isoformat()[:5] + "XX-XX",
            lambda day: day.isoformat()[:5] + "XX",
            lambda day: day.isoformat()[:3] + "X",
            lambda day: day.isoformat()[:2] + "XX",
            lambda day: day.isoformat()[:5] + str(21 + day.month % 4),
        ]
    ),
    QUALIFIERS,
)
RANGES = st.tuples(SINGLE, SINGLE).map(lambda ends: "/".join(sorted(ends, key=lambda text: parse_edtf(text).sort_key)))
OPEN = st.builds(lambda text, form: form.format(text), SINGLE, st.sampled_from(["{}/..", "../{}", "{}/", "/{}"]))
VALID = st.one_of(SINGLE, RANGES, OPEN).map(parse_edtf)


@given(DAYS, QUALIFIERS)
def test_every_day_month_and_year_comes_back(day: date, qualifier: str) -> None:
    text = day.isoformat()
    whole = parse_edtf(text + qualifier)
    assert (whole.text, whole.earliest, whole.latest) == (text + qualifier, day, day)
    month = parse_edtf(text[:7] + qualifier)
    assert (month.earliest, month.latest) == (
        day.replace(day=1),
        day.replace(day=monthrange(day.year, day.month)[1]),
    )
    year = parse_edtf(text[:4] + qualifier)
    assert (year.earliest, year.latest) == (date(day.year, 1, 1), date(day.year, 12, 31))
    assert [value.machine for value in (whole, month, year)] == (
        [None] * 3 if qualifier else [text, text[:7], text[:4]]
    )


@given(VALID)
def test_a_date_is_the_same_however_often_it_is_read(value: EdtfDate) -> None:
    again = parse_edtf.__wrapped__(value.text)
    assert again == value
    assert hash(again) == hash(value)
    assert value.earliest <= value.latest


@given(VALID)
def test_words_tell_uncertainty_and_never_a_day_that_is_not_given(value: EdtfDate) -> None:
    words = to_words(value)
    assert ("possibly" in words) == ("?" in value.text or "%" in value.text)
    assert ("about" in words) == ("~" in value.text or "%" in value.text)
    ends = [end.rstrip("?~%") for end in value.text.split("/")]
    assert words.count("a day in") == sum(len(end) == 10 and end.endswith("XX") for end in ends)
    assert words.count("a month in") == sum(len(end) == 7 and end.endswith("XX") for end in ends)
    assert "X" not in words
    assert words == words.strip()
    if value.is_day:
        assert words.split()[0] == str(value.earliest.day)


@given(st.lists(VALID, min_size=2, max_size=8))
def test_sorting_goes_by_the_first_day_then_the_last(values: list[EdtfDate]) -> None:
    ordered = sorted(values, key=lambda value: value.sort_key)
    bounds = [(value.earliest, value.latest) for value in ordered]
    assert bounds == sorted(bounds)
    backwards = values[::-1]
    assert ordered == sorted(backwards, key=lambda value: value.sort_key)


@given(DAYS, DAYS)
def test_a_range_is_refused_exactly_when_its_end_comes_before_its_start(first: date, last: date) -> None:
    text = f"{first}/{last}"
    if last < first:
        assert f"write {last}/{first}" in message_of(text)
    else:
        assert (parse_edtf(text).earliest, parse_edtf(text).latest) == (first, last)


NEARLY = st.text(alphabet="0123456789-/.?~%X xu:t,–March", max_size=64)


@given(st.one_of(st.text(), NEARLY, st.from_regex(r"[0-9]{4}-[0-9X]{2}-[0-9X]{2}[?~%]?", fullmatch=True)))
def test_any_text_is_a_date_or_a_one_line_message(text: str) -> None:
    try:
        value = parse_edtf(text)
    except ValueError:
        message = message_of(text)
        assert message.isprintable()
        assert len(message) < 250
    else:
        assert value.text == text
        assert to_words(value)


@pytest.mark.parametrize(
    "unit",
    ["x–", "a - ", "about ", "~", "1:1", "2022/", "2022-", "..", " ", "10.", "m01 ", "10:10 ", "from x to ", "ß"],
)
def test_no_text_takes_long(unit: str) -> None:
    with no_hang():
        assert all(message_of(text) for text in ((unit * 64)[:64], (unit * 64)[:63] + "!", unit * 1_000_000))
