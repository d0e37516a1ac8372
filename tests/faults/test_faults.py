"""Whatever goes wrong, the last good site stays served, whole, and the message names the cause."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.small_site import BRIEF, NOW, build_site, copy_site, read_tree, replace_in

BUILD = [sys.executable, "-m", "generator", "build", "-q", "--now", str(int(NOW.timestamp()))]

_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 24, 1, 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site that has been built once; its content has changed since."""
    folder = copy_site(tmp_path / "a place ü").parent
    build_site(folder / "mkdocs.yml")
    replace_in(folder / BRIEF, "no border.", "no master.")
    return folder


def be_bound_by_permissions() -> None:
    """Give up what root alone has: to read and to write whatever the permissions say."""
    for right in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH) if sys.platform == "linux" else ():
        ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, right, 0, 0, 0)


def build(folder: Path, prepare: Callable[[], None] = be_bound_by_permissions) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        BUILD, cwd=folder, capture_output=True, text=True, check=False, timeout=300, preexec_fn=prepare
    )


def left_in(folder: Path) -> list[str]:
    """What a build must not leave beside the site: its staging folder and its lock."""
    return [path.name for path in folder.iterdir() if path.name.startswith((".site-", ".site.lock"))]


def spoil_by_link_in_a_circle(briefs: Path) -> str:
    (briefs / "2031" / "again").symlink_to(briefs, target_is_directory=True)
    return "briefs/2031/again"


def spoil_by_link_to_itself(briefs: Path) -> str:
    (briefs / "self.yml").symlink_to("self.yml")
    return "briefs/self.yml"


def spoil_by_link_outside(briefs: Path) -> str:
    (briefs / "users.yml").symlink_to("/etc/passwd")
    return "briefs/users.yml"


def spoil_by_link_to_nothing(briefs: Path) -> str:
    (briefs / "gone.yml").symlink_to("nowhere.yml")
    return "briefs/gone.yml"


def spoil_by_pipe(briefs: Path) -> str:
    os.mkfifo(briefs / "pipe.yml")
    return "briefs/pipe.yml"


def spoil_by_permission(briefs: Path) -> str:
    (briefs / "people.yml").chmod(0)
    return "briefs/people.yml"


def spoil_by_permission_of_a_folder(briefs: Path) -> str:
    (briefs / "2031").chmod(0)
    return "briefs/2031"


def spoil_by_permission_of_all_briefs(briefs: Path) -> str:
    briefs.chmod(0)
    return "briefs:1:1"


def spoil_by_permission_of_hand_written_pages(briefs: Path) -> str:
    # MkDocs passes over a folder that it cannot read, and the pages would be gone.
    (briefs.parent / "docs").chmod(0)
    return "Permission denied: "


def spoil_by_link_in_a_circle_of_hand_written_pages(briefs: Path) -> str:
    (briefs.parent / "docs" / "again").symlink_to(briefs.parent / "docs", target_is_directory=True)
    return "docs/again/again"


def spoil_by_pipe_among_hand_written_pages(briefs: Path) -> str:
    os.mkfifo(briefs.parent / "docs" / "pipe.md")
    return "docs/pipe.md"


def spoil_by_encoding(briefs: Path) -> str:
    (briefs / "latin.yml").write_bytes("title: Zürich".encode("latin-1"))
    return "briefs/latin.yml:1:9"


def spoil_by_name(briefs: Path) -> str:
    (briefs / "zwei Wörter.yml").write_text("title: x\n", encoding="utf-8")
    return "briefs/zwei Wörter.yml"


def spoil_by_name_in_no_encoding(briefs: Path) -> str:
    Path(os.fsdecode(os.fsencode(briefs) + b"/\xff.yml")).write_text("title: x\n", encoding="utf-8")
    return "briefs/\\udcff.yml"


def spoil_by_case(briefs: Path) -> str:
    # On a disk that knows no case the two would be one file, and their pages one page.
    (briefs / "2031-05-04-TALKS.yml").write_bytes((briefs.parent / BRIEF).read_bytes())
    return "briefs/2031-05-04-TALKS.yml"


def spoil_by_the_same_name(briefs: Path) -> str:
    (briefs / "2031-05-04-talks.yaml").write_bytes((briefs.parent / BRIEF).read_bytes())
    return "briefs/2031-05-04-talks.yaml"


SPOILERS = [spoiler for name, spoiler in sorted(globals().items()) if name.startswith("spoil_by_")]


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda spoil: spoil.__name__)
def test_what_cannot_be_read_is_named_and_the_old_site_stays(folder: Path, spoil: Callable[[Path], str]) -> None:
    before = read_tree(folder / "site")
    place = spoil(folder / "briefs")
    done = build(folder)
    assert done.returncode == 1, done.stderr
    assert place in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert read_tree(folder / "site") == before
    assert left_in(folder) == []


@pytest.mark.parametrize("size", [0, 1_000, 20_000, 60_000, 200_000])
def test_where_no_more_can_be_written_the_old_site_stays(folder: Path, size: int) -> None:
    before = read_tree(folder / "site")
    done = build(folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    assert done.returncode == 1, done.stderr
    assert any(word in done.stderr for word in ("File too large", "data/briefings.sqlite: "))
    assert "Traceback" not in done.stderr
    assert read_tree(folder / "site") == before
    assert left_in(folder) == []
    assert build(folder).returncode == 0
    assert read_tree(folder / "site") != before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, on which a site has room once."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a disk can be mounted by root alone")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_named_and_the_old_site_stays(folder: Path, small_disk: Path) -> None:
    target = small_disk / "site"
    target.mkdir()
    (target / "index.html").write_text("the old site", encoding="utf-8")
    (target / "large").write_bytes(bytes(3_500_000))
    before = read_tree(target)
    done = subprocess.run([*BUILD, "-d", str(target)], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert read_tree(target) == before
    assert [path.name for path in small_disk.iterdir()] == ["site"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_told_to_end_leaves_the_old_site(folder: Path, number: signal.Signals) -> None:
    before = read_tree(folder / "site")
    # Where the tests run in the background, an interrupt is ignored, and what they start would inherit that.
    heed = partial(signal.signal, number, signal.SIG_DFL)
    with subprocess.Popen(BUILD, cwd=folder, stderr=subprocess.DEVNULL, preexec_fn=heed) as process:
        while process.poll() is None and not left_in(folder):
            pass
        process.send_signal(number)
    assert process.returncode != 0
    assert read_tree(folder / "site") == before
    assert build(folder).returncode == 0
    assert left_in(folder) == []


def test_a_folder_that_may_not_be_written_into_is_named(folder: Path) -> None:
    before = read_tree(folder / "site")
    folder.chmod(0o555)
    done = build(folder)
    folder.chmod(0o755)
    assert done.returncode == 1
    assert "Permission denied" in done.stderr
    assert read_tree(folder / "site") == before
