"""The plain sink: the rendered site as a folder of Markdown and data files, for any other engine."""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from generator.errors import BuildError
from generator.escape import to_xml, to_yaml_line
from generator.render import Output

# Windows alone changes line ends, unless it is told not to.
_BINARY = getattr(os, "O_BINARY", 0)


class Tree:
    """A folder that files are written into, each path once."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def write(self, path: str, data: bytes) -> str:
        """Write a file that is not there yet; return the SHA-256 of its bytes. Raises BuildError where it is there."""
        file = self._create(path)
        try:
            # One call takes 2 GB at most.
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
        finally:
            os.close(file)
        return sha256(data).hexdigest()

    def write_pieces(self, path: str, pieces: Iterable[bytes]) -> str:
        """Write a file that is made piece by piece; return the SHA-256 of its bytes."""
        digest = sha256()
        with os.fdopen(self._create(path), "wb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
        return digest.hexdigest()

    def _create(self, path: str) -> int:
        try:
            try:
                return self._open(path)
            except FileNotFoundError:
                Path(self._folder, path).parent.mkdir(parents=True, exist_ok=True)
                return self._open(path)
        except FileExistsError as error:
            raise BuildError(f"{path} is made twice: rename one of the two pages that have this address") from error

    def _open(self, path: str) -> int:
        return os.open(f"{self._folder}/{path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)


def write_tree(outputs: Iterable[Output], folder: Path) -> int:
    """Write every output below a folder; return how many there were."""
    count = 0
    for output in outputs:
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(to_document(output))
        count += 1
    return count


def to_document(output: Output) -> bytes:
    """Make the bytes of an output's file: a page gets front matter before its Markdown."""
    if isinstance(output.content, bytes):
        return output.content
    if not output.path.endswith(".md"):
        return output.content.encode()
    return f"{to_front_matter(output)}\n{output.content}".encode()


def to_front_matter(output: Output) -> str:
    """Make a page's front matter.

    Title and description are escaped for HTML, as most themes print them as they are.
    """
    lines = [f"title: {to_yaml_line(to_xml(output.title))}"]
    if output.description:
        lines.append(f"description: {to_yaml_line(to_xml(output.description))}")
    return "\n".join(["---", *lines, "---", ""])
