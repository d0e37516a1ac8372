"""What was made of single files for those that hold many, kept beside a site from one build to the next.

A piece is good as long as the file that it was made of is the same, and the program is. The file of pieces has these
one after the other, then an index by path, and its length and digest at the end. While most of them are good, new ones
are written over the index, and a new one after them; else the good ones are copied into a new file. What is damaged is
made anew: a piece has a digest in the index, and the index its own.
"""

import marshal
import os
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from generator.exports.shelf import Keep
from generator.folders import drafted
from generator.kept import is_own, sign

# At the end of the file: the index's length in bytes, and its digest.
_END = struct.Struct("<Q64s")


class _Place(NamedTuple):
    """The digest of a file, and where its piece is: the first byte, the length in bytes, and the piece's digest."""

    digest: str
    start: int
    length: int
    check: bytes


# By the path of a file.
_Index = dict[str, _Place]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The file of the last build's pieces, and the one for those of this build; `engine` is the program's digest.

    `digests` are those of the site's files now.
    """

    path: Path
    draft: Path
    engine: str
    digests: Mapping[str, str] = field(default_factory=dict)

    @contextmanager
    def keeping(self) -> Iterator[Keep]:
        """Give what keeps pieces; who asks for it asks for all that are worth keeping."""
        with ExitStack() as stack:
            old, known, start = self._open(stack)
            good = {file: place for file, place in known.items() if place.digest == self.digests.get(file)}
            is_same = start > 0 and 2 * sum(place.length for place in good.values()) >= start
            new = stack.enter_context(self.path.open("r+b") if is_same else self.draft.open("wb"))
            end = new.seek(start if is_same else 0)
            # Where the file stays, what is in it is good to the end.
            waiting: list[bytes] = []
            write = waiting.append if is_same else new.write
            index: _Index = {}

            def keep(file: str, make: Callable[[], Any]) -> Any:
                nonlocal end
                place = good.get(file)
                data = _read_piece(old, place)
                piece = marshal.loads(data) if data else make()
                if place and data and is_same:
                    index[file] = place
                else:
                    data = data or marshal.dumps(piece)
                    index[file] = _Place(self.digests[file], end, len(data), _digest(data))
                    end += len(data)
                    write(data)
                return piece

            yield keep
            if is_same and index == known:
                return
            new.writelines(waiting)
            data = marshal.dumps({file: tuple(place) for file, place in index.items()})
            new.write(data + _END.pack(len(data), sign(data, self.engine)))
            new.truncate()

    def _open(self, stack: ExitStack) -> tuple[BinaryIO | None, _Index, int]:
        """Open the old file; return its index and where that begins. Nothing is in it where it is not to be used."""
        try:
            if not is_own(self.path):
                return None, {}, 0
            old = stack.enter_context(self.path.open("rb"))
            return old, *self._read_index(old)
        except OSError:
            return None, {}, 0

    def _read_index(self, old: BinaryIO) -> tuple[_Index, int]:
        end = old.seek(0, os.SEEK_END) - _END.size
        if end < 0:
            return {}, 0
        old.seek(end)
        length, signed = _END.unpack(old.read(_END.size))
        if length > end:
            return {}, 0
        old.seek(end - length)
        data = old.read(length)
        if signed != sign(data, self.engine):
            return {}, 0
        return {file: _Place(*place) for file, place in marshal.loads(data).items()}, end - length


@contextmanager
def kept_pieces(target: Path, engine: str) -> Iterator[Pieces]:
    """Give the pieces of a site folder; those that are written meanwhile, in any process, are in place at the end."""
    path = target.parent / f".{target.name}.rows"
    with drafted(path) as draft:
        yield Pieces(path, draft, engine)


def _read_piece(old: BinaryIO | None, place: _Place | None) -> bytes:
    """Return the bytes of a piece that is still good; none where there is none."""
    if old is None or place is None:
        return b""
    old.seek(place.start)
    data = old.read(place.length)
    return data if _digest(data) == place.check else b""


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
