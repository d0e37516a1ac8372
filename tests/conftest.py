"""What every test may ask for: the repository's own content, its site built once, and the word on a missing browser."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build import read_build
from generator.corpus import Corpus
from generator.placing import Placement
from generator.site import read_content

ROOT = Path(__file__).parents[1]
NO_BROWSER = "no browser could be had"


# Where the site that knows its address is published, below a folder of its host.
SITE_URL = "https://briefings.example/some/path/"
# The clock of all builds of one run of the tests: data files say when they were made.
CLOCK = str(int(time.time()))


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """What the repository's own briefings and registries say."""
    return read_content(read_build(ROOT / "mkdocs.yml", datetime.now(UTC)).settings).corpus


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of this repository, built strictly as a reader of the README would."""
    return _run_build(tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def addressed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site, built for the address at which it is published."""
    return _run_build(tmp_path_factory.mktemp("addressed") / "site", SITE_URL=SITE_URL)


def _run_build(site: Path, **variables: str) -> Path:
    build = [sys.executable, "-m", "generator", "build", "--strict", "-q", "-d", str(site)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": CLOCK} | variables
    done = subprocess.run(build, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"the site does not build:\n{done.stdout}{done.stderr}", pytrace=False)
    return site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, so that `-m browser` and `-m 'not browser'` need no bookkeeping, and put it last.

    From its first use to its end Playwright keeps an event loop running, beside which no test could run its own.
    """
    for item in items:
        if isinstance(item, pytest.Function) and "browser" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say it last: a run without a browser has not tested the search, the keyboard or the accessibility."""
    yield
    skipped = [report for report in terminalreporter.getreports("skipped") if NO_BROWSER in report.longreprtext]
    if skipped:
        terminalreporter.section("browser", sep="=", yellow=True)
        terminalreporter.line(f"{len(skipped)} browser tests were skipped: {NO_BROWSER}.", yellow=True)
        terminalreporter.line("Install Chromium, or name one with CHROMIUM=/path/to/chromium, and run them again.")


def no_browser() -> None:
    """Skip the test that asked for a browser; where CI is set, fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"{NO_BROWSER}, and CI may not skip its tests", pytrace=False)
    pytest.skip(NO_BROWSER)


@pytest.fixture
def slow_placing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taken from an earlier build is in its place only after half a second."""
    put = Placement.put

    def put_later(placement: Placement) -> None:
        time.sleep(0.5)
        put(placement)

    monkeypatch.setattr(Placement, "put", put_later)
