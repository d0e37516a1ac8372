"""Lists: what is on each, in which parts, and what it can be filtered by."""

from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.corpus import Corpus
from generator.model.dates import parse_edtf
from generator.pages.backlinks import CLAIMS, MEETINGS, QUOTES, Topic, select, topic_url
from generator.pages.brief_list import build_brief_list
from generator.pages.corrections import plan_corrections
from generator.pages.data import build_data
from generator.pages.home import build_home, find_commitments_due, find_to_come
from generator.pages.indexes import build_index, plan_indexes
from generator.pages.positions import build_positions_by_party
from generator.pages.redirects import build_redirect, plan_redirects
from generator.pages.scribe import Scribe
from generator.pages.search import build_search
from generator.pages.split import (
    PAGE_SIZE,
    SHOWN,
    build_pagers,
    count_years,
    count_years_of,
    find_part,
    split,
    split_by_year,
)
from generator.pages.statement_list import ListView, plan_statement_lists, plan_topic_lists
from generator.pages.tags import build_filters, to_tags
from generator.pages.timeline import plan_timeline
from tests.pages.world import FILES, read_world, scribe, settings, views, world

YEARS = st.lists(st.tuples(st.integers(1990, 2040), st.integers(1, 350)), max_size=6, unique_by=lambda pair: pair[0])
EMPTY = Corpus({})


def crowd(quotes: int) -> Corpus:
    """The world with a briefing in which Ada speaks so often, in two years."""
    said = "".join(
        f"          - {{speaker: ada, text: Word {number}, date: {2030 + number % 2}-01-01, sources: [wire]}}\n"
        for number in range(quotes)
    )
    brief = f"""
        title: Crowd
        date: 2031-05-12
        conflict: river-war
        summary: She spoke [@wire].
        quotes:
{said}"""
    return read_world({**FILES, "2031/crowd.yml": brief})


@given(YEARS, YEARS)
def test_a_list_that_grows_loses_no_address(few: list[tuple[int, int]], new: list[tuple[int, int]]) -> None:
    def to_urls(years: dict[str, int]) -> set[str]:
        parts = split_by_year("quotes/", tuple(sorted(years.items(), reverse=True)))
        return {part.url for part in parts if part.number == 1}

    old = {str(year): length for year, length in few}
    grown = {str(year): length + old.get(str(year), 0) for year, length in new}
    assert to_urls(old) <= to_urls({**old, **grown})


@given(YEARS)
def test_a_list_is_split_into_parts_that_hold_each_entry_once_and_none_too_many(pairs: list[tuple[int, int]]) -> None:
    years = tuple((str(year), length) for year, length in sorted(pairs, reverse=True))
    parts = split_by_year("quotes/", years)
    assert parts[0].url == "quotes/"
    assert parts[0].start == 0
    assert parts[-1].stop == sum(length for _, length in years)
    assert all(before.stop == after.start for before, after in pairwise(parts))
    assert all(part.stop - part.start <= PAGE_SIZE for part in parts)
    assert len({part.url for part in parts}) == len(parts)


def test_a_short_list_is_one_part_and_a_long_one_has_parts_of_five_years_of_a_year_and_of_pages() -> None:
    assert [part.url for part in split_by_year("quotes/", (("2031", 60), ("2030", 40)))] == ["quotes/"]
    years = (("2031", 150), ("2030", 40), ("2029", 70), ("2025", 30), ("2024", 80), ("2023", 60), ("undated", 1))
    parts = split_by_year("quotes/", years)
    assert [(part.url, part.year, part.stop - part.start) for part in parts] == [
        ("quotes/", "2031", 100),
        ("quotes/page/2/", "2031", 50),
        ("quotes/year/2030/", "2030", 40),
        ("quotes/year/2025-2029/", "2025–2029", 100),
        ("quotes/year/2020-2024/", "2024", 80),
        ("quotes/year/2023/", "2023", 60),
        ("quotes/year/undated/", "undated", 1),
    ]
    assert [part.url for part in split("people/", 250)] == ["people/", "people/page/2/", "people/page/3/"]


def test_a_part_leads_to_the_years_and_to_the_pages_of_its_own() -> None:
    parts = split_by_year("quotes/", (("2031", 150), ("2030", 40)))
    here = find_part(parts, "quotes/page/2/")
    years, pages = build_pagers(scribe(here.url), parts, here)
    assert [(step.link.text, step.link.url, step.is_current) for step in years.steps] == [
        ("2031", "../../../quotes/", True),
        ("2030", "../../../quotes/year/2030/", False),
    ]
    assert [(step.link.text, step.is_current) for step in pages.steps] == [("1", False), ("2", True)]


def test_years_are_counted_where_they_stand_together() -> None:
    assert count_years([2031, 2031, 2030, None]) == (("2031", 2), ("2030", 1), ("undated", 1))


def test_what_spans_two_years_is_counted_in_the_first() -> None:
    days = [parse_edtf("2031"), parse_edtf("2030-12-30/2031-01-02"), None]
    assert count_years_of(days) == (("2031", 1), ("2030", 1), ("undated", 1))


def test_what_a_page_does_not_show_has_a_list_of_its_own() -> None:
    corpus = crowd(PAGE_SIZE + 30)
    urls = [planned.url for planned in plan_topic_lists(corpus, settings())]
    assert topic_url("people", "ada", QUOTES) in urls
    assert "people/ada/quotes/year/2030/" in urls
    assert [url for url in urls if not url.startswith(("people/ada/quotes/", "sources/wire/statements/"))] == []
    assert list(plan_topic_lists(world(), settings())) == []
    assert len(select(world(), "ada", QUOTES)) <= SHOWN


def test_every_statement_of_a_kind_is_on_exactly_one_part_of_its_list() -> None:
    corpus = crowd(PAGE_SIZE + 30)
    pages = [planned.build(corpus, settings()) for planned in plan_statement_lists(corpus, settings())]
    quotes = [entry.statement for page in pages for entry in page.view.statements.quotes]
    assert quotes == list(corpus.statements["quotes"])


def build_whole_list(kind: str) -> ListView:
    (planned,) = (one for one in plan_statement_lists(world(), settings()) if one.url == f"{kind}/")
    view: ListView = planned.build(world(), settings()).view
    return view


def test_the_list_of_quotations_says_who_when_where_and_by_which_source() -> None:
    view = build_whole_list("quotes")
    newest, *_ = views(view.statements.quotes)
    assert newest.quote.body.text == "no truce"
    assert newest.quote.lead is not None
    assert newest.quote.lead.text == "There will be"
    assert newest.date.words == "5 May 2031"
    assert newest.home.url.startswith("../briefs/round-one/#quote-")
    assert [link.text for link in newest.sources] == ["The Wire, 5 May 2031", "Radio, 20 May 2031"]
    assert newest.quote.refs.refs == ()


def test_the_context_of_a_listed_quotation_has_no_source_numbers() -> None:
    view = build_whole_list("quotes")
    contexts = [entry.quote.context for entry in views(view.statements.quotes) if entry.quote.context]
    assert contexts == ["<p>On the truce.</p>"]


def test_filters_offer_what_occurs_in_words_and_tags_name_it_by_id() -> None:
    quotes = [to_tags(world(), one) for one in world().statements["quotes"]]
    filters = {choice.name: choice.options for choice in build_filters(scribe("quotes/"), "quotes", quotes)}
    assert filters["speaker"] == (("ada", "Ada Eastman"), ("wim", "Wim Vest"))
    assert filters["party"] == (("east", "East"), ("west", "West"))
    assert "year" not in filters, "a choice of one is none"


def test_all_entries_of_a_list_have_the_same_tags_so_that_a_filter_finds_them() -> None:
    for kind in ("quotes", "claims", "outcomes", "commitments"):
        assert len({tuple(name for name, _ in to_tags(world(), one)) for one in world().statements[kind]}) == 1


def test_a_statement_is_its_speakers_partys_on_that_day() -> None:
    (claim,) = world().statements["claims"]
    assert dict(to_tags(world(), claim))["party"] == "east"


def test_a_claim_that_anyone_contests_is_found_whatever_the_answer_is_called() -> None:
    (claim,) = world().statements["claims"]
    tags = to_tags(world(), claim)
    assert dict(tags)["answer"] == "contested denies"
    answers = next(choice for choice in build_filters(scribe("claims/"), "claims", [tags]) if choice.name == "answer")
    assert ("contested", "Contested in any way") in answers.options


def test_the_ledger_has_what_is_overdue_first() -> None:
    rows = views(build_whole_list("commitments").statements.ledger)
    assert [row.is_overdue for row in rows] == [True, False, False]
    assert rows[0].due is not None
    assert rows[0].due.words == "1 June 2031"


def test_people_are_listed_by_family_name_with_their_office() -> None:
    view = build_index("people", "people/", world(), settings()).view
    assert [(group.title, [item.link.text for item in group.items]) for group in view.groups] == [
        ("E", ["Ada Eastman"]),
        ("V", ["Wim Vest"]),
    ]
    assert view.groups[0].items[0].words == ("Minister, East", "2 meetings", "2 quotations")
    assert [pager.label for pager in view.pagers] == ["Letters"]


def test_sources_are_listed_by_publisher_and_have_their_anchors() -> None:
    view = build_index("sources", "sources/", world(), settings()).view
    assert [(group.title, [item.id for item in group.items]) for group in view.groups] == [
        ("Radio", ["radio"]),
        ("The Wire", ["wire"]),
    ]


def test_publishers_that_differ_in_case_or_signs_alone_have_one_heading_each() -> None:
    publishers = ("The post", "The Post", "The post", "The Post!")
    lines = (
        f'        source-{number}: {{title: Title {number}, publisher: "{publisher}", kind: report}}\n'
        for number, publisher in enumerate(publishers)
    )
    corpus = read_world({"sources.yml": "".join(lines)})
    titles = [group.title for group in build_index("sources", "sources/", corpus, settings()).view.groups]
    assert sorted(titles) == ["The Post", "The Post!", "The post"]


def test_issues_parties_and_places_stand_under_their_kind() -> None:
    groups = {
        kind: [group.title for group in build_index(kind, f"{kind}/", world(), settings()).view.groups]
        for kind in ("issues", "parties", "places")
    }
    assert groups == {
        "issues": ["Cease-fire", "Detainees"],
        "parties": ["Armed forces", "State"],
        "places": ["In no one country"],
    }


def test_an_empty_kind_has_no_page() -> None:
    for plan in (plan_indexes, plan_statement_lists, plan_topic_lists, plan_timeline, plan_corrections):
        assert list(plan(EMPTY, settings())) == []


def test_corrections_lead_to_their_briefing_and_those_of_drafts_are_not_among_them() -> None:
    (planned,) = plan_corrections(world(), settings())
    view: Any = planned.build(world(), settings()).view
    (correction,) = view.corrections
    assert correction.date.words == "6 May 2031"
    assert correction.home.url == "../briefs/round-one/#corrections"
    assert (
        unescape(correction.text) == '<p>The name of the <a href="../places/port/"><bdi>Port</bdi></a> was wrong.</p>'
    )


def test_the_list_of_briefings_has_the_newest_first_with_their_outcomes() -> None:
    view = build_brief_list(split_by_year("briefs/", (("2031", 2),)), "briefs/", world(), settings()).view
    assert view.lead == "2 briefings, newest first."
    assert [card.title.text for card in view.cards] == ["Second round", "First round"]
    assert [chip.status.label for chip in view.cards[1].strip] == ["Not agreed", "Agreed"]
    assert (
        unescape(view.cards[1].summary)
        == '<p>The sides met; <a href="../people/ada/"><bdi>Ada Eastman</bdi></a> spoke.</p>'
    )


def test_home_shows_what_is_new_what_is_next_and_what_is_due() -> None:
    view = build_home(world(), settings()).view
    assert [card.title.text for card in view.latest] == ["Second round", "First round"]
    assert [entry.words.text for entry in view.to_come] == ["The third meeting"]
    assert [(entry.words.text, entry.is_overdue) for entry in view.due] == [("To move the guns.", True)]
    assert [line.process.text for line in view.processes] == ["Talks on prisoners", "Peace talks"]
    assert view.search.url == "search/"


def test_a_meeting_is_to_come_until_its_date_is_past() -> None:
    later = world().briefs["round-two"].meetings[1].date.latest
    on_the_day, the_day_after = (replace(world(), today=later.replace(day=later.day + days)) for days in range(2))
    assert len(find_to_come(on_the_day)) == 1
    assert find_to_come(the_day_after) == []
    early = replace(world(), today=date(2031, 1, 1))
    planned = [one.entry.title for one in find_to_come(early)]  # type: ignore[attr-defined]
    assert planned == ["The third meeting"], "one that was held is not, whatever the day"


def test_a_commitment_that_is_kept_or_has_no_date_is_not_due() -> None:
    assert [one.entry.id for one in find_commitments_due(world())] == ["guns"]  # type: ignore[attr-defined]


def test_a_process_says_how_many_meetings_it_had_and_when_the_last_one_was_reported() -> None:
    lines = build_home(world(), settings()).view.processes
    said = [(line.process.text, line.conflict, line.words) for line in lines]
    assert said == [
        ("Talks on prisoners", "River war", ("2 meetings", "last on 10 May 2031")),
        ("Peace talks", "River war", ("1 meeting", "last on 4 May 2031")),
    ]
    later = FILES["2031/round-two.yml"].replace("process: side-talks", "process: peace")
    lines = build_home(read_world({**FILES, "2031/round-two.yml": later}), settings()).view.processes
    assert [line.words for line in lines] == [("3 meetings", "last on 10 May 2031"), ()]


def test_home_and_search_make_sense_of_a_site_without_content() -> None:
    home = build_home(EMPTY, settings())
    assert home.title == "The River"
    assert home.view.latest == home.view.processes == ()
    search = build_search(EMPTY, settings())
    assert search.view.lists == search.view.examples == ()


def test_search_proposes_a_name_in_its_own_script_and_words_of_a_quotation() -> None:
    view = build_search(world(), settings()).view
    assert [example.text for example in view.examples] == ["Truce", "Ада Істман", '"We want a truce"']
    assert view.examples[2].url == "?q=%22We+want+a+truce%22"


def test_a_former_address_leads_to_the_new_one() -> None:
    (planned,) = plan_redirects(world(), settings())
    assert planned.url == "briefs/old-round/"
    page = build_redirect("round-one", "old-round", world(), settings())
    assert page.meta["redirect"] == "../../briefs/round-one/"
    assert page.meta["noindex"] is True


def test_data_names_the_files_of_every_briefing() -> None:
    view = build_data("data/", False, world(), settings()).view
    assert [(one.brief.text, one.json.url, one.yaml.url) for one in view.briefs] == [
        ("Second round", "../api/v1/briefs/round-two.json", "../briefs/round-two/briefing.yml"),
        ("First round", "../api/v1/briefs/round-one.json", "../briefs/round-one/briefing.yml"),
    ]


def test_topics_of_a_page_are_told_apart_by_the_field_that_speaks_of_it() -> None:
    def found(topic: Topic, name: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(one.statement.home, one.fields) for one in select(world(), name, topic)]

    assert found(MEETINGS, "north") == [("round-one", ("host", "participants.party"))]
    assert found(CLAIMS, "west-army") == [("round-one", ("responses.by",))]


def test_positions_are_left_out_only_where_a_list_has_them_all() -> None:
    def talks(positions: int) -> Corpus:
        taken = "".join(
            f"          - {{by: ada, issue: truce, kind: offer, text: Offer {number}, sources: [wire]}}\n"
            for number in range(positions)
        )
        brief = f"""
        title: Offers
        date: 2031-05-12
        conflict: river-war
        summary: She made offers [@wire].
        positions:
{taken}"""
        return read_world({**FILES, "2031/offers.yml": brief})

    few, many = (Scribe.at("issues/truce/", talks(count), settings()) for count in (SHOWN - 2, SHOWN))
    groups, more = build_positions_by_party(few, "truce")
    assert sum(len(group.entries) for group in groups) == SHOWN
    assert more is None
    groups, more = build_positions_by_party(many, "truce")
    assert [group.left_out for group in groups] == [SHOWN + 1 - len(groups[0].entries), 0]
    assert more is not None
    assert more.text == f"All {SHOWN + 2}"
