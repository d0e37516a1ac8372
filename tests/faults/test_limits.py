"""What is too much is refused, and what is much is built in linear time: nothing here may hang.

No time is asserted: each runs in a process that is ended when it takes many times what it should.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.yaml_parser import MAX_BYTES
from tests.exactness.site import CONFIG
from tests.small_site import BRIEF, copy_site

LONG = 100_000
GENEROUS = 60
# A word of one character over and over: each may be a delimiter somewhere on the way.
CHARACTERS = [
    *"a *_`[](){}<>&\\\"'|-+=~^$#!:.,;@%/",
    "[[",
    "[@",
    "](",
    "**",
    "\\*",
    "&#",
    "<!--",
    "a\n",
    "\n\n",
    "> ",
    "- ",
    "\u202b",
    "é",
    "👍",
]


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=GENEROUS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "here").parent


def make_bomb() -> str:
    """Twelve lists, each of ten times the one before it."""
    lines = ["a: &a [x, x]"]
    for before, name in zip("abcdefghijkl", "bcdefghijklm", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 100_000, "too-deep"),
        ("a: " + "[" * 100_000 + "]" * 100_000, "too-deep"),
        ("a: " + "{b: " * 50_000, "too-deep"),
        ("".join(f"{' ' * depth}a:\n" for depth in range(1_000)), "too-deep"),
        ("- " * 200_000, "too-deep"),
        ("a: " + "? " * 100_000, ""),
        (make_bomb(), "too-many-aliases"),
        ("a: &a {b: *a}\n", "alias-cycle"),
        ("a: " + "&a " * 100_000, ""),
        ("a: " + "!" * 100_000, ""),
        ("a: " + "x" * MAX_BYTES, "file-too-large"),
        ("#" * (5 * 1024 * 1024), "file-too-large"),
        ("".join(f"k{number}: x\n" for number in range(100_000)), ""),
        ("k: x\n" * 100_000, "duplicate-key"),
        ('a: "' + "\\u0041" * 200_000 + '"', ""),
        ('a: "' + "\\x00" * 100_000 + '"', "control-character"),
        ("\u202b" * 100_000, ""),
        ("a:" + " " * 1_000_000 + "x", ""),
        ("\n" * 2_000_000, "not-a-mapping"),
        ("a: |\n" + "  \n" * 300_000 + "  x\n", ""),
        ("\t" * 1_000_000, ""),
        ("a: 'x\n" * 100_000, ""),
        ("%" * 1_000_000, ""),
        ("--- " * 100_000, ""),
    ],
    ids=range(24),
)
def test_a_file_that_is_made_to_be_too_much_is_refused(folder: Path, text: str, code: str) -> None:
    (folder / "briefs/much.yml").write_text(text, encoding="utf-8")
    done = run(folder, "check", "--format", "concise")
    assert done.returncode == 1
    assert "briefs/much.yml" in done.stdout
    assert code in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("character", CHARACTERS)
def test_a_very_long_word_in_every_text_is_built_or_refused(tmp_path: Path, character: str) -> None:
    word = (character * LONG)[:LONG].strip()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/about.md").write_text("# About\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "briefs").mkdir()
    for number, value in enumerate(iter_long(word)):
        path = tmp_path / f"briefs/long-{number}.yml"
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    done = run(tmp_path, "build", "-q")
    assert "Traceback" not in done.stderr
    if done.returncode == 0:
        page = (tmp_path / "site/briefs/long-0/index.html").read_bytes()
        assert len(page) > LONG
    else:
        assert "briefs/long-" in done.stderr + done.stdout


def iter_long(word: str) -> list[dict[str, Any]]:
    """Briefings that together have the word in a text of every kind."""
    source = {"sources": {"a-source": {"title": word, "kind": "report", "publisher": word, "authors": [word]}}}
    conflict = {"conflicts": {"a-conflict": {"name": word, "aliases": [word], "names": {"ar": word}}}}
    base = {"title": word, "date": "2031-05-04", "conflict": "a-conflict", "summary": "Said [@a-source]."}
    said = {"text": word, "attribution": word, "sources": [{"source": "a-source", "locator": word}]}
    return [
        {**base, **source, **conflict, "quotes": [said]},
        {**base, "title": "Rich", "summary": f"Said {word} so", "key_points": [word], "background": word},
        {**base, "claims": [{"statement": word, "attribution": word, "sources": ["a-source"]}]},
    ]


def test_a_list_of_fifty_thousand_figures_is_refused_as_too_large(folder: Path) -> None:
    figure = "  - {{label: Figure {0}, value: '{0}', as_of: 2031, sources: [river-post]}}\n"
    with (folder / BRIEF).open("a", encoding="utf-8") as file:
        file.write("figures:\n" + "".join(figure.format(number) for number in range(50_000)))
    assert (folder / BRIEF).stat().st_size > MAX_BYTES
    done = run(folder, "check", "--format", "concise")
    assert done.returncode == 1
    assert "file-too-large" in done.stdout


def test_fifty_thousand_short_entries_in_one_list_are_built(folder: Path) -> None:
    path = folder / BRIEF
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\ntags: [{', '.join(f't{number}' for number in range(50_000))}]\n", encoding="utf-8")
    many = "\n".join(f"  - Person {number}" for number in range(50_000))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"authors:\n{many}\n")
    done = run(folder, "build", "-q")
    assert done.returncode == 0, done.stderr
    page = (folder / "site/briefs/2031-05-04-talks/index.html").read_text(encoding="utf-8")
    assert "Person 49999" in page


@pytest.mark.parametrize(
    "entries",
    [
        "corrections:\n" + "".join(f"- {{date: 2031-05-04, text: C{number}}}\n" for number in range(50_000)),
        "background: |\n" + "".join(f"  - It was {number} [@river-post]\n" for number in range(50_000)),
    ],
    ids=["corrections", "items of a rich text"],
)
def test_fifty_thousand_entries_with_text_are_built(folder: Path, entries: str) -> None:
    with (folder / BRIEF).open("a", encoding="utf-8") as file:
        file.write(f"\n{entries}")
    done = run(folder, "build", "-q")
    assert done.returncode == 0, done.stderr
    page = (folder / "site/briefs/2031-05-04-talks/index.html").read_text(encoding="utf-8")
    assert "49999" in page


def test_thousands_of_mistakes_are_told_in_the_end(folder: Path) -> None:
    path = folder / BRIEF
    text = path.read_text(encoding="utf-8")
    many = "\n".join(f"  - {{speaker: nobody-{number}, text: x, sources: [none-{number}]}}" for number in range(5_000))
    path.write_text(text.replace("quotes:", f"quotes:\n{many}", 1), encoding="utf-8")
    done = run(folder, "check", "--format", "concise")
    assert done.returncode == 1
    assert "nobody-4999" in done.stdout
