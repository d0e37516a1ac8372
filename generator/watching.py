"""Watches the files that a site is made of, and has a preview refreshed when they are other than they were."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from generator.preview import Concern, Preview
from generator.settings import Settings

# How long the files must have been left alone before they are read: editors write in several steps.
_REST = 0.03
# After how long without a change there is time for what nobody waits for.
_IDLE = 2.0
_CHANGES = ("created", "modified", "deleted", "moved")
State = Mapping[str, tuple[int, int]]


def find_state(settings: Settings) -> State:
    """Take the state of every file that a site is made of: its time and its size, by its path.

    Hidden files are none: editors keep their notes in them.
    """
    state = {}
    for path in _iter_paths(settings):
        try:
            status = Path(path).stat()
        except OSError:
            continue
        state[path] = (status.st_mtime_ns, status.st_size)
    return state


def _iter_paths(settings: Settings) -> Iterator[str]:
    yield str(settings.config_file)
    for source in settings.sources:
        if source.is_file():
            yield str(source)
        for parent, folders, names in os.walk(source, followlinks=True):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (f"{parent}{os.sep}{name}" for name in names if not name.startswith("."))


def find_concerns(before: State, after: State, settings: Settings) -> set[Concern]:
    """Find what the files have to do with that are not as they were."""
    return {_to_concern(Path(path), settings) for path, _ in before.items() ^ after.items()}


def _to_concern(path: Path, settings: Settings) -> Concern:
    if path.is_relative_to(settings.templates_dir):
        return Concern.FRAME if path.is_relative_to(settings.templates_dir / "theme") else Concern.TEMPLATES
    return Concern.CONTENT if path.is_relative_to(settings.briefs_dir) else Concern.FRAME


def watch(settings: Settings, on_change: Callable[[], None]) -> BaseObserver:
    """Watch what a site is made of: by the system's notices, or by looking where it gives none."""
    try:
        return _start_observer(Observer(), settings, on_change)
    except OSError:
        return _start_observer(PollingObserver(), settings, on_change)


def _start_observer(observer: BaseObserver, settings: Settings, on_change: Callable[[], None]) -> BaseObserver:
    handler = _Notice(on_change)
    for source in settings.sources:
        if source.exists():
            # Of a single file its folder tells: an editor may put another in its place.
            observer.schedule(handler, str(source if source.is_dir() else source.parent), recursive=source.is_dir())
    observer.schedule(handler, str(settings.root), recursive=False)
    observer.start()
    return observer


class _Notice(FileSystemEventHandler):
    def __init__(self, on_change: Callable[[], None]) -> None:
        self.on_change = on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        # Reading is told of as well, and a preview reads.
        if event.event_type in _CHANGES:
            self.on_change()


def follow_changes(settings: Settings, preview: Preview, seen: State) -> None:
    """Refresh whenever a file is another one than was seen before, once the files rest."""
    wake = threading.Event()
    observer = watch(settings, wake.set)
    # For what changed before it was watched.
    wake.set()
    try:
        _follow(settings, preview, seen, wake)
    finally:
        observer.stop()


def _follow(settings: Settings, preview: Preview, seen: State, wake: threading.Event) -> None:
    is_settled = False
    while True:
        if not wake.wait(None if is_settled else _IDLE):
            preview.settle()
            is_settled = True
            continue
        while wake.is_set():
            wake.clear()
            wake.wait(_REST)
        state = find_state(settings)
        if concerns := find_concerns(seen, state, settings):
            seen, is_settled = state, False
            preview.refresh(concerns)
