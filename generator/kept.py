"""Files that are kept beside a site from one build to the next, each under its digest and that of the program.

What is damaged, of another version of the program or of another user is as good as none. Some of it is in Python's own
formats, which must not be taken from others; whoever can write there can change the program as well.
"""

import os
from hashlib import sha256
from io import BytesIO
from pathlib import Path

# A digest, and the end of its line.
_START = 65


def read_kept(path: Path, engine: str) -> BytesIO | None:
    """Read what was written with the same `engine`, the digest of the program; None where there is none to use."""
    try:
        if not is_own(path):
            return None
        # There are many megabytes, of which nothing is copied.
        stream = BytesIO(path.read_bytes())
    except OSError:
        return None
    digest = stream.read(_START)
    return stream if digest == sign(stream.getbuffer()[_START:], engine) + b"\n" else None


def is_own(path: Path) -> bool:
    """Tell whether a file is this user's, where a system has users. Raises OSError where there is none."""
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()


def write_kept(path: Path, engine: str, data: bytes) -> None:
    """Write data under their digest."""
    path.write_bytes(sign(data, engine) + b"\n" + data)


def sign(data: bytes | memoryview, engine: str) -> bytes:
    """Return what tells data from what was damaged or made by another program: 64 hexadecimal digits."""
    digest = sha256(engine.encode() + b"\0")
    digest.update(data)
    return digest.hexdigest().encode()
