"""What every page needs while it is written: links to records, names with offices, rich text, source notes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.corpus import Corpus
from generator.escape import Html
from generator.model.base import Sources
from generator.model.brief import Brief
from generator.model.dates import EdtfDate
from generator.model.records import Person, Role
from generator.model.rich import to_plain
from generator.model.statement import Heading
from generator.model.types import IS_ID
from generator.pages.languages import language_name, quotation_marks
from generator.pages.notes import NoteBook
from generator.pages.richtext import to_markup
from generator.pages.values import Actor, Link, Refs, Text
from generator.routes import page_url, relative_url
from generator.settings import Settings


@dataclass(frozen=True)
class Scribe:
    """Writes the values of one page at `url`; its notebook gathers the page's sources.

    One that does not cite leaves the numbers out: what a page repeats from others has its sources in words.
    """

    corpus: Corpus
    settings: Settings
    url: str
    notes: NoteBook
    cites: bool = True

    @classmethod
    def at(cls, url: str, corpus: Corpus, settings: Settings) -> "Scribe":
        """Begin a page."""
        return cls(corpus, settings, url, NoteBook(corpus.sources))

    def without_notes(self) -> "Scribe":
        """Return a scribe of the same page that numbers no sources."""
        return replace(self, cites=False)

    def to(self, url: str) -> str:
        """Return the relative link to an address in the site."""
        return relative_url(self.url, url)

    def link(self, name: str, text: str = "") -> Link:
        """Return a link to the page of a record or brief, with its name as text."""
        kind = self.corpus.kind_of(name)
        return Link(text or self.name(name), self.to(page_url(kind, name)) if kind else "")

    def links(self, names: Iterable[str]) -> tuple[Link, ...]:
        """Return links to several records, in the order given."""
        return tuple(self.link(name) for name in names)

    def source(self, name: str) -> Link:
        """Return a link to the page of a source, with its title in its language."""
        return replace(self.link(name), language=self.corpus.sources[name].language or "")

    def name(self, name: str) -> str:
        """Return how a record is called: a party by its short name, where it has one."""
        return self.corpus.names.get(name, name)

    def link_or_text(self, value: str | None) -> Link | None:
        """Return a link where `value` is an id, else the text that it is."""
        if value is None:
            return None
        return self.link(value) if IS_ID.fullmatch(value) and self.corpus.kind_of(value) else Link(value)

    def actor(self, name: str, day: EdtfDate | None, *, title: str = "", party: str | None = None) -> Actor:
        """Return a person with the office held on a day and the party stood for, or a party."""
        record = self.corpus.get(name)
        if not isinstance(record, Person):
            return Actor(self.link(name), title)
        roles = roles_on(record, day)
        office = title or ", ".join(dict.fromkeys(role.title for role in roles))
        party = party or next((role.party for role in roles), None)
        return Actor(self.link(name), office, self.link(party) if party else None)

    def side_of(self, name: str, day: EdtfDate | None) -> str:
        """Return the party that a person stood for on a day; a party is its own side; "" where it is not known."""
        record = self.corpus.get(name)
        if not isinstance(record, Person):
            return name
        return next((role.party for role in roles_on(record, day)), "")

    def rich(self, text: str | None) -> Html | None:
        """Render a rich text; its source notes are numbered with the page's."""
        return None if text is None else to_markup(text, self, cites=self.cites)

    def plain(self, text: str) -> str:
        """Return the words of a rich text, records by their names."""
        return to_plain(text, self.name)

    def refs(self, sources: Sources) -> Refs:
        """Number the sources of a statement."""
        return self.notes.refs(sources) if self.cites else Refs()

    def sources_in_words(self, sources: Sources) -> tuple[Link, ...]:
        """Name the sources of a statement: publisher and date, leading to the source's page."""
        names = dict.fromkeys(note.source for note in sources)
        return tuple(Link(self.notes.words(name), self.to(page_url("sources", name))) for name in names)

    def text(self, text: str, language: str | None, brief: Brief | Heading | None = None) -> Text:
        """Return a text with its language's name and quotation marks; the language falls back to the brief's."""
        code = language or (brief.language if brief else None) or self.settings.language
        marks = quotation_marks(code)
        return Text(text, code, language_name(code), *marks)


def roles_on(person: Person, day: EdtfDate | None) -> tuple[Role, ...]:
    """Return the roles that a person may have held on a date, in the record's order; all where no date is given."""
    if day is None:
        return person.roles
    return tuple(role for role in person.roles if holds_on(role, day.earliest, day.latest))


def roles_today(corpus: Corpus, person: Person) -> tuple[Role, ...]:
    """Return the roles that a person may hold today, in the record's order."""
    spans = [(role, *_to_span(role)) for role in person.roles]
    return tuple(role for role, starts, ends in spans if corpus.has_come(starts) and not corpus.is_over(ends))


def holds_on(role: Role, first: date, last: date) -> bool:
    """Tell whether a dated role may overlap a span of days."""
    starts, ends = _to_span(role)
    return starts <= last and first <= ends


def _to_span(role: Role) -> tuple[date, date]:
    """Return the first day on which a role may be held, and the last; `until` is inclusive."""
    return role.from_.earliest if role.from_ else date.min, role.until.latest if role.until else date.max
