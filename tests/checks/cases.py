"""The case folders of `tests/cases/check`: one for each code, with what is wrong, what is right, and what is said.

`bad.yml` and `ok.yml` are briefs; where a case takes several files, `bad/` and `ok/` are folders of briefs. Each is
added to the site of `tests/cases/site`. What no repository should hold is made when the case is run.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic
from tests.checks.sites import CASES, check_folder, show

FOLDER = CASES / "check"


def _make_dangling_link(folder: Path) -> None:
    (folder / "gone.yml").symlink_to(folder / "nowhere.yml")


def _make_link_outside(folder: Path) -> None:
    outside = folder.parent / "outside.yml"
    outside.write_text("title: Not meant for the site\n", encoding="utf-8")
    (folder / "notes.yml").symlink_to(outside)


def _make_link_loop(folder: Path) -> None:
    (folder / "2022").mkdir()
    (folder / "2022" / "all").symlink_to(folder, target_is_directory=True)


def _make_large_file(folder: Path) -> None:
    (folder / "large.yml").write_text("# much too long\n" * 140_000, encoding="utf-8")


MADE: Mapping[str, Callable[[Path], None]] = {
    "unreadable-file": _make_dangling_link,
    "link-outside": _make_link_outside,
    "link-loop": _make_link_loop,
    "file-too-large": _make_large_file,
}


def run_case(code: str, name: str, workplace: Path) -> list[Diagnostic]:
    """Check the `bad` or the `ok` part of a case, in a copy in `workplace`."""
    folder = workplace / "briefs"
    file = FOLDER / code / f"{name}.yml"
    if (FOLDER / code / name).is_dir():
        shutil.copytree(FOLDER / code / name, folder)
    else:
        folder.mkdir()
        if file.is_file():
            shutil.copyfile(file, folder / file.name)
    if name == "bad" and code in MADE:
        MADE[code](folder)
    return check_folder(folder)


def show_bad(code: str, workplace: Path) -> str:
    """Return what a case's `expected.txt` should say."""
    return show([found for found in run_case(code, "bad", workplace) if counts(code, found)])


def counts(code: str, found: Diagnostic) -> bool:
    """A record that only the case has is referred to by nothing: that counts where it is the point."""
    return found.code != "unreferenced" or code == "unreferenced"
