"""Shares out a row of items among processes, so that none is left with much to do when the others are done."""

import multiprocessing
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from generator.processes import can_fork

T = TypeVar("T")
# So many are taken at a time: fewer would have the processes wait for each other, more for the last one.
_BATCH = 16


class Shares(Generic[T]):
    """A row in as many stretches as processes will take from it: they must be forked from the one that made it.

    What stands together in a row has much in common, and so has what is worked out for it. Each process takes what
    stands in its own stretch, and then from the end of the one that has the most left.
    """

    def __init__(self, items: Sequence[T], count: int) -> None:
        self._items = items
        bounds = [len(items) * number // count for number in range(count + 1)]
        # Of each stretch the first item that nobody has taken, and the one after the last; all processes see the same.
        self._starts = multiprocessing.RawArray("q", bounds[:-1])
        self._stops = multiprocessing.RawArray("q", bounds[1:])
        self._lock = multiprocessing.get_context("fork" if can_fork() else None).Lock()

    def take(self, own: int, most: int) -> Iterator[T]:
        """Yield what the process of a stretch takes, of which there are `most` items, or hardly more."""
        taken = 0
        while taken < most and (batch := self._take_batch(own)):
            yield from batch
            taken += len(batch)

    def _take_batch(self, own: int) -> Sequence[T]:
        with self._lock:
            start, stop = self._starts[own], self._stops[own]
            if start < stop:
                self._starts[own] = stop = min(start + _BATCH, stop)
                return self._items[start:stop]
            longest = max(range(len(self._starts)), key=lambda one: self._stops[one] - self._starts[one])
            start, stop = self._starts[longest], self._stops[longest]
            self._stops[longest] = start = max(start, stop - _BATCH)
            return self._items[start:stop]
