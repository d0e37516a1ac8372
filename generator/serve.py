"""Shows a site on this machine while it is being written: serves its pages, watches its files, reloads the browser.

What is written goes into a folder of its own, away from the sources, so it never sets off the next change. Pages get
one script on their way to the browser; the site itself knows nothing of it.
"""

import json
import mimetypes
import os
import posixpath
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from generator.errors import ConfigurationError
from generator.frame import read_engine
from generator.memory import memory_path, read_memory
from generator.preview import Concern, Preview, Surface, find_other_plugins
from generator.processes import collection_paused
from generator.settings import Settings
from generator.whole_build import WholeBuild

PREVIEW = "_preview/"
# How long the files must have been left alone before they are read: editors write in several steps.
_REST = 0.03
# After how long without a change there is time for what nobody waits for.
_IDLE = 2.0
_HEARTBEAT = 15.0
_CHANGES = ("created", "modified", "deleted", "moved")
# What comes with the theme or with hand-written pages, and so is there or is not.
_NO_DATA = (".css", ".html", ".ico", ".jpg", ".js", ".map", ".png", ".svg", ".woff2")
_NO_PAGE = b"<!doctype html><html lang=en><title>No page</title><body>There is no page to show here yet.</body></html>"
State = Mapping[str, tuple[int, int]]

_SCRIPT = """\
(() => {
  const script = document.currentScript;
  const version = Number(script.dataset.version);
  const show = (text) => {
    let box = document.getElementById("cb-preview");
    if (!text) return box && box.remove();
    if (!box) {
      box = document.createElement("pre");
      box.id = "cb-preview";
      box.tabIndex = 0;
      box.setAttribute("role", "alert");
      Object.assign(box.style, {
        position: "fixed", inset: "auto 0 0 0", maxHeight: "70vh", overflow: "auto", margin: 0, zIndex: 9999,
        padding: "1.25rem 1.5rem", background: "#1d1f21", color: "#f2f2f2", borderTop: "4px solid #d9534f",
        font: "14px/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap",
      });
      document.body.append(box);
    }
    box.textContent = text;
  };
  new EventSource(new URL("events", script.src)).onmessage = (event) => {
    const state = JSON.parse(event.data);
    if (state.version !== version) return location.reload();
    show(state.problem);
  };
})();
"""


def run_server(surface: Surface, command: Sequence[str], address: tuple[str, int]) -> None:
    """Serve until interrupted; `command` makes a whole build of the site into a folder that is added to it."""
    with tempfile.TemporaryDirectory(prefix="briefings-", ignore_cleanup_errors=True) as folder:
        # What hinders the first reading hinders everything: it is for the caller.
        build = surface.read_build(None)
        settings = build.settings
        if others := find_other_plugins(build):
            surface.tell(f"The preview shows generated pages without what these plugins do: {', '.join(others)}.")
        with collection_paused():
            memory = read_memory(memory_path(Path(build.config.site_dir)), read_engine())
        preview = Preview(surface, Path(folder, "preview"), memory)
        whole = WholeBuild(command, Path(folder, "site"))
        base = urlsplit(settings.site_url).path or "/"
        try:
            server = ThreadingHTTPServer(address, _make_handler(preview, whole, base))
        except OSError as error:
            raise ConfigurationError(f"cannot listen on {address[0]}:{address[1]}: {error.strerror}") from error
        server.daemon_threads = True
        try:
            seen = find_state(settings)
            preview.refresh(is_alone=True)
            with _served(server):
                surface.tell(f"Serving on http://{address[0]}:{server.server_port}{base} (Ctrl+C ends it)")
                follow_changes(settings, preview, seen)
        except KeyboardInterrupt:
            surface.tell("Stopped.")
        finally:
            server.server_close()
            whole.close()


@contextmanager
def _served(server: ThreadingHTTPServer) -> Iterator[None]:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()


def find_state(settings: Settings) -> State:
    """Take the state of every file that a site is made of: its time and its size, by its path.

    Hidden files are none: editors keep their notes in them.
    """
    state = {}
    for path in _iter_paths(settings):
        try:
            status = Path(path).stat()
        except OSError:
            continue
        state[path] = (status.st_mtime_ns, status.st_size)
    return state


def _iter_paths(settings: Settings) -> Iterator[str]:
    yield str(settings.config_file)
    for folder in (settings.docs_dir, settings.briefs_dir, settings.templates_dir):
        for parent, folders, names in os.walk(folder, followlinks=True):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (f"{parent}{os.sep}{name}" for name in names if not name.startswith("."))


def find_concerns(before: State, after: State, settings: Settings) -> set[Concern]:
    """Find what the files have to do with that are not as they were."""
    return {_to_concern(Path(path), settings) for path, _ in before.items() ^ after.items()}


def _to_concern(path: Path, settings: Settings) -> Concern:
    if path.is_relative_to(settings.templates_dir):
        return Concern.FRAME if path.is_relative_to(settings.templates_dir / "theme") else Concern.TEMPLATES
    return Concern.CONTENT if path.is_relative_to(settings.briefs_dir) else Concern.FRAME


def watch(settings: Settings, on_change: Callable[[], None]) -> BaseObserver:
    """Watch what a site is made of: by the system's notices, or by looking where it gives none."""
    try:
        return _start_observer(Observer(), settings, on_change)
    except OSError:
        return _start_observer(PollingObserver(), settings, on_change)


def _start_observer(observer: BaseObserver, settings: Settings, on_change: Callable[[], None]) -> BaseObserver:
    handler = _Notice(on_change)
    for folder in (settings.docs_dir, settings.briefs_dir, settings.templates_dir):
        if folder.is_dir():
            observer.schedule(handler, str(folder), recursive=True)
    observer.schedule(handler, str(settings.root), recursive=False)
    observer.start()
    return observer


class _Notice(FileSystemEventHandler):
    def __init__(self, on_change: Callable[[], None]) -> None:
        self.on_change = on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Reading is told of as well, and a preview reads.
        if event.event_type in _CHANGES:
            self.on_change()


def follow_changes(settings: Settings, preview: Preview, seen: State) -> None:
    """Refresh whenever a file is another one than was seen before, once the files rest."""
    wake = threading.Event()
    observer = watch(settings, wake.set)
    # For what changed before it was watched.
    wake.set()
    try:
        _follow(settings, preview, seen, wake)
    finally:
        observer.stop()


def _follow(settings: Settings, preview: Preview, seen: State, wake: threading.Event) -> None:
    is_settled = False
    while True:
        if not wake.wait(None if is_settled else _IDLE):
            preview.settle()
            is_settled = True
            continue
        while wake.is_set():
            wake.clear()
            wake.wait(_REST)
        state = find_state(settings)
        if concerns := find_concerns(seen, state, settings):
            seen, is_settled = state, False
            preview.refresh(concerns)


def _make_handler(preview: Preview, whole: WholeBuild, base: str) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        pass

    Handler.preview, Handler.whole, Handler.base = preview, whole, base
    return Handler


class _Handler(BaseHTTPRequestHandler):
    """Serves the site below the path of its `site_url`, and the preview's own two addresses."""

    preview: Preview
    whole: WholeBuild
    base: str
    # A page asks for twenty files: a connection is kept for the next one, and sends its small packets at once.
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if not path.startswith(self.base):
            self._redirect(302, self.base)
        elif path == f"{self.base}{PREVIEW}events":
            self._send_events()
        elif path == f"{self.base}{PREVIEW}reload.js":
            self._send(200, "text/javascript", _SCRIPT.encode())
        else:
            self._send_path(to_site_path(path.removeprefix(self.base)))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of single requests."""

    def _send_path(self, path: str) -> None:
        preview = self.preview
        # Before anything is made, so that a page is never older than what it says of itself.
        version = preview.version
        is_page = not path or path.endswith("/")
        if file := preview.find_file(f"{path}index.html" if is_page else path):
            self._send_file(200, file, version)
        elif is_page and (html := preview.render(path)) is not None:
            self._send_page(200 if html else 500, html.encode() or _NO_PAGE, version)
        elif not is_page and (preview.find_file(f"{path}/index.html") or preview.has_page(f"{path}/")):
            self._redirect(301, f"{self.base}{path}/")
        elif may_be_data(path) and (file := self.whole.find_file(path, version)):
            self._send_file(200, file, version)
        elif file := preview.find_file("404.html"):
            self._send_file(404, file, version)
        else:
            self._send_page(404, _NO_PAGE, version)

    def _send_file(self, status: int, file: Path, version: int) -> None:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        try:
            content = file.read_bytes()
        except OSError:
            # A frame that has just been made anew took its folder away.
            self._send_page(404, _NO_PAGE, version)
            return
        if kind == "text/html":
            self._send_page(status, content, version)
        else:
            self._send(status, kind, content)

    def _send_page(self, status: int, page: bytes, version: int) -> None:
        self._send(status, "text/html", add_script(page, f"{self.base}{PREVIEW}reload.js", version))

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _redirect(self, status: int, address: str) -> None:
        self.send_response(status)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        preview, told = self.preview, None
        try:
            while True:
                with preview.changed:
                    if preview.news == told:
                        preview.changed.wait(_HEARTBEAT)
                    told = preview.news
                self.wfile.write(f"data: {json.dumps(told)}\n\n".encode())
                self.wfile.flush()
        except OSError:
            # The browser has gone to another page.
            return


def to_site_path(address: str) -> str:
    """Turn an address below the site's into a path in the site, which leads nowhere else."""
    path = posixpath.normpath(f"/{unquote(address)}").lstrip("/")
    if path == "index.html" or path.endswith("/index.html"):
        return path.removesuffix("index.html")
    return f"{path}/" if path and address.endswith("/") else path


def may_be_data(path: str) -> bool:
    """Tell whether a file that there is not yet is worth a whole build: browsers ask for icons and such unbidden."""
    return not path.endswith(("/", *_NO_DATA)) and not any(part.startswith(".") for part in path.split("/"))


def add_script(page: bytes, address: str, version: int) -> bytes:
    """Add the preview's script to a page of that version, before its body ends."""
    script = f'<script src="{address}" data-version="{version}"></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script
