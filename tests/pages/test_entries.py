"""Statements as entries of lists: their words, who made them, what they have to do with the page's subject."""

import pytest

from generator.pages.backlinks import BRIEFS, TOPICS, select, to_entry
from generator.pages.entries import ENTRY, build_entry
from generator.routes import page_url, statement_url
from tests.pages.world import scribe, views, world


def find_roles(name: str) -> dict[str, str]:
    kind = world().kind_of(name) or ""
    writer = scribe(page_url(kind, name))
    entries = [
        to_entry(writer, ENTRY, backlink, name)
        for topic in TOPICS.get(kind, (BRIEFS,))
        for backlink in select(world(), name, topic)
    ]
    return {view.words.text: entry.role for entry, view in zip(entries, views(entries), strict=True)}


@pytest.mark.parametrize(
    ("subject", "statement", "role"),
    [
        ("ada", "The first meeting", "Minister, Head of delegation"),
        ("wim", "The first meeting", "Envoy"),
        ("north", "The first meeting", "Host, Mediator"),
        ("truce", "The first meeting", "On the agenda"),
        ("port", "The first meeting", ""),
        ("ada", "The West shelled the port.", "Claimant"),
        ("west-army", "The West shelled the port.", "Answered"),
        ("west", "A truce at once.", "Addressed to it"),
        ("west", "To move the guns.", "Committed"),
        ("east", "To move the guns.", "Promised to it"),
        ("ada", "First deal", "Signatory"),
        ("wim", "First deal", "Signatory, Chief envoy"),
        ("west", "First deal", "Party, Signed on its behalf, Had a part in its life"),
        ("first-deal", "Second deal", "Implements"),
        ("north", "Peace talks", "Mediator"),
        ("west", "Army of the West", "Part of it"),
        ("ada", "First round", "In the summary"),
        ("round-one", "Second round", "Continues it"),
    ],
)
def test_a_backlink_says_what_it_has_to_do_with_its_subject(subject: str, statement: str, role: str) -> None:
    assert find_roles(subject)[statement] == role


def test_an_entry_says_who_and_what_and_names_its_briefing_and_sources() -> None:
    (claim,) = world().statements["claims"]
    view = build_entry(scribe("claims/"), claim)
    assert view.words.text == "The West shelled the port."
    assert view.words.url == "../briefs/round-one/#claim-shelling"
    assert [(fact.label, [link.text for link in fact.links]) for fact in view.facts] == [
        ("Claimed by", ["Ada Eastman", "East"]),
        ("Denies:", ["Army of the West"]),
    ]
    assert view.home == "First round"
    assert [(link.text, link.url) for link in view.sources] == [("The Wire, 5 May 2031", "../sources/wire/")]


def test_a_position_says_its_kind_its_issue_and_its_answers() -> None:
    demand = world().statements["positions"][-1]
    view = build_entry(scribe("x/"), demand)
    assert view.kind == "Demand"
    assert [(fact.label, [link.text for link in fact.links]) for fact in view.facts] == [
        ("", ["Ada Eastman", "East"]),
        ("On", ["Truce"]),
        ("To", ["West"]),
        ("Rejects:", ["Wim Vest"]),
    ]


def test_a_commitment_says_when_it_is_due_and_that_it_is_overdue() -> None:
    guns = next(one for one in world().statements["commitments"] if one.entry.id == "guns")  # type: ignore[attr-defined]
    view = build_entry(scribe("x/"), guns)
    assert view.is_overdue
    assert view.status is not None
    assert view.status.label == "Pending"
    due = view.facts[-1]
    assert (due.label, due.time.words if due.time else "") == ("Due", "1 June 2031")


def test_statements_without_an_id_are_found_by_their_place_or_their_words() -> None:
    places = [statement_url(one) for one in world().statements["outcomes"]]
    assert places == [
        "briefs/round-two/#outcome-1",
        "briefs/round-one/#outcome-1",
        "briefs/round-one/#outcome-2",
    ]
    (correction,) = world().statements["corrections"]
    assert statement_url(correction) == "briefs/round-one/#corrections"
    pledges = {statement_url(one) for one in world().statements["commitments"]}
    assert pledges == {
        "agreements/first-deal/#commitment-guns",
        "agreements/first-deal/#commitment-maps",
        "briefs/round-one/#commitment-home",
    }
