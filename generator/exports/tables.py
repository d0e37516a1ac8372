"""The corpus as tables, for CSV and SQLite: of each kind of record, of statement, and of what these hold lists of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.exports.catalogue import KINDS, Catalogue
from generator.exports.columns import Column, Type, iter_columns, iter_nested
from generator.exports.plain import Plain
from generator.model.base import Model
from generator.model.brief import Brief
from generator.model.records import REGISTRIES, Commitment
from generator.model.shapes import meaning_of, shape_of
from generator.model.statement import ENTRY_LISTS

Rows = Callable[[Catalogue], Iterator[Plain]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its first column is its key. `is_detail` says that it holds lists of another table's rows."""

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: Rows
    is_detail: bool = False


def build_tables() -> Mapping[str, Table]:
    """Return every table by name, a table after those that it refers to as far as can be."""
    models: dict[str, type[Model]] = {**REGISTRIES, "briefs": Brief}
    tables = [_records()]
    tables += [_kind(kind, model) for kind, model in models.items()]
    tables += [_entries(name, model) for name, model in _entry_models()]
    tables.append(_commitments())
    models |= {**dict(_entry_models()), "commitments": Commitment}
    for table_name, model in models.items():
        rows = next(table.rows for table in tables if table.name == table_name)
        tables += _iter_details(table_name, model, rows)
    tables.append(_citations(tuple(tables)))
    return {table.name: table for table in tables}


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

    def rows(catalogue: Catalogue) -> Iterator[Plain]:
        for kind in KINDS:
            for item in catalogue.items[kind].values():
                yield {**item, "name": item.get("name") or item["title"]}

    return Table("records", "Every brief and record.", columns, rows)


def _kind(kind: str, model: type[Model]) -> Table:
    def rows(catalogue: Catalogue) -> Iterator[Plain]:
        for item in catalogue.items[kind].values():
            # A row is known by its key, whatever its table.
            yield {**item, "key": item["id"]}

    columns = {**_by_name(iter_columns(model)), "id": _KEY}
    columns = {"id": columns.pop("id"), **columns, "permalink": _URL}
    return Table(kind, meaning_of(model), tuple(columns.values()), rows)


def _entries(name: str, model: type[Model]) -> Table:
    def rows(catalogue: Catalogue) -> Iterator[Plain]:
        for brief in catalogue.items["briefs"].values():
            for entry in brief.get(name, ()):
                yield {**entry, "brief": brief["id"]}

    own = _by_name(iter_columns(model))
    own.pop("id", None)
    columns = (_KEY, _BRIEF, *own.values(), _URL)
    return Table(name, meaning_of(model), columns, rows)


def _commitments() -> Table:
    def rows(catalogue: Catalogue) -> Iterator[Plain]:
        for brief in catalogue.items["briefs"].values():
            for outcome in brief.get("outcomes", ()):
                for pledge in outcome.get("commitments", ()):
                    yield {**pledge, "brief": brief["id"], "outcome": outcome["key"]}
        for agreement in catalogue.items["agreements"].values():
            for pledge in agreement.get("commitments", ()):
                yield {**pledge, "agreement": agreement["id"]}

    own = _by_name(iter_columns(Commitment))
    own.pop("id", None)
    columns = (
        _KEY,
        _text("brief", "The brief whose outcome it is part of.", refers_to="briefs"),
        _text("outcome", "The outcome that it is part of.", refers_to="outcomes"),
        _text("agreement", "The agreement that it is part of.", refers_to="agreements"),
        *own.values(),
        Column("overdue", Type.BOOLEAN, "Whether it is open after its due date.", lambda plain: plain.get("overdue")),
        _URL,
    )
    return Table("commitments", meaning_of(Commitment), columns, rows)


def _iter_details(above: str, model: type[Model], above_rows: Rows) -> Iterator[Table]:
    for field, inner in iter_nested(model):
        if inner is Commitment or (model is Brief and field in ENTRY_LISTS):
            continue
        table = _detail(above, field, inner, above_rows)
        yield table
        yield from _iter_details(table.name, inner, table.rows)


def _detail(above: str, field: str, model: type[Model], above_rows: Rows) -> Table:
    def rows(catalogue: Catalogue) -> Iterator[Plain]:
        for row in above_rows(catalogue):
            for number, item in enumerate(row.get(field, ()), start=1):
                yield {**item, "key": f"{row['key']}/{number}", "parent": row["key"], "number": number}

    columns = (
        _KEY,
        _text("parent", f"The row of `{above}` that it belongs to.", refers_to=above),
        Column("number", Type.INTEGER, "Its place there, from 1.", lambda plain: plain["number"], is_required=True),
        *_by_name(iter_columns(model)).values(),
    )
    return Table(f"{above}_{field}", meaning_of(model), columns, rows, is_detail=True)


def _citations(tables: tuple[Table, ...]) -> Table:
    """Make one table of all source notes of statements, whatever table these stand in."""

    def rows(catalogue: Catalogue) -> Iterator[Plain]:
        for table in tables:
            if any(column.name == "sources" and column.refers_to == "sources" for column in table.columns):
                for row in table.rows(catalogue):
                    yield from _iter_notes(table.name, row, row.get("sources", ()), "sources")
                    judged = row.get("assessment", {}).get("sources", ())
                    yield from _iter_notes(table.name, row, judged, "assessment_sources")

    columns = (
        _KEY,
        _text("statement_table", "The table of the statement that rests on the source."),
        _text("statement", "The key of its row there."),
        _text("column", "The column in which the source is named.", terms=("sources", "assessment_sources")),
        Column(
            "number", Type.INTEGER, "The place in the list, from 1.", lambda plain: plain["number"], is_required=True
        ),
        _text("source", "The source.", refers_to="sources"),
        _text("locator", "Where in it the statement stands."),
        _text("citing", "The source that it gives as its own.", refers_to="sources"),
        _text("note", "A word on this reference."),
    )
    return Table("citations", "What rests on which source, and where in it.", columns, rows, is_detail=True)


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
    field = key or name
    return Column(name, Type.TEXT, description, lambda plain: plain.get(field), refers_to, terms)


def _by_name(columns: Iterator[Column]) -> dict[str, Column]:
    return {column.name: column for column in columns}


_KEY = _text("id", "Names the row in this table.", "key")
_BRIEF = _text("brief", "The brief that it stands in.", refers_to="briefs")
_URL = _text("permalink", "Where it is read.")
