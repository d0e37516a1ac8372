"""What a page says of itself to machines, in its head: for reference managers, for search engines, for feed readers.

All of it is plain values: the theme's template writes and escapes them.
"""

from typing import Any

from generator.model.brief import Brief
from generator.pages.citation import to_published
from generator.pages.downloads import iter_alternates
from generator.pages.linked_data import to_article, to_record_data
from generator.pages.scribe import Scribe
from generator.pages.social import to_image


def brief_metadata(scribe: Scribe, brief: Brief) -> dict[str, Any]:
    """Return what the page of a briefing says of itself."""
    return {
        "head": to_head(scribe, brief),
        "json_ld": to_article(scribe, brief),
        "alternates": to_alternates(scribe, "briefs", brief.id),
        "image": to_image(scribe, brief),
    }


def record_metadata(scribe: Scribe, kind: str, name: str) -> dict[str, Any]:
    """Return what the page of a record says of itself."""
    meta: dict[str, Any] = {"alternates": to_alternates(scribe, kind, name)}
    if data := to_record_data(scribe, kind, name):
        meta["json_ld"] = data
    return meta


def to_head(scribe: Scribe, brief: Brief) -> list[tuple[str, str]]:
    """Return a briefing's citation as meta elements: Highwire's, which reference managers read, and Dublin Core's."""
    settings = scribe.settings
    date = to_published(brief.date).replace("-", "/")
    address = settings.to_absolute_url(scribe.url)
    language = brief.language or settings.language
    head = [
        ("citation_title", brief.title),
        *(("citation_author", author) for author in brief.authors),
        ("citation_publication_date", date),
        ("citation_technical_report_institution", settings.site_name),
        ("citation_publisher", settings.site_name),
        ("citation_language", language),
        ("citation_abstract_html_url", address),
        ("citation_public_url", address),
        ("DC.type", "Text"),
        ("DC.title", brief.title),
        *(("DC.creator", author) for author in brief.authors),
        ("DC.date", brief.date.text),
        ("DC.publisher", settings.site_name),
        ("DC.language", language),
        ("DC.identifier", address),
        ("DC.rights", settings.licence),
        ("DCTERMS.modified", brief.updated.isoformat() if brief.updated else ""),
        ("DCTERMS.abstract", scribe.plain(brief.summary)),
    ]
    return [(name, content) for name, content in head if content]


def to_alternates(scribe: Scribe, kind: str, name: str) -> list[dict[str, str]]:
    """Return what belongs to a page in other forms, such as feeds: its link elements."""
    return [
        {"type": each.media_type, "title": each.title, "href": scribe.to(each.path)}
        for each in iter_alternates(scribe.corpus, kind, name)
    ]
