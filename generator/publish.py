"""Puts a finished folder in the place of an old one, as a switch: readers see the old site or the new one, never a mix.

A build writes into a staging folder beside its target, on the same file system, under a name with a leading dot.
Whoever holds the target's lock owns every such folder, so one that is found then was left by a build that died.
"""

import ctypes
import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from generator.processes import begun

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
# How often a folder is cleared that something writes into, and how many seconds are between.
_TRIES, _PAUSE = 20, 0.05
# What a file system or a kernel without an exchange of two names answers.
_NO_EXCHANGE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM)


@contextmanager
def hold_target(target: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of a target folder, so that two builds into it run one after the other."""
    target.parent.mkdir(parents=True, exist_ok=True)
    path = target.parent / f".{target.name}.lock"
    descriptor = _open_lock(path, on_wait)
    try:
        yield
    finally:
        # Removed while it is still held; whoever waits for the removed file notices, and takes the new one.
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


def make_staging(target: Path) -> Path:
    """Make an empty staging folder beside the target, after clearing away what dead builds left. Needs the lock."""
    set_aside = _set_aside(target)
    if set_aside.exists() and not target.exists():
        set_aside.rename(target)
    for left in target.parent.glob(f".{_glob_name(target)}-*"):
        if left.is_dir():
            _remove_old(left, target)
        else:
            left.unlink()
    staging = target.parent / f".{target.name}-{os.getpid()}"
    staging.mkdir()
    return staging


def clear_staging(staging: Path) -> None:
    """Remove what is left of a staging folder, also while a program that was killed writes its last file into it."""
    for _ in range(_TRIES):
        shutil.rmtree(staging, ignore_errors=True)
        if not staging.exists():
            return
        time.sleep(_PAUSE)


def before_path(target: Path) -> Path:
    """Return where the site is kept that was there before the last build: beside it, under a hidden name."""
    return target.parent / f".{target.name}.before"


@contextmanager
def published(staging: Path, target: Path, *, keeps_old: bool = False) -> Iterator[None]:
    """Put the staging folder in the target's place, and keep the old one beside it, or else remove it.

    What was kept before is removed meanwhile.
    """
    before = before_path(target)
    if not target.exists():
        staging.rename(target)
        _remove([before])
        yield
        return
    if _exchange(staging, target):
        old = staging
    else:
        old = _set_aside(target)
        target.rename(old)
        try:
            staging.rename(target)
        except OSError:
            old.rename(target)
            raise
    _move_hidden(old, target)
    # Under its own name nothing is ever half removed: another build may have looked at it already.
    gone = [staging.with_name(f"{staging.name}-before")]
    if before.exists():
        before.rename(gone[0])
    if keeps_old:
        old.rename(before)
    else:
        gone.append(old)
    # With as many files as a site has it takes a while.
    with begun(partial(_remove, gone)) as removed:
        yield
        removed()


def _remove(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_old(old: Path, target: Path) -> None:
    """Remove what was the site once."""
    _move_hidden(old, target)
    _remove([old])


def _move_hidden(old: Path, target: Path) -> None:
    """Give the new site the hidden entries of the old one, as MkDocs too spares the .git of a worktree."""
    for hidden in old.glob(".*") if target.is_dir() else ():
        if not (target / hidden.name).exists():
            hidden.rename(target / hidden.name)


def _set_aside(target: Path) -> Path:
    return target.parent / f".{target.name}-old"


def _glob_name(target: Path) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in target.name)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step, where the system can: Linux, on the file systems that offer it."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform != "win32" else None
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))


def _open_lock(path: Path, on_wait: Callable[[], None]) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(descriptor, on_wait)
            if _is_same_file(descriptor, path):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is_same_file(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt
    import time

    def _lock(descriptor: int, on_wait: Callable[[], None]) -> None:
        waited = False
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
                return
            except OSError:
                if not waited:
                    on_wait()
                waited = True
                time.sleep(0.1)

else:
    import fcntl

    def _lock(descriptor: int, on_wait: Callable[[], None]) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
