"""Each briefing as its author could have written it: a file of YAML beside its page.

What the model has is what is written: fields by their names in YAML, dates as their text, nothing that is not given.
The YAML decodes to the same briefing.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import yaml

from generator.exports.catalogue import Catalogue
from generator.exports.plan import Export
from generator.model.brief import Brief
from generator.model.written import to_written
from generator.render import Output
from generator.routes import page_url

YAML_FILE = "briefing.yml"
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_BEGIN, _END = (yaml.StreamStartEvent(), yaml.DocumentStartEvent()), (yaml.DocumentEndEvent(), yaml.StreamEndEvent())
_BEGIN_LIST, _END_LIST = yaml.SequenceStartEvent(None, None, True, flow_style=False), yaml.SequenceEndEvent()
_BEGIN_MAPPING, _END_MAPPING = yaml.MappingStartEvent(None, None, True, flow_style=False), yaml.MappingEndEvent()
# Line ends for the writer (YAML 1.1), and letters like others for who reads YAML 1.2: written as escapes.
_SEPARATORS = re.compile(r"[\u2028\u2029]")
_LINE_ENDS = re.compile(r"[\n\r\x85\u2028\u2029]+")


def iter_brief_files(catalogue: Catalogue, kind: str, name: str) -> Iterator[Output]:
    """Yield the file of a briefing."""
    brief = catalogue.corpus.get(name)
    if not isinstance(brief, Brief):
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
    events = [*_BEGIN]
    _add_events(events, value)
    return f"{comments}{yaml.emit([*events, *_END], Dumper=_DUMPER, allow_unicode=True, width=2**16)}"


def _add_events(events: list[yaml.Event], value: Any) -> None:
    """Add what YAML's writer is told of a plain value; having PyYAML find it out takes three times as long."""
    match value:
        case str():
            events.append(_to_scalar(value))
        case list():
            events.append(_BEGIN_LIST)
            for item in value:
                _add_events(events, item)
            events.append(_END_LIST)
        case dict():
            events.append(_BEGIN_MAPPING)
            for key, item in value.items():
                events.append(_to_scalar(key))
                _add_events(events, item)
            events.append(_END_MAPPING)
        case _:
            # A number or a truth value, which is read as one where it has no quotes.
            node = yaml.representer.SafeRepresenter().represent_data(value)
            events.append(yaml.ScalarEvent(None, None, (True, False), node.value))


@lru_cache(maxsize=4096)
def _to_scalar(text: str) -> yaml.ScalarEvent:
    """Write a text, in quotes where it would be read as something else, such as a number."""
    resolvers = _DUMPER.yaml_implicit_resolvers
    is_plain = not any(pattern.match(text) for _, pattern in (*resolvers.get(text[:1], ()), *resolvers.get(None, ())))
    return yaml.ScalarEvent(None, None, (is_plain, True), text, style='"' if _SEPARATORS.search(text) else None)


BRIEF_FILES = Export(iter_brief_files)
