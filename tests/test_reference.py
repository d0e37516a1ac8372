"""The reference that is committed is what the models and the commands say, and it leaves nothing out."""

import re

import pytest

from generator.diagnostics import Severity
from generator.diagnostics.catalogue import CATALOGUE
from generator.model.brief import Brief
from generator.model.records import REGISTRIES
from generator.model.shapes import shape_of
from generator.model.vocabulary import VOCABULARIES
from generator.reference import iter_files, render_commands, render_fields, render_rules, render_vocabularies
from tests.conftest import ROOT

FILES = dict(iter_files())
PAGES = [path for path in FILES if path.startswith("docs/")]


@pytest.mark.parametrize("path", FILES)
def test_what_is_committed_is_what_it_is_made_from(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == FILES[path], "make reference"


def test_no_page_of_the_reference_is_left_over() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "reference").rglob("*") if path.is_file()}
    assert found == set(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_place_in_the_menu(path: str) -> None:
    assert path.removeprefix("docs/") in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_every_field_of_every_record_is_described() -> None:
    page = render_fields()
    for model in (Brief, *REGISTRIES.values()):
        for field in shape_of(model):
            assert f"\n`{field.name}` · " in page
            assert field.description in page


def test_what_must_be_there_is_marked() -> None:
    quote = render_fields().partition("\n### Quote\n")[2].partition("\n### ")[0]
    assert "`text` · verbatim · **required**" in quote
    assert "`speaker` · id of a person or a party\n" in quote
    assert "It has `speaker` or `attribution`, and never both." in quote


def test_the_id_of_a_brief_may_be_left_out() -> None:
    assert "`id` · new id\n:   The name in its address" in render_fields()


def test_every_word_is_explained_with_where_it_comes_from_and_where_it_is_used() -> None:
    page = render_vocabularies()
    for vocabulary in VOCABULARIES:
        for term in vocabulary:
            assert f"`{term.value}` {term.label}\n:   {term.description}" in page
    assert "NATO Admiralty code" in page
    assert len(re.findall(r" Used in \[\w", page)) == len(VOCABULARIES)


def test_every_rule_is_told() -> None:
    page = render_rules()
    for rule in CATALOGUE.values():
        assert f"### `{rule.code}`" in page
        assert rule.why in page


def test_links_lead_to_headings_that_are_there() -> None:
    pages = {"fields.md": render_fields(), "vocabularies.md": render_vocabularies()}
    anchors = {
        (name, re.sub(r"\W+", "-", heading.lower()))
        for name, page in pages.items()
        for heading in re.findall(r"^#+ (.+)$", page, flags=re.MULTILINE)
    }
    links = {
        (target or name, anchor)
        for name, page in pages.items()
        for target, anchor in re.findall(r"\]\(([\w.]*)#([\w-]+)\)", page)
    }
    assert len(links) > 30
    assert links <= anchors


def test_every_option_of_every_command_is_told() -> None:
    page = render_commands()
    for said in (
        "## briefings check",
        "`-s, --strict`\n:   Treat warnings as errors.",
        "briefings check --format concise",
    ):
        assert said in page
    assert Severity.NOTE.value in page
