"""What a site's files were decoded to, kept from one reading to the next: of most files nothing has changed.

A preview keeps it while it runs, a build beside the site.
"""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

from generator.files import KnownBytes, RawFile
from generator.kept import read_kept, write_kept
from generator.model.file import DecodedFile, decode_bytes
from generator.processes import Crew, collection_paused

_KeyOfFile = tuple[str, bytes]
# By the path that is shown of a file.
_Decoded = dict[str, tuple[_KeyOfFile, DecodedFile]]
# Of how many files in a hundred that were decoded anew it is written: a few are sooner decoded than all are written.
_CHANGED = 2
# How many files are so few that they are sooner decoded than processes would tell what they decoded.
_FEW = 200
# So many times in turn a process is begun: the sooner the first are done, the sooner it is read what they tell.
_TURNS = 2


class Memory:
    """What was read of a site's files: one that is as it was is neither read nor decoded again."""

    def __init__(self) -> None:
        self.known: KnownBytes = {}
        self.decoded: _Decoded = {}
        self._seen: set[str] = set()
        self._new = 0
        # What is to be kept, in pickles, where all of it has just come from other processes.
        self._packed: list[bytes] = []

    def decode_all(self, files: Sequence[RawFile], jobs: int = 1) -> list[DecodedFile]:
        """Decode files, or give what they were decoded to; many are decoded by so many processes at a time."""
        keys = [_to_key(raw) for raw in files]
        new = [raw for raw, key in zip(files, keys, strict=True) if self.decoded.get(raw.path, ("",))[0] != key]
        packed = []
        if jobs > 1 and len(new) > _FEW:
            for some in _iter_packed(new, jobs):
                self.decoded.update(pickle.loads(some))
                packed.append(some)
        else:
            self.decoded.update(_decode(new))
        self._packed = packed if len(new) == len(files) else []
        self._new += len(new)
        self._seen.update(raw.path for raw in files)
        return [self._find(raw, key) for raw, key in zip(files, keys, strict=True)]

    @property
    def is_worth_writing(self) -> bool:
        """Tell whether so much was decoded anew that the next reading is quicker with it."""
        return self._new * 100 > _CHANGED * len(self._seen)

    def pack(self) -> bytes:
        """Return what is kept of it: pickles of the files that are still there, one after the other."""
        return b"".join(self._packed) or _pickle({path: self.decoded[path] for path in sorted(self._seen)})

    def unpack(self, kept: BytesIO) -> None:
        """Take over what was kept."""
        while kept.tell() < kept.getbuffer().nbytes:
            self.decoded.update(pickle.load(kept))

    def _find(self, raw: RawFile, key: _KeyOfFile) -> DecodedFile:
        known, decoded = self.decoded[raw.path]
        # There may be two files whose paths are shown alike.
        return decoded if known == key else decode_bytes(raw.path, raw.location, raw.data)

    def drop_packed(self) -> None:
        """Drop what was only there to be kept."""
        self._packed = []


def memory_path(target: Path) -> Path:
    """Return where the memory of a site folder is kept: beside it, under a hidden name."""
    return target.parent / f".{target.name}.decoded"


def read_memory(path: Path, engine: str) -> Memory:
    """Read what an `engine`, the digest of the program, decoded before; an empty memory where there is none to use."""
    memory = Memory()
    if kept := read_kept(path, engine):
        memory.unpack(kept)
    return memory


def write_memory(path: Path, engine: str, memory: Memory) -> None:
    """Write a memory's file, before the content is used: what is worked out of it later is not for keeping."""
    write_kept(path, engine, memory.pack())


def _iter_packed(files: Sequence[RawFile], jobs: int) -> Iterator[bytes]:
    """Yield what files are decoded to as pickles of some of them, made by processes."""
    count = _TURNS * jobs
    with closing(Crew[bytes](jobs)) as crew:
        crew.add([partial(_pack, files[number::count]) for number in range(count)])
        for _, packed in crew.iter_done():
            # Before it is read, which takes a while.
            crew.begin()
            yield packed


def _pack(files: Sequence[RawFile]) -> bytes:
    with collection_paused():
        return _pickle(_decode(files))


def _pickle(decoded: _Decoded) -> bytes:
    return pickle.dumps(decoded, protocol=pickle.HIGHEST_PROTOCOL)


def _decode(files: Iterable[RawFile]) -> _Decoded:
    decoded = {raw.path: (_to_key(raw), decode_bytes(raw.path, raw.location, raw.data)) for raw in files}
    for _, file in decoded.values():
        # Worked out now, these are kept, too: finding them takes as long as reading all else from the memory.
        _ = file.source.digest
        for definition in file.definitions:
            _ = definition.referred
    return decoded


def _to_key(raw: RawFile) -> _KeyOfFile:
    return raw.location, blake2b(raw.data, digest_size=16).digest()
