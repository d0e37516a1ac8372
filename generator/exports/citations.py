"""Citations of each briefing and of each of its quotes: CSL-JSON, BibTeX and RIS.

CSL-JSON is what the other two are made of. RIS is written by rispy, and BibTeX by bibtexparser; what is escaped in the
latter is ours to say, as pylatexenc spells Cyrillic out.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import orjson
import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import AddEnclosingMiddleware
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from generator.corpus import Corpus
from generator.escape import to_bibtex
from generator.exports.catalogue import Catalogue
from generator.exports.json_text import to_json, to_readable_json
from generator.exports.plain import Plain
from generator.exports.plan import Export, LargeFile, PlannedFiles
from generator.exports.shelf import Shelf
from generator.model.brief import Brief, Quote
from generator.model.dates import to_words
from generator.model.records import Person
from generator.model.vocabulary import Setting
from generator.pages.citation import csl_date, to_csl
from generator.pages.downloads import LIBRARY
from generator.render import Output
from generator.routes import page_url
from generator.settings import Settings

# As much of a quote as a title can be; all of it is the abstract.
_TITLE = 160
_TYPES = {
    Setting.INTERVIEW: "interview",
    Setting.PRESS_CONFERENCE: "speech",
    Setting.SPEECH: "speech",
    Setting.STATEMENT: "speech",
    Setting.SOCIAL_MEDIA: "post",
    Setting.LETTER: "personal_communication",
    Setting.CALL: "personal_communication",
}


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]
    """Writes references without a number above each."""

    def set_header(self, count: int) -> str:
        return ""


_RIS = _RisWriter()
_BIBTEX = BibtexFormat()  # type: ignore[no-untyped-call]
_BIBTEX.indent, _BIBTEX.block_separator, _BIBTEX.trailing_comma = "  ", "\n", True
# The entries are made to be written, and need no copies.
_ENCLOSED = [
    AddEnclosingMiddleware(
        reuse_previous_enclosing=False, enclose_integers=True, default_enclosing="{", allow_inplace_modification=True
    )
]


def iter_citations(catalogue: Catalogue, kind: str, name: str) -> Iterator[Output]:
    """Yield the citations of a briefing: its own first, and then those of its quotes."""
    brief = catalogue.corpus.get(name)
    if not isinstance(brief, Brief):
        return
    url = page_url(kind, name)
    items = to_items(catalogue, brief)
    yield Output(f"{url}cite.csl.json", to_readable_json(items))
    yield Output(f"{url}cite.bib", to_bibtex_file(items))
    yield Output(f"{url}cite.ris", to_ris(items))


def plan_library(corpus: Corpus, settings: Settings) -> Iterator[PlannedFiles]:
    """Plan the citations of all briefings in one file of each format."""
    for suffix in (".csl.json", ".bib", ".ris"):
        reads = tuple(f"{page_url('briefs', name)}cite{suffix}" for name in corpus.briefs)
        yield PlannedFiles(f"{LIBRARY}{suffix}", partial(iter_library, suffix), reads)


def iter_library(suffix: str, shelf: Shelf) -> Iterator[LargeFile]:
    """Yield the citations of all briefings in one format."""
    files = map(shelf.read, shelf.reads)
    yield LargeFile(f"{LIBRARY}{suffix}", _iter_items(files) if suffix == ".csl.json" else _iter_entries(files))


def _iter_items(files: Iterator[bytes]) -> Iterator[bytes]:
    """Yield a list of all items, of which each file holds a list."""
    before = b"["
    for content in files:
        yield before + to_json(orjson.loads(content))[1:-1]
        before = b","
    yield b"]" if before == b"," else b"[]"


def _iter_entries(files: Iterator[bytes]) -> Iterator[bytes]:
    """Yield all entries, and a line between those of two briefings."""
    for number, content in enumerate(files):
        yield b"\n" + content if number else content


def to_items(catalogue: Catalogue, brief: Brief) -> list[dict[str, Any]]:
    """Return a briefing and its quotes as items of CSL-JSON."""
    plain = catalogue.item(brief.id)
    own = {**to_csl(brief, catalogue.settings), "abstract": plain["summary"]["text"]}
    own.setdefault("URL", plain["permalink"])
    quotes = zip(brief.quotes, plain.get("quotes", ()), strict=True)
    return [own, *(_to_quote(catalogue, brief, quote, entry) for quote, entry in quotes)]


def to_bibtex_file(items: list[dict[str, Any]]) -> str:
    """Write items of CSL-JSON as BibTeX, in UTF-8."""
    return write_string(Library([_to_entry(item) for item in items]), _ENCLOSED, bibtex_format=_BIBTEX)


def _to_entry(item: dict[str, Any]) -> Entry:
    is_report = item["type"] == "report"
    fields = {
        "author": " and ".join(_bibtex_name(author) for author in item.get("author", ())),
        "title": f"{{{to_bibtex(item['title'])}}}",
        "institution" if is_report else "howpublished": to_bibtex(item.get("container-title") or item["publisher"]),
        "year": _date_part(item, 0),
        "month": _date_part(item, 1),
        "day": _date_part(item, 2),
        # An address holds no brace and no backslash, and is read as it is.
        "url": item["URL"],
        "language": item["language"],
        "note": to_bibtex(item.get("note", "")),
        "abstract": to_bibtex(item["abstract"]),
    }
    written = [Field(name, value) for name, value in fields.items() if value]
    return Entry("techreport" if is_report else "misc", item["id"], written)


def to_ris(items: list[dict[str, Any]]) -> str:
    """Write items of CSL-JSON as RIS."""
    return str(_RIS.formats([_to_reference(item) for item in items])).lstrip("\n")


def _to_quote(catalogue: Catalogue, brief: Brief, quote: Quote, entry: Plain) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry["key"].replace("/", "_"),
        "type": _TYPES.get(quote.setting, "webpage") if quote.setting else "webpage",
        "title": _shorten(quote.text),
        "container-title": brief.title,
        "publisher": catalogue.settings.site_name,
        "issued": csl_date(quote.date or brief.date),
        "language": quote.language or brief.language or catalogue.settings.language,
        "URL": entry["permalink"],
        "abstract": _one_line(quote.text),
        "author": [_csl_name(catalogue, quote, entry)],
    }
    sources = [catalogue.corpus.sources[note.source] for note in quote.sources]
    item["note"] = "; ".join(
        f"Reported by {source.publisher or source.title}"
        + (f", {to_words(source.published)}" if source.published else "")
        for source in sources
    )
    return item


def _csl_name(catalogue: Catalogue, quote: Quote, entry: Plain) -> dict[str, str]:
    record = catalogue.corpus.get(quote.speaker or "")
    if isinstance(record, Person) and record.sort_name and record.sort_name.count(", ") == 1:
        family, given = record.sort_name.split(", ")
        return {"family": family, "given": given}
    return {"literal": entry["speaker"]["name"] if quote.speaker else quote.attribution or ""}


def _to_reference(item: dict[str, Any]) -> dict[str, Any]:
    is_report = item["type"] == "report"
    parts = [part for part in (_date_part(item, number) for number in range(3)) if part]
    reference = {
        "type_of_reference": "RPRT" if is_report else "ELEC",
        "id": item["id"],
        "title": item["title"],
        "authors": [_ris_name(author) for author in item.get("author", ())],
        "secondary_title": item.get("container-title", ""),
        "publisher": item["publisher"],
        "year": parts[0] if parts else "",
        "date": "/".join(part.zfill(2) for part in parts),
        "urls": [item["URL"]],
        "language": item["language"],
        "notes": [item["note"]] if item.get("note") else [],
        "abstract": _one_line(item["abstract"]),
    }
    return {name: value for name, value in reference.items() if value}


def _ris_name(author: dict[str, str]) -> str:
    return author.get("literal") or f"{author['family']}, {author['given']}"


def _bibtex_name(author: dict[str, str]) -> str:
    """Write a name; braces keep one that is a whole from being taken apart."""
    if "literal" in author:
        return f"{{{to_bibtex(author['literal'])}}}"
    return f"{{{to_bibtex(author['family'])}}}, {{{to_bibtex(author['given'])}}}"


def _date_part(item: dict[str, Any], number: int) -> str:
    parts = item["issued"].get("date-parts", [[]])[0]
    return str(parts[number]) if number < len(parts) else ""


def _shorten(text: str) -> str:
    line = _one_line(text)
    return line if len(line) <= _TITLE else f"{line[:_TITLE].rpartition(' ')[0] or line[:_TITLE]} …"


def _one_line(text: str) -> str:
    return " ".join(text.split())


CITATIONS_EXPORT = Export(iter_citations, plan_library)
