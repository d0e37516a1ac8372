"""The checksums of a site's files, as `sha256sum --check` reads them: who has the site can tell whether it is whole."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

CHECKSUMS = "SHA256SUMS"


def to_checksums(digests: Mapping[str, str]) -> str:
    """Write the SHA-256 of each file by its path; hidden entries are not the site's, and it does not list itself."""
    return "".join(
        f"{digest}  {path}\n"
        for path, digest in sorted(digests.items())
        if path != CHECKSUMS and not path.startswith(".")
    )


def read_digests(folder: Path) -> dict[str, str]:
    """Read the SHA-256 of every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
