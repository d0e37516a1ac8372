"""The switch from the old site to the new one, and what is left when a build dies."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator import publish as publish_module
from generator.publish import clear_staging, hold_target, make_staging, published
from tests.small_site import read_tree


@pytest.fixture(params=["exchange", "two renames"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "two renames":
        monkeypatch.setattr(publish_module, "_exchange", lambda one, other: False)
    return tmp_path / "site"


def publish_text(target: Path, text: str, *, keeps_old: bool = False) -> None:
    with hold_target(target):
        staging = make_staging(target)
        (staging / "index.html").write_text(text, encoding="utf-8")
        with published(staging, target, keeps_old=keeps_old):
            assert (target / "index.html").read_text("utf-8") == text


def test_a_new_site_takes_the_place_of_the_old_one_whole(target: Path) -> None:
    publish_text(target, "first")
    (target / "stale.html").touch()
    publish_text(target, "second")
    assert read_tree(target.parent) == {"site/index.html": b"second"}


def test_of_the_sites_that_were_there_the_last_is_kept_where_it_is_asked_for(target: Path) -> None:
    for text in ("first", "second", "third"):
        publish_text(target, text, keeps_old=True)
    (target / ".git").touch()
    publish_text(target, "fourth", keeps_old=True)
    before = {".site.before/index.html": b"third"}
    assert read_tree(target.parent) == {"site/index.html": b"fourth", "site/.git": b"", **before}
    publish_text(target, "fifth")
    assert read_tree(target.parent) == {"site/index.html": b"fifth", "site/.git": b""}
    publish_text(target, "sixth", keeps_old=True)
    (target / "index.html").unlink()
    (target / ".git").unlink()
    target.rmdir()
    publish_text(target, "seventh")
    assert read_tree(target.parent) == {"site/index.html": b"seventh"}


def test_the_site_before_is_whole_at_any_moment(target: Path) -> None:
    for text in ("first", "second"):
        publish_text(target, text, keeps_old=True)
    with hold_target(target):
        staging = make_staging(target)
        with published(staging, target, keeps_old=True):
            assert read_tree(target.parent / ".site.before") == {"index.html": b"second"}


def test_hidden_entries_stay_and_do_not_win_over_new_ones(target: Path) -> None:
    publish_text(target, "first")
    (target / ".git").write_text("old", encoding="utf-8")
    publish_text(target, "second")
    assert read_tree(target) == {".git": b"old", "index.html": b"second"}


def test_what_dead_builds_left_is_cleared_away(target: Path) -> None:
    publish_text(target, "first")
    (target.parent / ".site-99999" / "assets").mkdir(parents=True)
    (target.parent / ".site-99999" / ".git").touch()
    (target.parent / ".site-99999.decoded").touch()
    (target.parent / ".sites-1").mkdir()
    publish_text(target, "second")
    assert sorted(path.name for path in target.parent.iterdir()) == [".sites-1", "site"]
    assert (target / ".git").exists(), "the switch was made, and the build died before it moved what stays"


def test_a_folder_that_is_still_written_into_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "staging").mkdir()
    program = "import sys, time\nfor n in range(200): open(f'{sys.argv[1]}/{n}', 'w').close(); time.sleep(0.001)"
    with subprocess.Popen([sys.executable, "-c", program, tmp_path / "staging"], stderr=subprocess.DEVNULL):
        while not any((tmp_path / "staging").iterdir()):
            pass
        clear_staging(tmp_path / "staging")
    assert not (tmp_path / "staging").exists()


def test_a_build_that_died_between_two_renames_is_undone(target: Path) -> None:
    publish_text(target, "first")
    target.rename(target.parent / ".site-old")
    with hold_target(target):
        make_staging(target)
    assert (target / "index.html").read_text(encoding="utf-8") == "first"


def test_builds_into_one_folder_run_one_after_the_other(tmp_path: Path) -> None:
    target = tmp_path / "site"
    inside = threading.Lock()
    mixed = []
    waited = []

    def run() -> None:
        with hold_target(target, on_wait=lambda: waited.append(True)):
            mixed.append(not inside.acquire(blocking=False))
            make_staging(target).rmdir()
            inside.release()

    threads = [threading.Thread(target=run) for _ in range(8)]
    with hold_target(target):
        for thread in threads:
            thread.start()
        while not waited:
            pass
    for thread in threads:
        thread.join()
    assert mixed == [False] * 8
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are two renames")
def test_on_linux_the_old_site_is_there_at_every_moment(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish_text(target, "first")
    gone = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            if not (target / "index.html").exists():
                gone.append(True)

    watcher = threading.Thread(target=look)
    watcher.start()
    for number in range(50):
        publish_text(target, str(number))
    done.set()
    watcher.join()
    assert not gone


def test_a_killed_build_holds_no_lock(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from generator.publish import *\n"
        "target = Path(sys.argv[1])\n"
        "with hold_target(target):\n"
        "    make_staging(target); print('held', flush=True); time.sleep(60)\n"
    )
    target = tmp_path / "site"
    with subprocess.Popen([sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        os.kill(process.pid, signal.SIGKILL)
    publish_text(target, "after")
    assert read_tree(tmp_path) == {"site/index.html": b"after"}


def test_hidden_entries_stay_where_the_build_fails_after_the_switch(target: Path) -> None:
    publish_text(target, "first")
    (target / ".git").write_text("old", encoding="utf-8")
    with hold_target(target):
        staging = make_staging(target)
        (staging / "index.html").write_text("second", encoding="utf-8")
        with pytest.raises(OSError, match="full"), published(staging, target):
            raise OSError("full")
        clear_staging(staging)
    assert read_tree(target) == {".git": b"old", "index.html": b"second"}
