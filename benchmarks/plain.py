"""The made-up corpus as plain Markdown, as a small script would write it: for other programs to build the same from.

Headings, lists, tables, block quotes and links; a page for each briefing and each entity, which lists up to 200 of the
briefings that name it; lists by kind and by year.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from benchmarks.corpus import SEED, Brief, iter_briefs
from benchmarks.entities import Fields, World, make_world

MOST_LINKS = 200
# Makes the address of a page out of its folder and its name; every page but the home page lies in a folder.
Link = Callable[[str, str], str]
_REFERENCE = re.compile(r"\[\[([a-z0-9-]+)\]\]|\[@([a-z0-9-]+)(?:, ([^\]]+))?\]")


def link_in_mkdocs(folder: str, name: str) -> str:
    """Link to a page's source, as MkDocs wants it."""
    return f"../{folder}/{name}.md"


def link_in_hugo(folder: str, name: str) -> str:
    """Link to a page's address, as Hugo prints it."""
    return f"../../{folder}/{name}/"


def write_plain(folder: Path, briefs: int, link: Link, home: str = "index.md", seed: int = SEED) -> int:
    """Write the corpus below a folder; return how many pages there are."""
    count = 0
    for path, text in iter_pages(briefs, link, home, seed):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        count += 1
    return count


def iter_pages(briefs: int, link: Link, home: str = "index.md", seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Make every page: its path and its Markdown."""
    world = make_world(briefs, Random(seed))
    writer = _Writer(link, *_index(world))
    years: dict[str, list[str]] = {}
    for brief in iter_briefs(world, briefs, seed):
        writer.sources.update(brief.fields.get("sources", {}))
        writer.titles[brief.id] = ("briefs", brief.fields["title"])
        years.setdefault(brief.year, []).append(brief.id)
        yield f"briefs/{brief.id}.md", writer.brief(brief)
    for kind, records in world.registries.items():
        if kind != "sources":
            yield from ((f"{kind}/{name}.md", writer.entity(name, made)) for name, made in records.items())
            yield f"index/{kind}.md", writer.listing(kind.capitalize(), records)
    yield from ((f"index/{year}.md", writer.listing(f"Briefings of {year}", names)) for year, names in years.items())
    writer = replace(writer, link=lambda folder, name: link(folder, name).replace("../", ""))
    latest = writer.listing("Briefings", years[max(years)][-20:])
    lists = _bullets(
        f"[{name}]({writer.link('index', name)})" for name in (*world.registries, *years) if name != "sources"
    )
    yield home, f"{latest}\n{lists}\n"


def _index(world: World) -> tuple[dict[str, tuple[str, str]], dict[str, Fields]]:
    titles = {
        name: (kind, str(made.get("name") or made["title"]))
        for kind, records in world.registries.items()
        for name, made in records.items()
    }
    return titles, dict(world.registries["sources"])


@dataclass(frozen=True)
class _Writer:
    """Writes pages, and gathers on the way which briefings name which entity."""

    link: Link
    titles: dict[str, tuple[str, str]]
    sources: dict[str, Fields]
    named: dict[str, dict[str, str]] = field(default_factory=dict)

    def brief(self, brief: Brief) -> str:
        """Write the page of a briefing."""
        fields = brief.fields
        page = _Page(self, brief.id)
        parts = [
            _front_matter(fields["title"]),
            f"# {fields['title']}",
            f"{fields['date']} · {page.to(fields['conflict'])} · {page.to(fields['process'])}",
            page.rich(fields["summary"]),
            *([f"Continues {page.to(fields['follows'])}."] if "follows" in fields else []),
            *page.section("Key points", [_bullets(map(page.rich, fields["key_points"]))]),
            *page.section("What is not known", [_bullets(map(page.rich, fields["not_known"]))]),
            *page.section("Meetings", map(page.meeting, fields["meetings"])),
            *page.section("Outcomes", map(page.outcome, fields["outcomes"])),
            *page.section("In their words", map(page.quote, fields["quotes"])),
            *page.section("Claims and responses", map(page.claim, fields["claims"])),
            *page.section("The readouts compared", map(page.readout, fields.get("readouts", ()))),
            *page.section("Positions", page.positions(fields.get("positions", ()))),
            *page.section("Figures", page.figures(fields.get("figures", ()))),
            *page.section("Next steps", page.next_steps(fields.get("next_steps", ()))),
            *page.section("Background", map(page.rich, [fields["background"]] if "background" in fields else [])),
            *page.section("Sources", [page.source_list()]),
            f"By {', '.join(fields['authors'])}, as of {fields['as_of']}. Tags: {', '.join(fields['tags'])}.",
        ]
        return "\n\n".join(parts) + "\n"

    def entity(self, name: str, fields: Fields) -> str:
        """Write the page of a record: what its fields say, and the newest briefings that name it."""
        _, title = self.titles[name]
        page = _Page(self, name)
        facts = [f"**{key.replace('_', ' ').capitalize()}**: {page.value(value)}" for key, value in fields.items()]
        newest = list(self.named.get(name, {}).items())[: -MOST_LINKS - 1 : -1]
        links = [f"{page.to(brief)}: {role}" for brief, role in newest]
        parts = [_front_matter(title), f"# {title}", _bullets(facts), *page.section("Briefings", [_bullets(links)])]
        return "\n\n".join(parts) + "\n"

    def listing(self, title: str, names: Iterable[str]) -> str:
        """Write a list of pages."""
        lines = [f"[{self.titles[name][1]}]({self.link(self.titles[name][0], name)})" for name in names]
        return f"{_front_matter(title)}\n\n# {title}\n\n{_bullets(lines)}\n"


class _Page:
    """One page on the way: numbers its sources, and notes in what part of it an entity is named."""

    def __init__(self, writer: _Writer, name: str) -> None:
        self.writer = writer
        self.name = name
        self.cited: dict[str, int] = {}

    def section(self, title: str, parts: Iterable[str]) -> list[str]:
        written = [part for part in parts if part]
        return [f"## {title}", *written] if written else []

    def to(self, name: str, role: str = "named") -> str:
        """Link to a record or a briefing."""
        kind, title = self.writer.titles[name]
        if kind == "sources":
            return f"[{title}]({self.writer.sources[name]['url']})"
        if kind != "briefs":
            self.writer.named.setdefault(name, {}).setdefault(self.name, role)
        return f"[{title}]({self.writer.link(kind, name)})"

    def all(self, names: Iterable[str], role: str = "named") -> str:
        return ", ".join(self.to(name, role) for name in names)

    def note(self, source: str, locator: str = "") -> str:
        number = self.cited.setdefault(source, len(self.cited) + 1)
        return f"[{number}](#sources){f' ({locator})' if locator else ''}"

    def notes(self, fields: Fields) -> str:
        notes = [item if isinstance(item, dict) else {"source": item} for item in fields["sources"]]
        return ", ".join(self.note(note["source"], note.get("locator", "")) for note in notes)

    def rich(self, text: str) -> str:
        return _REFERENCE.sub(lambda found: self.to(found[1]) if found[1] else self.note(found[2], found[3]), text)

    def value(self, value: object) -> str:
        """Write any field of a record."""
        if isinstance(value, str):
            return self.to(value) if value in self.writer.titles else self.rich(value)
        if isinstance(value, Mapping):
            return ", ".join(f"{key} {self.value(item)}" for key, item in value.items())
        assert isinstance(value, Sequence)
        return "; ".join(map(self.value, value))

    def meeting(self, fields: Fields) -> str:
        rows = {
            "When": f"{fields['date']}, {fields['start']}–{fields['end']} {fields['timezone']}",
            "Where": f"{self.to(fields['place'], 'meeting')}, {fields['venue']}",
            "Form": ", ".join(fields[key] for key in ("interaction", "channel", "level")),
            "Round": fields["round"],
            "Host": self.to(fields["host"], "host"),
            "Agenda": self.all(fields["agenda"], "agenda"),
            "Sources": self.notes(fields),
        }
        present = _bullets(
            f"{self.to(item['person'], item['role'])}: {item['role']}" for item in fields["participants"]
        )
        return f"### {fields['title']}\n\n{_table(('Meeting', ''), rows.items())}\n\n{present}"

    def quote(self, fields: Fields) -> str:
        original = fields.get("original")
        lines = [
            fields.get("context", ""),
            f"> {fields['text']}",
            f"> {original['text']} ({original['language']}, translation {fields['translator']})" if original else "",
            f"— {self.to(fields['speaker'], 'speaker')}, {fields['setting']}, {fields['meeting']},"
            f" on {self.all(fields['about'])} {self.notes(fields)}",
        ]
        return "\n\n".join(line for line in lines if line)

    def claim(self, fields: Fields) -> str:
        answers = [
            f"{self.to(answer['by'], 'response')} {answer['response']}: {answer['statement']} {self.notes(answer)}"
            for answer in fields["responses"]
        ]
        made = f"{self.to(fields['by'], 'claim')} says: {fields['statement']} {self.notes(fields)}"
        return f"{made} (about {self.all(fields['about'])})\n\n{_bullets(answers)}"

    def outcome(self, fields: Fields) -> str:
        lines = [
            f"### {self.to(fields['issue'], 'outcome')}: {fields['status']}",
            f"{fields['text']} {self.notes(fields)}",
        ]
        lines.append(
            f"In {self.all(fields['places'])}, {fields['meeting']}, according to {self.all(fields['according_to'])}"
        )
        if "agreement" in fields:
            lines.append(f"Agreement: {self.to(fields['agreement'], 'outcome')}")
        promises = fields.get("commitments", ())
        lines.append(
            _bullets(
                f"{self.all(item['by'], 'commitment')}: {item['text']} **{item['status']}** {self.notes(item)}"
                for item in promises
            )
        )
        return "\n\n".join(line for line in lines if line)

    def readout(self, fields: Fields) -> str:
        rows = [
            (
                point["text"],
                f"{self.to(account['by'])}: {account['coverage']} {account.get('text', '')} {self.notes(account)}",
            )
            for point in fields["points"]
            for account in point["accounts"]
        ]
        return _table(("Point", "Account"), rows)

    def positions(self, items: Sequence[Fields]) -> list[str]:
        rows = [
            (
                self.to(item["issue"], "position"),
                self.to(item["by"], "position"),
                f"{item['kind']}: {item['text']} To {self.all(item['to'])}, {item['meeting']} {self.notes(item)}",
            )
            for item in items
        ]
        return [_table(("Issue", "By", "Position"), rows)] if rows else []

    def figures(self, items: Sequence[Fields]) -> list[str]:
        rows = [
            (item["label"], item["value"], self.to(item["by"], "figure"), item["as_of"], self.notes(item))
            for item in items
        ]
        return [_table(("Figure", "Value", "By", "As of", "Sources"), rows)] if rows else []

    def next_steps(self, items: Sequence[Fields]) -> list[str]:
        return [_bullets(f"{item['date']}: {self.rich(item['text'])}" for item in items)]

    def source_list(self) -> str:
        sources = [(self.writer.sources[name], number) for name, number in self.cited.items()]
        return "\n".join(
            f"{number}. [{source['title']}]({source['url']}), {source['publisher']}, {source['published']}"
            for source, number in sources
        )


def _front_matter(title: str) -> str:
    return f'---\ntitle: "{title}"\n---'


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
