"""Finds a Chromium for the browser tests, installs one where it can, and prints its path.

As a command it prints the path, or nothing where no browser can be had; with CI set that is a failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
DOWNLOADS = Path(__file__).parents[2] / ".cache" / "browsers"
EXECUTABLES = ("chrome", "Chromium", "Google Chrome for Testing")


def works(path: Path | str) -> bool:
    """Whether the program starts: one that lacks a shared library is found, but is of no use."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def find_installed() -> str:
    """The Chromium that is on this machine already, or an empty text."""
    return next((path for path in _installed() if works(path)), "")


def _installed() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    if MAC.exists():
        yield str(MAC)
    yield from (str(path) for name in EXECUTABLES for path in sorted(DOWNLOADS.rglob(name)) if path.is_file())


def install_playwrights() -> None:
    """Playwright's own download, kept inside the project."""
    environment = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADS)}
    command = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    _run(command, environment, seconds=600)


def install_debians() -> None:
    """Debian's package, and letters as wide as Arial's, which readers' systems have; only root may install it."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        _run(["apt-get", "--quiet", "update"], environment, seconds=300)
        install = ["apt-get", "--quiet", "install", "--yes", "--no-install-recommends"]
        _run([*install, "chromium", "fonts-liberation"], environment, seconds=900)


INSTALLERS: tuple[Callable[[], None], ...] = (install_playwrights, install_debians)


def _run(command: list[str], environment: dict[str, str], seconds: int) -> None:
    print("no browser yet, trying:", *command, file=sys.stderr, flush=True)
    try:
        subprocess.run(command, env=environment, stdout=sys.stderr, timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(problem, file=sys.stderr)


def find_or_install() -> str:
    """The path of a Chromium that starts, installed on the way if need be; else an empty text."""
    found = find_installed()
    for install in INSTALLERS:
        if found:
            break
        install()
        found = find_installed()
    return found


def main() -> int:
    """Print the path of a browser; status 1 where CHROMIUM names none, or CI is set and there is none."""
    named = os.environ.get("CHROMIUM", "")
    if named and not works(named):
        print(f"CHROMIUM={named} does not start", file=sys.stderr)
        return 1
    found = named or find_or_install()
    if not found and os.environ.get("CI"):
        print("no browser could be had, and CI may not skip its tests", file=sys.stderr)
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
