"""Compiled templates are taken from the last build while they are whole and of this program, and else made anew."""

from pathlib import Path

import pytest

from generator.compiled import Compiled
from generator.corpus import Corpus
from generator.pages.page import Page
from generator.render import Renderer
from tests.pages.world import settings

TEXT = "<p>{{ view.text }}</p>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "templates/pages").mkdir(parents=True)
    (tmp_path / "templates/pages/trial.md").write_text(TEXT, encoding="utf-8")
    write(tmp_path, Compiled(), "one")
    return tmp_path


def render(folder: Path, compiled: Compiled) -> str:
    renderer = Renderer([folder / "templates"], Corpus({}), settings(), compiled)
    return str(renderer.render(Page("trial/", "trial", "Trial", {"text": "<a>"})).content)


def write(folder: Path, compiled: Compiled, engine: str) -> None:
    render(folder, compiled)
    compiled.write(folder / "kept", engine)


def read(folder: Path, engine: str = "one") -> tuple[str, bool]:
    """What a page is, and whether its template was compiled for it."""
    compiled = Compiled()
    compiled.read(folder / "kept", engine)
    text = render(folder, compiled)
    (folder / "again").unlink(missing_ok=True)
    compiled.write(folder / "again", engine)
    return text, (folder / "again").exists()


def test_a_template_is_compiled_once(folder: Path) -> None:
    text, is_compiled = read(folder)
    assert "&#60;a&#62;" in text
    assert not is_compiled


def test_a_template_that_changed_is_compiled(folder: Path) -> None:
    (folder / "templates/pages/trial.md").write_text(TEXT.replace("p>", "b>"), encoding="utf-8")
    text, is_compiled = read(folder)
    assert text.startswith("<b>")
    assert is_compiled


@pytest.mark.parametrize("place", [0, 70, 200, -1])
def test_what_is_damaged_is_not_used(folder: Path, place: int) -> None:
    data = bytearray((folder / "kept").read_bytes())
    data[place] ^= 1
    (folder / "kept").write_bytes(data)
    assert read(folder)[1]


def test_what_another_program_compiled_is_not_used(folder: Path) -> None:
    assert read(folder, "two")[1]
