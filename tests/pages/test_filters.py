"""What the search parts briefings by: every value that a briefing has, in words, once."""

from datetime import UTC, datetime
from pathlib import Path

from generator.build import read_build
from generator.pages.filters import to_filters
from generator.pages.scribe import Scribe
from generator.routes import page_url
from generator.site import read_content
from tests.small_site import copy_site


def test_a_briefing_has_the_facets_of_its_statements(tmp_path: Path) -> None:
    content = read_content(read_build(copy_site(tmp_path / "site"), datetime(2031, 6, 1, tzinfo=UTC)).settings)
    (brief,) = content.corpus.briefs.values()
    filters = to_filters(Scribe.at(page_url("briefs", brief.id), content.corpus, content.settings), brief)
    assert len(filters) == len(set(filters))
    found = {name: [value for each, value in filters if each == name] for name, _ in filters}
    assert found["kind"][0] == "Briefings"
    assert ("Quotations" in found["kind"]) == bool(brief.quotes)
    assert ("Claims" in found["kind"]) == bool(brief.claims)
    speakers = {content.corpus.people[quote.speaker].name for quote in brief.quotes if quote.speaker}
    assert set(found["speaker"]) == speakers
    assert set(found.get("status", ())) == {outcome.status.label for outcome in brief.outcomes}
    assert found["year"] == [f"{brief.date.earliest.year:04}"]
