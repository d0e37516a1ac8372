"""Nothing is part of itself: what stands above, around or before a thing never leads back to it."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from generator.checks.found import Context, Found, found_in, place_of
from generator.model.file import Definition
from generator.model.problem import Problem
from generator.yaml_parser import Path

# By kind, the field that leads from one record to another of its kind.
_FIELDS = {
    "processes": "part_of",
    "parties": "part_of",
    "places": "within",
    "issues": "part_of",
    "sources": "citing",
    "briefs": "follows",
}


def check_circles(context: Context) -> Iterator[Found]:
    """Yield `circle` once for each circle, in the record of it that comes last in the order of files."""
    for kind, field in _FIELDS.items():
        definitions = {name: made for name, made in context.draft.corpus.definitions.items() if made.kind == kind}
        for circle in _find_circles({name: _targets(made, field, definitions) for name, made in definitions.items()}):
            yield _explain([definitions[name] for name in circle], field)


def _targets(definition: Definition, field: str, known: dict[str, Definition]) -> list[str]:
    value = getattr(definition.model, field, None)
    names = value if isinstance(value, tuple) else (value,)
    return [name for name in names if name in known]


def _find_circles(targets: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield circles, each from a record on to those it leads to, until without them there is none."""
    while True:
        try:
            TopologicalSorter(targets).prepare()
        except CycleError as error:
            # Each of the names is a target of the next one; the first and the last are the same.
            circle = list(reversed(error.args[1]))[:-1]
            yield circle
            targets = {**targets, circle[-1]: [name for name in targets[circle[-1]] if name != circle[0]]}
        else:
            return


def _explain(circle: list[Definition], field: str) -> Found:
    last = max(range(len(circle)), key=lambda index: (circle[index].source.path, str(circle[index].at)))
    circle = circle[last:] + circle[:last]
    names = [made.id for made in circle]
    targets = [*names[1:], names[0]]
    here = circle[0]
    way = " → ".join(f"`{name}`" for name in [*names, names[0]])
    what = "leads back to itself" if len(circle) > 1 else "names itself"
    message = f"`{field}` of `{here.id}` {what}: {way}"
    path = _path(here, field, targets[0])
    related = tuple(
        place_of(made, Problem("", _path(made, field, target), "the circle goes on here"))
        for made, target in zip(circle[1:], targets[1:], strict=True)
    )
    hint = f"Remove or correct one of these `{field}`."
    return found_in(here, Problem("circle", path, message, hint, related=related))


def _path(definition: Definition, field: str, target: str) -> Path:
    value = getattr(definition.model, field)
    return (field, value.index(target)) if isinstance(value, tuple) else (field,)
