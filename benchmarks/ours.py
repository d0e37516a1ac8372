"""The made-up corpus built by `briefings build`: cold, again without a change, and after edits."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.corpus import TODAY, write_corpus
from benchmarks.measure import Measured, measure

_CONFIG = """\
site_name: Made-up briefings
site_url: https://briefings.example.org/
theme:
  name: material
  font: false
plugins:
  - briefings
not_in_nav: /*/
"""
_ABOUT = "# About\n\nEverything on this site is made up.\n"
_ARGUMENTS = ["build", "--now", TODAY.isoformat()]
_ROOT = Path(__file__).resolve().parent.parent


def write_site(folder: Path, briefs: int) -> None:
    """Write a site of so many briefings that has not been built yet."""
    write_corpus(folder / "briefs", briefs)
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text(_ABOUT, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")


def build_site(folder: Path) -> Measured:
    """Build a site into `site/` of its folder."""
    return measure([sys.executable, "-m", "generator", *_ARGUMENTS], folder, _with_root())


def time_stages(folder: Path) -> Mapping[str, float]:
    """Build a site into another folder with a clock around its stages; return seconds by stage."""
    measure([sys.executable, "-m", "benchmarks.stages", "stages.json", *_ARGUMENTS, "-d", "cold"], folder, _with_root())
    found: dict[str, float] = json.loads((folder / "stages.json").read_text(encoding="utf-8"))
    return found


def edit_point(folder: Path) -> None:
    """Add a key point to one briefing: other pages do not show it."""
    path, text = _find_brief(folder)
    assert "key_points:\n" in text, f"{path} has no list of key points"
    path.write_text(text.replace("key_points:\n", "key_points:\n  - Added by an edit.\n"), encoding="utf-8")


def edit_title(folder: Path) -> None:
    """Change the title of one briefing, which all pages that lead to it show."""
    path, text = _find_brief(folder)
    path.write_text("title: After an edit\n" + text.partition("\n")[2], encoding="utf-8")


def _find_brief(folder: Path) -> tuple[Path, str]:
    paths = sorted((folder / "briefs").glob("*/*.yml"))
    path = paths[len(paths) // 2]
    return path, path.read_text(encoding="utf-8")


def _with_root() -> dict[str, str]:
    return {"PYTHONPATH": str(_ROOT)}
