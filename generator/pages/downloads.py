"""What a reader or a machine can take away: the address of every data file, and a word on each."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from generator.corpus import Corpus
from generator.model.brief import Brief
from generator.model.records import Agreement
from generator.routes import page_url

API = "api/v1/"
DATA = "data/"
TABLES = f"{DATA}csv/"
LIBRARY = f"{DATA}citations"
FEEDS = {
    "feed.xml": ("application/atom+xml", "Atom"),
    "rss.xml": ("application/rss+xml", "RSS"),
    "feed.json": ("application/feed+json", "JSON Feed"),
}
CALENDAR = "calendar.ics"
CHANGES = "changes/"
CHANGES_FEED = f"{CHANGES}feed.xml"
# The kinds of records that have a feed, and those that have a calendar.
KINDS_WITH_FEED = ("conflicts", "processes", "parties", "people", "issues")
KINDS_WITH_CALENDAR = ("conflicts", "processes")
CITATIONS = {
    "cite.bib": ("application/x-bibtex", "BibTeX"),
    "cite.ris": ("application/x-research-info-systems", "RIS"),
    "cite.csl.json": ("application/vnd.citationstyles.csl+json", "CSL-JSON"),
}


class Download(NamedTuple):
    """A file to take away: its address in the site, what it is called, what is in it, and its media type."""

    path: str
    title: str
    description: str
    media_type: str


def iter_downloads(corpus: Corpus, has_history: bool = False) -> Iterator[Download]:
    """Yield the files that hold the whole site, for the page that lists them."""
    json, csv = "application/json", "text/csv"
    kinds = [kind for kind in ("briefs", *_REGISTRIES) if (corpus.briefs if kind == "briefs" else corpus.records(kind))]
    yield Download(f"{API}index.json", "JSON API", "Where to begin: the kinds of records, and how many of each.", json)
    for kind in kinds:
        yield Download(f"{API}{kind}.json", f"Index of {kind}", f"Id, name and address of all {kind}.", json)
    yield Download(f"{API}all.json", "Everything as JSON", "Every briefing and record in one file.", json)
    yield Download(
        f"{API}all.jsonl.gz", "Everything as JSON Lines", "The same, a line each, gzipped.", "application/gzip"
    )
    yield Download(f"{API}openapi.json", "Description of the API", "OpenAPI 3.1: every address and every field.", json)
    yield Download(
        f"{DATA}briefings.sqlite", "SQLite database", "All tables, with full-text search.", "application/vnd.sqlite3"
    )
    yield Download(f"{DATA}metadata.json", "Metadata for Datasette", "Titles, licence, labels and facets.", json)
    yield Download(f"{DATA}datapackage.json", "Data package", "Every table and column described (Frictionless).", json)
    lists = ("quotes", "claims", "outcomes", "commitments", "meetings", "positions")
    for kind in (*kinds, *(each for each in lists if corpus.statements.get(each))):
        yield Download(f"{TABLES}{kind}.csv", f"{kind.capitalize()} as CSV", f"A table of all {kind}.", csv)
    yield from iter_site_feeds(corpus)
    if has_history:
        yield from iter_change_feeds()
    for suffix, (media_type, title) in CITATIONS.items():
        path = f"{LIBRARY}{suffix.removeprefix('cite')}"
        yield Download(
            path, f"Citations as {title}", "Every briefing and quotation, for a reference manager.", media_type
        )
    yield Download(f"{DATA}SHA256SUMS", "Checksums", "SHA-256 of the files above.", "text/plain")


def iter_site_feeds(corpus: Corpus) -> Iterator[Download]:
    """Yield the feeds of the site and its calendar, as far as it has something for them."""
    if corpus.briefs:
        yield from iter_feeds("", "all briefings")
    if any(map(has_dates, corpus.briefs.values())) or any(map(has_dates, corpus.agreements.values())):
        words = "All meetings, and the dates by which commitments are due."
        yield Download(CALENDAR, "Calendar", words, "text/calendar")


def iter_feeds(url: str, subject: str) -> Iterator[Download]:
    """Yield the feeds of the site, or of the record whose page is at `url`."""
    for name, (media_type, title) in FEEDS.items():
        yield Download(f"{url}{name}", f"{title}: {subject}", f"New and changed briefings on {subject}.", media_type)


def iter_change_feeds() -> Iterator[Download]:
    """Yield the feeds of what changed in substance, which a site with a history has."""
    words = "What changed in substance in briefings and records."
    yield Download(CHANGES_FEED, "Atom: changes", words, FEEDS["feed.xml"][0])


def iter_alternates(corpus: Corpus, kind: str, name: str) -> Iterator[Download]:
    """Yield what belongs to one page besides the page: a record's feeds and calendar, a briefing's citations."""
    url = page_url(kind, name)
    subject = str(getattr(corpus.get(name), "name", name))
    if kind == "briefs":
        for file, (media_type, title) in CITATIONS.items():
            yield Download(f"{url}{file}", f"Cite as {title}", "The briefing and each of its quotations.", media_type)
        subject = corpus.briefs[name].title
    if kind in KINDS_WITH_FEED and briefs_about(corpus, name):
        yield from iter_feeds(url, subject)
    if has_calendar(corpus, kind, name):
        yield Download(
            f"{url}{CALENDAR}", f"Calendar: {subject}", f"Meetings and due dates of {subject}.", "text/calendar"
        )


def briefs_about(corpus: Corpus, name: str) -> frozenset[str]:
    """Return the ids of the briefs that speak of a record; those of a process speak of the ones that it is part of."""
    linked = (link.statement for links in corpus.backlinks.get(name, {}).values() for link in links)
    found = [home for home, one in {statement.home: statement for statement in linked}.items() if one.is_in_brief]
    is_process = corpus.kind_of(name) == "processes"
    parts = [part for part, process in corpus.processes.items() if is_process and process.part_of == name]
    return frozenset(found).union(*(briefs_about(corpus, part) for part in parts))


def has_calendar(corpus: Corpus, kind: str, name: str) -> bool:
    """Tell whether a record has a calendar: it is dated, or it is a conflict or process of something that is."""
    record = corpus.get(name)
    if isinstance(record, Brief | Agreement):
        return has_dates(record)
    if kind not in KINDS_WITH_CALENDAR:
        return False
    # Most have a briefing with a date, which is soon found.
    briefs: Iterator[Brief | Agreement] = (corpus.briefs[each] for each in sorted(briefs_about(corpus, name)))
    return any(name in calendars_of(corpus, each) for each in chain(briefs, corpus.agreements.values()))


def calendars_of(corpus: Corpus, record: Brief | Agreement) -> frozenset[str]:
    """Return the conflict and the processes whose calendars hold the dates of a record; none where it has no dates."""
    if not has_dates(record):
        return frozenset()
    process = corpus.processes.get(record.process or "")
    conflicts = [record.conflict] if isinstance(record, Brief) else [process.conflict] if process else []
    return frozenset([*conflicts, *_iter_processes(corpus, record.process)])


def has_dates(record: Brief | Agreement) -> bool:
    """Tell whether a briefing or an agreement has something for a calendar: a meeting, or a date that is due."""
    if isinstance(record, Brief):
        return bool(record.meetings) or any(pledge.due for each in record.outcomes for pledge in each.commitments)
    return any(pledge.due for pledge in record.commitments)


def _iter_processes(corpus: Corpus, name: str | None) -> Iterator[str]:
    """Yield a process and those that it is part of."""
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield name
        process = corpus.processes.get(name)
        name = process.part_of if process else None


_REGISTRIES = ("conflicts", "processes", "parties", "people", "places", "issues", "agreements", "sources")
