"""What the entries of a list can be filtered by: attributes of each entry, and the form that chooses among them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.corpus import Corpus
from generator.model.brief import Claim, Outcome, Quote
from generator.model.records import Commitment
from generator.model.statement import Statement
from generator.model.vocabulary import ClaimResponse, CommitmentStatus, OutcomeStatus
from generator.pages.scribe import Scribe, roles_on

# Names of attributes and their values; an attribute has several values parted by spaces, or none.
Tags = tuple[tuple[str, str], ...]

_LABELS = {
    "speaker": "Speaker",
    "party": "Party",
    "issue": "Issue",
    "status": "Status",
    "answer": "Answer",
    "conflict": "Conflict",
    "year": "Year",
}
_TERMS: dict[str, str] = {
    **{f"outcomes/{term.value}": term.label for term in OutcomeStatus},
    **{f"commitments/{term.value}": term.label for term in CommitmentStatus},
    **{f"claims/{term.value}": term.label for term in ClaimResponse},
    "claims/contested": "Contested in any way",
}
_CONTESTING = {
    ClaimResponse.DENIES,
    ClaimResponse.DENIES_RESPONSIBILITY,
    ClaimResponse.COUNTER_CLAIMS,
    ClaimResponse.DISPUTES,
}


class Filter(NamedTuple):
    """A choice: the attribute, its label, and the values that occur with their words."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


def to_tags(corpus: Corpus, statement: Statement) -> Tags:
    """Return what a statement can be filtered by; those of one kind all have the same names."""
    entry, heading, day = statement.entry, statement.heading, statement.date
    tags: dict[str, Iterable[str]] = {"party": _parties(corpus, statement)}
    if isinstance(entry, Quote):
        tags["speaker"] = [entry.speaker] if entry.speaker else []
        tags["issue"] = [name for name in entry.about if name in corpus.issues]
    elif isinstance(entry, Claim):
        answers = {response.response for response in entry.responses}
        tags["answer"] = sorted(["contested"] * bool(answers & _CONTESTING) + [answer.value for answer in answers])
    elif isinstance(entry, Outcome | Commitment):
        tags["issue"] = [entry.issue] if entry.issue else []
        tags["status"] = [entry.status.value if isinstance(entry, Outcome) else entry.latest_status.value]
    tags["conflict"] = [heading.conflict] if heading else []
    tags["year"] = [f"{day.earliest.year:04}"] if day else []
    return tuple((name, " ".join(values)) for name, values in tags.items())


def build_filters(scribe: Scribe, kind: str, entries: Sequence[Tags]) -> tuple[Filter, ...]:
    """Build the choices that part a list. The first is always there: the page's script finds the entries by it."""
    found: dict[str, set[str]] = {}
    for tags in entries:
        for name, values in tags:
            found.setdefault(name, set()).update(values.split())
    filters = [
        Filter(name, _LABELS[name], tuple(sorted(_options(scribe, kind, values), key=_word)))
        for name, values in found.items()
    ]
    return tuple(choice for index, choice in enumerate(filters) if index == 0 or len(choice.options) > 1)


def _parties(corpus: Corpus, statement: Statement) -> list[str]:
    """Return the parties whose statement it is: themselves, or those that the people stood for on that day."""
    # A brief or a record as a whole is nobody's.
    if statement.is_whole:
        return []
    # Its values are looked up at once: asking a model for a field that it lacks is slow.
    values = vars(statement.entry)
    actors: list[str] = []
    for field in ("speaker", "party", "by", "of"):
        value = values.get(field) or ()
        actors.extend((value,) if isinstance(value, str) else value)
    found: set[str] = set()
    for name in actors:
        person = corpus.people.get(name)
        found.update([name] if person is None else (role.party for role in roles_on(person, statement.date)))
    return sorted(found)


def _options(scribe: Scribe, kind: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
    for value in values:
        yield value, _TERMS.get(f"{kind}/{value}") or scribe.name(value)


def _word(option: tuple[str, str]) -> str:
    return option[1].casefold()
