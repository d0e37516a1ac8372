"""Ends what does not come to an end by itself: a guard against hangs, and no measure of speed."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Far more than anything here takes, also on a slow machine that does other things too.
LIMIT = 120


@contextmanager
def no_hang() -> Iterator[None]:
    """Raise TimeoutError in what is still running after a generous time."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"still running after {LIMIT} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(LIMIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
