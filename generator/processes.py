"""Runs several jobs, each in a process that is forked from this one and so has all that it needs."""

import gc
import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, Generic, TypeVar, cast

from generator.errors import BuildError
from generator.lifetime import end_with_parent

R = TypeVar("R")
_TO_END = (signal.SIGINT, signal.SIGTERM)


class Crew(Generic[R]):
    """Does jobs in processes, so many at a time.

    Where a system cannot fork, such as Windows, they are done here, when their results are asked for.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._waiting: deque[Callable[[], R]] = deque()
        self._running: dict[Connection, tuple[Callable[[], R], ForkProcess]] = {}
        self._ending: list[ForkProcess] = []

    def add(self, jobs: Sequence[Callable[[], R]], *, is_urgent: bool = False) -> None:
        """Add jobs to those that wait, the first first: before them where it is urgent, else after them."""
        if is_urgent:
            self._waiting.extendleft(reversed(jobs))
        else:
            self._waiting.extend(jobs)

    def begin(self, *, leaves_one: bool = False) -> None:
        """Begin as many jobs as there is room for, or one less, where this process has something to do meanwhile."""
        while self._waiting and len(self._running) < self._processes - leaves_one and can_fork():
            job = self._waiting.popleft()
            receiver, process = _start(job)
            self._running[receiver] = (job, process)

    def is_waited_for(self) -> bool:
        """Tell whether a job has ended, or none is running."""
        return not self._running or bool(wait(list(self._running), timeout=0))

    def iter_done(self) -> Iterator[tuple[Callable[[], R], R]]:
        """Yield each job with what it returned, as they end; more may be added meanwhile.

        Raises what a job raised: a BuildError or OSError as it was, anything else as a RuntimeError with the trace of
        the other process.
        """
        while self._running or self._waiting:
            self.begin()
            if not self._running:
                job = self._waiting.popleft()
                yield job, job()
                continue
            for receiver in cast("list[Connection]", wait(list(self._running))):
                job, process = self._running[receiver]
                # To take its memory apart takes the system a while: what follows does not wait for that.
                self._ending.append(process)
                del self._running[receiver]
                yield job, _receive(receiver)

    def close(self) -> None:
        """End what still runs."""
        running = [process for _, process in self._running.values()]
        for process in running:
            process.kill()
        for process in (*running, *self._ending):
            process.join()


@contextmanager
def begun(job: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Begin a job in a process of its own; give what waits for its end, and returns or raises what it did, as above.

    It has what is there at the beginning. At the end of the context it is over, whether it was waited for or not.
    Where a system cannot fork, it is done first.
    """
    if not can_fork():
        result = job()
        yield lambda: result
        return
    receiver, process = _start(job)
    try:
        yield cache(lambda: cast(R, _receive(receiver)))
    finally:
        process.kill()
        process.join()


def can_fork() -> bool:
    """Tell whether a process can be forked here, so that it has what this one has."""
    return "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def collection_paused() -> Iterator[None]:
    """Look for no garbage in what is made meanwhile, then or later: it stays, and searching it takes the longest."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def count_cores() -> int:
    """Count the cores that this process may use, where the system tells; else all."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start(job: Callable[[], object]) -> tuple[Connection, ForkProcess]:
    # What is there stays: no process looks for garbage in it, which would copy it, too.
    gc.freeze()
    # Forked, a process has all in its memory already. A pool would fork from a thread, and is told less of an end.
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(job, sender), daemon=True)
    # What a signal raises while a process is forked is lost: Python has hooks there, and prints what they raise.
    signal.pthread_sigmask(signal.SIG_BLOCK, _TO_END)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _TO_END)
    sender.close()
    return receiver, process


def _receive(receiver: Connection) -> Any:
    try:
        result = receiver.recv()
    except EOFError:
        result = BuildError("a process that makes the site was ended from outside; is there enough memory?")
    if isinstance(result, BaseException):
        raise result
    return result


def _send(job: Callable[[], Any], sender: Connection) -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _TO_END)
    # Of a build that is killed, it would write on into a dead folder.
    end_with_parent()
    gc.enable()
    try:
        result = job()
    except (BuildError, OSError) as error:
        result = error
    except Exception as error:
        # What a bug raises may not survive the way to the other process; its words and its place do.
        result = RuntimeError(f"{type(error).__name__}: {error}\n{traceback.format_exc()}")
    sender.send(result)
