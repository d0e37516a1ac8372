"""What people write for a date, and how EDTF writes what they mean.

The corrections are candidates: whoever asks for them checks that they are dates.
"""

import re
from collections.abc import Iterator
from itertools import product

_YEAR_FIRST = "A date is written year first, with hyphens and two digits each for month and day"
_NO_TIME = "A date has no time of day; times have fields of their own"
_RANGE = "Several days are written with a slash between the first and the last"
_OPEN = "An end that is open is written as two full stops, and one that is not known as nothing"
_MARK = "What is approximate ends in ~, what is uncertain in ?, and what is both in %"
_UNKNOWN = "Digits that are not known are written as capital X"
_NO_SPACES = "A date is written without spaces"

# Names are turned into an "m" and EDTF's number before the forms below are tried.
_NAMES = {
    **dict.fromkeys(("january", "jan"), "m01"),
    **dict.fromkeys(("february", "feb"), "m02"),
    **dict.fromkeys(("march", "mar"), "m03"),
    **dict.fromkeys(("april", "apr"), "m04"),
    "may": "m05",
    **dict.fromkeys(("june", "jun"), "m06"),
    **dict.fromkeys(("july", "jul"), "m07"),
    **dict.fromkeys(("august", "aug"), "m08"),
    **dict.fromkeys(("september", "sept", "sep"), "m09"),
    **dict.fromkeys(("october", "oct"), "m10"),
    **dict.fromkeys(("november", "nov"), "m11"),
    **dict.fromkeys(("december", "dec"), "m12"),
    "spring": "m21",
    "summer": "m22",
    **dict.fromkeys(("autumn", "fall"), "m23"),
    "winter": "m24",
}

_Y, _N, _M = "([0-9]{4})", "([0-9]{1,2})", "m([0-9]{2})"
_NTH = f"{_N}(?:st|nd|rd|th)?\\.?"
_WEEKDAY = "(?:[a-z]+day,? |[a-z]{3}, )?"
_TO = " ?(?:-|–|—|to|until) ?"

_FORMS = tuple(
    (re.compile(pattern), reason, templates)
    for pattern, reason, *templates in (
        (f"{_Y}[-./ ]{_N}[-./ ]{_N}", _YEAR_FIRST, "{0}-{1:0>2}-{2:0>2}"),
        (rf"{_N}\. ?{_N}\. ?{_Y}", _YEAR_FIRST, "{2}-{1:0>2}-{0:0>2}"),
        (f"{_N}([-/]){_N}[-/]{_Y}", _YEAR_FIRST, "{3}-{2:0>2}-{0:0>2}", "{3}-{0:0>2}-{2:0>2}"),
        (f"{_Y}[-./]{_N}", _YEAR_FIRST, "{0}-{1:0>2}"),
        (f"{_N}[-./]{_Y}", _YEAR_FIRST, "{1}-{0:0>2}"),
        ("([0-9]{4})([0-9]{2})([0-9]{2})", _YEAR_FIRST, "{0}-{1}-{2}"),
        (f"{_WEEKDAY}{_NTH}[ -](?:of )?{_M}[, -]{{1,2}}{_Y}", _YEAR_FIRST, "{2}-{1}-{0:0>2}"),
        (f"{_WEEKDAY}{_M} {_NTH},? {_Y}", _YEAR_FIRST, "{2}-{0}-{1:0>2}"),
        (f"{_M},? (?:of )?{_Y}", _YEAR_FIRST, "{1}-{0}"),
        (f"{_NTH}{_TO}{_NTH} {_M},? {_Y}", _RANGE, "{3}-{2}-{0:0>2}/{3}-{2}-{1:0>2}"),
        (f"{_M} {_NTH}{_TO}{_NTH},? {_Y}", _RANGE, "{3}-{0}-{1:0>2}/{3}-{0}-{2:0>2}"),
        (f"{_NTH} {_M}{_TO}{_NTH} {_M},? {_Y}", _RANGE, "{4}-{1}-{0:0>2}/{4}-{3}-{2:0>2}"),
        (f"([0-9]{{4}}-[0-9]{{2}}-)([0-9]{{2}})(?:{_TO}|/)([0-9]{{2}})", _RANGE, "{0}{1}/{0}{2}"),
        (f"{_M}{_TO}{_M},? {_Y}", _RANGE, "{2}-{0}/{2}-{1}"),
        ("(?:the )?([0-9]{3})0'?s", _UNKNOWN, "{0}X"),
        ("([0-9-]+)([?~%])([0-9-]+)", _MARK, "{0}{2}{1}"),
        ("([0-9-]+)(?:[?]~|~[?])", _MARK, "{0}%"),
    )
)

# What stands around a date, or between two, which may themselves need correction.
_FRAMES = tuple(
    (re.compile(pattern), reason, template)
    for pattern, reason, template in (
        ("([^:]+?)(?:[t,]| at |,? )[0-9]{1,2}:[0-9]{2}.*", _NO_TIME, "{0}"),
        ("(?:about|around|circa|approximately|ca?[.]?|~) ?(.+)", _MARK, "{0}~"),
        ("(?:perhaps|possibly|probably|[?]) ?(.+)", _MARK, "{0}?"),
        ("(?:from|since) ([^/]+?)(?: on)?", _OPEN, "{0}/.."),
        ("(?:until|till|up to) ([^/]+)", _OPEN, "../{0}"),
        ("([^/]+)(?:/| - | – | to )(?:open|now|present|today|ongoing|[.…]+)", _OPEN, "{0}/.."),
        ("(?:open|[.…]+)/([^/]+)", _OPEN, "../{0}"),
        ("([^/]+)/(?:unknown|[?])", _OPEN, "{0}/"),
        ("(?:unknown|[?])/([^/]+)", _OPEN, "/{0}"),
        ("(?:from |between )?([^/]+?)(?: to | until | and | - | ?[–—] ?)([^/]+)", _RANGE, "{0}/{1}"),
        ("([^/]+)/([^/]+)", _RANGE, "{0}/{1}"),
    )
)


def iter_corrections(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may be meant by a text, each with the rule that it breaks, the likeliest first."""
    return _iter_corrections(text, 2)


def _iter_corrections(text: str, frames: int) -> Iterator[tuple[str, str]]:
    """Look through at most so many frames one in another: without a bound, the candidates of ranges multiply."""
    folded = re.sub(r"([a-z]+)\.?", lambda name: _NAMES.get(name[1], name[0]), text.strip().casefold())
    if "".join(text.split()) != text:
        yield _NO_SPACES, "".join(text.split())
    if re.search("[xu*]", folded):
        yield _UNKNOWN, re.sub("[u*]", "x", folded).upper()
    for pattern, reason, templates in _FORMS:
        if found := pattern.fullmatch(folded):
            yield from ((reason, template.format(*found.groups())) for template in templates)
    for pattern, reason, template in _FRAMES if frames else ():
        if found := pattern.fullmatch(folded):
            inner = frames - 1 if len(found.groups()) == 1 else 0
            for parts in product(*(tuple(_iter_spellings(part, inner)) for part in found.groups())):
                yield reason, template.format(*parts)


def _iter_spellings(part: str, frames: int) -> Iterator[str]:
    yield part.upper()
    for _, candidate in _iter_corrections(part, frames):
        yield candidate
