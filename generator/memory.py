"""What a site's files were decoded to, kept from one reading to the next: of most files nothing has changed.

A preview keeps it while it runs, a build beside the site.
"""

import pickle
from hashlib import blake2b
from pathlib import Path

from generator.files import KnownBytes, RawFile
from generator.kept import read_kept, write_kept
from generator.model.file import DecodedFile, decode_bytes

_KeyOfFile = tuple[str, bytes]
# Of how many files in a hundred that were decoded anew it is written: a few are sooner decoded than all are written.
_CHANGED = 2


class Memory:
    """What was read of a site's files: one that is as it was is neither read nor decoded again."""

    def __init__(self) -> None:
        self.known: KnownBytes = {}
        self.decoded: dict[str, tuple[_KeyOfFile, DecodedFile]] = {}
        self._seen: set[str] = set()
        self._new = 0

    def decode(self, raw: RawFile) -> DecodedFile:
        """Decode a file, or give what it was decoded to."""
        self._seen.add(raw.path)
        key = (raw.location, blake2b(raw.data, digest_size=16).digest())
        known, decoded = self.decoded.get(raw.path, (None, None))
        if decoded is None or known != key:
            decoded = decode_bytes(raw.path, raw.location, raw.data)
            for definition in decoded.definitions:
                # Worked out now, it is kept, too: finding it takes as long as reading all else from the memory.
                _ = definition.referred
            self.decoded[raw.path] = (key, decoded)
            self._new += 1
        return decoded

    @property
    def is_worth_writing(self) -> bool:
        """Tell whether so much was decoded anew that the next reading is quicker with it."""
        return self._new * 100 > _CHANGED * len(self._seen)

    def forget_others(self) -> None:
        """Forget the files that are gone."""
        self.decoded = {path: self.decoded[path] for path in sorted(self._seen)}


def memory_path(target: Path) -> Path:
    """Return where the memory of a site folder is kept: beside it, under a hidden name."""
    return target.parent / f".{target.name}.decoded"


def read_memory(path: Path, engine: str) -> Memory:
    """Read what an `engine`, the digest of the program, decoded before; an empty memory where there is none to use."""
    memory = Memory()
    data = read_kept(path, engine)
    if data is not None:
        memory.decoded = pickle.loads(data)
    return memory


def write_memory(path: Path, engine: str, memory: Memory) -> None:
    """Write a memory's file, before the content is used: what is worked out of it later is not for keeping."""
    memory.forget_others()
    write_kept(path, engine, pickle.dumps(memory.decoded, protocol=pickle.HIGHEST_PROTOCOL))
