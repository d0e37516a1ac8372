"""One browser for all tests, a site served as a plain host serves it, and a visitor who keeps a record."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.find_browser import find_installed
from tests.browser.visitor import Visitor
from tests.conftest import no_browser

# The rest keeps Chromium from calling its maker's servers.
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the visitor keeps the record."""


@contextmanager
def serve(site: Path, under: str = "some/path") -> Iterator[str]:
    """Serve a built site below a sub-path of 127.0.0.1, with Python's own file server; gives its address."""
    with TemporaryDirectory() as root:
        mount = Path(root, under)
        mount.parent.mkdir(parents=True)
        mount.symlink_to(site.resolve(), target_is_directory=True)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=root)) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}/{under}/"
            finally:
                server.shutdown()
                thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; the tests that need it are skipped where there is none, and fail where CI is set."""
    path = os.environ.get("CHROMIUM") or find_installed()
    if not path:
        no_browser()
    # Root, as in many containers, cannot have Chromium's sandbox; the pages are ours.
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS + sandbox)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """The address of this repository's own site, served under a sub-path."""
    with serve(built_site) as url:
        yield url


@pytest.fixture
def visitor(browser: Browser, site_url: str) -> Iterator[Visitor]:
    """A visitor of the site. No test passes if a page asked for something elsewhere, or complained."""
    visitor = Visitor(browser, site_url)
    yield visitor
    visitor.close()
    assert visitor.foreign_requests() == []
    assert visitor.complaints == []
