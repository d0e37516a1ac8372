"""How a briefing is cited: as a text, and as CSL-JSON."""

import json
from typing import Any

from generator.model.brief import Brief
from generator.model.dates import EdtfDate, parse_edtf, to_words
from generator.routes import page_url
from generator.settings import Settings


def to_citation(brief: Brief, settings: Settings) -> str:
    """Put a briefing's citation into words: authors, title, site, date, last change, address."""
    authors = ", ".join(brief.authors)
    updated = f", updated {to_words(parse_edtf(brief.updated.isoformat()))}" if brief.updated else ""
    address = settings.to_absolute_url(page_url("briefs", brief.id))
    parts = [f"{authors}: {brief.title}" if authors else brief.title, settings.site_name]
    citation = f"{parts[0]}. {parts[1]}, {to_words(brief.date)}{updated}."
    return f"{citation} {address}" if address else citation


def to_csl(brief: Brief, settings: Settings) -> dict[str, Any]:
    """Return a briefing as an item of CSL-JSON (citationstyles.org, csl-data schema 1.0)."""
    item: dict[str, Any] = {
        "id": brief.id,
        "type": "report",
        "title": brief.title,
        "publisher": settings.site_name,
        "issued": csl_date(brief.date),
        "language": brief.language or settings.language,
    }
    if brief.authors:
        item["author"] = [{"literal": author} for author in brief.authors]
    address = settings.to_absolute_url(page_url("briefs", brief.id))
    if address:
        item["URL"] = address
    return item


def to_csl_json(brief: Brief, settings: Settings) -> str:
    """Return a briefing's CSL-JSON as text."""
    return json.dumps([to_csl(brief, settings)], ensure_ascii=False, indent=2)


def to_published(date: EdtfDate) -> str:
    """Write a plain date as ISO 8601 has it; of others the first year that they may be."""
    return date.machine or f"{date.earliest.year:04}"


def csl_date(date: EdtfDate) -> dict[str, Any]:
    """Write a date as CSL-JSON has it: in parts where it is a plain one, else in words."""
    if date.machine is None:
        return {"literal": to_words(date)}
    return {"date-parts": [[int(part) for part in date.machine.split("-")]]}
