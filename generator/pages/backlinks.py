"""What speaks of a record, in the sections of its page: each shows the newest, and leads to a list of all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple, cast

from generator.corpus import Corpus, newest_first
from generator.model.records import Commitment
from generator.model.statement import Backlink, Statement
from generator.pages.entries import ENTRY, QUOTE, ROW, UNKINDED, Entry, to_entries
from generator.pages.page import Section, to_slug
from generator.pages.roles import to_role
from generator.pages.scribe import Scribe, roles_on
from generator.pages.split import SHOWN
from generator.pages.statements import is_overdue
from generator.pages.values import Link
from generator.routes import page_url

_OWN_WORDS = frozenset({"speaker", "party"})
_OWN_ACTS = frozenset({"by", "responses.by"})


class Topic(NamedTuple):
    """A section of records' pages: its name in addresses, its heading, and which backlinks it holds."""

    name: str
    title: str
    kinds: tuple[str, ...]
    holds: Callable[[Backlink], bool] = lambda backlink: True


class Statements(NamedTuple):
    """Statements in the form that is best for their kind: only one of the three is filled."""

    quotes: tuple[Entry, ...] = ()
    entries: tuple[Entry, ...] = ()
    ledger: tuple[Entry, ...] = ()


class TopicView(NamedTuple):
    """A section of a record's page; `more` leads to the whole list where this is only a part of it."""

    section: Section
    aside: str
    statements: Statements
    more: Link | None


QUOTES = Topic("quotes", "Quotations", ("quotes",), lambda backlink: bool(_OWN_WORDS.intersection(backlink.fields)))
ABOUT = Topic("about", "Said about it", ("quotes",), lambda backlink: not _OWN_WORDS.intersection(backlink.fields))
MEETINGS = Topic("meetings", "Meetings", ("meetings",))
OUTCOMES = Topic("outcomes", "Outcomes", ("outcomes",))
POSITIONS = Topic("positions", "Positions", ("positions",))
CLAIMS = Topic("claims", "Claims", ("claims",))
COMMITMENTS = Topic("commitments", "Commitments", ("commitments",))
AGREEMENTS = Topic("agreements", "Agreements", ("agreements",))
PEOPLE = Topic("people", "People", ("people",))
BRIEFS = Topic("briefs", "Briefings", ("briefs",))
RELATED = Topic(
    "related",
    "Related",
    ("conflicts", "processes", "parties", "places", "issues"),
    # A conflict's processes have a section of their own.
    lambda backlink: "conflict" not in backlink.fields,
)
MENTIONS = Topic("mentions", "Also mentioned", ("readouts", "figures", "next_steps", "corrections"))
CITED = Topic(
    "statements",
    "Cited for",
    (
        *("briefs", "quotes", "claims", "readouts", "positions", "outcomes", "commitments", "figures", "meetings"),
        *("next_steps", "corrections", "agreements", "people", "sources"),
        *("conflicts", "processes", "parties", "places", "issues"),
    ),
)

# The sections of each kind of page, in their order; together they hold every kind of statement.
_ALL = (
    *(QUOTES, ABOUT, MEETINGS, OUTCOMES, POSITIONS, CLAIMS, COMMITMENTS),
    *(AGREEMENTS, PEOPLE, RELATED, BRIEFS, MENTIONS),
)
TOPICS: Mapping[str, tuple[Topic, ...]] = {
    "conflicts": (BRIEFS, *(topic for topic in _ALL if topic is not BRIEFS)),
    "processes": (BRIEFS, *(topic for topic in _ALL if topic is not BRIEFS)),
    "parties": (
        *(PEOPLE, POSITIONS, COMMITMENTS, CLAIMS, QUOTES, ABOUT, MEETINGS),
        *(OUTCOMES, AGREEMENTS, RELATED, BRIEFS, MENTIONS),
    ),
    "people": (
        *(QUOTES, MEETINGS, CLAIMS, POSITIONS, COMMITMENTS, ABOUT),
        *(OUTCOMES, AGREEMENTS, PEOPLE, RELATED, BRIEFS, MENTIONS),
    ),
    "places": (MEETINGS, OUTCOMES, CLAIMS, *(topic for topic in _ALL if topic not in (MEETINGS, OUTCOMES, CLAIMS))),
    "issues": (OUTCOMES, POSITIONS, *(topic for topic in _ALL if topic not in (OUTCOMES, POSITIONS))),
    "agreements": (OUTCOMES, *(topic for topic in _ALL if topic is not OUTCOMES)),
    "sources": (CITED,),
}


def select(corpus: Corpus, name: str, topic: Topic) -> tuple[Backlink, ...]:
    """Return the backlinks of a record that a topic holds, the newest first.

    What people claimed, wanted or answered while they stood for a party is the party's, too; and what happened in a
    town happened in its country.
    """
    linked = corpus.backlinks.get(name, {})
    # Asked once which kinds there are: most records are spoken of by few.
    held = set(linked)
    found = [backlink for kind in topic.kinds if kind in held for backlink in linked[kind] if topic.holds(backlink)]
    more: list[Backlink] = []
    if name in corpus.parties and topic in (POSITIONS, CLAIMS):
        more = list(_iter_said_for(corpus, name, topic))
    elif name in corpus.places and topic in (MEETINGS, OUTCOMES):
        inner = _iter_within(corpus, name, {name})
        more = list(chain.from_iterable(corpus.backlinks_of(place, topic.kinds[0]) for place in inner))
    if more:
        known = {backlink.statement.key for backlink in found}
        found += {one.statement.key: one for one in more if one.statement.key not in known}.values()
    elif len(topic.kinds) == 1:
        return tuple(found)
    return tuple(newest_first(found))


def _iter_within(corpus: Corpus, place: str, seen: set[str]) -> Iterator[str]:
    """Yield the places that lie in a place, however deep."""
    for backlink in corpus.backlinks_of(place, "places"):
        inner = backlink.statement.home
        if "within" in backlink.fields and inner not in seen:
            seen.add(inner)
            yield inner
            yield from _iter_within(corpus, inner, seen)


def _iter_said_for(corpus: Corpus, party: str, topic: Topic) -> Iterator[Backlink]:
    """Yield what people said for a party: each statement once, by all that said it."""
    found: dict[str, Backlink] = {}
    for member in corpus.backlinks_of(party, "people"):
        person = corpus.people[member.statement.home]
        for backlink in corpus.backlinks_of(member.statement.home, topic.kinds[0]):
            fields = _OWN_ACTS.intersection(backlink.fields)
            if fields and any(role.party == party for role in roles_on(person, backlink.statement.date)):
                known = found.get(backlink.statement.key)
                fields = fields.union(known.fields if known else ())
                found[backlink.statement.key] = Backlink(backlink.statement, tuple(sorted(fields)))
    yield from found.values()


def build_topics(scribe: Scribe, kind: str, name: str, leave_out: Iterable[Topic] = ()) -> tuple[TopicView, ...]:
    """Build the sections of a record's page; `leave_out` are those that the page shows in a way of its own."""
    topics = (topic for topic in TOPICS[kind] if topic not in leave_out)
    views = (build_topic(scribe, kind, name, topic) for topic in topics)
    return tuple(view for view in views if view)


def build_topic(scribe: Scribe, kind: str, name: str, topic: Topic) -> TopicView | None:
    """Build a section of a record's page, None where nothing belongs there."""
    backlinks = select(scribe.corpus, name, topic)
    if not backlinks:
        return None
    title = to_title(kind, topic)
    return TopicView(
        Section(to_slug(title), title),
        "newest first" if sum(backlink.statement.date is not None for backlink in backlinks) > 1 else "",
        build_statements(scribe, topic, backlinks[:SHOWN], name),
        to_more(scribe, kind, name, topic, len(backlinks)),
    )


def to_title(kind: str, topic: Topic) -> str:
    """Return the heading of a topic on a page of a kind."""
    return "Said about them" if kind == "people" and topic is ABOUT else topic.title


def build_statements(scribe: Scribe, topic: Topic, backlinks: Iterable[Backlink], name: str) -> Statements:
    """Build statements in the form of their topic."""
    if topic.kinds == ("quotes",):
        return Statements(quotes=to_entries(QUOTE, (backlink.statement for backlink in backlinks)))
    if topic is COMMITMENTS:
        return Statements(ledger=to_ledger(scribe, (backlink.statement for backlink in backlinks)))
    form = UNKINDED if topic in (BRIEFS, PEOPLE) else ENTRY
    return Statements(entries=tuple(to_entry(scribe, form, backlink, name) for backlink in backlinks))


def to_entry(scribe: Scribe, form: str, backlink: Backlink, name: str) -> Entry:
    """List a statement on the page of a record that it speaks of."""
    return Entry(form, backlink.statement, to_role(backlink.statement, backlink.fields, name, scribe))


def to_ledger(scribe: Scribe, commitments: Iterable[Statement]) -> tuple[Entry, ...]:
    """List commitments as a table, those overdue first."""
    ordered = sorted(commitments, key=lambda one: not is_overdue(scribe, cast(Commitment, one.entry)))
    return to_entries(ROW, ordered)


def to_more(scribe: Scribe, kind: str, name: str, topic: Topic, count: int) -> Link | None:
    """Return a link to the list of all, where a page does not show them all."""
    if count <= SHOWN:
        return None
    return Link(f"All {count}", scribe.to(topic_url(kind, name, topic)))


def topic_url(kind: str, name: str, topic: Topic) -> str:
    """Return the address of the whole list of a section."""
    return f"{page_url(kind, name)}{topic.name}/"
