"""The corpus as tables, for CSV and SQLite: of each kind of record, of statement, and of what these hold lists of.

A table says which rows one record gives it, and which details each of these has, so that all tables are filled while
the records pass by once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.exports.catalogue import KINDS
from generator.exports.columns import Cell, Column, Convert, Type, iter_columns, iter_nested
from generator.exports.plain import Plain
from generator.model.base import Model
from generator.model.brief import Brief
from generator.model.records import REGISTRIES, Commitment
from generator.model.shapes import meaning_of, shape_of
from generator.model.statement import ENTRY_LISTS

CITATIONS = "citations"
Rows = Callable[[Plain], Iterator[Plain]]


@dataclass(frozen=True)
class Table:
    """A table: its first column is its key; `rows` gives those of one record, which is of one of the `kinds`.

    The `details` are tables of what its rows hold lists of: their `rows` gives those of one row of this table.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: Rows
    kinds: tuple[str, ...] = ()
    details: tuple["Table", ...] = ()
    is_detail: bool = False

    def iter_rows(self, above: Plain) -> Iterator[tuple["Table", Plain]]:
        """Yield the rows of a record, or of a row above, each followed by its details."""
        for row in self.rows(above):
            yield self, row
            for detail in self.details:
                yield from detail.iter_rows(row)

    def cells(self, row: Plain) -> list[Cell]:
        """Return a row's values in the order of the columns."""
        cells = [*map(row.get, self._keys)]
        for place, convert in self._converted:
            if cells[place] is not None:
                cells[place] = convert(cells[place])
        return cells

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)

    @cached_property
    def _converted(self) -> tuple[tuple[int, Convert], ...]:
        cells = enumerate(column.to_cell for column in self.columns)
        return tuple((place, convert) for place, convert in cells if convert)


def build_tables() -> Mapping[str, Table]:
    """Return every table by name, a table after those that it refers to as far as can be."""
    models: dict[str, type[Model]] = {**REGISTRIES, "briefs": Brief}
    tables = [_records()]
    tables += [_with_details(_kind(kind, model), model) for kind, model in models.items()]
    tables += [_with_details(_entries(name, model), model) for name, model in _entry_models()]
    tables.append(_with_details(_commitments(), Commitment))
    details = {table.name: table for above in tables for table in _iter_details(above) if table.name != CITATIONS}
    return {**{table.name: table for table in tables}, **details, CITATIONS: _citations("")}


def iter_rows(tables: Mapping[str, Table], item: Plain) -> Iterator[tuple[Table, Plain]]:
    """Yield all rows of a record, each with its table."""
    for table in tables.values():
        if item["collection"] in table.kinds:
            yield from table.iter_rows(item)


def _iter_details(above: Table) -> Iterator[Table]:
    for table in above.details:
        yield table
        yield from _iter_details(table)


def _entry_models() -> list[tuple[str, type[Model]]]:
    fields = [field for field in shape_of(Brief) if field.name in ENTRY_LISTS]
    return [(field.name, field.shape.model) for field in fields if field.shape.model]


def _records() -> Table:
    columns = (
        _text("id", "The id, which means one thing in the whole site."),
        _text("collection", "The table in which it stands.", terms=KINDS),
        _text("name", "Its name or title."),
        _text("permalink", "The address of its page."),
    )

    def rows(item: Plain) -> Iterator[Plain]:
        yield {**item, "name": item.get("name") or item["title"]}

    return Table("records", "Every brief and record.", columns, rows, KINDS)


def _kind(kind: str, model: type[Model]) -> Table:
    def rows(item: Plain) -> Iterator[Plain]:
        # A row is known by its key, whatever its table.
        yield {**item, "key": item["id"]}

    columns = {**_by_name(iter_columns(model)), "id": _KEY}
    columns = {"id": columns.pop("id"), **columns, "permalink": _URL}
    return Table(kind, meaning_of(model), tuple(columns.values()), rows, (kind,))


def _entries(name: str, model: type[Model]) -> Table:
    def rows(brief: Plain) -> Iterator[Plain]:
        for entry in brief.get(name, ()):
            yield {**entry, "brief": brief["id"]}

    own = _by_name(iter_columns(model))
    own.pop("id", None)
    columns = (_KEY, _BRIEF, *own.values(), _URL)
    return Table(name, meaning_of(model), columns, rows, ("briefs",))


def _commitments() -> Table:
    def rows(item: Plain) -> Iterator[Plain]:
        for outcome in item.get("outcomes", ()):
            for pledge in outcome.get("commitments", ()):
                yield {**pledge, "brief": item["id"], "outcome": outcome["key"]}
        for pledge in item.get("commitments", ()):
            yield {**pledge, "agreement": item["id"]}

    own = _by_name(iter_columns(Commitment))
    own.pop("id", None)
    columns = (
        _KEY,
        _text("brief", "The brief whose outcome it is part of.", refers_to="briefs"),
        _text("outcome", "The outcome that it is part of.", refers_to="outcomes"),
        _text("agreement", "The agreement that it is part of.", refers_to="agreements"),
        *own.values(),
        Column("overdue", Type.BOOLEAN, "Whether it is open after its due date.", "overdue"),
        _URL,
    )
    return Table("commitments", meaning_of(Commitment), columns, rows, ("briefs", "agreements"))


def _with_details(table: Table, model: type[Model]) -> Table:
    """Give a table those of the lists of models in it; what cites sources has rows in the one table of citations."""
    details = [
        _with_details(_detail(table, field, inner), inner)
        for field, inner in iter_nested(model)
        if inner is not Commitment and not (model is Brief and field in ENTRY_LISTS)
    ]
    if any(column.name == "sources" and column.refers_to == "sources" for column in table.columns):
        details.append(_citations(table.name))
    return replace(table, details=tuple(details))


def _detail(above: Table, field: str, model: type[Model]) -> Table:
    def rows(row: Plain) -> Iterator[Plain]:
        for number, inner in enumerate(row.get(field, ()), start=1):
            yield {**inner, "key": f"{row['key']}/{number}", "parent": row["key"], "number": number}

    columns = (
        _KEY,
        _text("parent", f"The row of `{above.name}` that it belongs to.", refers_to=above.name),
        Column("number", Type.INTEGER, "Its place there, from 1.", "number", is_required=True),
        *_by_name(iter_columns(model)).values(),
    )
    return Table(f"{above.name}_{field}", meaning_of(model), columns, rows, is_detail=True)


def _citations(cited_in: str) -> Table:
    """Make the table of source notes, with the rows of those in one table."""

    def rows(row: Plain) -> Iterator[Plain]:
        yield from _iter_notes(cited_in, row, row.get("sources", ()), "sources")
        yield from _iter_notes(cited_in, row, row.get("assessment", {}).get("sources", ()), "assessment_sources")

    columns = (
        _KEY,
        _text("statement_table", "The table of the statement that rests on the source."),
        _text("statement", "The key of its row there."),
        _text("column", "The column in which the source is named.", terms=("sources", "assessment_sources")),
        Column("number", Type.INTEGER, "The place in the list, from 1.", "number", is_required=True),
        _text("source", "The source.", refers_to="sources"),
        _text("locator", "Where in it the statement stands."),
        _text("citing", "The source that it gives as its own.", refers_to="sources"),
        _text("note", "A word on this reference."),
    )
    words = "What rests on which source, and where in it."
    return Table(CITATIONS, words, columns, rows, is_detail=True)


def _iter_notes(table: str, row: Plain, notes: list[Plain], column: str) -> Iterator[Plain]:
    for number, note in enumerate(notes, start=1):
        yield {
            "key": f"{table}/{row['key']}/{column}/{number}",
            "statement_table": table,
            "statement": row["key"],
            "column": column,
            "number": number,
            "source": note["source"]["id"],
            "locator": note.get("locator"),
            "citing": note["citing"]["id"] if "citing" in note else None,
            "note": note.get("note"),
        }


def _text(name: str, description: str, key: str = "", refers_to: str = "", terms: tuple[str, ...] = ()) -> Column:
    return Column(name, Type.TEXT, description, key or name, None, refers_to, terms)


def _by_name(columns: Iterator[Column]) -> dict[str, Column]:
    return {column.name: column for column in columns}


_KEY = _text("id", "Names the row in this table.", "key")
_BRIEF = _text("brief", "The brief that it stands in.", refers_to="briefs")
_URL = _text("permalink", "Where it is read.")
