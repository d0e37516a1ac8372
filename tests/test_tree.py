"""The plain folder: front matter that every YAML reader reads alike, and content as it is."""

import html
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from generator.errors import BuildError
from generator.render import Output
from generator.tree import Tree, to_document, write_tree


def test_front_matter_is_escaped_for_themes_that_print_it_as_it_is() -> None:
    output = Output("a/index.md", "# Body\n", title='"A" & <b>', description="It’s")
    head, body = to_document(output).decode().removeprefix("---\n").split("\n---\n\n")
    assert body == "# Body\n"
    meta = yaml.safe_load(head)
    assert "<" not in meta["title"]
    assert {name: html.unescape(value) for name, value in meta.items()} == {"title": '"A" & <b>', "description": "It’s"}


def test_every_output_is_written_at_its_path(tmp_path: Path) -> None:
    outputs = [Output("index.md", "Home", title="Home"), Output("data/a.json", "{}"), Output("data/b.png", b"\x89")]
    assert write_tree(outputs, tmp_path) == 3
    assert (tmp_path / "index.md").read_text(encoding="utf-8") == '---\ntitle: "Home"\n---\n\nHome'
    assert (tmp_path / "data/a.json").read_bytes() == b"{}"
    assert (tmp_path / "data/b.png").read_bytes() == b"\x89"


def test_a_file_is_written_once_and_whole(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    data = bytes(range(256)) * 4096
    assert tree.write("a/b/index.html", data) == sha256(data).hexdigest()
    assert (tmp_path / "a/b/index.html").read_bytes() == data
    with pytest.raises(BuildError, match="is made twice"):
        Tree(tmp_path).write("a/b/index.html", b"")
