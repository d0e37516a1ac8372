"""What all records and all entries of a brief's lists share (content model §4)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from generator.model.types import DefinedId, Language, Line, Rich, SourceRef, Url, Wikidata

Names = Mapping[Language, Line]


class Model(BaseModel):
    """A frozen value with known fields only; an unknown key is a finding."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)


class Link(Model):
    """A link to a page elsewhere."""

    title: Line
    url: Url


class ShortForm(Model):
    """A mapping that may be written as the text of its main field alone."""

    main_field: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _read_short_form(cls, value: Any) -> Any:
        return {cls.main_field: value} if isinstance(value, str) else value


class SourceNote(ShortForm):
    """A statement's reference to its source. `citing` names the source that this one gives as its own."""

    main_field = "source"

    source: SourceRef
    locator: Line | None = None
    citing: SourceRef | None = None
    note: Line | None = None


Sources = tuple[SourceNote, ...]


class Record(Model):
    """What every record of a registry can have."""

    names: Names = {}
    aliases: tuple[Line, ...] = ()
    note: Rich | None = None
    links: tuple[Link, ...] = ()
    wikidata: Wikidata | None = None
    tags: tuple[Line, ...] = ()
    formerly: tuple[DefinedId, ...] = ()


class Entry(Model):
    """What every entry of a brief's lists can have."""

    id: DefinedId | None = None
    note: Rich | None = None


def require_one_of(model: Model, *fields: str) -> None:
    """Raise the finding `missing-field` or `one-of` unless exactly one of `fields` is given."""
    given = [name for name in fields if getattr(model, name) not in (None, ())]
    if len(given) == 1:
        return
    names = " or ".join(f"`{name}`" for name in fields)
    if not given:
        raise PydanticCustomError("missing-field", "{message}", {"message": f"{names} is missing"})
    message = f"`{given[1]}` cannot stand beside `{given[0]}`: give one of the two"
    raise PydanticCustomError("one-of", "{message}", {"message": message, "field": given[1]})
