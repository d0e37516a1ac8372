"""A small site of invented content, copied to where a test may change it, and ways to build and to compare it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from generator.build import BuildResult, read_build, run_build

CASE = Path(__file__).parent / "cases" / "build" / "small"
BRIEF = "briefs/2031/2031-05-04-talks.yml"
NOW = datetime(2031, 6, 1, tzinfo=UTC)


def copy_site(folder: Path) -> Path:
    """Copy the small site into a new folder, and return its mkdocs.yml."""
    shutil.copytree(CASE, folder)
    return folder / "mkdocs.yml"


def replace_in(path: Path, old: str, new: str) -> None:
    """Change a file where it first says `old`."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def build_site(config_file: Path, *, strict: bool = False, site_dir: Path | None = None, jobs: int = 0) -> BuildResult:
    """Build as `briefings build` does, at a fixed time."""
    return run_build(read_build(config_file, NOW, strict=strict, site_dir=site_dir), jobs)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder, hidden ones too, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
