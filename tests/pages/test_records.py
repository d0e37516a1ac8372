"""The pages of records as values: what each says, in which order, and in which words."""

from datetime import date, timedelta

from generator.corpus import Corpus
from generator.model.dates import parse_edtf
from generator.pages.agreements import build_agreement, build_related
from generator.pages.conflicts import build_conflict
from generator.pages.head import to_period
from generator.pages.issues import build_issue, build_latest
from generator.pages.parties import build_party
from generator.pages.people import build_offices, build_person, build_quotes_by_issue
from generator.pages.places import build_place_page, places_around
from generator.pages.processes import briefs_of, build_process, find_planned, find_pledges
from generator.pages.sources import build_source
from tests.pages.world import FILES, NOW, read_world, scribe, settings, views, world


def titles(page: object) -> list[str]:
    return [section.title for section in page.sections]  # type: ignore[attr-defined]


def test_a_persons_page_shows_todays_office_names_in_other_scripts_and_sections_that_are_filled() -> None:
    page = build_person("ada", world(), settings())
    head = page.view.head
    assert [link.text for fact in head.meta for link in fact.links] == ["Minister", "East"]
    assert [(name.text, name.language_name) for name in head.names] == [("Ада Істман", "Ukrainian")]
    assert [(fact.label, fact.links[0].text) for fact in head.facts] == [
        ("Party", "East"),
        ("Also written", "A. Eastman"),
    ]
    assert titles(page) == [
        "Offices",
        "Quotations by issue",
        "Quotations",
        "Meetings",
        "Claims",
        "Positions",
        "Said about them",
        "Agreements",
        "Briefings",
    ]


def test_offices_stand_with_the_latest_first_and_their_time_in_words() -> None:
    offices = list(build_offices(scribe("people/ada/"), world().people["ada"]))
    assert [(office.title, office.period) for office in offices] == [
        ("Minister", "since 1 January 2031"),
        ("Deputy minister", "1 January 2029 to 31 December 2030"),
    ]


def test_what_a_person_said_is_found_by_issue() -> None:
    (group,) = build_quotes_by_issue(scribe("people/ada/"), "ada")
    assert group.issue.text == "Truce"
    assert [(quote.text, quote.url) for quote in group.quotes] == [
        ("4 May 2031", "../../briefs/round-one/#quote-simple")
    ]


def test_a_party_has_the_positions_and_claims_of_its_people_by_issue_in_order_of_date() -> None:
    page = build_party("east", world(), settings())
    (group,) = page.view.positions
    assert group.name.text == "Truce"
    assert [entry.words.text for entry in views(group.entries)] == ["A truce at once."]
    claims = next(topic for topic in page.view.topics if topic.section.title == "Claims")
    (claim,) = claims.statements.entries
    assert claim.role == "Claimant"
    assert views([claim])[0].words.text == "The West shelled the port."


def test_a_party_is_named_with_what_is_disputed_of_it() -> None:
    page = build_party("west", world(), settings())
    assert page.view.head.disputed == "Not recognised by all."
    assert page.title == "West"


def test_an_issue_shows_its_latest_status_and_each_sides_positions_over_time() -> None:
    (latest,) = build_latest(scribe("issues/truce/"), "truce")
    assert latest.chip.status.label == "Talks to continue"
    assert latest.date is not None
    assert latest.date.words == "10 May 2031"
    groups = build_issue("truce", world(), settings()).view.positions
    assert [(group.name.text, [entry.kind for entry in views(group.entries)]) for group in groups] == [
        ("East", ["Demand"]),
        ("West", ["Condition"]),
    ]
    assert views(groups[0].entries)[0].date.words == "4 May 2031"


def test_a_place_lies_in_others_and_shows_what_is_disputed() -> None:
    assert places_around(world(), "port") == ["coast", "port"]
    head = build_place_page("fort", world(), settings()).view.head
    assert head.disputed == "Held by one side."
    assert [link.text for link in head.trail] == ["The coast", "Places"]


def test_what_happened_in_a_town_is_shown_where_the_town_lies() -> None:
    def topic(place: str, title: str) -> list[str]:
        topics = build_place_page(place, world(), settings()).view.topics
        found = [one for one in topics if one.section.title == title]
        return [entry.words.url for view in found for entry in views(view.statements.entries)]

    assert topic("port", "Meetings")
    assert topic("coast", "Meetings") == topic("port", "Meetings")
    assert len(topic("coast", "Outcomes")) == len(set(topic("coast", "Outcomes")))


def test_an_agreement_shows_its_life_signatories_and_commitments() -> None:
    view = build_agreement("first-deal", world(), settings()).view
    assert [(event.status.label, event.date.words) for event in view.life] == [
        ("Signed", "5 May 2031"),
        ("Suspended", "20 May 2031"),
    ]
    assert view.head.status.label == "Suspended"
    assert view.since.words == "20 May 2031"
    assert [(one.name.text, one.office, one.party.text) for one in view.signatories] == [
        ("Ada Eastman", "Minister", "East"),
        ("Wim Vest", "Chief envoy", "West"),
    ]
    assert [(one.text, one.is_overdue) for one in view.commitments] == [
        ("To move the guns.", True),
        ("To hand over maps.", False),
    ]


def test_the_sources_of_an_agreement_are_numbered_in_the_order_of_its_page() -> None:
    view = build_agreement("first-deal", world(), settings()).view
    assert view.refs.refs[0].number == 1
    assert [entry.publisher for entry in view.sources] == ["The Wire", "Radio"]


def test_related_agreements_are_seen_from_both_ends() -> None:
    here = build_related(scribe("agreements/first-deal/"), "first-deal")
    there = build_related(scribe("agreements/second-deal/"), "second-deal")
    assert [(one.agreement.text, one.relation) for one in here] == [("Second deal", "implements this one")]
    assert [(one.agreement.text, one.relation) for one in there] == [("First deal", "carried out by this one")]


def test_a_process_has_the_briefings_of_its_parts_in_order() -> None:
    assert [brief.id for brief in briefs_of(world(), "peace")] == ["round-one", "round-two"]
    assert [brief.id for brief in briefs_of(world(), "side-talks")] == ["round-two"]


def test_a_process_counts_what_it_consists_of() -> None:
    view = build_process("peace", world(), settings()).view
    assert [(count.number, count.words) for count in view.counts] == [
        ("3", "meetings"),
        ("1", "place"),
        ("2", "people"),
        ("1", "agreement"),
        ("1 of 3", "commitments fulfilled"),
    ]


def to_long_process(count: int) -> Corpus:
    """A process with many rounds: each on a day of its own, with an outcome, the latest on the last day."""
    days = [date(2031, 1, 1) + timedelta(days=number) for number in range(count)]
    rounds = {
        f"2031/round-{number}.yml": f"""
            title: Round {number}
            date: "{day}"
            conflict: river-war
            process: long-talks
            summary: They met.
            meetings:
              - {{id: talks, title: Talks {number}, date: "{day}", sources: [wire]}}
            outcomes: [{{issue: truce, status: not_agreed, text: No truce., sources: [wire]}}]
            """
        for number, day in enumerate(days)
    }
    process = "\n        long-talks: {name: Long talks, conflict: river-war}\n"
    return read_world({**FILES, "processes.yml": FILES["processes.yml"].rstrip() + process, **rounds})


def test_of_a_long_process_the_latest_rounds_are_shown() -> None:
    view = build_process("long-talks", to_long_process(80), settings()).view
    assert [shown.meeting.text for shown in view.rounds] == [f"Talks {number}" for number in range(20, 80)]
    assert len(view.matrices) == 6
    assert [column.url for column in view.matrices[-1].columns][-1].endswith("briefs/round-79/")
    assert len(view.matrices[0].columns) == 12


def test_the_commitments_of_a_process_are_those_of_its_briefings_and_agreements_the_overdue_first() -> None:
    briefs = briefs_of(world(), "peace")
    assert {one.home for one in find_pledges(world(), "peace", briefs)} == {"round-one", "first-deal"}
    rows = views(build_process("peace", world(), settings()).view.commitments)
    assert [row.is_overdue for row in rows] == [True, False, False]
    assert rows[0].words.text == "To move the guns."


def test_planned_meetings_are_those_to_come() -> None:
    briefs = briefs_of(world(), "peace")
    assert [one.entry.id for one in find_planned(world(), briefs)] == ["later"]  # type: ignore[attr-defined]
    assert NOW.date() < briefs[1].meetings[1].date.latest
    assert find_planned(world(), briefs[:1]) == [], "of other briefings none"


def test_a_process_names_its_third_parties_by_role() -> None:
    head = build_process("peace", world(), settings()).view.head
    assert [(fact.label, [link.text for link in fact.links]) for fact in head.facts] == [
        ("Mediator", ["North"]),
        ("Parts", ["Talks on prisoners"]),
    ]
    assert [link.text for link in head.trail] == ["River war", "Processes"]


def test_the_chronology_of_a_conflict_has_meetings_before_what_came_of_them() -> None:
    view = build_conflict("river-war", world(), settings()).view
    assert [entry.words.text for entry in views(view.chronology)] == [
        "The first meeting",
        "No truce.",
        "Prisoners go home.",
        "The second meeting",
        "They go on.",
        "The third meeting",
    ]
    assert view.is_whole
    assert [line.process.text for line in view.processes] == ["Peace talks", "Talks on prisoners"]


def test_a_source_is_described_and_shows_every_statement_that_rests_on_it() -> None:
    page = build_source("radio", world(), settings())
    assert [fact.label for fact in page.view.head.facts] == ["Publisher", "Published"]
    (topic,) = page.view.topics
    assert topic.section.title == "Cited for"
    assert {entry.words.text for entry in views(topic.statements.entries)} == {
        "First deal",
        "First round",
        "All is quiet.",
        "no truce",
        "The West shelled the port.",
    }


def test_periods_are_said_as_exactly_as_they_are_known() -> None:
    day, month = parse_edtf("2031-05-04"), parse_edtf("2031-06")
    assert to_period(day, month) == "4 May 2031 to June 2031"
    assert to_period(day, day) == "4 May 2031"
    assert to_period(day, None) == "since 4 May 2031"
    assert to_period(None, month) == "until June 2031"
    assert to_period(None, None) == ""
