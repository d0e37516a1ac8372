"""Feeds as feed readers read them."""

import json
from dataclasses import replace
from typing import Any

import feedparser
import orjson
import pytest

from generator.exports.feeds import ENTRIES, Entry
from generator.exports.imprint import Imprint
from generator.exports.moments import newest_first
from tests.exports.catalogues import Published, hostile, hostile_outputs, outputs, real, real_outputs


def parse(content: bytes) -> Any:
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


@pytest.mark.parametrize("files", [real_outputs, hostile_outputs])
def test_every_feed_is_read_without_complaint(files: Any) -> None:
    count = 0
    for path, content in files().items():
        if path.endswith(("feed.xml", "rss.xml")):
            feed = parse(content)
            assert feed.version == ("atom10" if path.endswith("feed.xml") else "rss20")
            assert feed.entries
            count += 1
        elif path.endswith("feed.json"):
            assert json.loads(content)["version"] == "https://jsonfeed.org/version/1.1"
            count += 1
    assert count >= 15


@pytest.mark.parametrize("catalogue", [real, hostile])
def test_the_three_formats_say_the_same_as_the_corpus(catalogue: Any) -> None:
    files = outputs(catalogue())
    atom, rss, items = parse(files["feed.xml"]), parse(files["rss.xml"]), json.loads(files["feed.json"])["items"]
    newest = newest_first(catalogue().corpus.briefs.values())[:ENTRIES]
    titles = [brief.title for brief in newest]
    assert [item["title"] for item in items] == titles
    for feed in (atom, rss):
        assert [entry.title for entry in feed.entries] == titles
        assert [entry.id for entry in feed.entries] == [item["id"] for item in items]
        assert [entry.link for entry in feed.entries] == [item["url"] for item in items]
        assert [entry.content[0].value for entry in feed.entries] == [item["content_html"] for item in items]
    assert len({item["id"] for item in items}) == len(items)


def test_the_content_is_whole_and_nothing_of_it_is_markup() -> None:
    items = json.loads(hostile_outputs()["feed.json"])["items"]
    for item in items:
        assert "<script" not in item["content_html"]
    import html5lib

    by_title = {item["title"]: item["content_html"] for item in items}
    for brief in newest_first(hostile().corpus.briefs.values())[:ENTRIES]:
        words = "".join(html5lib.parse(by_title[brief.title]).itertext())
        for text in (brief.quotes[0].text, brief.outcomes[0].text, brief.claims[0].statement, brief.positions[0].text):
            assert text in words


def test_a_correction_is_an_update_of_the_same_entry() -> None:
    catalogue = hostile()
    brief = next(iter(catalogue.corpus.briefs.values()))
    entry = next(each for each in parse(hostile_outputs()["feed.xml"]).entries if each.title == brief.title)
    assert entry.updated == "2022-03-12T00:00:00Z"
    assert entry.published == "2022-03-10T00:00:00Z"
    plain = catalogue.items["briefs"][brief.id]
    for later in (
        {name: value for name, value in plain.items() if name not in ("corrections", "updated")},
        {**plain, "id": "new-name", "formerly": [brief.id]},
    ):
        item = json.loads(orjson.dumps(Entry(Imprint(catalogue.settings), later).json))
        assert item["id"] == entry.id


def test_a_feed_does_not_change_with_the_clock() -> None:
    later = replace(hostile().settings, now=hostile().settings.now.replace(year=2027))
    made = outputs(Published(hostile().corpus, later))
    feeds = [path for path in made if path.endswith(("feed.xml", "rss.xml", "feed.json"))]
    assert len(feeds) >= 15
    assert {path: made[path] for path in feeds} == {path: hostile_outputs()[path] for path in feeds}


def test_a_record_has_the_briefs_that_speak_of_it() -> None:
    feed = parse(real_outputs()["people/dmytro-kuleba/feed.xml"])
    assert "Foreign ministers meet in Antalya, no cease-fire" in [entry.title for entry in feed.entries]
    assert "people/dmytro-kuleba/" in feed.feed.link
