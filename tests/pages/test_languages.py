"""What a page knows of a language: names, quotation marks, and in which direction it is written."""

import pytest

from generator.pages.languages import direction_of, language_name, quotation_marks


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("en", "“”"),
        ("uk", "«»"),
        ("ar-EG", "«»"),
        ("de-AT", "„“"),
        ("zh-Hant", "「」"),
        ("zh-Hant-TW", "「」"),
        ("zh-Hans", "“”"),
        ("sv", "””"),
        ("tlh", "“”"),
    ],
)
def test_quotation_marks_are_those_of_the_language(language: str, marks: str) -> None:
    assert "".join(quotation_marks(language)) == marks


def test_languages_have_english_names_where_there_is_one() -> None:
    assert language_name("uk") == "Ukrainian"
    assert language_name("zh-Hant") == "Chinese (Traditional)"
    assert language_name("ar-Latn") == "Arabic (Latin)"
    assert language_name("x-unknown") == "x-unknown"


@pytest.mark.parametrize(
    "language",
    ["ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "arz", "syr", "nqo", "AR", "ar-001", "ar-EG-x-latn"],
)
def test_languages_of_scripts_from_right_to_left_are_known(language: str) -> None:
    assert direction_of(language) == "rtl"


@pytest.mark.parametrize("language", ["en", "uk", "zh-Hant", "ja", "ku", "sr-Latn", "hi"])
def test_other_languages_run_from_left_to_right(language: str) -> None:
    assert direction_of(language) == "ltr"


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("az", "ltr"),
        ("az-Arab", "rtl"),
        ("az-IR", "rtl"),
        ("az-Latn-IR", "ltr"),
        ("ar-Latn", "ltr"),
        ("AR-LATN", "ltr"),
        ("pa-PK", "rtl"),
        ("pa-IN", "ltr"),
        ("und-Hebr", "rtl"),
    ],
)
def test_a_script_decides_before_the_language_and_a_region_where_it_matters(language: str, direction: str) -> None:
    assert direction_of(language) == direction


@pytest.mark.parametrize("language", ["", None, "und", "mul", "xx", "x-private"])
def test_of_an_unknown_language_the_letters_tell(language: str | None) -> None:
    assert direction_of(language) == "auto"
