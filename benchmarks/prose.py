"""Made-up names and sentences from a seeded generator: many different ones, of real-looking lengths."""

import re
from random import Random

from benchmarks.words import (
    CIRCUMSTANCES,
    FIRST_NAMES,
    NAME_ENDS,
    NAME_MIDDLES,
    NAME_STARTS,
    OBJECTS,
    OPENERS,
    SUBJECTS,
    VERBS,
)


def make_name(rng: Random) -> str:
    """Make the name of a country, a place or a family."""
    middle = rng.choice(NAME_MIDDLES) if rng.random() < 0.8 else ""
    return f"{rng.choice(NAME_STARTS)}{middle}{rng.choice(NAME_ENDS)}"


def make_person_name(rng: Random) -> tuple[str, str]:
    """Make a first name and a family name."""
    return rng.choice(FIRST_NAMES), make_name(rng)


def make_clause(rng: Random) -> str:
    """Make a sentence without its capital and its full stop."""
    return f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)} {rng.choice(CIRCUMSTANCES)}"


def make_sentence(rng: Random) -> str:
    """Make a sentence as a reporter writes it."""
    return f"{to_capital(make_clause(rng))}."


def make_speech(rng: Random, sentences: int) -> str:
    """Make some sentences as a speaker says them."""
    return " ".join(f"{rng.choice(OPENERS)} {make_clause(rng)}." for _ in range(sentences))


def to_capital(text: str) -> str:
    """Begin with a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def to_id(text: str) -> str:
    """Make an id of a name."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
