"""A site in shards: each of several machines makes a part of the pages, and one puts the parts together.

A part is to a merge what the last build is to the next: a folder, with the record of what was made there of what. So
a merge is a build that has several such folders to take from, and what no part has is made then: the files of many
records, the sitemap and the search. But where the next build makes anew whatever is stale, a merge refuses a part that
is not of this very site: who made it on another machine did not mean to have it made again here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

from generator import __version__
from generator.corpus import Corpus
from generator.errors import ConfigurationError
from generator.past import Past
from generator.record import read_record
from generator.settings import Settings
from generator.stale import Answers, to_question

# The record of a part lies inside it, and travels with it.
PART_RECORD = "part.record"
PART = "part"
_ALIKE = {
    "version": "was made by version {theirs} of the program, and this is {ours}",
    "moment": "was made for the moment {theirs}, and this is {ours}: give --now or SOURCE_DATE_EPOCH to all",
    "content": "was made of other content: merge it where the same commit is checked out",
    "frame": "was made with another configuration, or other options, hand-written pages, templates, packages or code",
}


@dataclass(frozen=True, slots=True)
class Shard:
    """One of the shares that a site is made in, counted from 1."""

    number: int
    count: int

    def holds(self, name: str) -> bool:
        """Tell whether this share has the unit of a name: for a unit it is the same from build to build."""
        return crc32(name.encode()) % self.count == self.number - 1


def parse_shard(text: str) -> Shard:
    """Parse a share, such as 2/5."""
    match = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", text, re.ASCII)
    if match is None or int(match[1]) > int(match[2]):
        raise ConfigurationError(f"“{text}” is not a share of the site: write 2/5 for the second of five")
    return Shard(int(match[1]), int(match[2]))


def to_facts(frame: str, settings: Settings, corpus: Corpus, answers: Answers) -> dict[str, str]:
    """Say what all parts of one site have in common."""
    content = blake2b(digest_size=16)
    for name in corpus.definitions:
        content.update(f"{name} {answers.answer(to_question('definitions', name))}\n".encode())
    content.update(repr(corpus.history).encode())
    return {
        "version": __version__,
        "moment": settings.generated_at.isoformat(),
        "content": content.hexdigest(),
        "frame": frame,
    }


def read_parts(folders: Sequence[Path]) -> tuple[Past, ...]:
    """Read the records of parts. Raises ConfigurationError unless they are all the parts of one number of shares."""
    found: dict[Shard, Past] = {}
    for folder in folders:
        past = Past(folder, read_record(folder / PART_RECORD), is_part=True)
        if PART not in past.record.notes:
            raise ConfigurationError(f"{folder} is no part of a site, or its file {PART_RECORD} is damaged")
        shard = Shard(*past.record.notes[PART]["shard"])
        if shard in found:
            twice = f"{shard.number} of {shard.count}"
            raise ConfigurationError(f"{found[shard].folder} and {folder} are the same part, {twice}")
        found[shard] = past
    counts = {shard.count: past.folder for shard, past in found.items()}
    if len(counts) > 1:
        said = ", ".join(f"{folder} of {count}" for count, folder in counts.items())
        raise ConfigurationError(f"these are parts of different numbers of shares: {said}")
    for count in counts:
        if missing := sorted(set(range(1, count + 1)) - {shard.number for shard in found}):
            raise ConfigurationError(f"of {count} parts there is no part {', '.join(map(str, missing))}")
    return tuple(found.values())


def check_parts(parts: Sequence[Past], facts: Mapping[str, str]) -> None:
    """Raise ConfigurationError where a part was not made of what this build is made of."""
    for part in parts:
        theirs = part.record.notes[PART]
        for name, said in _ALIKE.items():
            if theirs.get(name) != facts[name]:
                raise ConfigurationError(f"{part.folder} {said.format(theirs=theirs.get(name), ours=facts[name])}")
