"""What all records and all entries of a brief's lists share (content model §4)."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from generator.model.types import DefinedId, Language, Line, Rich, SourceRef, Url, Wikidata

Names = Mapping[Language, Line]
_set = object.__setattr__


class Model(BaseModel):
    """A frozen value with known fields only; an unknown key is a finding."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)

    # A build reads tens of thousands of them: what is the same in all is not kept, nor which fields were given, which
    # is asked only while they are decoded, and takes more room than their values.
    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__

    def __setstate__(self, state: dict[str, Any]) -> None:
        _set(self, "__dict__", state)
        _set(self, "__pydantic_extra__", None)
        _set(self, "__pydantic_private__", None)


class Link(Model):
    """A link to a page elsewhere."""

    title: Line
    """What the page is called."""
    url: Url
    """Its address."""


class ShortForm(Model):
    """A mapping that may be written as the text of its main field alone."""

    main_field: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _read_short_form(cls, value: Any) -> Any:
        return {cls.main_field: value} if isinstance(value, str) else value


class OneOf(Model):
    """A mapping that has one of two fields, and never both."""

    one_of: ClassVar[tuple[str, str]]

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        first, second = self.one_of
        given = [name for name in self.one_of if getattr(self, name) not in (None, ())]
        if not given:
            message = f"`{first}` or `{second}` is missing"
            raise PydanticCustomError("missing-field", "{message}", {"message": message})
        if len(given) == 2:
            message = f"`{second}` cannot stand beside `{first}`: give one of the two"
            raise PydanticCustomError("one-of", "{message}", {"message": message, "field": second})
        return self


class SourceNote(ShortForm):
    """Where a statement was reported."""

    main_field = "source"

    source: SourceRef
    """The source that you have read."""
    locator: Line | None = None
    """Where in it the statement stands, such as `para 4` or `p. 12`."""
    citing: SourceRef | None = None
    """The source that it names as its own, where it says "according to"."""
    note: Line | None = None
    """A word on this reference, such as what of the statement it is the source for."""


Sources = tuple[SourceNote, ...]


class Record(Model):
    """What every record of a registry can have."""

    names: Names = {}
    """The name in other languages and scripts, by language."""
    aliases: tuple[Line, ...] = ()
    """Other spellings and former names; the search finds them too."""
    note: Rich | None = None
    """What readers should know besides, with its sources."""
    links: tuple[Link, ...] = ()
    """Pages elsewhere about the same thing."""
    wikidata: Wikidata | None = None
    """The item of the same thing in Wikidata."""
    tags: tuple[Line, ...] = ()
    """Words to group records by."""
    formerly: tuple[DefinedId, ...] = ()
    """Ids that it had before: their addresses lead here."""


class Entry(Model):
    """What every entry of a brief's lists can have."""

    id: DefinedId | None = None
    """A name for links to it, unique in its list; once published it stays."""
    note: Rich | None = None
    """What readers should know besides, with its sources."""
