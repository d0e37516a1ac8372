"""What of a site is not made page by page: the search and the data files, from a whole build in another process."""

import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path


class WholeBuild:
    """A whole build beside the preview; it is made when a file of it is asked for, and not before."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = [*command, "--site-dir", str(folder)]
        self._folder = folder
        self._version = 0
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def find_file(self, path: str, version: int) -> Path | None:
        """Return a file by its path in the site, which is at least at that version; wait for it where there is none.

        Where the content has mistakes, there is none newer than the last build without.
        """
        with self._lock:
            if self._version < version:
                self._version = version
                self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                self._process.wait()
        file = self._folder / path
        return file if file.is_file() else None

    def close(self) -> None:
        """End a build that is still running."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
