"""A small invented world: two sides, a mediator, two rounds of talks, an agreement, and a draft that is held back."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks import check_site
from generator.corpus import Corpus
from generator.model.file import decode_bytes
from generator.pages.entries import Entry, build_view
from generator.pages.scribe import Scribe
from generator.settings import Settings

NOW = datetime(2031, 6, 15, tzinfo=UTC)
SECRET = "Unspeakable"

FILES = {
    "conflicts.yml": """
        river-war: {name: River war, parties: [west, east], places: [port], started: 2030, status: active}
        """,
    "processes.yml": """
        peace: {name: Peace talks, conflict: river-war, started: 2031-04, summary: "The talks [@wire].",
                third_parties: [{party: north, role: mediator}]}
        side-talks: {name: Talks on prisoners, conflict: river-war, part_of: peace}
        """,
    "parties.yml": """
        east: {name: Eastern Republic, short_name: East, kind: state}
        west: {name: West, kind: state, disputed: Not recognised by all.}
        north: {name: North, kind: state}
        west-army: {name: Army of the West, kind: armed_forces, part_of: [west]}
        """,
    "people.yml": """
        ada: {name: Ada Eastman, sort_name: "Eastman, Ada", names: {uk: Ада Істман}, aliases: [A. Eastman],
              roles: [{title: Deputy minister, party: east, from: 2029-01-01, until: 2030-12-31},
                      {title: Minister, party: east, from: 2031-01-01}]}
        wim: {name: Wim Vest, sort_name: "Vest, Wim", roles: [{title: Envoy, party: west}]}
        """,
    "places.yml": """
        coast: {name: The coast, kind: region}
        port: {name: Port, within: coast, lat: 44.123456, lon: 30.987654, precision: settlement}
        fort: {name: Fort, within: coast, lat: 44.9, lon: 31.9, precision: country, disputed: Held by one side.}
        """,
    "issues.yml": """
        truce: {name: Truce, category: ceasefire}
        prisoners: {name: Prisoners, category: detainees}
        """,
    "agreements.yml": """
        first-deal:
          title: First deal
          kind: ceasefire
          process: peace
          parties: [west, east]
          signatories: [{person: ada, on_behalf_of: east}, {person: wim, on_behalf_of: west, title: Chief envoy}]
          history:
            - {date: 2031-05-05, status: signed, sources: [wire]}
            - {date: 2031-05-20, status: suspended, by: west, note: "After shelling [@radio].", sources: [wire]}
          commitments:
            - {id: guns, by: [west], to: [east], issue: truce, text: To move the guns., due: 2031-06-01,
               status: pending, sources: [wire]}
            - {id: maps, by: [east], issue: truce, text: To hand over maps., due: 2031-07-01, status: fulfilled,
               sources: [wire]}
          sources: [wire]
        second-deal:
          title: Second deal
          kind: partial_agreement
          related: [{agreement: first-deal, relation: implements}]
          status: proposed
          sources: [wire]
        """,
    "sources.yml": """
        wire: {title: Talks end, publisher: The Wire, kind: wire_report, published: 2031-05-05,
               url: "https://example.org/wire"}
        radio: {title: Evening news, publisher: Radio, kind: broadcast, published: 2031-05-20}
        """,
    "2031/round-one.yml": """
        title: First round
        date: 2031-05-04
        conflict: river-war
        process: peace
        formerly: [old-round]
        summary: The sides met [@wire]; [[ada]] spoke [@radio, minute 3].
        updated: 2031-05-06
        meetings:
          - {id: talks, title: The first meeting, date: 2031-05-04, start: "11:25", timezone: Europe/Istanbul,
             place: port, round: 1, host: north, channel: in_person, level: ministerial, agenda: [truce],
             sources: [wire], participants: [{person: ada, role: delegation_head}, wim, {party: north, role: mediator}]}
        quotes:
          - {id: simple, speaker: ada, text: We want a truce today., about: [truce], setting: interview,
             context: "On the truce [@wire].", sources: [wire]}
          - {speaker: wim, text: no truce, kind: partial, lead: There will be, about: [ada], date: 2031-05-05,
             sources: [{source: wire, locator: para 2}, radio]}
          - {attribution: an officer, party: west, text: All is quiet., kind: paraphrase, sources: [radio]}
        claims:
          - {id: shelling, by: ada, statement: The West shelled the port., about: [port], sources: [wire],
             responses: [{by: west-army, response: denies, statement: Not so., sources: [radio]}]}
        positions:
          - {by: ada, issue: truce, kind: demand, text: A truce at once., to: [west], sources: [wire],
             responses: [{by: wim, response: rejects, sources: [wire]}]}
          - {by: west, issue: truce, kind: condition, text: First the guns., date: 2031-05-05, sources: [wire]}
        outcomes:
          - {issue: truce, status: not_agreed, text: No truce., places: [port], meeting: talks, sources: [wire]}
          - {issue: prisoners, status: agreed, text: Prisoners go home., sources: [wire],
             commitments: [{id: home, by: [west, east], text: To let them go., status: in_progress, sources: [wire]}]}
        corrections:
          - {date: 2031-05-06, text: "The name of the [[port]] was wrong [@wire]."}
        """,
    "2031/round-two.yml": """
        title: Second round
        date: 2031-05-10
        conflict: river-war
        process: side-talks
        follows: round-one
        summary: They met again [@wire].
        meetings:
          - {id: again, title: The second meeting, date: 2031-05-10, place: port, participants: [ada], sources: [wire]}
          - {id: later, title: The third meeting, date: 2031-07-01, status: announced, sources: [wire]}
        outcomes:
          - {issue: truce, status: talks_to_continue, text: They go on., meeting: again, sources: [wire]}
        """,
    "2031/held.yml": f"""
        title: {SECRET}
        date: 2031-06-01
        status: draft
        conflict: river-war
        process: peace
        summary: "{SECRET} [@secret-source], with [[ada]]."
        corrections: [{{date: 2031-06-02, text: {SECRET}}}]
        people: {{secret-person: {{name: {SECRET}}}}}
        sources: {{secret-source: {{title: {SECRET}, kind: report}}}}
        """,
}


def read_world(files: Mapping[str, str] = FILES) -> Corpus:
    """Decode and check files, which have no mistakes, and return what is published of them."""
    texts = {path: "\n".join(line[8:] for line in text.split("\n")) for path, text in files.items()}
    decoded = [decode_bytes(path, path, text.encode()) for path, text in texts.items()]
    checked = check_site(decoded, {}, NOW)
    errors = [found for found in checked.diagnostics if found.severity == "error"]
    assert errors == []
    return checked.corpus


@cache
def world() -> Corpus:
    """The world as it is published."""
    return read_world()


def settings() -> Settings:
    """Settings of a site at no address, on a fixed day."""
    root = Path("site")
    return Settings(
        root=root,
        config_file=root / "mkdocs.yml",
        docs_dir=root / "docs",
        briefs_dir=root / "briefs",
        templates_dir=root / "templates",
        site_name="The River",
        site_url="",
        language="en",
        disclaimer="",
        licence="MIT",
        licence_url="",
        edit_url="",
        menu=(),
        links=(),
        now=NOW,
    )


def scribe(url: str = "") -> Scribe:
    """A scribe of the world at an address."""
    return Scribe.at(url, world(), settings())


def views(entries: Iterable[Entry], url: str = "x/") -> list[Any]:
    """Build what the entries of a list show."""
    return [build_view(scribe(url), entry.form, entry.statement) for entry in entries]
