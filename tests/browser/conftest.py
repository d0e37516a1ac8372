"""One browser for all tests, a site served as a plain host serves it, and a visitor who keeps a record."""

import gzip
import io
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

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


class GzipHandler(_QuietHandler):
    """Compresses text and lets browsers keep the theme's files, as docs/publishing.md asks of a host."""

    def send_head(self) -> BinaryIO | io.BytesIO | None:
        """Answer a request for a file of text with its content compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        if path.suffix not in (".html", ".js", ".css", ".svg", ".json", ".xml") or not path.is_file():
            return super().send_head()
        data = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def end_headers(self) -> None:
        """Say what may be kept."""
        self.send_header("Cache-Control", "max-age=86400" if "/assets/" in self.path else "no-cache")
        super().end_headers()


class SlowHandler(_QuietHandler):
    """Sends fonts late, and a page without what stands at its side first, as a slow line may."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file's content."""
        before, side, after = source.read().partition(b'<div class="cb-side">')
        if self.path.endswith(".woff2"):
            time.sleep(0.2)
        outputfile.write(before)
        if side:
            time.sleep(0.2)
            outputfile.write(side + after)


@contextmanager
def serve(
    site: Path, under: str = "some/path", handler: type[SimpleHTTPRequestHandler] = _QuietHandler
) -> Iterator[str]:
    """Serve a built site below a sub-path of 127.0.0.1, with Python's own file server; gives its address."""
    with TemporaryDirectory() as root:
        mount = Path(root, under)
        mount.parent.mkdir(parents=True)
        mount.symlink_to(site.resolve(), target_is_directory=True)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=root)) as server:
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
