"""Makes the data files of a site, in processes: those of records, and those that hold many (see `exports/plan.py`)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator.exports import iter_record_files
from generator.exports.catalogue import Catalogue
from generator.exports.plain import Plain
from generator.exports.plan import LargeFile, PlannedFiles
from generator.exports.shelf import Shelf
from generator.folders import iter_files, link_file, read_digest, read_file
from generator.pieces import Pieces
from generator.processes import collection_paused
from generator.record import MadeUnits, to_numbers
from generator.render import Output
from generator.site import Content
from generator.stale import Asked, Watch
from generator.tree import Tree

Digests = Mapping[str, str]


@dataclass(frozen=True)
class DataMaker:
    """All that it takes to make data files: the corpus, the folder to write into, and the last build's folder.

    `old` are the digests of the last build's files: one that comes out as it was stays the file that it was. What files
    that hold many are made of is kept in `pieces`.
    """

    content: Content
    folder: Path
    target: Path
    old: Digests
    pieces: Pieces | None = None
    references: dict[str, Plain] = field(default_factory=dict)

    def make_of_records(self, names: Iterable[str]) -> MadeUnits:
        """Make the files of records; return what they asked of the corpus."""
        tree = Tree(self.folder)
        watch = Watch(self.content.corpus)
        questions: dict[Asked, int] = {}
        units = {}
        with collection_paused():
            for name in names:
                catalogue = Catalogue(self.content.settings, watch.corpus, self.references)
                with watch.gathering() as asked:
                    files = self._write(tree, iter_record_files(catalogue, name))
                units[unit_of(name)] = (files, to_numbers([questions.setdefault(one, len(questions)) for one in asked]))
        return MadeUnits(tuple(questions), units)

    def make_of_many(self, plans: Iterable[PlannedFiles]) -> MadeUnits:
        """Make files that hold many records."""
        files = _Files(self.folder, self.target)
        shelf, tree = Shelf(self.content.settings, files, keeper=self.pieces), Tree(self.folder)
        with collection_paused():
            made = {each.name: self._write(tree, each.build(shelf.choose(each.reads))) for each in plans}
        return MadeUnits((), {name: (files, to_numbers()) for name, files in made.items()})

    def write(self, output: Output) -> Digests:
        """Write one file."""
        return self._write(Tree(self.folder), [output])

    def _write(self, tree: Tree, outputs: Iterable[Output | LargeFile]) -> Digests:
        files = {}
        for output in outputs:
            path = output.path
            if isinstance(output, LargeFile):
                files[path] = tree.write_pieces(path, output.pieces)
            else:
                files[path] = tree.write(path, output.data)
            if files[path] == self.old.get(path) == read_digest(self.target / path):
                (self.folder / path).unlink()
                link_file(self.target / path, self.folder / path)
        return files


class _Files(Mapping[str, bytes]):
    """The files of a folder by path, read when they are asked for.

    One that is taken from an older folder may be on its way, and is read there.
    """

    def __init__(self, folder: Path, old: Path) -> None:
        self._folder = str(folder)
        self._old = str(old)

    def __getitem__(self, path: str) -> bytes:
        try:
            return read_file(f"{self._folder}/{path}")
        except FileNotFoundError:
            return read_file(f"{self._old}/{path}")

    def __iter__(self) -> Iterator[str]:
        return iter_files(Path(self._folder))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def unit_of(name: str) -> str:
    """Return the name of the unit that a record's files are."""
    return f"files of {name}"


def key_of(planned: PlannedFiles, moment: str, digests: Digests) -> str:
    """Return what files of many are made of: what was planned, the moment that they name, and the files they read."""
    parts = [moment, repr(getattr(planned.build, "args", ())), *(digests[path] for path in planned.reads)]
    return sha256("\n".join(parts).encode()).hexdigest()
