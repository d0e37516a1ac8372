"""How a process ends: with the one that started it, or at once, as it stands."""

import atexit
import ctypes
import multiprocessing
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
        parent = multiprocessing.parent_process()
        if parent is not None and parent.pid != os.getppid():
            # It had ended before this was asked for.
            os.kill(os.getpid(), signal.SIGKILL)


def leave(status: int = 0) -> NoReturn:
    """End this process, and leave all that it holds to the system.

    To take apart what a site of 10,000 briefings is made of would take a second. What others have asked for at the end
    of a process is done: so are removed the folders that Python's own `multiprocessing` sets aside.
    """
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
