"""What every check is given and what it yields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from generator.corpus import Draft, definition_span
from generator.diagnostics import Related
from generator.model.base import Model
from generator.model.brief import Brief
from generator.model.file import Definition
from generator.model.problem import Problem, locate
from generator.model.records import Agreement, Commitment
from generator.source import SourceFile
from generator.yaml_parser import Path

M = TypeVar("M", bound=Model)


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

    @property
    def today(self) -> date:
        """The day of the build's clock."""
        return self.now.date()

    def iter_briefs(self) -> Iterator[tuple[Definition, Brief]]:
        """Yield every brief with its definition."""
        return self.iter_models(Brief)

    def iter_models(self, model: type[M]) -> Iterator[tuple[Definition, M]]:
        """Yield every brief or record of one kind, with its definition."""
        for definition in self.draft.corpus.definitions.values():
            if isinstance(definition.model, model):
                yield definition, definition.model


def found_in(definition: Definition, problem: Problem) -> Found:
    """Make a finding of a problem whose path is one in the definition's model."""
    return Found(definition.source, replace(problem, path=definition.to_written(problem.path)))


def place_of(definition: Definition, problem: Problem) -> Related:
    """Point to another place of a finding, with the problem's message and path in the definition's model."""
    (found,) = locate(definition.source, [replace(problem, path=definition.to_written(problem.path))])
    return Related(found.message, found.path, found.span)


def place_of_definition(definition: Definition, message: str = "it is defined here") -> Related:
    """Point to where an id is defined."""
    return Related(message, definition.source.path, definition_span(definition))


def iter_commitments(model: Model) -> Iterator[tuple[Path, Commitment]]:
    """Yield every commitment of a brief or an agreement, with its path there."""
    if isinstance(model, Agreement):
        yield from ((("commitments", index), commitment) for index, commitment in enumerate(model.commitments))
    elif isinstance(model, Brief):
        for outer, outcome in enumerate(model.outcomes):
            for index, commitment in enumerate(outcome.commitments):
                yield ("outcomes", outer, "commitments", index), commitment
