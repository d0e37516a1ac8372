"""The preview in a browser: an edit comes by itself, and a mistake lies over the last good page until it is mended."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.small_site import BRIEF, copy_site, replace_in
from tests.test_serve import PAGE, serving


def test_edits_come_by_themselves_and_a_mistake_is_shown_until_it_is_mended(browser: Browser, tmp_path: Path) -> None:
    config_file = copy_site(tmp_path / "here")
    brief = config_file.parent / BRIEF
    with serving(config_file) as port:
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(error.message))
        page.goto(f"http://127.0.0.1:{port}{PAGE}")
        words = page.get_by_text("The water knows no").first
        expect(words).to_contain_text("no border.")
        replace_in(brief, "no border.", "no master.")
        expect(words).to_contain_text("no master.")

        replace_in(brief, "speaker: ada-north", "speaker: ada-nroth")
        overlay = page.get_by_role("alert")
        expect(overlay).to_contain_text(f"{BRIEF}:13:14")
        expect(overlay).to_contain_text("Did you mean `ada-north`?")
        expect(overlay).to_be_in_viewport(ratio=1)
        expect(words).to_contain_text("no master.")
        page.reload()
        expect(overlay).to_contain_text(f"{BRIEF}:13:14")
        expect(words).to_contain_text("no master.")

        replace_in(brief, "speaker: ada-nroth", "speaker: ada-north")
        expect(overlay).to_have_count(0)
        replace_in(brief, "no master.", "no owner.")
        expect(words).to_contain_text("no owner.")
        page.close()
        assert complaints == []
