"""Takes pictures of the main pages, narrow and wide, light and dark, and the two that the README shows.

`make screenshots` calls it. All pictures go into .cache/screenshots/, to be looked at after a change of the look.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, serve
from tests.browser.find_browser import find_installed

ROOT = Path(__file__).parents[2]
PAGES = {
    "home": "",
    "briefing": "briefs/2022-03-10-antalya/",
    "process": "processes/russia-ukraine-talks-2022/",
    "person": "people/sergei-lavrov/",
    "agreement": "agreements/black-sea-grain-initiative-ukraine/",
    "quotes": "quotes/",
    "timeline": "timeline/",
    "search": "search/?q=humanitarian+corridors",
}
SCHEMES = ("light", "dark")
WIDTHS = {390: 844, 1440: 900}


def take(browser: Browser, url: str, scheme: str, width: int, height: int, path: Path, *, whole: bool) -> None:
    """Take one picture, of the whole page or of what a screen of that height shows."""
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": height})  # type: ignore[arg-type]
    page.goto(url, wait_until="networkidle")
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=whole)
    page.close()


def main(site: Path) -> None:
    """Take all pictures of a built site."""
    path = os.environ.get("CHROMIUM") or find_installed()
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with serve(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS + sandbox)
        for name, url in PAGES.items():
            for scheme in SCHEMES:
                for width, height in WIDTHS.items():
                    picture = ROOT / ".cache" / "screenshots" / f"{name}-{width}-{scheme}.png"
                    take(browser, base + url, scheme, width, height, picture, whole=True)
        shown = ROOT / "docs" / "pictures"
        briefing = base + PAGES["briefing"]
        take(browser, briefing, "light", 1440, 1000, shown / "briefing-desktop.png", whole=False)
        take(browser, briefing, "dark", 390, 844, shown / "briefing-phone.png", whole=False)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
