"""The reference for authors, made from the models and the commands: `python -m generator.reference` writes it anew.

It is committed, so that it can be read without building anything; a test holds it against what it is made from.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli import main as briefings
from generator.diagnostics import catalogue
from generator.model.base import Entry, Model, OneOf, Record, ShortForm
from generator.model.brief import Brief, Meeting
from generator.model.records import REGISTRIES
from generator.model.shapes import Field, meaning_of, one_of_kinds, shape_of, words_of
from generator.model.vocabulary import VOCABULARIES, Term
from generator.schema import iter_editor_files
from generator.schema.kinds import KINDS

ROOT = Path(__file__).parents[1]
FOLDER = "docs/reference"


def iter_files() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every committed file that is made from the models."""
    yield f"{FOLDER}/fields.md", render_fields()
    yield f"{FOLDER}/vocabularies.md", render_vocabularies()
    yield f"{FOLDER}/rules.md", render_rules()
    yield f"{FOLDER}/commands.md", render_commands()
    yield from iter_editor_files()


def run_writing(root: Path) -> None:
    """Write every file anew."""
    for path, text in iter_files():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def render_fields() -> str:
    """Render the page of all fields."""
    parts = [
        _front("Fields", "Every field of every file: what to write in it, and how."),
        "A field marked **required** must be there and have a value; every other may be left out. What a field does not"
        " take is an error that shows the place. The guide is [Writing a briefing](../writing.md); this is the list.",
        "## Kinds of value",
        "\n\n".join(
            _definition(f"**{kind.title}**", _with_examples(kind.description, kind.examples)) for kind in KINDS.values()
        ),
        "**source note**\n:   The id of a source, or a mapping of the fields of a [source note](#source-note).",
    ]
    shown: set[type[Model]] = set()
    parts += [
        "## Briefing",
        "Every `.yml` file that is no registry is one briefing.",
        _render_fields_of(Brief),
        "The eight registries' names take records too, in the form of a registry's file: by their ids.",
        *_render_inner(Brief, shown),
        "## Fields of every entry",
        "Each entry of a briefing's lists can have:",
        _render_fields_of(Entry),
    ]
    for kind, model in REGISTRIES.items():
        where = f"In `{kind}.yml` as a mapping from ids to records, or in `{kind}/<id>.yml`."
        parts += [
            f"## {kind.capitalize()}",
            f"{meaning_of(model)} {where}",
            _render_fields_of(model),
            *_render_inner(model, shown),
        ]
    parts += [
        "## Fields of every record",
        "Each record of a registry can have:",
        _render_fields_of(Record),
        *_render_inner(Record, shown),
    ]
    return _join(parts)


def render_vocabularies() -> str:
    """Render the page of all vocabularies, each with where its words come from."""
    parts = [
        _front("Vocabularies", "The words that fields choose from, what each means, and where it comes from."),
        "A word that is not in the list of its field is refused, and the list is shown.",
    ]
    for vocabulary in VOCABULARIES:
        paragraphs = inspect.cleandoc(vocabulary.__doc__ or "").split("\n\n")
        text = " ".join(" ".join(paragraph.split()) for paragraph in paragraphs)
        parts += [f"## {words_of(vocabulary)}", f"{text} Used in {_used_in(vocabulary)}."]
        parts.append("\n\n".join(_definition(f"`{term.value}` {term.label}", term.description) for term in vocabulary))
    return _join(parts)


def render_rules() -> str:
    """Render the page of all rules that the check goes by."""
    parts = [
        _front("Rules", "Every finding of the check: what it means, why, and a wrong and a right example."),
        "The check names the rule of each finding; `briefings explain` with that name shows what stands here.",
        catalogue.to_markdown().rstrip("\n"),
    ]
    return _join(parts)


def render_commands() -> str:
    """Render the page of all commands, from what `--help` says."""
    context = click.Context(briefings, info_name="briefings", **briefings.context_settings)
    parts = [
        _front("Commands", "The command `briefings`: what it does, and its options."),
        *_paragraphs(briefings.help or ""),
    ]
    for name in briefings.list_commands(context):
        command = briefings.get_command(context, name)
        assert command is not None
        parts += _render_command(command, click.Context(command, info_name=name, parent=context), 2)
    return _join(parts)


def _render_command(command: click.Command, context: click.Context, level: int) -> list[str]:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    parts = [f"{'#' * level} {context.command_path}", f"```text\n{usage}\n```", *_paragraphs(command.help or "")]
    records = [record for param in command.get_params(context) if (record := param.get_help_record(context))]
    options = [_definition(f"`{written}`", re.sub(r"  +", " ", said)) for written, said in records]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            parts += _render_command(inner, click.Context(inner, info_name=name, parent=context), level + 1)
        return parts
    return [*parts, "\n\n".join(options), *_paragraphs(command.epilog or "")]


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text; what stands after a backspace, click's mark for it, keeps its lines."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith("\b"):
            title, _, lines = paragraph.removeprefix("\b\n").partition("\n")
            yield f"{title}\n\n```sh\n{inspect.cleandoc(lines)}\n```"
        else:
            yield " ".join(paragraph.split())


def _render_inner(model: type[Model], shown: set[type[Model]]) -> Iterator[str]:
    """Yield the sections of the models inside a model, each once on the page."""
    for field in shape_of(model):
        inner = field.shape.model
        if inner is None or inner in shown:
            continue
        shown.add(inner)
        yield f"### {words_of(inner)}"
        yield f"{meaning_of(inner)} {_forms(inner)}".strip()
        yield _render_fields_of(inner)
        yield from _render_inner(inner, shown)


def _forms(model: type[Model]) -> str:
    said = []
    if issubclass(model, ShortForm):
        said.append(f"The id of its `{model.main_field}` alone will do.")
    if issubclass(model, OneOf):
        said.append(f"It has `{model.one_of[0]}` or `{model.one_of[1]}`, and never both.")
    if issubclass(model, Meeting):
        said.append("It has `status` or `history`, and never both: the last entry of the history is the status.")
    if issubclass(model, Entry):
        said.append("It has the [fields of every entry](#fields-of-every-entry) too.")
    return " ".join(said)


def _render_fields_of(model: type[Model]) -> str:
    apart = (Entry, Record)
    shared = {field.name for base in apart if issubclass(model, base) and model is not base for field in shape_of(base)}
    own = inspect.get_annotations(model)
    fields = [field for field in shape_of(model) if field.name not in shared or field.name in own]
    return "\n\n".join(_definition(_term(field), _with_default(field)) for field in fields)


def _term(field: Field) -> str:
    required = " · **required**" if field.is_required else ""
    return f"`{field.name}` · {_type_of(field)}{required}"


def _type_of(field: Field) -> str:
    shape = field.shape
    if shape.vocabulary:
        words = words_of(shape.vocabulary)
        one = f"[{words.lower()}](vocabularies.md#{_slug(words)})"
    elif shape.model:
        words = words_of(shape.model)
        one = f"[{words.lower()}](#{_slug(words)})"
    elif shape.refs and shape.kind == "id":
        one = f"id of {one_of_kinds(shape.refs)}"
    elif shape.refs and shape.kind == "line":
        one = f"id of {one_of_kinds(shape.refs)}, or line"
    else:
        one = KINDS[shape.kind].title
    if shape.keys:
        return f"mapping from {shape.keys} to {one}"
    if shape.is_one_or_more:
        return f"{one}, or a list of them"
    return f"list: {one}" if shape.is_list else one


def _with_default(field: Field) -> str:
    return (
        f"{field.description} Where it is not given: `{field.default.value}`." if field.default else field.description
    )


def _with_examples(text: str, examples: tuple[str, ...]) -> str:
    return f"{text} {', '.join(f'`{example}`' for example in examples)}".strip()


def _used_in(vocabulary: type[Term]) -> str:
    found = []
    for model in _models():
        for field in shape_of(model):
            if field.shape.vocabulary is vocabulary:
                place = words_of(model) if model not in REGISTRIES.values() else _registry(model)
                slug = "briefing" if model is Brief else _slug(place)
                found.append(f"[{'Briefing' if model is Brief else place}](fields.md#{slug}) `{field.name}`")
    return ", ".join(found)


def _registry(model: type[Model]) -> str:
    return next(kind.capitalize() for kind, made in REGISTRIES.items() if made is model)


def _models() -> list[type[Model]]:
    """Return every model that a file is made of, in the order of the page of fields."""
    found: list[type[Model]] = []

    def add(model: type[Model]) -> None:
        if model not in found:
            found.append(model)
            for field in shape_of(model):
                if field.shape.model:
                    add(field.shape.model)

    add(Brief)
    for model in REGISTRIES.values():
        add(model)
    return found


def _definition(term: str, text: str) -> str:
    return f"{term}\n:   {text}"


def _front(title: str, description: str) -> str:
    head = f'---\ntitle: {title}\ndescription: "{description}"\n---'
    return f"{head}\n\n<!-- Made by `make reference`: edit what it is made from. -->\n\n# {title}"


def _slug(words: str) -> str:
    return words.lower().replace(" ", "-")


def _join(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


if __name__ == "__main__":
    run_writing(ROOT)
