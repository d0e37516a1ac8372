"""What was made of single files for those that hold many, kept beside a site from one build to the next.

A piece is good as long as the file that it was made of is the same, and the program is. The file of pieces has these
one after the other, then an index by path, and its length and digest at the end; pieces that are still good are copied
from the old one as they are. What is damaged is made anew: a piece has a digest in the index, and the index its own.
"""

import marshal
import os
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, cast

from generator.exports.shelf import Keep
from generator.folders import drafted
from generator.kept import is_own, sign

# At the end of the file: the index's length in bytes, and its digest.
_END = struct.Struct("<Q64s")
# By the path of a file: its digest, and where its piece is: the first byte, the length, and the piece's digest.
_Index = dict[str, tuple[str, int, int, bytes]]


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
            old, known = self._open(stack)
            new = stack.enter_context(self.draft.open("wb"))
            index: _Index = {}

            def keep(file: str, make: Callable[[], Any]) -> Any:
                data, check = _read_piece(old, known.get(file), self.digests[file])
                piece = marshal.loads(data) if check else make()
                if not check:
                    data = marshal.dumps(piece)
                    check = _digest(data)
                index[file] = (self.digests[file], new.tell(), len(data), check)
                new.write(data)
                return piece

            yield keep
            data = marshal.dumps(index)
            new.write(data + _END.pack(len(data), sign(data, self.engine)))

    def _open(self, stack: ExitStack) -> tuple[BinaryIO | None, _Index]:
        """Open the old file, and read its index; there is nothing in it where it is not to be used."""
        try:
            if not is_own(self.path):
                return None, {}
            old = stack.enter_context(self.path.open("rb"))
            return old, self._read_index(old)
        except OSError:
            return None, {}

    def _read_index(self, old: BinaryIO) -> _Index:
        end = old.seek(0, os.SEEK_END) - _END.size
        if end < 0:
            return {}
        old.seek(end)
        length, signed = _END.unpack(old.read(_END.size))
        if length > end:
            return {}
        old.seek(end - length)
        data = old.read(length)
        return cast(_Index, marshal.loads(data)) if signed == sign(data, self.engine) else {}


@contextmanager
def kept_pieces(target: Path, engine: str) -> Iterator[Pieces]:
    """Give the pieces of a site folder; those that are written meanwhile, in any process, are in place at the end."""
    path = target.parent / f".{target.name}.rows"
    with drafted(path) as draft:
        yield Pieces(path, draft, engine)


def _read_piece(old: BinaryIO | None, known: tuple[str, int, int, bytes] | None, digest: str) -> tuple[bytes, bytes]:
    """Return the bytes of a piece that is still good, and their digest; none of both where there is none."""
    if old is None or known is None or known[0] != digest:
        return b"", b""
    _, start, length, check = known
    old.seek(start)
    data = old.read(length)
    return (data, check) if _digest(data) == check else (b"", b"")


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
