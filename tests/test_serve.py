"""The preview: what a browser gets after each change of the files, and that it gets nothing new without one."""

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from generator.build import read_build
from generator.files import RawFile
from generator.memory import Memory, memory_path, write_memory
from generator.model.file import decode_bytes
from generator.preview import Concern, Preview, Surface
from generator.serve import add_script, may_be_data, run_server, to_site_path
from generator.watching import find_concerns, find_state, follow_changes, watch
from tests.small_site import BRIEF, NOW, build_site, copy_site, read_tree, replace_in

BASE = "/small/"
PAGE = f"{BASE}briefs/2031-05-04-talks/"
TEMPLATES = Path(__file__).parent.parent / "templates"


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "here")


@contextmanager
def serving(config_file: Path, *options: str) -> Iterator[int]:
    """Run `briefings serve` on a free port, once it listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "-a", f"127.0.0.1:{port}", *options]
    with subprocess.Popen(command, cwd=config_file.parent, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            assert any(f"http://127.0.0.1:{port}{BASE}" in line for line in process.stderr)
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


def read(port: int, path: str) -> tuple[int, str]:
    with get(port, path) as answer:
        return answer.status, answer.read().decode()


def test_pages_are_served_below_the_path_of_the_site_with_the_script_added(config_file: Path) -> None:
    before = read_tree(config_file.parent)
    with serving(config_file) as port:
        status, text = read(port, PAGE)
        assert status == 200
        assert "The water knows no border." in text
        assert text.count(f'<script src="{BASE}_preview/reload.js" data-version="1"></script></body>') == 1
        assert read(port, f"{PAGE}index.html") == (200, text)
        assert "EventSource" in read(port, f"{BASE}_preview/reload.js")[1]
        with get(port, "/") as elsewhere:
            assert (elsewhere.status, elsewhere.getheader("Location")) == (302, BASE)
        for folder in (PAGE, f"{BASE}about/"):
            with get(port, folder.removesuffix("/")) as bare:
                assert (bare.status, bare.getheader("Location")) == (301, folder)
        assert "About" in read(port, f"{BASE}about/")[1]
        for missing in (f"{BASE}nowhere/", f"{BASE}../../mkdocs.yml", f"{BASE}..%2f..%2fmkdocs.yml"):
            status, text = read(port, missing)
            assert status == 404
            assert "Page not found" in text
    assert read_tree(config_file.parent) == before


def test_a_page_is_the_one_that_a_build_makes(config_file: Path, tmp_path: Path) -> None:
    build_site(config_file, site_dir=tmp_path / "site")
    pages = {path: data.decode() for path, data in read_tree(tmp_path / "site").items() if path.endswith("/index.html")}
    assert len(pages) > 10
    script = f'<script src="{BASE}_preview/reload.js" data-version="1"></script>'
    with serving(config_file, "--now", "2031-06-01") as port:
        shown = {path: read(port, f"{BASE}{path.removesuffix('index.html')}")[1].replace(script, "") for path in pages}
    assert shown == pages


def test_the_search_and_the_data_are_built_when_they_are_asked_for(config_file: Path) -> None:
    with serving(config_file) as port, get(port, f"{BASE}_preview/events") as events:
        assert read_event(events) == (1, "")
        status, index = read(port, f"{BASE}search-index/entry.json")
        assert status == 200
        with get(port, f"{BASE}search-index/parts/{json.loads(index)['groups'][0][1]}") as part:
            assert part.status == 200
        replace_in(config_file.parent / BRIEF, "no border.", "no master.")
        assert read_event(events) == (2, "")
        assert "no master" in read(port, f"{PAGE}cite.csl.json")[1]
        assert read(port, f"{PAGE}cite.doc")[0] == 404


def test_an_edit_is_shown_an_error_keeps_the_last_good_page_and_nothing_loops(config_file: Path) -> None:
    with serving(config_file) as port, get(port, f"{BASE}_preview/events") as events:
        assert read_event(events) == (1, "")
        replace_in(config_file.parent / BRIEF, "no border.", "no master.")
        assert read_event(events) == (2, "")
        assert "The water knows no master." in read(port, PAGE)[1]

        replace_in(config_file.parent / BRIEF, "speaker: ada-north", "speaker: ada-nroth")
        version, problem = read_event(events)
        assert version == 2
        assert f"{BRIEF}:13:14" in problem
        assert "Did you mean `ada-north`?" in problem
        assert "The water knows no master." in read(port, PAGE)[1]

        replace_in(config_file.parent / BRIEF, "speaker: ada-nroth", "speaker: ada-north")
        assert read_event(events) == (3, "")
        read(port, f"{PAGE}cite.bib")
        # Had something that is made meanwhile set off a change, the next one would not make the next version.
        time.sleep(2.5)
        (config_file.parent / "docs/about.md").write_text("# About us\n", encoding="utf-8")
        assert read_event(events) == (4, "")
        assert "About us" in read(port, f"{BASE}about/")[1]


def test_a_file_that_is_only_touched_or_hidden_reloads_nothing(config_file: Path) -> None:
    with serving(config_file) as port, get(port, f"{BASE}_preview/events") as events:
        assert read_event(events) == (1, "")
        (config_file.parent / BRIEF).with_name(".talks.yml.swp").write_text("notes of an editor", encoding="utf-8")
        time.sleep(0.5)
        replace_in(config_file.parent / BRIEF, "no border.", "no master.")
        assert read_event(events) == (2, "")


def test_briefs_come_and_go_and_drafts_are_held_back_as_in_a_build(config_file: Path) -> None:
    first = config_file.parent / BRIEF
    second = first.with_name("2031-05-20-more-talks.yml")
    page = f"{BASE}briefs/2031-05-20-more-talks/"
    with serving(config_file) as port, get(port, f"{BASE}_preview/events") as events:
        assert read_event(events) == (1, "")
        assert read(port, page)[0] == 404
        text = first.read_text(encoding="utf-8").replace("Ministers meet", "Ministers meet again")
        second.write_text(text, encoding="utf-8")
        assert read_event(events) == (2, "")
        assert "Ministers meet again" in read(port, page)[1]
        assert page.rsplit("/", 2)[1] in read(port, f"{BASE}people/ada-north/")[1]

        second.write_text(f"status: draft\n{text}", encoding="utf-8")
        assert read_event(events) == (3, "")
        assert read(port, page)[0] == 404

        second.write_text(text, encoding="utf-8")
        assert read_event(events) == (4, "")
        assert read(port, page)[0] == 200
        second.unlink()
        assert read_event(events) == (5, "")
        assert read(port, page)[0] == 404
        assert page.rsplit("/", 2)[1] not in read(port, f"{BASE}people/ada-north/")[1]


def test_the_menu_follows_the_content_when_there_is_time(config_file: Path) -> None:
    correction = "corrections:\n  - date: 2031-05-20\n    text: The hour was wrong.\n"
    with serving(config_file) as port, get(port, f"{BASE}_preview/events") as events:
        assert read_event(events) == (1, "")
        assert "corrections/" not in read(port, PAGE)[1]
        brief = config_file.parent / BRIEF
        brief.write_text(brief.read_text(encoding="utf-8") + correction, encoding="utf-8")
        assert read_event(events) == (2, "")
        assert read_event(events) == (3, "")
        assert "../../corrections/" in read(port, PAGE)[1]
        assert "../corrections/" in read(port, f"{BASE}about/")[1]


def test_templates_are_followed_and_one_that_fails_leaves_the_last_good_page(config_file: Path) -> None:
    own = config_file.parent / "templates/pages/briefing.md"
    own.parent.mkdir(parents=True)
    shutil.copy(TEMPLATES / "pages/briefing.md", own)
    good = own.read_text(encoding="utf-8")
    with serving(config_file) as port, get(port, f"{BASE}_preview/events") as events:
        assert read_event(events) == (1, "")
        own.write_text(f"{good}\n<p>A line of our own.</p>\n", encoding="utf-8")
        assert read_event(events) == (2, "")
        assert "A line of our own." in read(port, PAGE)[1]

        own.write_text(f"{good}\n{{{{ view.nothing_such }}}}\n", encoding="utf-8")
        assert read_event(events) == (3, "")
        status, text = read(port, PAGE)
        assert status == 200
        assert "A line of our own." in text
        version, problem = read_event(events)
        assert version == 3
        assert problem.startswith(f"templates/pages/briefing.md:{good.count(chr(10)) + 2}: UndefinedError")

        own.write_text(good, encoding="utf-8")
        assert read_event(events) == (4, "")
        assert "A line of our own." not in read(port, PAGE)[1]


def test_styles_and_the_theme_are_followed(config_file: Path) -> None:
    theme = config_file.parent / "templates/theme"
    (theme / "assets/css").mkdir(parents=True)
    (theme / "assets/css/base.css").write_text("body { color: #111 }", encoding="utf-8")
    shutil.copy(TEMPLATES / "theme/main.html", theme)
    with serving(config_file) as port, get(port, f"{BASE}_preview/events") as events:
        assert read_event(events) == (1, "")
        (theme / "assets/css/base.css").write_text("body { color: #222 }", encoding="utf-8")
        assert read_event(events) == (2, "")
        assert read(port, f"{BASE}assets/css/base.css")[1] == "body { color: #222 }"

        replace_in(theme / "main.html", "<article", "<article {% broken %}")
        version, problem = read_event(events)
        assert version == 2
        assert "main.html:" in problem
        assert "The water knows no border." in read(port, PAGE)[1]
        assert read(port, f"{BASE}assets/css/base.css")[0] == 200

        replace_in(theme / "main.html", "<article {% broken %}", '<article data-ours="yes"')
        assert read_event(events) == (3, "")
        assert 'data-ours="yes"' in read(port, f"{BASE}about/")[1]


def test_a_site_that_begins_with_a_mistake_is_shown_when_it_is_mended(config_file: Path) -> None:
    replace_in(config_file.parent / BRIEF, "speaker: ada-north", "speaker: ada-nroth")
    with serving(config_file) as port, get(port, f"{BASE}_preview/events") as events:
        version, problem = read_event(events)
        assert version == 0
        assert f"{BRIEF}:13:14" in problem
        status, text = read(port, PAGE)
        assert status == 404
        assert "reload.js" in text
        replace_in(config_file.parent / BRIEF, "speaker: ada-nroth", "speaker: ada-north")
        assert read_event(events) == (1, "")
        assert "The water knows no border." in read(port, PAGE)[1]


def test_what_a_build_decoded_is_not_decoded_again(config_file: Path) -> None:
    path = config_file.parent / BRIEF
    raw = RawFile(BRIEF, BRIEF.removeprefix("briefs/"), path.read_bytes())
    memory = Memory()
    memory.decode_all([raw])
    key, _ = memory.decoded[raw.path]
    marked = raw.data.replace(b"title: ", b"title: Remembered ", 1)
    assert marked != raw.data
    memory.decoded[raw.path] = (key, decode_bytes(raw.path, raw.location, marked))
    # What the program is depends on where Python looks for packages, and so on the folder that it runs in.
    command = [sys.executable, "-c", "from generator.frame import read_engine; print(read_engine())"]
    engine = subprocess.run(command, cwd=config_file.parent, capture_output=True, text=True, check=True).stdout.strip()
    write_memory(memory_path(config_file.parent / "site"), engine, memory)
    with serving(config_file) as port:
        assert "Remembered" in read(port, PAGE)[1]


def test_a_change_during_the_first_reading_is_followed(config_file: Path) -> None:
    settings = read_build(config_file, NOW).settings
    seen = find_state(settings)
    replace_in(config_file.parent / BRIEF, "title: Mini", "title: The Mini")

    class Follower(Preview):
        def refresh(self, concerns: Iterable[Concern] = (), *, is_alone: bool = False) -> None:
            raise InterruptedError(*concerns)

    follower = Follower(make_surface(config_file), config_file.parent / "preview", Memory())
    with pytest.raises(InterruptedError) as followed:
        follow_changes(settings, follower, seen)
    assert followed.value.args == (Concern.CONTENT,)


def test_folders_and_files_elsewhere_are_followed_where_the_configuration_names_them(config_file: Path) -> None:
    root = config_file.parent
    paths = [root / "overrides/main.html", root / "words.md"]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_text("First", encoding="utf-8")
    replace_in(config_file, "  font: false\n", "  font: false\n  custom_dir: overrides\n")
    replace_in(config_file, "plugins:", "watch:\n  - words.md\nplugins:")
    settings = read_build(config_file, NOW).settings
    for path in paths:
        before, noticed = find_state(settings), threading.Event()
        observer = watch(settings, noticed.set)
        try:
            path.write_text("Now another", encoding="utf-8")
            assert noticed.wait(10)
        finally:
            observer.stop()
        assert find_concerns(before, find_state(settings), settings) == {Concern.FRAME}


def test_it_can_be_ended_while_it_reads_for_the_first_time(config_file: Path) -> None:
    told: list[str] = []

    def interrupt() -> datetime:
        raise KeyboardInterrupt

    surface = replace(make_surface(config_file), find_now=interrupt, tell=told.append)
    run_server(surface, [], ("127.0.0.1", 0))
    assert told == ["Stopped."]


def make_surface(config_file: Path) -> Surface:
    return Surface(lambda site_dir: read_build(config_file, NOW, site_dir=site_dir), lambda: NOW, repr, print)


def test_a_configuration_that_cannot_be_used_ends_it(config_file: Path) -> None:
    replace_in(config_file, "plugins:", "plugin:")
    command = [sys.executable, "-m", "generator", "serve", "-a", "127.0.0.1:0"]
    done = subprocess.run(command, cwd=config_file.parent, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "the plugin is missing" in done.stderr


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<body>x</body></html>", b'<body>x<script src="/r.js" data-version="7"></script></body></html>'),
        (b"<p>no body", b'<p>no body<script src="/r.js" data-version="7"></script>'),
        (
            b"&lt;/body> </body> <b></body>",
            b'&lt;/body> </body> <b><script src="/r.js" data-version="7"></script></body>',
        ),
    ],
)
def test_the_script_is_added_before_the_body_ends(page: bytes, expected: bytes) -> None:
    assert add_script(page, "/r.js", 7) == expected


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("", ""),
        ("index.html", ""),
        ("people/", "people/"),
        ("people/index.html", "people/"),
        ("a%20b/c.css", "a b/c.css"),
        ("../../etc/passwd", "etc/passwd"),
        ("%2e%2e/%2e%2e/etc/", "etc/"),
        ("//etc/passwd", "etc/passwd"),
    ],
)
def test_an_address_leads_nowhere_but_into_the_site(address: str, path: str) -> None:
    assert to_site_path(address) == path


def test_what_browsers_ask_for_unbidden_is_no_reason_for_a_whole_build() -> None:
    unbidden = ["favicon.ico", "assets/js/bundle.js.map", ".well-known/appspecific/com.chrome.devtools.json", "people/"]
    assert [path for path in unbidden if may_be_data(path)] == []
    assert all(map(may_be_data, ["search-index/entry.json", "feed.xml", "api/v1/briefs.json", "data/briefings.sqlite"]))
