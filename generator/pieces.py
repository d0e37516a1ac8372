"""What was made of single files for those that hold many, kept beside a site from one build to the next.

A piece is good as long as the file that it was made of is the same, and the program is. The file of pieces has these
one after the other, then an index by path, and its length and digest at the end; pieces that are still good are copied
from the old one as they are. What is damaged is made anew: a piece has a digest in the index, and the index its own.
"""

import marshal
import os
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

from generator.exports.shelf import Keep
from generator.kept import is_own

# At the end of the file: the index's length in bytes, and its digest.
_END = struct.Struct("<Q16s")
# By the path of a file: its digest, and where its piece is: the first byte, the length, and the piece's digest.
_Index = dict[str, tuple[str, int, int, bytes]]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a site folder, and the digests of its files now; `engine` is the digest of the program."""

    target: Path
    engine: str
    digests: Mapping[str, str] = field(default_factory=dict)
    number: int = field(default_factory=os.getpid)

    @contextmanager
    def placed(self) -> Iterator[None]:
        """Put the pieces that are written meanwhile, here or in other processes, in their place at the end.

        On an error nothing of them is left. Their name is like that of a build's own folder until then, so that what a
        build leaves that is killed is cleared away.
        """
        draft = self._draft()
        try:
            yield
            if draft.exists():
                draft.replace(pieces_path(self.target))
        finally:
            draft.unlink(missing_ok=True)

    @contextmanager
    def keeping(self) -> Iterator[Keep]:
        """Give what keeps pieces; who asks for it asks for all that are worth keeping."""
        with ExitStack() as stack:
            old, known = stack.enter_context(self._opened(pieces_path(self.target)))
            new = stack.enter_context(self._draft().open("wb"))
            index: _Index = {}

            def keep(file: str, make: Callable[[], Any]) -> Any:
                data = _read_piece(old, known.get(file), self.digests[file])
                piece = make() if data is None else marshal.loads(data)
                if data is None:
                    data = marshal.dumps(piece)
                index[file] = (self.digests[file], new.tell(), len(data), _digest(data))
                new.write(data)
                return piece

            yield keep
            data = marshal.dumps(index)
            new.write(data + _END.pack(len(data), self._sign(data)))

    def _draft(self) -> Path:
        path = pieces_path(self.target)
        return path.with_name(f"{path.stem}-{self.number}{path.suffix}")

    @contextmanager
    def _opened(self, path: Path) -> Iterator[tuple[BinaryIO | None, _Index]]:
        """Open an old file of pieces, with its index; there is nothing in it where it is not to be used."""
        with ExitStack() as stack:
            with suppress(OSError):
                if is_own(path):
                    old = stack.enter_context(path.open("rb"))
                    if (index := self._read_index(old)) is not None:
                        yield old, index
                        return
            yield None, {}

    def _read_index(self, old: BinaryIO) -> _Index | None:
        end = old.seek(0, 2) - _END.size
        if end < 0:
            return None
        old.seek(end)
        length, sign = _END.unpack(old.read(_END.size))
        if length > end:
            return None
        old.seek(end - length)
        data = old.read(length)
        return marshal.loads(data) if sign == self._sign(data) else None

    def _sign(self, data: bytes) -> bytes:
        return blake2b(data, digest_size=16, key=self.engine.encode()[:64]).digest()


def pieces_path(target: Path) -> Path:
    """Return where the pieces of a site folder are kept: beside it, under a hidden name."""
    return target.parent / f".{target.name}.rows"


def _read_piece(old: BinaryIO | None, known: tuple[str, int, int, bytes] | None, digest: str) -> bytes | None:
    if old is None or known is None or known[0] != digest:
        return None
    _, start, length, check = known
    old.seek(start)
    data = old.read(length)
    return data if _digest(data) == check else None


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
