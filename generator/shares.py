"""Shares out a row of items among processes, so that none is left with much to do when the others are done."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Generic, TypeVar

from generator.processes import can_fork

T = TypeVar("T")
R = TypeVar("R")
# So many are taken at a time: fewer would have the processes wait for each other, more for the last one.
_BATCH = 16
# Up to so many are made before another process would have begun.
FEW = 2 * _BATCH


class Shares(Generic[T]):
    """A row in as many stretches as processes will take from it: they must be forked from the one that made it.

    What stands together in a row has much in common, and so has what is worked out for it. Each process takes what
    stands in its own stretch, and then from the end of the one that has the most left.
    """

    def __init__(self, items: Sequence[T], count: int, batch: int = _BATCH) -> None:
        self._items = items
        self._batch = batch
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
                self._starts[own] = stop = min(start + self._batch, stop)
                return self._items[start:stop]
            longest = max(range(len(self._starts)), key=lambda one: self._stops[one] - self._starts[one])
            start, stop = self._starts[longest], self._stops[longest]
            self._stops[longest] = start = max(start, stop - self._batch)
            return self._items[start:stop]


def share_out(items: Sequence[T], make: Callable[[Iterable[T]], R], fewest: int, most: int) -> list[Callable[[], R]]:
    """Share items among jobs: so many jobs at least, and for each so many items at most; for few one job, or none."""
    if not items:
        return []
    count = max(fewest, -(-len(items) // most)) if len(items) > FEW else 1
    shares = Shares(items, count)
    return [partial(_make_share, make, shares, number, most) for number in range(count)]


def share_in_order(items: Sequence[T], make: Callable[[Iterable[T]], R], count: int) -> list[Callable[[], R]]:
    """Share items of which each takes long among so many jobs: who is free takes the first one that is left."""
    shares = Shares(items, 1, batch=1)
    return [partial(_make_share, make, shares, 0, len(items)) for _ in range(min(count, len(items)))]


def _make_share(make: Callable[[Iterable[T]], R], shares: Shares[T], number: int, most: int) -> R:
    return make(shares.take(number, most))
