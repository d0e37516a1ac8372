"""How long each stage of a cold build takes, by a clock around the functions that do it: `python -m benchmarks.stages`.

Each moment counts for the innermost stage that is running. The build runs in one process, so that the clock sees all.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import isgeneratorfunction
from pathlib import Path
from typing import Any

# Where each stage's function is looked up by its caller; a function that is called by name elsewhere is none of these.
STAGES = (
    ("read", "generator.build", "read_sources"),
    ("decode", "generator.build", "decode_raw_file"),
    ("check", "generator.build", "check_site"),
    ("pages", "generator.build", "build_pages"),
    ("templates", "generator.build", "Renderer.render"),
    ("mkdocs", "generator.build", "mkdocs_build.build"),
    ("commonmark", "generator.plugin", "GeneratedPage.render"),
    ("pagefind", "generator.plugin", "run_pagefind"),
    ("publish", "generator.build", "publish"),
)


class Clock:
    """Adds up seconds by stage."""

    def __init__(self) -> None:
        self.seconds = {"start": 0.0, **{stage: 0.0 for stage, _, _ in STAGES}}
        self._running = ["start"]
        self._since = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what runs in the block for a stage."""
        self.switch()
        self._running.append(name)
        try:
            yield
        finally:
            self.switch()
            self._running.pop()

    def switch(self) -> None:
        """Count the time until now for the stage that is running."""
        now = time.perf_counter()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now


def watch(clock: Clock) -> None:
    """Put the clock around every stage's function."""
    for stage, module, path in STAGES:
        owner: Any = importlib.import_module(module)
        *outer, name = path.split(".")
        for part in outer:
            owner = getattr(owner, part)
        setattr(owner, name, _watched(clock, stage, getattr(owner, name)))


def _watched(clock: Clock, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def call(*arguments: Any, **options: Any) -> Any:
        with clock.stage(stage):
            return function(*arguments, **options)

    @wraps(function)
    def iterate(*arguments: Any, **options: Any) -> Iterator[Any]:
        items = function(*arguments, **options)
        while True:
            with clock.stage(stage):
                item = next(items, None)
            if item is None:
                return
            yield item

    return iterate if isgeneratorfunction(function) else call


def main(out: Path, arguments: list[str]) -> None:
    """Run the command `briefings` with these arguments, and write the seconds by stage as JSON."""
    clock = Clock()
    watch(clock)
    from generator.cli import main as command

    command(arguments, standalone_mode=False)
    clock.switch()
    out.write_text(json.dumps(clock.seconds), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
