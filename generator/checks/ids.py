"""Ids name one thing each: within a brief, since pages are linked by them, and among those that were given up."""

from collections.abc import Iterable, Iterator

from generator.checks.found import Context, Found, found_in, iter_commitments, place_of, place_of_definition
from generator.model.base import Model
from generator.model.file import Definition
from generator.model.problem import Problem
from generator.yaml_parser import Path

_LISTS_WITH_IDS = (
    "meetings", "quotes", "claims", "readouts", "positions", "outcomes", "figures", "next_steps", "corrections",
)  # fmt: skip


def check_entry_ids(context: Context) -> Iterator[Found]:
    """Yield `duplicate-entry-id` for an id that two entries of one kind in a brief or an agreement share."""
    for definition, brief in context.iter_briefs():
        for list_name in _LISTS_WITH_IDS:
            entries = getattr(brief, list_name)
            if len(entries) > 1:
                ids = ((entry.id, (list_name, index, "id")) for index, entry in enumerate(entries))
                yield from _find_twice(definition, ids, list_name.replace("_", " "))
    for definition, model in context.iter_models(Model):
        commitments = [(commitment.id, (*path, "id")) for path, commitment in iter_commitments(model)]
        yield from _find_twice(definition, commitments, "commitments")


def check_former_ids(context: Context) -> Iterator[Found]:
    """Yield `former-id-taken` for an id that was given up and that something else has or had."""
    definitions = context.draft.corpus.definitions
    former: dict[str, tuple[Definition, Path]] = {}
    for definition in definitions.values():
        for index, name in enumerate(getattr(definition.model, "formerly", ())):
            path: Path = ("formerly", index)
            hint = "An address leads to one page: remove it here, or give the other one back its own id."
            if name in definitions:
                message = f"`{name}` is the id of {'this' if definition.id == name else 'something else'} today"
                related = place_of_definition(definitions[name])
                yield found_in(definition, Problem("former-id-taken", path, message, hint, related=(related,)))
            elif name in former:
                message = f"`{name}` is a former id of `{former[name][0].id}` too"
                related = place_of(former[name][0], Problem("", former[name][1], "it stands here too"))
                yield found_in(definition, Problem("former-id-taken", path, message, hint, related=(related,)))
            else:
                former[name] = (definition, path)


def _find_twice(definition: Definition, ids: Iterable[tuple[str | None, Path]], what: str) -> Iterator[Found]:
    seen: dict[str, Path] = {}
    for name, path in ids:
        if name is None:
            continue
        if name in seen:
            message = f"two {what} here have the id `{name}`"
            related = place_of(definition, Problem("", seen[name], "the first of them"))
            hint = "Give one of the two another id."
            yield found_in(definition, Problem("duplicate-entry-id", path, message, hint, related=(related,)))
        else:
            seen[name] = path
