"""The files of single records, of which the files that hold many are made."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar, cast

import orjson

from generator.exports.imprint import Imprint
from generator.exports.plain import Plain
from generator.pages.downloads import API

T = TypeVar("T")
# In a record's file of the API the record comes last. Quotation marks in texts are escaped, so this is in none.
ITEM = b',"item":'
# How many things are kept for the next file that holds them: it bounds the memory, whatever the size of the site.
_KEPT = 2000


# Gives what was made of a file, made now or kept from earlier: lists, tuples, mappings, texts and numbers.
Keep = Callable[[str, Callable[[], Any]], Any]


class Keeper(Protocol):
    """Keeps what was made of single files from one build to the next."""

    def keeping(self) -> AbstractContextManager[Keep]:
        """Give what keeps pieces."""


@dataclass(frozen=True)
class Shelf(Imprint):
    """Files by path, and what was made of single ones of them; only what stands in `reads` can be read."""

    files: Mapping[str, bytes]
    reads: tuple[str, ...] = ()
    keeper: Keeper | None = None
    _chosen: frozenset[str] = frozenset()
    _kept: dict[tuple[str, str], Any] = field(default_factory=dict)

    def choose(self, reads: tuple[str, ...]) -> "Shelf":
        """Return a shelf of these files alone."""
        return replace(self, reads=reads, _chosen=frozenset(reads))

    def read(self, path: str) -> bytes:
        """Return the content of a file."""
        if path not in self._chosen:
            raise KeyError(f"{path} is read, and is not among what was planned to be read")
        return self.files[path]

    def json(self, path: str) -> bytes:
        """Return a record as JSON, without what the file says of itself."""
        return self.read(path).partition(ITEM)[2][:-1]

    def item(self, path: str) -> Plain:
        """Return a record as a plain value."""
        return self.once("item", path, self.decode)

    def items(self) -> Iterator[Plain]:
        """Yield all records, one at a time."""
        return map(self.decode, self.reads)

    def keeping(self) -> AbstractContextManager[Keep]:
        """Give what keeps pieces from one build to the next; without a keeper each is made."""
        return self.keeper.keeping() if self.keeper else nullcontext(lambda path, make: make())

    def once(self, what: str, path: str, make: Callable[[str], T]) -> T:
        """Make something of one file once, for all files that hold it."""
        if path not in self._chosen:
            raise KeyError(path)
        key = (what, path)
        if key not in self._kept:
            made = make(path)
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = made
        return cast(T, self._kept[key])

    def decode(self, path: str) -> Plain:
        """Return a record as a plain value that is read once."""
        return cast(Plain, orjson.loads(self.json(path)))


def item_path(kind: str, name: str) -> str:
    """Return the address of a record's file, which is what others are made of."""
    return f"{API}{kind}/{name}.json"
