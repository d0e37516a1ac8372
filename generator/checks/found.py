"""What every check is given and what it yields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.corpus import Draft
from generator.model.base import Record
from generator.model.brief import Brief
from generator.model.decode import Problem
from generator.model.file import Definition
from generator.source import SourceFile


@dataclass(frozen=True, slots=True)
class Found:
    """A problem, and the file that it is in."""

    source: SourceFile
    problem: Problem


@dataclass(frozen=True)
class Context:
    """What checks look at: the site as it was decoded, the stored texts by name, and the build's clock."""

    draft: Draft
    snapshots: Mapping[str, bytes]
    now: datetime

    def iter_briefs(self) -> Iterator[tuple[Definition, Brief]]:
        """Yield every brief with its definition."""
        for definition in self.draft.corpus.definitions.values():
            if isinstance(definition.model, Brief):
                yield definition, definition.model

    def iter_records(self, kind: str) -> Iterator[tuple[Definition, Record]]:
        """Yield every record of a registry with its definition; `definition.at` is its path in its file."""
        for definition in self.draft.corpus.definitions.values():
            if definition.kind == kind and isinstance(definition.model, Record):
                yield definition, definition.model
