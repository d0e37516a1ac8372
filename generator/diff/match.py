"""Which entry of a list was which: by its id, else by what it says."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

import orjson

from generator.model.base import Model, ShortForm
from generator.model.written import to_written

# So alike must two texts be, from 0 to 1, to be taken for one that was changed.
_ALIKE = 0.5
# More pairs than these are not compared: what is left then came or went.
_MOST_PAIRS = 2500

Pair = tuple[Any, Any]


def match(old: Sequence[Any], new: Sequence[Any]) -> list[Pair]:
    """Pair the items of two lists, in the order of the new one; what went comes last. None stands for no partner."""
    left, partners = list(old), dict[int, Any]()
    _match_keys(left, new, partners)
    for number, item in enumerate(new):
        if number not in partners and item in left:
            left.remove(item)
            partners[number] = item
    _match_alike(left, new, partners)
    return [(partners.get(number), item) for number, item in enumerate(new)] + [(item, None) for item in left]


def _match_keys(left: list[Any], new: Sequence[Any], partners: dict[int, Any]) -> None:
    by_key = {key: item for item in left if (key := _key(item))}
    for number, item in enumerate(new):
        if (key := _key(item)) and key in by_key:
            partners[number] = by_key.pop(key)
    kept = [item for item in left if not any(item is partner for partner in partners.values())]
    left[:] = kept


def _match_alike(left: list[Any], new: Sequence[Any], partners: dict[int, Any]) -> None:
    numbers = [number for number, item in enumerate(new) if number not in partners and not _key(item)]
    candidates = [item for item in left if not _key(item)]
    if not numbers or not candidates or len(numbers) * len(candidates) > _MOST_PAIRS:
        return
    texts = {number: _text(new[number]) for number in numbers}
    scored = []
    for place, item in enumerate(candidates):
        text = _text(item)
        for number in numbers:
            matcher = SequenceMatcher(None, text, texts[number], autojunk=False)
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                scored.append((-matcher.ratio(), number, place))
    taken: set[int] = set()
    for score, number, place in sorted(scored):
        if -score >= _ALIKE and number not in partners and place not in taken:
            taken.add(place)
            partners[number] = candidates[place]
    gone = [candidates[place] for place in taken]
    left[:] = [item for item in left if not any(item is one for one in gone)]


def _key(item: Any) -> Any:
    """Return what an entry is known by: its id, or the main field of one that may be written as that alone."""
    if isinstance(item, ShortForm):
        return getattr(item, item.main_field)
    return getattr(item, "id", None)


def _text(item: Any) -> str:
    return orjson.dumps(to_written(item)).decode() if isinstance(item, Model) else str(item)
