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
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return code
    name = locale.get_display_name("en") or code
    # Babel forgets a script in which it has no words of the language.
    script = "" if locale.script else Locale("en").scripts.get(_script_in(code), "")
    return f"{name} ({script})" if script else name


@cache
def direction_of(language: str | None) -> str:
    """Return in which direction a language is written, as the value of HTML's `dir`; `auto` where it is not known.

    A script in the tag decides, else the language's likely one, in the tag's region where that makes a difference.
    """
    script = _script_in(language or "") or _likely_script(language or "")
    if not script:
        return "auto"
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"


def _script_in(language: str) -> str:
    return next((subtag.title() for subtag in _subtags(language) if len(subtag) == 4 and subtag.isalpha()), "")


def _likely_script(language: str) -> str:
    main, likely = language.partition("-")[0].lower(), get_global("likely_subtags")
    # That of an undetermined language is the most common one of all.
    if main == "und":
        return ""
    regions = (f"{main}_{subtag.upper()}" for subtag in _subtags(language) if len(subtag) in (2, 3))
    return next((likely[key].split("_")[1] for key in (*regions, main) if key in likely), "")


def _subtags(language: str) -> list[str]:
    """Return what follows the language in a tag, up to its extensions: these come after a single letter."""
    _, *subtags = language.split("-")
    return subtags[: next((place for place, subtag in enumerate(subtags) if len(subtag) == 1), None)]
