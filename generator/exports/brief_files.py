"""Each briefing as its author could have written it: a file of YAML beside its page.

What the model has is what is written: fields by their names in YAML, dates as their text, nothing that is not given.
The YAML decodes to the same briefing.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from generator.exports.catalogue import Catalogue
from generator.exports.plan import Export
from generator.model.written import to_written
from generator.render import Output
from generator.routes import page_url

YAML_FILE = "briefing.yml"
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_TEXT, _LIST, _MAPPING = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
# Line ends for the writer (YAML 1.1), and letters like others for who reads YAML 1.2: written as escapes.
_SEPARATORS = re.compile(r"[\u2028\u2029]")
_LINE_ENDS = re.compile(r"[\n\r\x85\u2028\u2029]+")


def iter_brief_files(catalogue: Catalogue, kind: str, name: str) -> Iterator[Output]:
    """Yield the file of a briefing."""
    brief = catalogue.corpus.briefs.get(name)
    if brief is None:
        return
    url = page_url(kind, name)
    value = to_written(brief)
    words = {"url": catalogue.url(url), **catalogue.about()}
    yield Output(f"{url}{YAML_FILE}", to_yaml(value, words))


def to_yaml(value: Mapping[str, Any], about: Mapping[str, Any]) -> str:
    """Write a briefing as YAML, below comments that say where it is from and under which terms."""
    licence = " ".join(about["licence"].values())
    lines = [line for line in (about["url"], licence, about["disclaimer"]) if line]
    comments = "".join(f"# {_LINE_ENDS.sub(' ', line)}\n" for line in lines)
    return comments + yaml.serialize(_to_node(value), Dumper=_DUMPER, allow_unicode=True, width=2**16)


def _to_node(value: Any) -> yaml.Node:
    """Make YAML's own tree of a plain value; asking PyYAML for it takes twice as long."""
    match value:
        case str():
            return yaml.ScalarNode(_TEXT, value, style='"' if _SEPARATORS.search(value) else None)
        case list():
            return yaml.SequenceNode(_LIST, [_to_node(item) for item in value], flow_style=False)
        case dict():
            pairs = [(yaml.ScalarNode(_TEXT, key), _to_node(item)) for key, item in value.items()]
            return yaml.MappingNode(_MAPPING, pairs, flow_style=False)
        case _:
            return yaml.representer.SafeRepresenter().represent_data(value)


BRIEF_FILES = Export(iter_brief_files)
