"""What a search finds: briefings, records, and each statement by itself, with the words and facets that lead there."""

from collections.abc import Iterator
from dataclasses import dataclass

# The kinds of results in the order of their list: in the address, for one, for several.
KINDS = (
    ("briefing", "Briefing", "Briefings"),
    ("quote", "Quotation", "Quotations"),
    ("person", "Person", "People"),
    ("party", "Party", "Parties"),
    ("place", "Place", "Places"),
    ("issue", "Issue", "Issues"),
    ("agreement", "Agreement", "Agreements"),
    ("claim", "Claim", "Claims"),
    ("outcome", "Outcome", "Outcomes"),
    ("commitment", "Commitment", "Commitments"),
    ("position", "Position", "Positions"),
    ("meeting", "Meeting", "Meetings"),
    ("process", "Process", "Processes"),
    ("conflict", "Conflict", "Conflicts"),
    ("source", "Source", "Sources"),
    ("page", "Page", "Pages about this site"),
)
# The facets in their order: in the address, and their titles.
FACETS = (
    ("kind", "Kind"),
    ("speaker", "Speaker"),
    ("party", "Party"),
    ("issue", "Issue"),
    ("status", "Outcome status"),
    ("place", "Place"),
    ("year", "Year"),
    ("process", "Process"),
    ("conflict", "Conflict"),
    ("source", "Source"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A result: its address, the words that lead to it, and what is shown of it.

    `title` is the link; of a statement it is the statement itself. `names` are other names of the same thing, which
    count as much as its title. `body` is shown as far as it holds the words that were asked for, `about` are small
    facts below. `also` is only searched. `facets` are facet, value and the value's name.
    """

    kind: str
    url: str
    title: str
    names: tuple[str, ...] = ()
    body: str = ""
    about: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    facets: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_statement(self) -> bool:
        """Tell whether the title is what somebody said or agreed, and no name."""
        return self.kind in ("quote", "claim", "outcome", "commitment", "position")

    def iter_facets(self) -> Iterator[tuple[str, str, str]]:
        """Yield the facets, the kind among them."""
        yield "kind", self.kind, next(plural for kind, _, plural in KINDS if kind == self.kind)
        yield from self.facets
