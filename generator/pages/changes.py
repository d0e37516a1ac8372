"""What changed in substance in what the site publishes, revision by revision; where its history is at hand."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from generator.corpus import Corpus
from generator.model.change import Action, Change, Revision
from generator.model.dates import parse_edtf, to_words
from generator.pages.downloads import CHANGES, iter_change_feeds
from generator.pages.page import Page, PlannedPage
from generator.pages.scribe import Scribe
from generator.pages.split import Pager, build_pagers, split
from generator.pages.values import Link, Time, to_time
from generator.routes import page_url
from generator.settings import Settings

# How many changes of one brief or record are told; and how many revisions a page holds.
_TOLD = 40
_SIZE = 25


class Group(NamedTuple):
    """What changed in one brief or record, or in several of a kind; `more` is how many changes are not told."""

    home: Link | None
    lines: tuple[str, ...]
    more: int = 0


class RevisionView(NamedTuple):
    """What one revision changed."""

    date: Time | None
    groups: tuple[Group, ...]


class ChangesView(NamedTuple):
    """A part of the list of changes."""

    lead: str
    begins: str
    feed: Link
    pagers: tuple[Pager, ...]
    revisions: tuple[RevisionView, ...]


def plan_changes(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the list; without a history there is none."""
    begins, revisions = corpus.history.begins, corpus.history.revisions
    if begins is None or not revisions:
        return
    for part in split(CHANGES, len(revisions), _SIZE):
        shown = revisions[part.start : part.stop]
        yield PlannedPage(part.url, partial(build_changes, part.url, len(revisions), begins, shown))


def build_changes(
    url: str, count: int, begins: date, revisions: Sequence[Revision], corpus: Corpus, settings: Settings
) -> Page:
    """Build one part of the list of `count` revisions, with these."""
    scribe = Scribe.at(url, corpus, settings)
    parts = split(CHANGES, count, _SIZE)
    part = next(part for part in parts if part.url == url)
    lead = "What changed in substance in what this site publishes: briefings and records, newest first."
    view = ChangesView(
        lead=lead,
        begins=f"This list begins with what was published on {to_words(parse_edtf(begins.isoformat()))}.",
        feed=Link("Feed of changes", scribe.to(f"{CHANGES}feed.xml")),
        pagers=build_pagers(scribe, parts, part),
        revisions=tuple(
            RevisionView(to_time(revision.moment.date()), tuple(iter_groups(scribe, revision)))
            for revision in revisions
        ),
    )
    alternates = [
        {"type": each.media_type, "title": each.title, "href": scribe.to(each.path)} for each in iter_change_feeds()
    ]
    meta = {"kind": "list", "search": False, "alternates": alternates}
    return Page(url, "changes", "Changes", view, lead, (), meta)


def iter_groups(scribe: Scribe, revision: Revision) -> Iterator[Group]:
    """Yield what a revision changed, by brief and record; records that only came are counted by kind."""
    came = [change for change in revision.changes if _is_new_record(change)]
    rest = [change for change in revision.changes if not _is_new_record(change)]
    for (kind, home), group in groupby(rest, key=lambda change: (change.kind, change.home)):
        lines = [change.words for change in group]
        link = Link(scribe.name(home), scribe.to(page_url(kind, home))) if home else None
        yield Group(link, tuple(lines[:_TOLD]), max(0, len(lines) - _TOLD))
    for kind, group in groupby(came, key=lambda change: change.kind):
        same = list(group)
        names = ", ".join(f"“{change.name}”" for change in same[:_NAMED])
        more = f" and {len(same) - _NAMED} more" if len(same) > _NAMED else ""
        yield Group(None, (f"New in {kind}: {names}{more}.",))


def _is_new_record(change: Change) -> bool:
    return change.action is Action.ADDED and not change.path and change.kind != "briefs"


_NAMED = 5
