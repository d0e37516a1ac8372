"""One line for each finding, in the form that editors and `grep` know."""

from generator.diagnostics.cells import to_visible
from generator.diagnostics.report import Report, format_place


def render_concise(report: Report) -> str:
    """Render findings as `path:line:col: severity[code] message`, then the summary."""
    lines = [
        f"{format_place(found.path, found.span)}: {found.severity}[{to_visible(found.code)}] "
        + to_visible(found.message.replace("\n", " "))
        for found in report.diagnostics
    ]
    return "\n".join([*lines, report.summary()])
