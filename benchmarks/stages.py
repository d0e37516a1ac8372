"""How long each stage of a cold build takes, by a clock around the functions that do it: `python -m benchmarks.stages`.

Each moment of a process counts for the innermost stage that it is in; the processes that a build starts are added up.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import isgeneratorfunction
from multiprocessing import util
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

# Where each stage's function is looked up by its caller.
STAGES = (
    ("read", "generator.site", "read_sources"),
    ("decode", "generator.memory", "decode_bytes"),
    ("check", "generator.site", "find_problems"),
    ("plan", "generator.produce", "plan_pages"),
    ("pages", "generator.page_files", "PageMaker.make"),
    ("templates", "generator.page_files", "Renderer.render"),
    ("mkdocs", "generator.written_files", "run_mkdocs"),
    ("theme", "generator.theme", "Theme.dress"),
    ("commonmark", "generator.theme", "render_html"),
    ("writing", "generator.page_files", "Tree.write"),
    ("data", "generator.data_files", "DataMaker.make_of_records"),
    ("data-of-many", "generator.data_files", "DataMaker.make_of_many"),
    ("search-text", "generator.search", "read_page"),
    ("index", "generator.search", "write_index"),
    ("waiting", "generator.processes", "wait"),
)
# What is left: starting, what is stale, moving files. While a process waits for others, these count.
OTHER, WAITING = "other", "waiting"


class Clock:
    """Adds up seconds by stage."""

    def __init__(self) -> None:
        self.seconds = {OTHER: 0.0, **{stage: 0.0 for stage, _, _ in STAGES}}
        self._running = [OTHER]
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


def write_from_processes(clock: Clock, folder: Path) -> None:
    """Let each process that is forked from this one begin with a clock at zero, and write it when it ends."""

    def begin(clock: Clock) -> None:
        clock.switch()
        clock.seconds = dict.fromkeys(clock.seconds, 0.0)
        util.Finalize(clock, write, exitpriority=0)

    def write() -> None:
        clock.switch()
        (folder / f"{time.perf_counter_ns()}.json").write_text(json.dumps(clock.seconds), encoding="utf-8")

    util.register_after_fork(clock, begin)


def main(out: Path, arguments: list[str]) -> None:
    """Run the command `briefings` with these arguments, and write the seconds by stage as JSON."""
    from generator.cli import main as command

    clock = Clock()
    watch(clock)
    with TemporaryDirectory() as folder:
        write_from_processes(clock, Path(folder))
        command(arguments, standalone_mode=False)
        clock.switch()
        for path in Path(folder).iterdir():
            for stage, seconds in json.loads(path.read_text(encoding="utf-8")).items():
                clock.seconds[stage] += seconds
    del clock.seconds[WAITING]
    out.write_text(json.dumps(clock.seconds), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
