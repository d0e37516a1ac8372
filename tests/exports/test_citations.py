"""Citations as reference managers read them: BibTeX, CSL-JSON and RIS."""

import json
import warnings
from collections import Counter
from typing import Any

import pytest
import rispy
from pybtex.database import parse_string

from tests.exports.catalogues import HOSTILE, hostile, hostile_outputs, real, real_outputs

SITES = [(real, real_outputs), (hostile, hostile_outputs)]
_UNESCAPED = {
    "\\textbackslash{}": "\\", "\\textbraceleft{}": "{", "\\textbraceright{}": "}", "\\textasciitilde{}": "~",
    "\\textasciicircum{}": "^", "\\#": "#", "\\$": "$", "\\%": "%", "\\&": "&", "\\_": "_",
}  # fmt: skip


def unescape(text: str) -> str:
    found = ""
    while text:
        written = next((each for each in _UNESCAPED if text.startswith(each)), text[0])
        found += _UNESCAPED.get(written, written)
        text = text[len(written) :]
    return found


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("catalogue", "files"), SITES)
def test_each_briefing_and_each_quote_is_in_all_three_formats(catalogue: Any, files: Any) -> None:
    for name, brief in catalogue().corpus.briefs.items():
        items = json.loads(files()[f"briefs/{name}/cite.csl.json"])
        entries = parse_string(files()[f"briefs/{name}/cite.bib"].decode(), "bibtex").entries
        references = rispy.loads(files()[f"briefs/{name}/cite.ris"].decode())
        assert len(items) == len(entries) == len(references) == 1 + len(brief.quotes)
        assert [item["id"] for item in items] == list(entries) == [reference["id"] for reference in references]
        assert items[0]["title"] == brief.title
        assert references[0]["title"] == brief.title
        assert one_line(unescape(entries[items[0]["id"]].fields["title"].removeprefix("{").removesuffix("}"))) == (
            one_line(brief.title)
        )
        for item, reference, quote in zip(items[1:], references[1:], brief.quotes, strict=True):
            text = one_line(quote.text)
            assert item["abstract"] == reference["abstract"] == text
            assert one_line(unescape(entries[item["id"]].fields["abstract"])) == text
            assert item["URL"] == reference["urls"][0] == entries[item["id"]].fields["url"]


def test_the_library_is_all_of_them() -> None:
    files = real_outputs()
    ids = Counter(item["id"] for item in json.loads(files["data/citations.csl.json"]))
    assert set(ids.values()) == {1}
    assert set(parse_string(files["data/citations.bib"].decode(), "bibtex").entries) == set(ids)
    assert {each["id"] for each in rispy.loads(files["data/citations.ris"].decode())} == set(ids)


def test_a_csl_processor_makes_references_of_them() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        items = json.loads(real_outputs()["briefs/2022-03-10-antalya/cite.csl.json"])
        source = CiteProcJSON(items)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        written = [str(entry) for entry in bibliography.bibliography()]
    assert len(written) == len(items)
    assert any("Foreign ministers meet in Antalya" in entry for entry in written)
    assert any(entry.startswith("Kuleba, D") for entry in written)


@pytest.mark.parametrize("text", HOSTILE)
def test_ris_has_one_value_on_a_line(text: str) -> None:
    references = rispy.loads(hostile_outputs()["data/citations.ris"].decode())
    assert len(references) == 2 * len(hostile().corpus.briefs)
    assert text in [reference["title"] for reference in references]
