"""What a word of a controlled vocabulary is."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word of a controlled vocabulary: its value in YAML, the words shown to readers, and what it means.

    Terms of two vocabularies that have the same value are equal, as strings are: never key a mapping by both.
    """

    label: str
    description: str

    # A member's tuple goes to both methods. A subclass with a longer tuple extends `__init__` alone: an enum
    # hides its `__new__` from subclasses.
    def __new__(cls, value: str, *_: object) -> Self:
        """Make the member equal to its value in YAML."""
        member = str.__new__(cls, value)
        member._value_ = value
        return member

    def __init__(self, value: str, label: str, description: str) -> None:
        """Give the member its label and its description."""
        self.label = label
        self.description = description


class Tone(StrEnum):
    """How a status reads at a glance: the icon and the colour that go with its word, never without it."""

    AGREED = "agreed"
    PARTLY = "partly"
    NOT_AGREED = "not-agreed"
    NO_COMMITMENT = "no-commitment"
    ALLEGED = "alleged"
    GOING_ON = "going-on"
    NEUTRAL = "neutral"


class Status(Term):
    """A term that says where a thing stands, and so has a tone; a member without one cannot be defined."""

    tone: Tone

    def __init__(self, value: str, label: str, description: str, tone: Tone) -> None:
        """Give the member its label, its description and its tone."""
        super().__init__(value, label, description)
        self.tone = tone
