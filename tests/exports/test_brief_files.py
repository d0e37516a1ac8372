"""The files of a briefing say what the briefing says, and nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build import read_build
from generator.exports.brief_files import iter_brief_files, to_yaml
from generator.exports.catalogue import Catalogue
from generator.model.file import decode_file
from generator.render import Output
from generator.site import read_content
from generator.source import SourceFile
from generator.yaml_parser import decode_source, parse_yaml

ROOT = Path(__file__).parents[2]


def read_catalogue() -> Catalogue:
    content = read_content(read_build(ROOT / "mkdocs.yml", datetime(2026, 11, 1, tzinfo=UTC)).settings)
    return Catalogue(content.settings, content.corpus)


def files_of(catalogue: Catalogue) -> Iterator[Output]:
    for name in catalogue.corpus.briefs:
        yield from iter_brief_files(catalogue, "briefs", name)


def test_the_yaml_of_every_briefing_decodes_to_the_same_briefing() -> None:
    catalogue = read_catalogue()
    files = [output for output in files_of(catalogue) if output.path.endswith(".yml")]
    assert len(files) == len(catalogue.corpus.briefs) > 0
    for output in files:
        assert isinstance(output.content, str)
        source, findings = decode_source(output.path, output.content.encode())
        decoded = decode_file(source, "2022/briefing.yml")
        assert not findings
        assert not decoded.diagnostics
        name = output.path.split("/")[1]
        assert [definition.model for definition in decoded.definitions] == [catalogue.corpus.briefs[name]]


@pytest.mark.parametrize("text", ["a\u2028b", "a\n\u2029b", "'a: #\u2028b", "a\x85b", "\ufeffa", "a\n\n b", "a\tb"])
def test_any_text_is_read_from_the_yaml_as_it_is(text: str) -> None:
    about = {"url": "", "disclaimer": "", "licence": {}}
    document = parse_yaml(SourceFile("x.yml", to_yaml({"quotes": [{"text": text}]}, about)))
    assert not document.diagnostics
    assert document.value == {"quotes": [{"text": text}]}


def test_the_yaml_carries_the_disclaimer_as_a_comment() -> None:
    catalogue = read_catalogue()
    assert catalogue.settings.disclaimer
    for output in files_of(catalogue):
        if output.path.endswith(".yml"):
            assert f"# {catalogue.settings.disclaimer}\n" in str(output.content)
