"""The page of a briefing as a value: its order, its notes, what it says of each statement."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from html import unescape

import pytest

from generator.model.brief import Meeting, Readout
from generator.model.dates import parse_edtf
from generator.model.decode import decode
from generator.model.records import Source
from generator.model.vocabulary import OutcomeStatus
from generator.pages.briefing import (
    BriefingView,
    ReadoutView,
    build_briefing,
    build_strip,
    build_view,
    processes_around,
)
from generator.pages.citation import csl_date, to_citation, to_csl_json
from generator.pages.meetings import build_meeting, build_sides, to_form
from generator.pages.notes import NoteBook, to_grade
from generator.pages.richtext import to_markup
from generator.pages.scribe import Scribe, roles_on, roles_today
from generator.pages.statements import build_claim, build_outcome, build_position, build_quote, outcome_anchor
from generator.pages.values import Link, Time, to_clock, to_status, to_time
from generator.yaml_parser import Value
from tests.pages.world import FILES, read_world, scribe, settings, world

URL = "briefs/round-one/"


def view() -> BriefingView:
    built = build_briefing("round-one", world(), settings()).view
    assert isinstance(built, BriefingView)
    return built


def test_only_sections_that_hold_something_are_there_in_their_order() -> None:
    page = build_briefing("round-one", world(), settings())
    assert [section.title for section in page.sections] == [
        "Outcomes",
        "In their words",
        "Claims and responses",
        "Positions",
        "Sources",
        "Corrections",
        "Cite this briefing",
    ]
    assert [section.id for section in page.sections][1] == "in-their-words"
    assert page.description == "The sides met; Ada Eastman spoke."


def test_the_trail_leads_from_the_conflict_through_the_processes_around() -> None:
    assert [link.text for link in view().trail] == ["River war", "Peace talks"]
    assert processes_around(world(), "side-talks") == ["peace", "side-talks"]


def test_a_briefing_stands_between_those_of_its_process_and_those_that_continue_it() -> None:
    series = view().series
    assert series is not None
    assert [(one.way, one.link.text) for one in series.neighbours] == [("Continued in", "Second round")]
    second = FILES["2031/round-two.yml"].replace("process: side-talks", "process: peace")
    corpus = read_world({**FILES, "2031/round-two.yml": second})
    for name, way, title in (("round-one", "Next", "Second round"), ("round-two", "Previous", "First round")):
        series = build_briefing(name, corpus, settings()).view.series
        assert [(one.way, one.link.text) for one in series.neighbours] == [(way, title)]


def test_source_notes_are_numbered_in_the_order_of_the_page_and_lead_back() -> None:
    sources = view().sources
    assert [(entry.number, entry.publisher) for entry in sources] == [(1, "The Wire"), (2, "Radio")]
    assert [use.letter for use in sources[0].uses[:3]] == ["a", "b", "c"]
    assert sources[1].uses[0].detail == "minute 3"
    assert len({use.id for entry in sources for use in entry.uses}) == sum(len(entry.uses) for entry in sources)


def test_the_strip_has_a_chip_for_each_outcome_in_the_files_order() -> None:
    chips = build_strip(scribe("x/"), world().briefs["round-one"])
    assert [(chip.issue, chip.status.label, chip.places, chip.url) for chip in chips] == [
        ("Truce", "Not agreed", "Port", "../briefs/round-one/#outcome-1"),
        ("Prisoners", "Agreed", "", "../briefs/round-one/#outcome-2"),
    ]


@pytest.mark.parametrize(
    ("issue", "shown"),
    [("Truce at Port", ""), ("Port: a truce", ""), ("Airport", "Port"), ("Portage", "Port"), ("A truce", "Port")],
)
def test_a_chip_says_a_place_once_and_leaves_out_none(issue: str, shown: str) -> None:
    issues = FILES["issues.yml"].replace("name: Truce", f'name: "{issue}"')
    corpus = read_world({**FILES, "issues.yml": issues})
    chip = build_strip(Scribe.at("x/", corpus, settings()), corpus.briefs["round-one"])[0]
    assert (chip.issue, chip.places) == (issue, shown)


def test_positions_stand_in_columns_by_side_in_alphabetical_order() -> None:
    table = view().positions
    assert table is not None
    assert [side.text for side in table.sides] == ["East", "West"]
    (row,) = table.rows
    assert [[position.text for position in cell] for cell in row.cells] == [["A truce at once."], ["First the guns."]]


def build_readout(coverage: str) -> ReadoutView:
    def point(text: str, side: str, how: str) -> Value:
        return {"text": text, "accounts": [{"by": side, "coverage": how, "sources": ["wire"]}]}

    points: list[Value] = [point("The port", "west", "stated"), point("The guns", "east", coverage)]
    readout = decode(Readout, {"meeting": "talks", "points": points}).model
    brief = world().briefs["round-one"].model_copy(update={"readouts": (readout,)})
    return build_view(scribe(URL), brief).readouts[0]


def test_accounts_stand_in_columns_by_side_and_say_when_none_is_known_to_leave_a_point_out() -> None:
    table = build_readout("not_available")
    assert [side.text for side in table.sides] == ["East", "West"]
    cells = [[cell and cell.coverage for cell in row] for _, row in table.rows]
    assert cells == [[None, "Stated"], ["Not available", None]]
    assert "leaving a point out" in table.remark
    assert build_readout("omitted").remark == ""


def test_a_meeting_is_described_with_its_local_time_and_its_sides_in_alphabetical_order() -> None:
    (meeting,) = view().meetings
    assert meeting.id == "meeting-talks"
    assert meeting.status is None
    assert meeting.clock is not None
    assert (meeting.clock.words, meeting.clock.zone_words) == ("11:25", "Istanbul time, UTC+3")
    assert meeting.clock.machine == "2031-05-04T11:25+03:00"
    assert meeting.form == "In person, ministerial"
    assert [link.text for link in meeting.mediators] == ["North"]
    assert [
        (side.name.text if side.name else "", [one.name.text for one in side.people]) for side in meeting.sides
    ] == [
        ("East", ["Ada Eastman"]),
        ("North", ["North"]),
        ("West", ["Wim Vest"]),
    ]


def test_participants_have_the_office_that_they_held_on_that_day() -> None:
    sides = build_sides(scribe(URL), world().briefs["round-one"].meetings[0])
    assert sides[0].people[0].office == "Minister"
    assert sides[0].people[0].role == "Head of delegation"


def test_a_meeting_that_was_not_simply_held_says_so() -> None:
    later = world().briefs["round-two"].meetings[1]
    status = build_meeting(scribe(URL), later).status
    assert status is not None
    assert status.label == "Announced"
    assert to_form(Meeting.model_validate({"id": "x", "title": "x", "date": "2031", "sources": ["wire"]})) == ""


def test_a_quotation_has_its_speaker_with_office_and_its_marks() -> None:
    brief = world().briefs["round-one"]
    simple = build_quote(scribe(URL), brief, brief.quotes[0])
    assert simple.id == "quote-simple"
    assert simple.speaker is not None
    assert (simple.speaker.name.text, simple.speaker.office) == ("Ada Eastman", "Minister")
    assert (simple.body.opening, simple.body.text, simple.body.closing) == ("“", "We want a truce today.", "”")
    assert simple.cite == "Ada Eastman, Minister, East, interview, 4 May 2031"


def test_a_fragment_keeps_the_reporters_words_outside_and_a_paraphrase_is_marked() -> None:
    brief = world().briefs["round-one"]
    partial, paraphrase = (build_quote(scribe(URL), brief, quote) for quote in brief.quotes[1:])
    assert partial.lead is not None
    assert (partial.lead.text, partial.body.text, partial.kind) == ("There will be", "no truce", "part of a sentence")
    assert partial.date == Time("5 May 2031", "2031-05-05")
    assert paraphrase.is_paraphrase
    assert paraphrase.speaker is None
    assert (paraphrase.attribution, paraphrase.party and paraphrase.party.text) == ("an officer", "West")
    assert paraphrase.cite == "an officer, 4 May 2031; paraphrase"


def test_a_claim_always_has_its_claimant_and_the_answers_in_words() -> None:
    brief = world().briefs["round-one"]
    claim = build_claim(scribe(URL), brief, 1, brief.claims[0])
    assert claim.by is not None
    assert claim.by.name.text == "Ada Eastman"
    assert [(answer.by.name.text, answer.response, answer.text) for answer in claim.responses] == [
        ("Army of the West", "denies", "Not so.")
    ]
    assert claim.assessment is None


def test_positions_and_outcomes_without_an_id_are_named_by_their_place() -> None:
    brief = world().briefs["round-one"]
    assert build_position(scribe(URL), brief, 2, brief.positions[1]).id == "position-2"
    assert outcome_anchor(brief.outcomes[0], 1) == "outcome-1"


def test_an_outcome_has_its_commitments_with_their_status() -> None:
    brief = world().briefs["round-one"]
    outcome = build_outcome(scribe(URL), brief, 2, brief.outcomes[1])
    (commitment,) = outcome.commitments
    assert (commitment.id, commitment.status.label, commitment.is_overdue) == ("commitment-home", "In progress", False)
    assert [link.text for link in commitment.by] == ["West", "East"]
    assert outcome.cite == "Outcome on Prisoners, 4 May 2031: agreed"


def test_notes_of_one_source_in_a_statement_share_a_number() -> None:
    book = NoteBook(world().sources)
    sources = world().briefs["round-one"].quotes[1].sources
    refs = book.refs((*sources, sources[0])).refs
    assert [ref.number for ref in refs] == [1, 2]
    assert refs[0].label == "Source 1, para 2"
    assert book.words("radio") == "Radio, 20 May 2031"


def test_a_grade_is_said_in_words() -> None:
    source = Source.model_validate({"title": "x", "kind": "report", "reliability": "B", "credibility": "2"})
    assert to_grade(source) == "Usually reliable (B), probably true (2)"
    assert to_grade(Source.model_validate({"title": "x", "kind": "report"})) == ""


def test_rich_text_links_records_by_name_and_numbers_its_sources() -> None:
    html = to_markup("See [[ada]] and [[port|the harbour]] [@wire].", scribe(URL))
    assert 'href="../../people/ada/"' in html
    assert "<bdi>Ada Eastman</bdi>" in html
    assert "<bdi>the harbour</bdi>" in html
    assert '<a href="#source-1" id="ref-1-1" aria-label="Source 1">1</a>' in unescape(html)


def test_a_scribe_without_notes_leaves_no_trace_of_them() -> None:
    writer = scribe(URL)
    html = writer.without_notes().rich("Said **so [@wire]**, twice [@radio].")
    assert html == "<p>Said&#32;<strong>so</strong>, twice.</p>"
    assert writer.notes.entries() == ()
    assert writer.without_notes().refs(world().briefs["round-one"].quotes[0].sources).refs == ()


def test_offices_are_those_that_may_have_been_held_on_the_day() -> None:
    ada = world().people["ada"]

    def held(text: str | None) -> list[str]:
        return [role.title for role in roles_on(ada, parse_edtf(text) if text else None)]

    assert held("2030-12-31") == ["Deputy minister"]
    assert held("2031-01-01") == ["Minister"]
    assert held("2030") == ["Deputy minister"]
    assert held("2030-12/2031-01") == ["Deputy minister", "Minister"]
    assert held("2028") == []


@pytest.mark.parametrize("day", ["1000-01-01", "2028-01-01", "2030-12-31", "2031-01-01", "2031-01-02", "9999-12-31"])
def test_offices_of_today_are_those_of_the_day(day: str) -> None:
    corpus = replace(world(), today=date.fromisoformat(day))
    for person in corpus.people.values():
        assert roles_today(corpus, person) == roles_on(person, parse_edtf(day))


def test_a_party_is_called_by_its_short_name_and_a_text_that_is_no_id_stays_a_text() -> None:
    writer = scribe(URL)
    assert writer.name("east") == "East"
    assert writer.link("east").url == "../../parties/east/"
    assert writer.link_or_text("both delegations") == Link("both delegations")
    assert writer.link_or_text("west") == Link("West", "../../parties/west/")
    assert writer.side_of("ada", parse_edtf("2031-05-04")) == "east"
    assert writer.side_of("west", None) == "west"


def test_dates_and_moments_are_put_into_words_with_a_value_for_machines() -> None:
    assert to_time(None) is None
    assert to_time(date(2031, 5, 4)) == Time("4 May 2031", "2031-05-04")
    assert to_time(parse_edtf("2031-05-04"), weekday=True) == Time("Sunday, 4 May 2031", "2031-05-04")
    assert to_time(parse_edtf("2031-05~")) == Time("about May 2031", None)
    moment = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
    assert to_time(moment) == Time("4 May 2031, 09:30 UTC", "2031-05-04T09:30:00+00:00")


def test_hours_have_their_zone_and_its_offset_on_that_day() -> None:
    winter = to_clock(parse_edtf("2031-01-04"), time(9), time(10, 30), "Europe/Kyiv")
    assert winter is not None
    assert (winter.words, winter.zone_words) == ("09:00–10:30", "Kyiv time, UTC+2")
    assert to_clock(parse_edtf("2031-01-04"), None, None, None) is None
    vague = to_clock(parse_edtf("2031-01"), time(9), None, "Europe/Kyiv")
    assert vague is not None
    assert (vague.zone_words, vague.machine) == ("Kyiv time", None)
    half = to_clock(parse_edtf("2031-01-04"), time(9), None, "Asia/Kolkata")
    assert half is not None
    assert half.zone_words == "Kolkata time, UTC+5:30"


def test_a_status_has_a_word_and_a_tone() -> None:
    assert (to_status(OutcomeStatus.NOT_AGREED).label, to_status(OutcomeStatus.NOT_AGREED).tone) == (
        "Not agreed",
        "not-agreed",
    )


def test_links_out_of_the_site_are_told_from_those_within() -> None:
    assert Link("x", "https://example.org/").is_external
    assert not Link("x", "../people/ada/").is_external
    assert not Link("x").is_external


def test_a_citation_names_title_site_date_and_last_change() -> None:
    brief = world().briefs["round-one"]
    assert to_citation(brief, settings()) == "First round. The River, 4 May 2031, updated 6 May 2031."
    (item,) = json.loads(to_csl_json(brief, settings()))
    assert (item["title"], item["publisher"]) == ("First round", "The River")
    assert item["issued"] == {"date-parts": [[2031, 5, 4]]}
    assert csl_date(parse_edtf("2031-05~")) == {"literal": "about May 2031"}
