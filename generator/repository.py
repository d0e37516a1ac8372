"""Reads a site's files out of a git repository, by the program `git`: nothing is checked out, changed or fetched."""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import new as new_hash
from pathlib import Path
from typing import NamedTuple

_HEAD = re.compile(rb"\s*\x01([0-9a-f]{40,64}) (\d+)\s*")
_LINK, _FILE = "120000", "100"
# A clone that has not got everything would ask its server; a build asks nobody.
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


class GitError(Exception):
    """Git is not there, or has not what is asked for; the text says which."""


class Blob(NamedTuple):
    """A file in a revision: its mode, and the name of its content."""

    mode: str
    name: str

    @property
    def is_link(self) -> bool:
        """Tell whether it is a link: then its content is where it leads to."""
        return self.mode == _LINK


class Commit(NamedTuple):
    """A commit: when it was made, and what the files that it changed were before; None where it added one."""

    name: str
    moment: datetime
    before: Mapping[str, Blob | None]


@dataclass(frozen=True)
class Repository:
    """A repository, by the folder at its top."""

    top: Path

    def resolve(self, revision: str) -> str:
        """Return the name of the commit that a revision means."""
        command = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
        try:
            return self._run(command).decode().strip()
        except GitError:
            raise GitError(f"there is no folder and no revision “{revision}”") from None

    def read_tree(self, commit: str, folder: Path) -> dict[str, Blob]:
        """Return the files below a folder in a commit, by their path in the folder."""
        prefix = self._prefix(folder)
        found = {}
        for entry in self._run(["ls-tree", "-r", "-z", "--full-tree", commit, "--", prefix]).split(b"\0"):
            about, _, path = entry.partition(b"\t")
            if path.startswith(prefix.encode()):
                mode, _, name = about.decode().split()
                found[_to_path(path[len(prefix) :])] = Blob(mode, name)
        return found

    def read_log(self, folder: Path, count: int) -> list[Commit]:
        """Return the last commits that changed the folder, the newest first, along the line of first parents."""
        prefix = self._prefix(folder)
        command = ["log", "--first-parent", "--diff-merges=first-parent", "--raw", "--no-abbrev", "--no-renames", "-z"]
        tokens = iter(self._run([*command, "--format=%x01%H %ct", f"--max-count={count}", "--", prefix]).split(b"\0"))
        commits: list[tuple[str, int, dict[str, Blob | None]]] = []
        for token in tokens:
            head, _, rest = token.partition(b"\n")
            if match := _HEAD.fullmatch(head if rest.startswith(b":") else token):
                commits.append((match[1].decode(), int(match[2]), {}))
                token = rest if rest.startswith(b":") else b""
            if token.strip().startswith(b":"):
                mode, _, name, _, _ = token.decode().strip().removeprefix(":").split()
                path = next(tokens)
                if path.startswith(prefix.encode()):
                    blob = None if set(name) == {"0"} else Blob(mode, name)
                    commits[-1][2][_to_path(path[len(prefix) :])] = blob
        return [Commit(name, datetime.fromtimestamp(at, UTC), before) for name, at, before in commits]

    def read_blobs(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of files by their names."""
        wanted = sorted(set(names))
        output = self._run(["cat-file", "--batch"], "".join(f"{name}\n" for name in wanted).encode())
        found, place = {}, 0
        for name in wanted:
            end = output.index(b"\n", place)
            parts = output[place:end].split()
            if len(parts) != 3:
                raise GitError(f"the repository lacks {name}")
            start, size = end + 1, int(parts[2])
            found[name] = output[start : start + size]
            place = start + size + 1
        return found

    def _prefix(self, folder: Path) -> str:
        inside = folder.resolve()
        if not inside.is_relative_to(self.top):
            raise GitError(f"{folder} is not in the repository {self.top}")
        path = inside.relative_to(self.top).as_posix()
        return "" if path == "." else f"{path}/"

    def _run(self, arguments: Sequence[str], given: bytes | None = None) -> bytes:
        return _run_git(self.top, arguments, given)


def find_repository(folder: Path) -> Repository:
    """Find the repository that a folder is in. Raises GitError where there is none, or no git."""
    try:
        top = _run_git(folder, ["rev-parse", "--show-toplevel"]).removesuffix(b"\n")
    except GitError as error:
        raise GitError(f"{folder} is in no git repository: {error}") from None
    return Repository(Path(os.fsdecode(top)).resolve())


def follow_links(tree: Mapping[str, Blob], contents: Mapping[str, bytes]) -> dict[str, str]:
    """Return by path the name of each file's content; a link stands for the file in the folder that it leads to."""
    found = {}
    for path in tree:
        seen = {path}
        target = path
        while target in tree and tree[target].is_link:
            there = os.path.normpath(Path(target).parent / os.fsdecode(contents[tree[target].name]))
            target = Path(there).as_posix()
            if target in seen:
                break
            seen.add(target)
        if target in tree and tree[target].mode.startswith(_FILE):
            found[path] = tree[target].name
    return found


def to_blob_name(data: bytes, like: str) -> str:
    """Return the name that git gives to a content, in a repository that names contents `like` this one."""
    return new_hash("sha1" if len(like) == 40 else "sha256", b"blob %d\0" % len(data) + data).hexdigest()


def _run_git(folder: Path, arguments: Sequence[str], given: bytes | None = None) -> bytes:
    command = ["git", "-C", str(folder), "--literal-pathspecs", "--no-pager", *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, env=os.environ | _ENVIRONMENT)
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror or error}") from error
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise GitError(words or f"git {arguments[0]} failed")
    return done.stdout


def _to_path(path: bytes) -> str:
    return os.fsdecode(path)
