"""Templates as they were compiled, kept from one build to the next: compiling them takes longer than a small edit."""

import pickle
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.folders import drafted
from generator.kept import read_kept, write_kept


class Compiled(BytecodeCache):
    """What templates were compiled to. Jinja takes it only for a template whose text is the same."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}
        self._is_new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what it was compiled to."""
        if data := self._code.get(bucket.key):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take what a template was compiled to."""
        self._code[bucket.key] = bucket.bytecode_to_string()
        self._is_new = True

    def read(self, path: Path, engine: str) -> None:
        """Take over what an earlier build compiled."""
        if kept := read_kept(path, engine):
            self._code = pickle.load(kept)

    def write(self, path: Path, engine: str) -> None:
        """Write it for the next build, where it is not there yet."""
        if self._is_new:
            with drafted(path) as draft:
                write_kept(draft, engine, pickle.dumps(self._code))


def compiled_path(target: Path) -> Path:
    """Return where the compiled templates of a site folder are kept: beside it, under a hidden name."""
    return target.parent / f".{target.name}.templates"
