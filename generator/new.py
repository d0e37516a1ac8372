"""Files to start from: of a briefing, of a record, of a whole site.

What must be filled in has no value, and the check says so: nothing stands there that could pass for a fact.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from generator import __version__
from generator.escape import to_yaml_line
from generator.model.records import REGISTRIES
from generator.model.shapes import words_of
from generator.model.types import check_id
from generator.model.vocabulary import VOCABULARIES
from generator.schema import BRIEF_SCHEMA, SCHEMAS_DIR, iter_editor_files, record_schema

STARTERS = Path(__file__).parent / "starters"
# How one record of a registry is called, and the registry.
KINDS: Mapping[str, str] = {words_of(model).lower(): kind for kind, model in REGISTRIES.items()}
# The files of a new site, and where they go; those that begin with a dot stand without it in the package.
SITE_FILES: Mapping[str, str] = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    "docs/about.md": "docs/about.md",
    "briefs/2024/example.yml": "briefs/2024/example.yml",
    "gitignore": ".gitignore",
    "github/pages.yml": ".github/workflows/pages.yml",
}

_DATED_ID = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-|$)")
# A text that is one and the same in every YAML, written plainly.
_PLAIN = re.compile(r"[^\W\d_]+(?:(?:[ ’–-]|, )[^\W_]+)+")


class StarterError(ValueError):
    """A file cannot be started; the text says why."""


def render_brief(title: str, date: str) -> str:
    """Render a briefing to start from; without a value, title and date are to be filled in."""
    return _render(STARTERS / "brief.yml", title=to_scalar(title), date=date)


def render_record(kind: str, name: str) -> str:
    """Render a record of a registry to start from."""
    return _render(STARTERS / f"{kind}.yml", name=to_scalar(name))


def to_scalar(text: str) -> str:
    """Write a text in YAML: plainly where every reader takes it for text, else in quotation marks."""
    return text if not text or _PLAIN.fullmatch(text) else to_yaml_line(text)


def parse_dated_id(name: str) -> str:
    """Return the day that an id begins with, the empty string where it begins with none."""
    match = _DATED_ID.match(name)
    return match[1] if match else ""


def run_new_brief(root: Path, briefs_dir: Path, name: str, title: str, date: str) -> Path:
    """Write a briefing to start from into the folder of its year. Raises StarterError."""
    date = date or parse_dated_id(name)
    folder = briefs_dir / date[:4] if date[:4].isdigit() else briefs_dir
    return _write(root, briefs_dir, folder, name, render_brief(title, date), BRIEF_SCHEMA)


def run_new_record(root: Path, briefs_dir: Path, kind: str, name: str, title: str) -> Path:
    """Write a record to start from into the folder of its registry. Raises StarterError."""
    return _write(root, briefs_dir, briefs_dir / kind, name, render_record(kind, title), record_schema(kind))


def run_init(folder: Path, name: str) -> list[Path]:
    """Write a new site into a folder that is empty or not there. Raises StarterError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StarterError(f"{folder} is there already and not empty: name another folder")
    return [_put(folder / path, text) for path, text in iter_site(name)]


def iter_site(name: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file of a new site."""
    for source, path in SITE_FILES.items():
        text = (STARTERS / "site" / source).read_text(encoding="utf-8")
        written = to_scalar(name) if path == "mkdocs.yml" else name
        # A workflow has `${{ … }}` of its own.
        yield path, Template(text).safe_substitute(name=written, version=__version__)
    yield from iter_editor_files()


def _write(root: Path, briefs_dir: Path, folder: Path, name: str, text: str, schema: str) -> Path:
    try:
        check_id(name)
    except ValueError as error:
        raise StarterError(str(error)) from None
    for taken in sorted(briefs_dir.rglob(f"{name}.y*ml")):
        raise StarterError(f"{taken} is there already, and stays as it is: an id means one thing in the whole site")
    schema_file = root / SCHEMAS_DIR / schema
    if schema_file.is_file():
        relative = Path(os.path.relpath(schema_file, folder)).as_posix()
        text = f"# yaml-language-server: $schema={relative}\n{text}"
    return _put(folder / f"{name}.yml", text)


def _put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path


def _render(path: Path, **values: str) -> str:
    words = {vocabulary.__name__: _alternatives(list(vocabulary)) for vocabulary in VOCABULARIES}
    text = Template(path.read_text(encoding="utf-8")).substitute(words, **values)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _alternatives(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
