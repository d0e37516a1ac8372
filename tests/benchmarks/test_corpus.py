"""The made-up corpus of the benchmark is valid, and the same every time."""

from collections import Counter
from datetime import UTC, datetime, time
from pathlib import Path
from random import Random

import pytest
import yaml

from benchmarks.corpus import SEED, TODAY, iter_briefs, write_corpus
from benchmarks.entities import make_world
from generator.checks import check_site
from generator.diagnostics import Severity
from generator.files import read_sources
from generator.model.file import decode_bytes

BRIEFS = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("corpus")
    write_corpus(found, BRIEFS)
    return found


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yml")}


def test_the_corpus_passes_the_check(folder: Path) -> None:
    read = read_sources(folder, folder)
    now = datetime.combine(TODAY, time(), UTC)
    checked = check_site([decode_bytes(raw.path, raw.location, raw.data) for raw in read.files], read.snapshots, now)
    assert [found for found in checked.diagnostics if found.severity is not Severity.NOTE] == []
    assert len(checked.corpus.briefs) == BRIEFS


def test_one_seed_gives_one_corpus_and_another_seed_another(folder: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path / "again", BRIEFS)
    write_corpus(tmp_path / "other", BRIEFS, seed=1)
    assert read_all(tmp_path / "again") == read_all(folder)
    assert read_all(tmp_path / "other") != read_all(folder)


def test_what_is_written_reads_back_as_it_was_made(folder: Path) -> None:
    world = make_world(BRIEFS, Random(SEED))
    made = {f"{brief.year}/{brief.id}.yml": brief.fields for brief in iter_briefs(world, BRIEFS)}
    read = {path: yaml.load(text, yaml.BaseLoader) for path, text in read_all(folder).items() if "/" in path}
    assert read == made


def test_briefings_are_as_long_and_as_full_as_real_ones(folder: Path) -> None:
    briefs = [text for path, text in read_all(folder).items() if "/" in path]
    assert 3_500 < sum(map(len, briefs)) / BRIEFS < 6_000
    together = b"".join(briefs).decode()
    for part in ("meetings", "quotes", "claims", "outcomes", "commitments", "original", "readouts", "positions"):
        assert f"{part}:" in together


def test_the_entities_grow_with_the_briefings_and_few_processes_take_most() -> None:
    world = make_world(2_000, Random(1))
    entities = sum(len(records) for kind, records in world.registries.items() if kind != "sources")
    assert 90 <= entities <= 130
    taken = Counter(world.pick_process(Random(number)) for number in range(500))
    assert taken.most_common(1)[0][1] > 2 * 500 / len(world.casts)
