"""How a process ends: with the one that started it, or at once, as it stands."""

import ctypes
import os
import signal
import sys
from typing import NoReturn

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Let this process end when its parent does, where the system can: Linux.

    What it would write on into is cleared away by then.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def leave(status: int = 0) -> NoReturn:
    """End this process as it stands: to take apart what a large site is made of takes a second at 10,000 briefings."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
