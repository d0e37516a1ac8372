"""The clock of the benchmark is put around functions that exist, and counts each moment once."""

import time

import pytest

from benchmarks import stages


def test_every_stage_is_a_function_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def note(clock: stages.Clock, stage: str, function: object) -> object:
        assert callable(function)
        seen.append(stage)
        return function

    monkeypatch.setattr(stages, "_watched", note)
    stages.watch(stages.Clock())
    assert seen == [stage for stage, _, _ in stages.STAGES]


def test_a_moment_counts_for_the_innermost_stage_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 1.0, 3.0, 7.0, 15.0, 31.0])
    monkeypatch.setattr(time, "perf_counter", lambda: next(moments))
    clock = stages.Clock()
    with clock.stage("mkdocs"), clock.stage("index"):
        pass
    clock.switch()
    assert {name: seconds for name, seconds in clock.seconds.items() if seconds} == {
        "other": 1.0 + 16.0,
        "mkdocs": 2.0 + 8.0,
        "index": 4.0,
    }
