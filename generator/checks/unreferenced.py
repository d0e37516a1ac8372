"""Records that nothing speaks of: no mistake, and worth a look, since a misspelt id leaves one behind."""

from collections.abc import Iterator

from generator.checks.found import Context, Found, found_in
from generator.diagnostics import Severity
from generator.model.file import DecodedFile
from generator.model.problem import Problem


def check_unreferenced(context: Context) -> Iterator[Found]:
    """Yield the note `unreferenced`; not on a site with mistakes that may hide a reference, such as a misspelt id."""
    definitions, files = context.draft.corpus.definitions, context.draft.files
    wanted = {wanted.id.partition("/")[0] for decoded in files for wanted in decoded.wanted}
    if not wanted <= definitions.keys() or any(_has_errors(decoded) for decoded in files):
        return
    for definition in definitions.values():
        if definition.kind != "briefs" and definition.id not in wanted:
            message = f"nothing refers to `{definition.id}`"
            hint = "Refer to it where it belongs, or remove it if it was left behind."
            yield found_in(definition, Problem("unreferenced", (), message, hint, Severity.NOTE, on_key=True))


def _has_errors(decoded: DecodedFile) -> bool:
    return any(found.severity is Severity.ERROR for found in decoded.diagnostics)
