"""What all exports share: the corpus, the settings, and every record as a plain value that is worked out once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from types import MappingProxyType
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from generator.corpus import Corpus
from generator.exports.plain import Plain, PlainWriter
from generator.model.base import Record
from generator.model.brief import Brief
from generator.model.records import REGISTRIES
from generator.routes import page_url
from generator.settings import Settings

KINDS = ("briefs", *REGISTRIES)


@dataclass(frozen=True)
class Catalogue:
    """The published corpus, as exports read it."""

    corpus: Corpus
    settings: Settings

    @cached_property
    def writer(self) -> PlainWriter:
        """What turns models into plain values."""
        return PlainWriter(self.corpus, self.settings)

    @cached_property
    def items(self) -> Mapping[str, Mapping[str, Plain]]:
        """By kind and id, every brief and record as a plain value."""
        found: dict[str, dict[str, Plain]] = {kind: {} for kind in KINDS}
        for name, definition in self.corpus.definitions.items():
            if definition.model is not None:
                found[definition.kind][name] = self.writer.item(name, definition.kind, definition.model)
        return MappingProxyType({kind: MappingProxyType(items) for kind, items in found.items()})

    @cached_property
    def newest_briefs(self) -> tuple[Brief, ...]:
        """The briefs, what changed last first."""
        briefs = sorted(self.corpus.briefs.values(), key=lambda brief: brief.id)
        return tuple(sorted(briefs, key=lambda brief: (changed(brief), brief.date.sort_key), reverse=True))

    def url(self, address: str) -> str:
        """Return the whole address of something in the site; relative to its root where the site has none."""
        return f"{self.settings.site_url}{address}"

    def uuid(self, address: str) -> UUID:
        """Return an id that never changes for what has this address."""
        return uuid5(NAMESPACE_URL, f"{self.settings.site_url or self.settings.site_name}\n{address}")

    def brief_uuid(self, brief: Brief) -> UUID:
        """Return a brief's id for readers that remember what they have shown: a renamed brief keeps it."""
        return self.uuid(page_url("briefs", (*brief.formerly, brief.id)[0]))

    def about(self) -> dict[str, Any]:
        """Return what every data file says of itself."""
        licence = {"name": self.settings.licence, "url": self.settings.licence_url}
        return {
            "generated_at": to_moment(self.settings.now),
            "licence": {key: value for key, value in licence.items() if value},
            "disclaimer": self.settings.disclaimer,
        }

    def iter_models(self) -> Iterator[tuple[str, str, Record | Brief]]:
        """Yield kind, id and model of every record and brief, kind by kind."""
        for kind in KINDS:
            models: Mapping[str, Record | Brief] = self.corpus.briefs if kind == "briefs" else self.corpus.records(kind)
            for name, model in models.items():
                yield kind, name, model


def published(brief: Brief) -> datetime:
    """Return when a brief was first out, as near as it is known: the cut-off of its information, else its date."""
    if isinstance(brief.as_of, datetime):
        return brief.as_of.astimezone(UTC)
    day = brief.as_of or brief.date.earliest
    return datetime.combine(day, time(), UTC)


def changed(brief: Brief) -> datetime:
    """Return when a brief last changed in substance: a correction counts as a change."""
    days = [correction.date for correction in brief.corrections]
    days += [brief.updated] if brief.updated else []
    return max([published(brief), *(datetime.combine(day, time(), UTC) for day in days)])


def to_moment(moment: datetime) -> str:
    """Write a point in time as RFC 3339 does, to the second, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
