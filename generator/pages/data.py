"""The page of what can be taken away: the files that hold the whole site, and those of each briefing."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple, cast

from generator.corpus import Corpus
from generator.model.brief import Brief
from generator.pages.downloads import API, DATA, iter_downloads
from generator.pages.page import Page, PlannedPage, to_sections
from generator.pages.scribe import Scribe
from generator.pages.split import Pager, Part, build_pagers, split
from generator.pages.values import Link, Time, to_time
from generator.routes import page_url
from generator.settings import Settings


class FileLine(NamedTuple):
    """A file, and what is in it."""

    file: Link
    description: str


class BriefFiles(NamedTuple):
    """The files of one briefing."""

    brief: Link
    date: Time | None
    json: Link
    yaml: Link


class Example(NamedTuple):
    """How to begin with the data: what it does, and what to type."""

    words: str
    code: str


class DataView(NamedTuple):
    """All that the page holds; the files of the whole site are on its first part alone, with how to use them."""

    lead: str
    licence: Link | None
    disclaimer: str
    promise: str
    examples: tuple[Example, ...]
    files: tuple[FileLine, ...]
    briefs: tuple[BriefFiles, ...]
    pagers: tuple[Pager, ...]


_SECTIONS = (("examples", "Three ways to begin"), ("files", "The whole site"), ("briefs", "Briefing by briefing"))
_PROMISE = (
    "Addresses stay. Within version 1 of the API fields keep their names and meanings; fields and terms may be added, "
    "so pass over what you do not know."
)
# Where an example names the site, its address goes.
SITE = "SITE/"
EXAMPLES = (
    Example(
        "Everything in one file, with curl and jq: who said what in each briefing.",
        """\
curl -s SITE/api/v1/all.json |
  jq -r '.items[] | select(.collection == "briefs") | .quotes[]? | [.speaker.name // .attribution, .text] | @tsv'
""",
    ),
    Example(
        "A table, with pandas: the issues, and what came of them.",
        """\
import pandas

outcomes = pandas.read_csv("SITE/data/csv/outcomes.csv")
print(outcomes.groupby(["issue", "status"]).size())
""",
    ),
    Example(
        "A database with names, facets and full-text search, with Datasette.",
        """\
curl -sO SITE/data/briefings.sqlite
curl -sO SITE/data/metadata.json
datasette briefings.sqlite --metadata metadata.json
""",
    ),
)


def plan_data(corpus: Corpus, settings: Settings) -> Iterator[PlannedPage]:
    """Plan the page; a site without briefings has none."""
    for part in _split(corpus) if corpus.briefs else ():
        yield PlannedPage(part.url, partial(build_data, part.url, bool(corpus.history.revisions)))


def build_data(url: str, has_history: bool, corpus: Corpus, settings: Settings) -> Page:
    """Build one part of the page."""
    scribe = Scribe.at(url, corpus, settings)
    parts = _split(corpus)
    part = next(part for part in parts if part.url == url)
    statements = corpus.statements["briefs"][part.start : part.stop]
    downloads = iter_downloads(corpus, has_history) if part.number == 1 else ()
    lead = "Everything on this site as data, free to take away, with its sources."
    view = DataView(
        lead=lead,
        licence=Link(settings.licence, settings.licence_url) if settings.licence else None,
        disclaimer=settings.disclaimer if part.number == 1 else "",
        promise=_PROMISE if part.number == 1 else "",
        examples=tuple(_fill(example, settings) for example in EXAMPLES) if part.number == 1 else (),
        files=tuple(FileLine(Link(each.title, scribe.to(each.path)), each.description) for each in downloads),
        briefs=tuple(_build_files(scribe, cast(Brief, statement.entry)) for statement in statements),
        pagers=build_pagers(scribe, parts, part),
    )
    return Page(url, "data", "Data", view, lead, to_sections(view, _SECTIONS), {"kind": "data", "search": False})


def _fill(example: Example, settings: Settings) -> Example:
    return Example(example.words, example.code.replace(SITE, settings.site_url or SITE))


def _build_files(scribe: Scribe, brief: Brief) -> BriefFiles:
    page = page_url("briefs", brief.id)
    return BriefFiles(
        scribe.link(brief.id),
        to_time(brief.date),
        Link("JSON", scribe.to(f"{API}briefs/{brief.id}.json")),
        Link("YAML", scribe.to(f"{page}briefing.yml")),
    )


def _split(corpus: Corpus) -> tuple[Part, ...]:
    return split(DATA, len(corpus.briefs))
