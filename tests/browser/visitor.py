"""A reader with a browser, who opens pages of a served site and records what they ask for and say."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError

AXE = files("axe_playwright_python").joinpath("axe.min.js")


class Visitor:
    """Opens pages below `base`, each in a context of its own, and records requests and complaints."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.base = base
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def open(self, path: str = "", **context: Any) -> Page:
        """Open an address below the site's root; `context` takes Playwright's options (`color_scheme`, …)."""
        opened = self._browser.new_context(**context)
        opened.set_default_timeout(10_000)
        opened.on("request", self._record_request)
        opened.on("console", self._record_message)
        opened.on("weberror", self._record_error)
        self._contexts.append(opened)
        page = opened.new_page()
        page.goto(self.base + path, wait_until="networkidle")
        return page

    def foreign_requests(self) -> list[str]:
        """What left the site's own folder; `data:` and `blob:` go nowhere."""
        inside = (self.base, "data:", "blob:")
        return [url for url in self.requests if not url.startswith(inside)]

    def close(self) -> None:
        """Close every page that was opened."""
        for context in self._contexts:
            context.close()

    def _record_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _record_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            # What could not be loaded is told by its address alone.
            where = message.location["url"] if message.text.startswith("Failed to load") else ""
            self.complaints.append(f"{message.type}: {message.text} {where}".rstrip())

    def _record_error(self, error: WebError) -> None:
        self.complaints.append(f"uncaught: {error.error.message}")


def find_violations(page: Page) -> list[str]:
    """What axe finds wrong on the page as it is shown now, a line for each element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # What passes is not described, which takes axe a third of its time.
    found = page.evaluate("async () => (await axe.run({ resultTypes: ['violations'], selectors: false })).violations")
    return [
        f"{violation['id']}: {violation['help']}: {node['html']}" for violation in found for node in violation["nodes"]
    ]
