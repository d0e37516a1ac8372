"""A row that processes share: each item is taken once, from one's own stretch first."""

import time
from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.processes import Crew
from generator.shares import Shares, share_in_order, share_out


@given(st.integers(0, 200), st.integers(1, 5), st.data())
def test_each_item_is_taken_once_whoever_is_the_quickest(length: int, count: int, data: st.DataObject) -> None:
    shares = Shares(range(length), count)
    takers = [shares.take(number, 1000) for number in range(count)]
    left, taken = [*takers], []
    while left:
        taker = data.draw(st.sampled_from(left))
        if (item := next(taker, None)) is None:
            left.remove(taker)
        else:
            taken.append(item)
    assert sorted(taken) == [*range(length)]


def test_who_has_taken_its_own_stretch_takes_from_the_end_of_the_longest() -> None:
    shares = Shares(range(96), 3)
    first, second = shares.take(0, 1000), shares.take(1, 1000)
    assert [next(second) for _ in range(16)] == [*range(32, 48)]
    assert [next(first) for _ in range(32)] == [*range(32)]
    assert [next(first) for _ in range(16)] == [*range(80, 96)]
    assert [*second] == [*range(48, 64), *range(64, 80)]


def test_no_process_takes_more_than_it_may() -> None:
    shares = Shares(range(100), 2)
    assert len([*shares.take(0, 40)]) == 48, "by whole batches"
    assert len([*shares.take(1, 40)]) == 48
    assert len([*shares.take(1, 40)]) == 4


@pytest.mark.parametrize(("length", "jobs"), [(0, 0), (1, 1), (32, 1), (33, 2)])
def test_two_batches_are_too_few_to_share(length: int, jobs: int) -> None:
    shared = share_out(range(length), list, 2, 1000)
    assert len(shared) == jobs
    assert sorted(item for job in shared for item in job()) == [*range(length)]


def test_who_is_free_takes_the_first_that_is_left() -> None:
    one, other = (job() for job in share_in_order([1, 2, 3, 4], iter, 2))
    assert [next(one), next(other), next(other), next(one)] == [1, 2, 3, 4]
    assert [[*job()] for job in share_in_order([1], iter, 2)] == [[1]]
    assert share_in_order([], iter, 2) == []


def test_as_many_jobs_share_as_it_takes_for_none_to_have_too_many() -> None:
    parts = [[*range(32)], [*range(32, 64)], [*range(64, 96)]]
    assert [job() for job in share_out(range(96), list, 2, 32)] == parts


@pytest.mark.parametrize("count", [1, 2, 3])
def test_processes_share_a_row_and_help_each_other(count: int) -> None:
    shares = Shares(range(300), count)

    def work(number: int) -> Sequence[int]:
        taken = []
        for item in shares.take(number, 1000):
            if number == 0:
                time.sleep(0.002)
            taken.append(item)
        return taken

    crew = Crew[Sequence[int]](count)
    crew.add([partial(work, number) for number in range(count)])
    done = [items for _, items in crew.iter_done()]
    assert sorted(item for items in done for item in items) == [*range(300)]
    assert count == 1 or min(map(len, done)) < 300 // count
