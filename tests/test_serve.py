"""The preview: what a browser gets, and that a build follows every change once and no build follows a build."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from generator.serve import add_script
from tests.small_site import BRIEF, copy_site, read_tree, replace_in

BASE = "/small/"


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "here")


@contextmanager
def serving(config_file: Path) -> Iterator[int]:
    """Run `briefings serve` on a free port, until it listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "-a", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=config_file.parent, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            assert f"http://127.0.0.1:{port}{BASE}" in process.stderr.readline()
            yield port
        finally:
            process.terminate()


@contextmanager
def get(port: int, path: str) -> Iterator[HTTPResponse]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        yield connection.getresponse()
    finally:
        connection.close()


def read_event(events: HTTPResponse) -> tuple[int, str]:
    state = json.loads(events.readline().removeprefix(b"data: "))
    assert events.readline() == b"\n"
    return state["version"], state["problem"]


def test_pages_are_served_below_the_path_of_the_site_with_the_script_added(config_file: Path) -> None:
    before = read_tree(config_file.parent)
    with serving(config_file) as port:
        with get(port, f"{BASE}briefs/2031-05-04-talks/") as page:
            text = page.read().decode()
            assert page.status == 200
            assert "The water knows no border." in text
            assert text.count(f'<script src="{BASE}_preview/reload.js"></script></body>') == 1
        with get(port, f"{BASE}_preview/reload.js") as script:
            assert b"EventSource" in script.read()
        with get(port, "/") as elsewhere:
            assert (elsewhere.status, elsewhere.getheader("Location")) == (302, BASE)
        with get(port, f"{BASE}briefs/2031-05-04-talks") as folder:
            assert (folder.status, folder.getheader("Location")) == (301, f"{BASE}briefs/2031-05-04-talks/")
        with get(port, f"{BASE}nowhere/") as missing:
            assert missing.status == 404
            assert b"Page not found" in missing.read()
        with get(port, f"{BASE}../../mkdocs.yml") as outside:
            assert outside.status == 404
        with get(port, f"{BASE}assets/js/main.js") as program:
            assert program.getheader("Content-Type") == "text/javascript; charset=utf-8"
            assert b"_preview" not in program.read()
    assert read_tree(config_file.parent) == before


def test_an_edit_is_shown_an_error_keeps_the_last_good_page_and_nothing_loops(config_file: Path) -> None:
    page = f"{BASE}briefs/2031-05-04-talks/"
    with serving(config_file) as port, get(port, f"{BASE}_preview/events") as events:
        assert read_event(events) == (1, "")
        replace_in(config_file.parent / BRIEF, "no border.", "no master.")
        assert read_event(events) == (2, "")
        with get(port, page) as shown:
            assert b"The water knows no master." in shown.read()

        replace_in(config_file.parent / BRIEF, "speaker: ada-north", "speaker: ada-nroth")
        version, problem = read_event(events)
        assert version == 2
        assert f"{BRIEF}:13:14" in problem
        with get(port, page) as shown:
            assert b"The water knows no master." in shown.read()

        replace_in(config_file.parent / BRIEF, "speaker: ada-nroth", "speaker: ada-north")
        assert read_event(events) == (3, "")
        # Had a build set off another one by now, this change would not make the next version.
        time.sleep(1)
        (config_file.parent / "docs/about.md").write_text("# About us\n", encoding="utf-8")
        assert read_event(events) == (4, "")


def test_a_configuration_that_cannot_be_used_ends_it(config_file: Path) -> None:
    replace_in(config_file, "plugins:", "plugin:")
    command = [sys.executable, "-m", "generator", "serve", "-a", "127.0.0.1:0"]
    done = subprocess.run(command, cwd=config_file.parent, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "the plugin is missing" in done.stderr


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<body>x</body></html>", b'<body>x<script src="/r.js"></script></body></html>'),
        (b"<p>no body", b'<p>no body<script src="/r.js"></script>'),
        (b"&lt;/body> </body> <b></body>", b'&lt;/body> </body> <b><script src="/r.js"></script></body>'),
    ],
)
def test_the_script_is_added_before_the_body_ends(page: bytes, expected: bytes) -> None:
    assert add_script(page, "/r.js") == expected
