"""What a site's configuration says, as one frozen value that every layer above may read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

CONFIG_FILE = "mkdocs.yml"
# The header's menu and the footer's links where the configuration names none. What a site lacks is left out of both.
MENU = (
    {"Briefings": "briefs/"},
    {"Processes": "processes/"},
    {"People": "people/"},
    {"Commitments": "commitments/"},
    {"Timeline": "timeline/"},
    {"Data": "data/"},
)
LINKS = (
    {"Parties": "parties/"},
    {"Places": "places/"},
    {"Map": "map/"},
    {"Issues": "issues/"},
    {"Quotations": "quotes/"},
    {"Claims": "claims/"},
    {"Outcomes": "outcomes/"},
    {"Agreements": "agreements/"},
    {"Sources": "sources/"},
    {"Corrections": "corrections/"},
    {"Changes": "changes/"},
)


class SettingsError(ValueError):
    """The configuration cannot be used; the text says what to change and where."""


class MenuEntry(NamedTuple):
    """An entry of a menu; `url` is an address in the site without leading slash, or a whole one."""

    title: str
    url: str

    @property
    def is_external(self) -> bool:
        """Tell whether the address has its own scheme, and so is used as it is."""
        return bool(urlsplit(self.url).scheme)


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's settings: from mkdocs.yml, the plugin's part of it, and the build's clock."""

    root: Path
    config_file: Path
    docs_dir: Path
    briefs_dir: Path
    templates_dir: Path
    site_name: str
    site_url: str
    language: str
    disclaimer: str
    licence: str
    licence_url: str
    edit_url: str
    menu: tuple[MenuEntry, ...]
    links: tuple[MenuEntry, ...]
    now: datetime
    is_now_given: bool = True
    """Whether somebody chose the moment, or it is just when the build ran."""
    history: int = 0
    """How many revisions of the repository the site looks back on."""
    more_sources: tuple[Path, ...] = ()
    """Folders and files elsewhere that pages are made of: the theme's `custom_dir`, and what mkdocs.yml has watched."""

    @property
    def sources(self) -> tuple[Path, ...]:
        """The folders and files that a site is made of, beside its configuration."""
        return (self.docs_dir, self.briefs_dir, self.templates_dir, *self.more_sources)

    @property
    def today(self) -> datetime:
        """The beginning of the day, in UTC."""
        return datetime.combine(self.now.date(), time(), UTC)

    @property
    def generated_at(self) -> datetime:
        """The moment that data files name. Where nobody chose one, it is the day's: else all would change each time."""
        return self.now if self.is_now_given else self.today

    def to_edit_url(self, path: str) -> str:
        """Turn a source's path into the address where it is edited; the empty string where none is set."""
        return self.edit_url.replace("{path}", path)

    def to_absolute_url(self, url: str) -> str:
        """Turn an address in the site into a whole one; the empty string where the site has no `site_url`."""
        return f"{self.site_url}{url}" if self.site_url else ""


def to_settings(
    config: Mapping[str, Any],
    config_file: str,
    options: Mapping[str, Any],
    now: datetime,
    is_now_given: bool = True,
) -> Settings:
    """Make the settings of MkDocs' configuration and of the plugin's options."""
    site_url = config.get("site_url") or ""
    file = Path(config_file).absolute()
    theme = config.get("theme")
    templates_dir = file.parent / options["templates_dir"]
    return Settings(
        root=file.parent,
        config_file=file,
        docs_dir=Path(config["docs_dir"]),
        briefs_dir=file.parent / options["briefs_dir"],
        templates_dir=templates_dir,
        site_name=config["site_name"],
        site_url=site_url if site_url.endswith("/") or not site_url else f"{site_url}/",
        language=str(theme["language"]) if theme is not None and "language" in theme else "en",
        disclaimer=options["disclaimer"].strip(),
        licence=options["licence"].strip(),
        licence_url=_parse_url("licence_url", options["licence_url"]),
        edit_url=_parse_edit_url(options["edit_url"]),
        menu=_parse_menu(MENU if options["menu"] is None else options["menu"]),
        links=_parse_menu(LINKS if options["links"] is None else options["links"]),
        now=now,
        is_now_given=is_now_given,
        history=_parse_history(options["history"]),
        more_sources=tuple(_iter_more_sources(config, file, templates_dir)),
    )


def _iter_more_sources(config: Mapping[str, Any], file: Path, templates_dir: Path) -> Iterator[Path]:
    custom_dir = getattr(config.get("theme"), "custom_dir", None)
    for path in map(Path, filter(None, (custom_dir, *config.get("watch", ())))):
        # What holds the whole site holds what is built, too.
        if not (path.is_relative_to(templates_dir) or file.is_relative_to(path)):
            yield path


def parse_now(text: str) -> datetime:
    """Parse the build's clock: seconds since 1970, or an RFC 3339 date or time (UTC where it has no offset)."""
    text = text.strip()
    try:
        if re.fullmatch(r"\d+", text):
            return datetime.fromtimestamp(int(text), UTC)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        raise SettingsError(
            f"“{text}” is not a moment: write seconds since 1970, 2022-03-10 or 2022-03-10T12:00:00Z"
        ) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def find_now(environment: Mapping[str, str], clock: datetime) -> datetime:
    """Choose the build's clock: `SOURCE_DATE_EPOCH` where it is set, else the given one."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return clock.astimezone(UTC)
    if not re.fullmatch(r"\d+", epoch):
        raise SettingsError(f"SOURCE_DATE_EPOCH is “{epoch}”, and takes seconds since 1970")
    return parse_now(epoch)


def is_now_given(environment: Mapping[str, str]) -> bool:
    """Tell whether the environment sets the build's clock."""
    return bool(environment.get("SOURCE_DATE_EPOCH", "").strip())


def _parse_history(count: int) -> int:
    if count < 0:
        raise SettingsError(f"history is {count}, and takes how many revisions to look back on, or 0")
    return count


def _parse_url(key: str, url: str) -> str:
    url = url.strip()
    if url and urlsplit(url).scheme not in ("https", "http", "mailto"):
        raise SettingsError(f"{key} is “{url}”, and takes an address that begins with https:, http: or mailto:")
    return url


def _parse_edit_url(pattern: str) -> str:
    url = _parse_url("edit_url", pattern)
    if url and "{path}" not in url:
        raise SettingsError(f"edit_url is “{url}”, and must say where the file's path goes: put {{path}} into it")
    return url


def _parse_menu(entries: Sequence[Any]) -> tuple[MenuEntry, ...]:
    return tuple(_parse_menu_entry(entry) for entry in entries)


def _parse_menu_entry(entry: Any) -> MenuEntry:
    if isinstance(entry, Mapping) and len(entry) == 1:
        ((title, url),) = entry.items()
        if isinstance(title, str) and isinstance(url, str) and not url.startswith("/"):
            return MenuEntry(title, url if urlsplit(url).scheme == "" else _parse_url("menu", url))
    raise SettingsError(
        f"menu has the entry {entry!r}; write its title and its address, such as “- Briefings: briefs/”"
    )
