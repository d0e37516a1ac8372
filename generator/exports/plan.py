"""What an export is, and what of its files is made together.

Files are made in two steps. First those of each record: of the corpus, by one record at a time. Then those that hold
many records: of files of the first step, and of nothing else. So it can be told of each what it is made of, and a file
is made anew only when that has changed.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from generator.corpus import Corpus
from generator.exports.catalogue import Catalogue
from generator.exports.shelf import Shelf
from generator.render import Output
from generator.settings import Settings


class LargeFile(NamedTuple):
    """A file that grows with the site, given piece by piece, so that it need not be in memory as a whole."""

    path: str
    pieces: Iterable[bytes]

    @property
    def data(self) -> bytes:
        """The content as bytes; it can be had once."""
        return b"".join(self.pieces)


class PlannedFiles(NamedTuple):
    """Files that are made together: a name that they keep from build to build, what makes them, and of what files.

    `reads` are paths of files of single records. The order matters: what is made takes it over.
    """

    name: str
    build: Callable[[Shelf], Iterator[Output | LargeFile]]
    reads: tuple[str, ...] = ()


def no_files(catalogue: Catalogue, kind: str, name: str) -> Iterator[Output]:
    """Make nothing of a record."""
    return iter(())


def no_plan(corpus: Corpus, settings: Settings) -> Iterator[PlannedFiles]:
    """Make nothing of many records."""
    return iter(())


def no_preparation(corpus: Corpus) -> None:
    """Work out nothing beforehand."""


class Export(NamedTuple):
    """A kind of data: the files that one record has, and those that hold many.

    `prepare` works out what is the same for many records, and takes so long that not every process shall do it.
    """

    of_record: Callable[[Catalogue, str, str], Iterator[Output]] = no_files
    plan: Callable[[Corpus, Settings], Iterator[PlannedFiles]] = no_plan
    prepare: Callable[[Corpus], None] = no_preparation
