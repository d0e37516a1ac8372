"""What a reader's first search takes in a browser: `python -m benchmarks.first_search OURS MATERIAL [WORD…]`.

OURS and MATERIAL are two built sites of the same content, MATERIAL with the search that comes with the theme. Both are
served from this machine, with what is text compressed, and opened in Chromium with the word in the address. Counted are
the time until the first result can be seen, and what comes over the wire after a page of the site was seen: until then,
and until all is there.
"""

import json
import os
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import GzipHandler, serve
from tests.browser.find_browser import find_installed

WORDS = ("mediator", "corridor", "withdrawal")
OURS, MATERIAL = ".cb-results li", ".md-search-result__item"
_LONGEST_WAIT = 300_000


# Notes when the first result is there; the browser itself notes what came when, and how large it was on the wire.
_WATCH = """result => new MutationObserver((_, self) => {
    if (!document.querySelector(result)) return;
    window.firstResult = performance.now();
    self.disconnect();
}).observe(document, { childList: true, subtree: true })"""
_COUNT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map(({ responseEnd, transferSize }) => [responseEnd <= window.firstResult, transferSize])"""


def measure_first_search(browser: Browser, url: str, search: str, result: str) -> tuple[float, int, int]:
    """Open a site, then its search; return the seconds until the first result, the bytes until then, and all bytes.

    What a worker fetches is among all bytes alone.
    """
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    received = 0

    def count(event: dict[str, float]) -> None:
        nonlocal received
        received += int(event["encodedDataLength"])

    page.goto(url, wait_until="networkidle")
    page.add_init_script(f"({_WATCH})({json.dumps(result)})")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", count)
    start = time.perf_counter()
    page.goto(f"{url}{search}", wait_until="commit")
    page.locator(result).first.wait_for(state="visible", timeout=_LONGEST_WAIT)
    seconds = time.perf_counter() - start
    page.wait_for_load_state("networkidle", timeout=_LONGEST_WAIT)
    first = sum(size for is_before, size in page.evaluate(_COUNT) if is_before)
    page.context.close()
    return seconds, first, received


def main(ours: str, material: str, words: tuple[str, ...]) -> None:
    """Measure both sites with each word."""
    with sync_playwright() as playwright:
        # Root cannot have Chromium's sandbox; the pages are ours.
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=find_installed(), args=sandbox)
        for word in words:
            for name, folder, search, result in (
                ("briefings", ours, f"search/?q={word}", OURS),
                ("Material", material, f"?q={word}", MATERIAL),
            ):
                with serve(Path(folder), handler=GzipHandler) as url:
                    seconds, first, received = measure_first_search(browser, url, search, result)
                print(
                    f"{word:16} {name:10} {seconds:7.2f} s {first / 1000:9.0f} KB {received / 1000:9.0f} KB", flush=True
                )
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], tuple(sys.argv[3:]) or WORDS)
