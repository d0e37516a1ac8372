"""What every data file says of itself: where it is from, from when, and under which terms."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from generator.settings import Settings


@dataclass(frozen=True)
class Imprint:
    """The settings of a site, as its data files print them."""

    settings: Settings

    def url(self, address: str) -> str:
        """Return the whole address of something in the site; relative to its root where the site has none."""
        return f"{self.settings.site_url}{address}"

    def uuid(self, address: str) -> UUID:
        """Return an id that never changes for what has this address."""
        return uuid5(NAMESPACE_URL, f"{self.settings.site_url or self.settings.site_name}\n{address}")

    def about(self) -> dict[str, Any]:
        """Return what every data file says of itself."""
        licence = {"name": self.settings.licence, "url": self.settings.licence_url}
        return {
            "generated_at": to_moment(self.settings.generated_at),
            "licence": {key: value for key, value in licence.items() if value},
            "disclaimer": self.settings.disclaimer,
        }


def to_moment(moment: datetime) -> str:
    """Write a point in time as RFC 3339 does, to the second, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
