"""Runs a program and measures it: time, work of the processor, and the memory of its largest process."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run took; `cpu` is the processor's seconds of all its processes, `peak_mb` the largest one's memory."""

    seconds: float
    cpu: float
    peak_mb: float

    def __add__(self, other: "Measured") -> "Measured":
        """Put two runs one after the other."""
        return Measured(self.seconds + other.seconds, self.cpu + other.cpu, max(self.peak_mb, other.peak_mb))


class RunError(RuntimeError):
    """A measured program failed; the text is the end of what it printed."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """Run a command in a folder; what it prints is kept for the case that it fails."""
    log = folder / "log.txt"
    with log.open("w+", encoding="utf-8") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=out, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RunError(f"{' '.join(command)} ended with status {process.returncode}:\n{end}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20)


def size_of(folder: Path) -> tuple[int, int, int]:
    """Return the pages, files and bytes below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(path.suffix == ".html" for path in files), len(files), sum(path.stat().st_size for path in files)
