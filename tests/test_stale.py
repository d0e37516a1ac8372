"""Which pages an edit makes stale: those that show what was edited, and few others."""

from functools import cache
from pathlib import Path

import pytest

from generator.corpus import Corpus
from generator.exports.plain import PlainWriter
from generator.model.brief import Brief
from generator.pages import plan_pages
from generator.render import Renderer
from generator.stale import Answers, Question, Watch, to_question
from tests.pages.world import FILES, read_world, settings, world

TEMPLATES = Path(__file__).parents[1] / "templates"
ROUND = "2031/round-one.yml"
OWN = "briefs/round-one/"


@cache
def ask_all() -> dict[str, frozenset[Question]]:
    """Return by address what every page of the world asks, its entries included."""
    renderer = Renderer([TEMPLATES], world(), settings())
    asked_by = {}
    for planned in plan_pages(world(), settings()):
        with renderer.watch.gathering() as asked:
            renderer.render(planned.build(renderer.watch.corpus, settings()))
        asked_by[planned.url] = frozenset().union(*({one} if isinstance(one, str) else one for one in asked))
    return asked_by


def find_stale(edited: Corpus) -> set[str]:
    before, now = Answers(world()), Answers(edited)
    return {url for url, asked in ask_all().items() if any(before.answer(one) != now.answer(one) for one in asked)}


def edit(old: str, new: str) -> Corpus:
    assert FILES[ROUND].count(old) == 1
    return read_world({**FILES, ROUND: FILES[ROUND].replace(old, new)})


@pytest.mark.parametrize(
    ("old", "new", "others"),
    [
        ("updated: 2031-05-06", "updated: 2031-05-06\n        key_points: [They shook hands.]", set()),
        ("updated: 2031-05-06", "updated: 2031-05-07", set()),
        ("summary: The sides met", "summary: Both sides met", {"", "briefs/"}),
        (
            "We want a truce today.",
            "We want a truce now.",
            {"people/ada/", "issues/truce/", "quotes/", "search/", "sources/wire/"},
        ),
    ],
)
def test_an_edit_makes_the_pages_stale_that_show_what_was_edited(old: str, new: str, others: set[str]) -> None:
    assert find_stale(edit(old, new)) == {OWN, *others}


def test_a_title_makes_stale_what_lists_its_briefing_and_the_one_that_follows() -> None:
    stale = find_stale(edit("title: First round", "title: Round one"))
    assert {OWN, "briefs/old-round/", "briefs/round-two/", "", "briefs/", "quotes/", "processes/peace/"} <= stale
    assert stale.isdisjoint({"parties/", "search/", "processes/side-talks/", "agreements/second-deal/"})


def test_of_a_briefing_each_field_is_asked_for_by_itself() -> None:
    watch = Watch(world())
    with watch.gathering() as asked:
        brief = watch.corpus.briefs["round-one"]
        assert isinstance(brief, Brief)
        assert brief.id == "round-one"
    assert asked == {to_question("kinds", "round-one")}
    with watch.gathering() as asked:
        assert brief.meetings == world().briefs["round-one"].meetings
        assert brief.title == "First round"
        assert not hasattr(brief, "sources")
    assert asked == {to_question("briefs", "round-one", "meetings"), to_question("headings", "round-one")}


@pytest.mark.parametrize("is_known", [False, True])
def test_a_reference_asks_for_what_it_prints_of_a_record(*, is_known: bool) -> None:
    watch = Watch(world())
    writer = PlainWriter(watch.corpus, settings())
    if is_known:
        _ = writer.reference("ada"), writer.reference("west")
    with watch.gathering() as asked:
        assert writer.reference("ada")["name"] == "Ada Eastman"
    assert asked == {to_question("kinds", "ada"), to_question("names", "ada")}
    with watch.gathering() as asked:
        assert writer.reference("west")["disputed"] == "Not recognised by all."
    assert to_question("parties", "west") in asked


def test_what_a_field_says_is_recalled_where_the_text_of_its_briefing_is_the_same() -> None:
    question = to_question("briefs", "round-one", "meetings")
    answers = Answers(world())
    answers.recall([(question, "before")], {"round-one"})
    assert answers.answer(question) == "before"
    answers = Answers(world())
    answers.recall([(question, "before")], {"round-two"})
    assert answers.answer(question) == Answers(world()).answer(question) != "before"
