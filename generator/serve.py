"""Shows a site on this machine while it is being written: builds, serves, watches, and reloads the browser.

Every build goes into a folder of its own, away from the sources, so a build never sets off the next one. What a
browser gets is the built site, with one script added to each page on its way; the site itself knows nothing of it.
"""

import json
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from generator.build import run_build
from generator.settings import Settings, SettingsError
from generator.site import Build, BuildError, ConfigurationError, Content

PREVIEW = "_preview/"
# How long the files must have been left alone before a build begins: editors write in several steps.
_REST = 0.1
_HEARTBEAT = 15.0
_CHANGES = ("created", "modified", "deleted", "moved")

_SCRIPT = """\
(() => {
  const base = document.currentScript.src.replace(/reload\\.js$/, "");
  let version = null;
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
  new EventSource(base + "events").onmessage = (event) => {
    const state = JSON.parse(event.data);
    if (version !== null && state.version !== version) return location.reload();
    version = state.version;
    show(state.problem);
  };
})();
"""


@dataclass
class Preview:
    """What is shown now: the last good build, and what is wrong with the newest state of the files, if anything."""

    site_dir: Path
    version: int = 0
    problem: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def update(self, problem: str) -> None:
        """Tell every browser of a new build, or of what hindered it."""
        with self.changed:
            self.problem = problem
            self.version += not problem
            self.changed.notify_all()

    def to_event(self) -> bytes:
        """Make the message that browsers get."""
        return f"data: {json.dumps({'version': self.version, 'problem': self.problem})}\n\n".encode()


def run_server(
    read_build: Callable[[Path], Build],
    render_findings: Callable[[Content], str],
    address: tuple[str, int],
    tell: Callable[[str], None],
) -> None:
    """Build and serve until interrupted; `tell` gets what a person at the terminal wants to know."""
    with tempfile.TemporaryDirectory(prefix="briefings-", ignore_cleanup_errors=True) as folder:
        preview = Preview(Path(folder, "site"))
        # What hinders the first reading hinders everything: it is for the caller.
        settings = read_build(preview.site_dir).settings
        base = urlsplit(settings.site_url).path or "/"
        try:
            server = ThreadingHTTPServer(address, _make_handler(preview, base))
        except OSError as error:
            raise ConfigurationError(f"cannot listen on {address[0]}:{address[1]}: {error.strerror}") from error
        server.daemon_threads = True
        wake = threading.Event()
        observer = watch(settings, wake.set)
        try:
            build_preview(preview, read_build, render_findings, tell)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            tell(f"Serving on http://{address[0]}:{server.server_port}{base} (Ctrl+C ends it)")
            _build_on_changes(settings, wake, lambda: build_preview(preview, read_build, render_findings, tell))
        except KeyboardInterrupt:
            tell("Stopped.")
        finally:
            observer.stop()
            server.shutdown()
            server.server_close()


def build_preview(
    preview: Preview,
    read_build: Callable[[Path], Build],
    render_findings: Callable[[Content], str],
    tell: Callable[[str], None],
) -> None:
    """Build once; what hinders it is told and shown over the last good pages."""
    try:
        result = run_build(read_build(preview.site_dir))
        problem = "" if result.site_dir else render_findings(result.content)
    except (BuildError, ConfigurationError, SettingsError) as error:
        problem = str(error)
    except Exception as error:  # A template in the middle of an edit may raise anything.
        problem = f"{type(error).__name__}: {error}"
    if problem:
        tell(problem)
    preview.update(problem)


def find_state(settings: Settings) -> dict[str, tuple[int, int]]:
    """Take the state of every file that a build reads: its time and its size, by its path."""
    state = {}
    for folder in (settings.config_file, settings.docs_dir, settings.briefs_dir, settings.templates_dir):
        for path in (folder, *folder.rglob("*")):
            try:
                status = path.stat()
            except OSError:
                continue
            if not path.is_dir():
                state[str(path)] = (status.st_mtime_ns, status.st_size)
    return state


def watch(settings: Settings, on_change: Callable[[], None]) -> BaseObserver:
    """Watch what a build reads: by the system's notices, or by looking where it gives none."""
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
        # Reading is told of as well, and a build reads.
        if event.event_type in _CHANGES:
            self.on_change()


def _build_on_changes(settings: Settings, wake: threading.Event, run: Callable[[], None]) -> None:
    """Build whenever a file is another one than at the last build, once the files rest."""
    built = find_state(settings)
    while True:
        wake.wait()
        while wake.is_set():
            wake.clear()
            wake.wait(_REST)
        state = find_state(settings)
        if state != built:
            built = state
            run()


def _make_handler(preview: Preview, base: str) -> type[SimpleHTTPRequestHandler]:
    class Handler(_Handler):
        pass

    Handler.preview = preview
    Handler.base = base
    return Handler


class _Handler(SimpleHTTPRequestHandler):
    """Serves the built site below the path of its `site_url`, and the preview's own two addresses."""

    preview: Preview
    base: str

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if not path.startswith(self.base):
            self.send_response(302)
            self.send_header("Location", self.base)
            self.end_headers()
        elif path == f"{self.base}{PREVIEW}events":
            self._send_events()
        elif path == f"{self.base}{PREVIEW}reload.js":
            self._send(200, "text/javascript; charset=utf-8", _SCRIPT.encode())
        else:
            self._send_file(path)

    def translate_path(self, path: str) -> str:
        self.directory = str(self.preview.site_dir)
        return super().translate_path("/" + urlsplit(path).path.removeprefix(self.base))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of single requests."""

    def _send_file(self, path: str) -> None:
        file = Path(self.translate_path(path))
        if file.is_dir():
            if not path.endswith("/"):
                self.send_response(301)
                self.send_header("Location", f"{path}/")
                self.end_headers()
                return
            file /= "index.html"
        status = 200
        if not file.is_file():
            file, status = self.preview.site_dir / "404.html", 404
        try:
            content = file.read_bytes()
        except OSError:
            content = b"<!doctype html><title>No page yet</title><body>There is no page here yet.</body>"
        kind = self.guess_type(str(file))
        if kind == "text/html":
            content = add_script(content, f"{self.base}{PREVIEW}reload.js")
        self._send(status, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, content)

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _send_events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        changed = self.preview.changed
        try:
            while True:
                self.wfile.write(self.preview.to_event())
                self.wfile.flush()
                with changed:
                    changed.wait(_HEARTBEAT)
        except OSError:
            # The browser has gone to another page.
            self.close_connection = True


def add_script(page: bytes, address: str) -> bytes:
    """Add the preview's script to a page, before its body ends."""
    script = f'<script src="{address}"></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script
