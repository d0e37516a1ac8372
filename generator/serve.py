"""Shows a site on this machine while it is being written: serves its pages, and reloads the browser.

What is written goes into a folder of its own, away from the sources, so it never sets off the next change. Pages get
one script on their way to the browser; the site itself knows nothing of it.
"""

import json
import mimetypes
import posixpath
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.errors import ConfigurationError
from generator.frame import read_engine
from generator.memory import memory_path, read_memory
from generator.preview import Preview, Surface, find_other_plugins
from generator.processes import collection_paused
from generator.watching import find_state, follow_changes
from generator.whole_build import WholeBuild

PREVIEW = "_preview/"
_HEARTBEAT = 15.0
# What comes with the theme or with hand-written pages, and so is there or is not.
_NO_DATA = (".css", ".html", ".ico", ".jpg", ".js", ".map", ".png", ".svg", ".woff2")
_NO_PAGE = b"<!doctype html><html lang=en><title>No page</title><body>There is no page to show here yet.</body></html>"

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
