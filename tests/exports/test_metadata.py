"""What a page says of itself to machines: the same as the page, and a document of linked data."""

import json
import warnings
from pathlib import Path
from typing import Any

import html5lib
import pytest

from generator.pages.metadata import brief_metadata, record_metadata
from generator.pages.scribe import Scribe
from generator.routes import page_url
from tests.exports.catalogues import SITE, hostile, real, real_outputs

ANTALYA = "2022-03-10-antalya"
# The terms that are used, as schema.org defines them: the processor asks nothing of the network.
_CONTEXT = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "license": {"@type": "@id"}}


def metadata_of(catalogue: Any, name: str) -> dict[str, Any]:
    corpus = catalogue.corpus
    return brief_metadata(Scribe.at(page_url("briefs", name), corpus, catalogue.settings), corpus.briefs[name])


def expand(data: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyld import jsonld

        return jsonld.expand({**data, "@context": _CONTEXT})


@pytest.mark.parametrize("catalogue", [real, hostile])
def test_every_briefing_is_linked_data(catalogue: Any) -> None:
    for name, brief in catalogue().corpus.briefs.items():
        data = metadata_of(catalogue(), name)["json_ld"]
        assert data["@context"] == "https://schema.org"
        (article,) = expand(data)
        assert article["@type"] == ["https://schema.org/Article"]
        assert article["@id"] == f"{SITE}briefs/{name}/"
        assert article["https://schema.org/headline"] == [{"@value": brief.title}]
        quotations = article.get("https://schema.org/hasPart", [])
        texts = [quotation["https://schema.org/text"][0]["@value"] for quotation in quotations]
        assert texts == [quote.text for quote in brief.quotes]
        assert all("https://schema.org/citation" in quotation for quotation in quotations)
        events = [event["https://schema.org/name"][0]["@value"] for event in article["https://schema.org/about"]]
        assert events == [meeting.title for meeting in brief.meetings]


def test_a_meeting_is_an_event_with_its_hour_and_its_offset() -> None:
    event = metadata_of(real(), ANTALYA)["json_ld"]["about"][0]
    assert event["startDate"] == "2022-03-10T11:25+03:00"
    assert event["location"]["@type"] == "Place"
    assert "Person" in {each["@type"] for each in event["attendee"]}


def test_a_correction_is_the_date_of_the_last_change() -> None:
    data = metadata_of(hostile(), next(iter(hostile().corpus.briefs)))["json_ld"]
    assert (data["datePublished"], data["dateModified"]) == ("2022-03-10", "2022-03-12")


def test_a_briefing_has_one_date_in_all_that_describes_it() -> None:
    for name, brief in real().corpus.briefs.items():
        metadata, [item] = metadata_of(real(), name), json.loads(real_outputs()[f"briefs/{name}/cite.csl.json"])[:1]
        described = metadata["json_ld"]
        assert described["datePublished"] == dict(metadata["head"])["citation_publication_date"].replace("/", "-")
        for parts in item["issued"].get("date-parts", ()):
            assert described["datePublished"] == "-".join(f"{part:02}" for part in parts)
        assert described["dateModified"] >= max(described["datePublished"], str(brief.as_of or "")[:10])


def test_people_parties_and_places_are_described_and_other_records_are_not() -> None:
    types: dict[str, set[Any]] = {}
    for kind, names in real().names.items():
        for name in names if kind != "briefs" else ():
            meta = record_metadata(Scribe.at(page_url(kind, name), real().corpus, real().settings), kind, name)
            types.setdefault(kind, set()).add(meta.get("json_ld", {}).get("@type"))
    assert types["people"] == {"Person"}
    assert types["places"] == {"Place"}
    assert types["parties"] <= {"Organization", "GovernmentOrganization"}
    assert types["sources"] == {None}


def test_a_reference_manager_gets_title_authors_date_and_address() -> None:
    for name, brief in hostile().corpus.briefs.items():
        head = metadata_of(hostile(), name)["head"]
        assert dict(head)["citation_title"] == brief.title
        assert [content for key, content in head if key == "citation_author"] == list(brief.authors)
        assert dict(head)["citation_publication_date"] == "2022/03/10"
        assert dict(head)["citation_public_url"] == f"{SITE}briefs/{name}/"


def test_the_built_page_carries_it_all(addressed_site: Path) -> None:
    page = (addressed_site / f"briefs/{ANTALYA}/index.html").read_text(encoding="utf-8")
    document = html5lib.parse(page, namespaceHTMLElements=False)
    (script,) = [each for each in document.iter("script") if each.get("type") == "application/ld+json"]
    title = real().corpus.briefs[ANTALYA].title
    assert json.loads(script.text or "")["headline"] == title
    metas = {each.get("name"): each.get("content") for each in document.iter("meta")}
    assert metas["citation_title"] == metas["DC.title"] == title
    alternates = [each for each in document.iter("link") if "alternate" in str(each.get("rel")).split()]
    links = {each.get("type"): each.get("href") for each in alternates}
    assert str(links["application/x-bibtex"]).endswith("cite.bib")
    assert links["application/atom+xml"] == "../../feed.xml"
