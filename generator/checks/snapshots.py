"""The stored texts that quotations are verified against are the ones that the sources name."""

from collections.abc import Iterator
from hashlib import sha256

from generator.checks.found import Context, Found, found_in
from generator.diagnostics import Severity
from generator.model.problem import Problem
from generator.model.records import Source


def check_snapshots(context: Context) -> Iterator[Found]:
    """Yield `snapshot-missing`, `snapshot-elsewhere`, `snapshot-changed` and `snapshot-not-text`."""
    for definition, source in context.iter_models(Source):
        if source.snapshot is not None:
            problem = find_snapshot_problem(source, context.snapshots.get(source.snapshot))
            if problem:
                yield found_in(definition, problem)


def find_snapshot_problem(source: Source, data: bytes | None) -> Problem | None:
    """Say what is wrong with the stored text of a source that names one; `data` is None where it is not there."""
    if data is None and source.sha256 is not None:
        message = f"`{source.snapshot}` is not in `_snapshots/`: quotations are not verified against it"
        hint = "Its sha256 is given, so it may be held elsewhere; put it there where it can be."
        return Problem("snapshot-elsewhere", ("snapshot",), message, hint, Severity.WARNING)
    if data is None:
        message = f"there is no `{source.snapshot}` in `_snapshots/`"
        hint = "Put the text there, or give the `sha256` of one that is held elsewhere."
        return Problem("snapshot-missing", ("snapshot",), message, hint)
    if source.sha256 is not None and sha256(data).hexdigest() != source.sha256:
        message = f"the text of `{source.snapshot}` is not the one that this sha256 was made of"
        hint = f"Put the text back; or, where the new one is right, write {sha256(data).hexdigest()}."
        return Problem("snapshot-changed", ("sha256",), message, hint)
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"`{source.snapshot}` is not UTF-8: see its byte {error.start + 1:,}"
        return Problem("snapshot-not-text", ("snapshot",), message, "Save it as plain text, in UTF-8.")
    return None
