"""Configuration and clock as one value."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from mkdocs.theme import Theme

from generator.settings import MenuEntry, Settings, SettingsError, find_now, is_now_given, parse_now, to_settings

NOW = datetime(2022, 3, 10, 12, tzinfo=UTC)
OPTIONS = {
    "briefs_dir": "briefs",
    "templates_dir": "templates",
    "disclaimer": " Invented.\n",
    "licence": "MIT",
    "licence_url": "",
    "edit_url": "",
    "history": 0,
    "menu": None,
    "links": None,
}


def make(config: dict[str, Any] | None = None, **options: Any) -> Settings:
    base = {"site_name": "Name", "site_url": "", "docs_dir": "/srv/site/docs"}
    return to_settings({**base, **(config or {})}, "/srv/site/mkdocs.yml", {**OPTIONS, **options}, NOW)


def test_folders_are_found_beside_the_configuration() -> None:
    settings = make(briefs_dir="content/briefs")
    assert settings.root == Path("/srv/site")
    assert settings.briefs_dir == Path("/srv/site/content/briefs")
    assert settings.disclaimer == "Invented."
    assert settings.language == "en"


def test_what_lies_elsewhere_is_a_source_too() -> None:
    theme = Theme(name=None, custom_dir="/srv/site/overrides")
    settings = make({"theme": theme, "watch": ["/srv/site/words", "/srv/site/templates/theme", "/srv/site", "/srv"]})
    more = (Path("/srv/site/overrides"), Path("/srv/site/words"))
    assert settings.more_sources == more
    own = (Path("/srv/site/docs"), Path("/srv/site/briefs"), Path("/srv/site/templates"))
    assert settings.sources == (*own, *more)
    assert make().sources == own


def test_the_language_is_the_themes() -> None:
    assert make({"theme": {"language": "uk"}}).language == "uk"


@pytest.mark.parametrize("site_url", ["https://example.org/sub", "https://example.org/sub/"])
def test_whole_addresses(site_url: str) -> None:
    assert make({"site_url": site_url}).to_absolute_url("briefs/") == "https://example.org/sub/briefs/"
    assert make().to_absolute_url("briefs/") == ""


def test_edit_addresses() -> None:
    assert make(edit_url="https://example.org/{path}").to_edit_url("briefs/a.yml") == "https://example.org/briefs/a.yml"
    assert make().to_edit_url("briefs/a.yml") == ""


def test_a_menu_takes_titles_with_addresses() -> None:
    settings = make(menu=[{"Briefings": "briefs/"}, {"Elsewhere": "https://example.org/"}])
    assert settings.menu == (MenuEntry("Briefings", "briefs/"), MenuEntry("Elsewhere", "https://example.org/"))
    assert [entry.is_external for entry in settings.menu] == [False, True]
    assert MenuEntry("Briefings", "briefs/") in make().menu


@pytest.mark.parametrize(
    "entry", ["Briefings", {"a": "b", "c": "d"}, {"a": 1}, {"a": "/briefs/"}, {"a": "javascript:1"}]
)
def test_other_menu_entries_are_refused(entry: object) -> None:
    with pytest.raises(SettingsError, match="menu"):
        make(menu=[entry])


def test_how_far_to_look_back_is_no_negative_number() -> None:
    assert make(history=100).history == 100
    with pytest.raises(SettingsError, match="history is -1"):
        make(history=-1)


def test_addresses_that_are_none_are_refused() -> None:
    with pytest.raises(SettingsError, match="licence_url is “javascript:"):
        make(licence_url="javascript:1")
    with pytest.raises(SettingsError, match="edit_url is “javascript:"):
        make(edit_url="javascript:{path}")


@pytest.mark.parametrize(
    "text",
    ["1646913600", "2022-03-10T12:00:00Z", "2022-03-10T14:00:00+02:00", "2022-03-10T12:00:00", " 2022-03-10 12:00"],
)
def test_a_moment_is_given_in_several_ways(text: str) -> None:
    assert parse_now(text) == NOW


@pytest.mark.parametrize("text", ["", "now", "99999999999999999999", "2022-13-01"])
def test_what_is_no_moment_is_told(text: str) -> None:
    with pytest.raises(SettingsError, match="is not a moment"):
        parse_now(text)


def test_the_environment_comes_before_the_clock() -> None:
    clock = datetime(2030, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))
    assert find_now({}, clock) == datetime(2030, 1, 1, tzinfo=UTC)
    assert find_now({"SOURCE_DATE_EPOCH": ""}, clock) == datetime(2030, 1, 1, tzinfo=UTC)
    assert find_now({"SOURCE_DATE_EPOCH": "1646913600"}, clock) == NOW
    assert is_now_given({"SOURCE_DATE_EPOCH": "1646913600"})
    assert not is_now_given({"SOURCE_DATE_EPOCH": " "})
