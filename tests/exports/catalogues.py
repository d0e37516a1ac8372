"""Sites to export: of this repository's own briefs, and of one site of hostile texts in five scripts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from generator.build import read_build
from generator.checks import check_site
from generator.corpus import Corpus
from generator.exports import iter_exports
from generator.exports.catalogue import Catalogue, names_by_kind
from generator.exports.plain import Plain
from generator.model.file import decode_file
from generator.settings import Settings
from generator.site import read_content
from generator.source import SourceFile

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 1, 12, 30, tzinfo=UTC)
SITE = "https://example.org/site/"
SECRET = "Withheldium"


@dataclass(frozen=True)
class Published:
    """A corpus to export, and the settings that it is exported with."""

    corpus: Corpus
    settings: Settings

    @cached_property
    def items(self) -> Mapping[str, Mapping[str, Plain]]:
        """By kind and id, every brief and record as a plain value."""
        catalogue = Catalogue(self.settings, self.corpus)
        kinds = names_by_kind(self.corpus)
        return {kind: {name: catalogue.item(name) for name in names} for kind, names in kinds.items()}

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """By kind, every id."""
        return names_by_kind(self.corpus)


HOSTILE = (
    '</title></script><script>alert("1")</script><!-- ]]> &amp; &#0;',
    '=HYPERLINK("https://example.org","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "'already guarded",
    '-1+2, "quoted"; semi;colon, back\\slash \\n END:VEVENT',
    "BEGIN:VCALENDAR ER  - TY  - JOUR",
    "50% of {unbalanced $x^2$ } } #1 & co_op ~ \\end{document} \\",
    "{{ 7*7 }} {% raw %} ${HOME} `id`",
    "Заява: «жодного прогресу» — 10 березня",
    "لم يُحرز أي تقدم؛ قال الوزير: «لا»",
    "停火未达成协议，双方同意继续谈判。",
    "युद्धविराम पर कोई सहमति नहीं बनी।",
    "Zażółć gęślą jaźń – naïve ﬁ ２０２２ 🕊️ é",
)
_WIDE = ("＝1+1", "\u200fعربي first", "a\u00a0b\u00adc\ufeffd")


@cache
def real() -> Published:
    """The catalogue of this repository's briefs."""
    content = read_content(read_build(ROOT / "mkdocs.yml", NOW).settings)
    return Published(content.corpus, replace(content.settings, site_url=SITE))


@cache
def hostile() -> Published:
    """A catalogue whose every text is hostile; a draft and an embargoed brief are held back."""
    texts = [*HOSTILE, *_WIDE]
    head = {"date": "2022-03-10", "conflict": "war", "summary": "Nothing was agreed [@report].", "process": "talks"}
    held = {"title": SECRET, "people": {"secret-person": {"name": SECRET}}, "tags": [SECRET]}
    files = [
        ("conflicts.yml", {"war": {"name": texts[0]}}),
        ("processes.yml", {"talks": {"name": texts[8], "conflict": "war"}}),
        ("issues.yml", {"truce": {"name": texts[9]}}),
        ("parties.yml", {"side": {"name": texts[6], "kind": "state"}}),
        ("people.yml", {"speaker": {"name": texts[10], "names": {"ar": texts[9]}, "aliases": list(texts)}}),
        ("places.yml", {"town": {"name": texts[11], "lat": "12.3456789", "lon": "-0.0004", "disputed": texts[4]}}),
        ("sources.yml", {"report": {"title": texts[2], "publisher": texts[1], "kind": "wire_report"}}),
        *((f"2022/brief-{number}.yml", _brief(text, head, number)) for number, text in enumerate(texts)),
        ("2022/draft.yml", {**head, **held, "status": "draft"}),
        ("2022/embargoed.yml", {**head, **held, "people": {}, "embargo_until": "2030-01-01T00:00:00Z"}),
    ]
    decoded = [decode_file(SourceFile(path, json.dumps(value, ensure_ascii=False)), path) for path, value in files]
    checked = check_site(decoded, {}, NOW)
    errors = [found for found in checked.diagnostics if found.severity.value == "error"]
    assert not errors, errors
    return Published(checked.corpus, replace(real().settings, site_name=f"Site {HOSTILE[0]}", disclaimer=HOSTILE[6]))


def outputs(catalogue: Published) -> Mapping[str, bytes]:
    """Return every file of a catalogue by its path."""
    made = list(iter_exports(catalogue.corpus, catalogue.settings))
    found = {each.path: each.data for each in made}
    assert len(found) == len(made), "two files have one path"
    return found


@cache
def hostile_outputs() -> Mapping[str, bytes]:
    """Return every file of the hostile catalogue."""
    return outputs(hostile())


@cache
def real_outputs() -> Mapping[str, bytes]:
    """Return every file of this repository's briefs."""
    return outputs(real())


def _brief(text: str, head: Mapping[str, Any], number: int) -> dict[str, Any]:
    sources = ["report"]
    pledge = {"id": "pledge", "text": text, "due": "2022-04", "status": "pending", "sources": sources}
    meeting: dict[str, Any] = {"id": "talks", "title": text, "date": "2022-03-10", "place": "town", "sources": sources}
    if number % 2:
        meeting |= {"start": "11:25", "timezone": "Europe/Istanbul", "venue": text}
    return {
        **head,
        "title": text,
        "authors": [text],
        "tags": [text],
        "updated": "2022-03-12",
        "corrections": [{"date": "2022-03-12", "text": "A number was wrong."}],
        "meetings": [meeting],
        "quotes": [{"speaker": "speaker", "text": f"{text}\n\n{text}", "language": "en", "sources": sources}],
        "claims": [{"attribution": text, "statement": text, "sources": sources}],
        "positions": [{"by": "side", "issue": "truce", "kind": "offer", "text": text, "sources": sources}],
        "outcomes": [
            {"issue": "truce", "status": "not_agreed", "text": text, "commitments": [pledge], "sources": sources}
        ],
    }
