"""What a page has to know of a language: its name, its quotation marks, the direction of its script.

Babel has the names and, for each language, the script that it is likely written in (Unicode CLDR). Its own answer to
the direction goes by the language alone: to it Arabic in Latin letters runs to the left.
"""

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# Quotation marks by language, the outer pair (Unicode CLDR, "delimiters").
_MARKS = {
    "«»": "uk ru be ar fa el es pt it no nb nn hy",
    "„“": "de cs sk bg sl lt lv et is mk sq ka",
    "„”": "pl ro hu nl hr sr bs",
    "””": "fi sv he",
    "「」": "ja zh-hant zh-tw zh-hk",
    "«\u202f\u202f»": "fr",
}
_MARKS_OF = {language: marks for marks, languages in _MARKS.items() for language in languages.split()}
# The scripts that run from right to left and are written today (Unicode CLDR, "scriptMetadata").
_RIGHT_TO_LEFT = frozenset(["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"])


def quotation_marks(language: str) -> tuple[str, str]:
    """Return the opening and the closing quotation mark that a language uses; English ones where it is not known."""
    code = language.lower()
    while code not in _MARKS_OF and "-" in code:
        code = code.rpartition("-")[0]
    marks = _MARKS_OF.get(code, "“”")
    half = len(marks) // 2
    return marks[:half], marks[half:]


@cache
def language_name(code: str) -> str:
    """Return a language's name in English, the tag itself where Unicode's CLDR has none."""
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def direction_of(language: str | None) -> str:
    """Return in which direction a language is written, as the value of HTML's `dir`; `auto` where it is not known.

    A script in the tag decides, else the language's likely one, in the tag's region where that makes a difference.
    """
    main, *subtags = (language or "").split("-")
    # After a single letter come extensions, which are no scripts.
    known = subtags[: next((place for place, subtag in enumerate(subtags) if len(subtag) == 1), None)]
    script = next((subtag.title() for subtag in known if len(subtag) == 4 and subtag.isalpha()), "")
    # The likely script of an undetermined language is the most common one.
    if not script and main.lower() != "und":
        likely = get_global("likely_subtags")
        regions = (f"{main.lower()}_{subtag.upper()}" for subtag in known if len(subtag) in (2, 3))
        script = next((likely[key].split("_")[1] for key in (*regions, main.lower()) if key in likely), "")
    if not script:
        return "auto"
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"
