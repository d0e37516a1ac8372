"""What time has overtaken: dates that have passed while the files still speak of them as to come."""

from collections.abc import Iterator

from generator.checks.found import Context, Found, found_in, iter_commitments
from generator.diagnostics import Severity
from generator.model.base import Model
from generator.model.problem import Problem
from generator.model.vocabulary import MeetingStatus
from generator.yaml_parser import Path

_PLANNED_MEETINGS = (MeetingStatus.PROPOSED, MeetingStatus.ANNOUNCED)


def check_overdue_commitments(context: Context) -> Iterator[Found]:
    """Yield `commitment-overdue`."""
    for definition, model in context.iter_models(Model):
        for path, commitment in iter_commitments(model):
            if commitment.due and commitment.due.latest < context.today and commitment.is_awaited:
                message = f"this commitment was due by {commitment.due}, and is still `{commitment.latest_status}`"
                hint = "Say what became of it in its `history`; where nobody knows, that is `unverifiable`."
                problem = Problem("commitment-overdue", (*path, "due"), message, hint, Severity.WARNING)
                yield found_in(definition, problem)


def check_past_meetings(context: Context) -> Iterator[Found]:
    """Yield `meeting-date-passed`."""
    for definition, brief in context.iter_briefs():
        for index, meeting in enumerate(brief.meetings):
            field: Path = ("status",)
            status = meeting.status
            if meeting.history:
                # By date, not by place: a history out of order is another finding.
                last = max(range(len(meeting.history)), key=lambda place: meeting.history[place].date.sort_key)
                status = meeting.history[last].status
                field = ("history", last, "status")
            if status in _PLANNED_MEETINGS and meeting.date.latest < context.today:
                message = f"this meeting is still `{status}`, and its date, {meeting.date}, has passed"
                hint = "Say what became of it: `held`, `postponed`, `cancelled`, `no_show` or `reported`."
                path = ("meetings", index, *field)
                yield found_in(definition, Problem("meeting-date-passed", path, message, hint, Severity.WARNING))


def check_corrections(context: Context) -> Iterator[Found]:
    """Yield `correction-after-update`."""
    for definition, brief in context.iter_briefs():
        for index, correction in enumerate(brief.corrections):
            if brief.updated is not None and correction.date > brief.updated:
                message = f"this correction is later than the briefing's `updated`, which is {brief.updated}"
                hint = f"Write `updated: {correction.date}`."
                path = ("corrections", index, "date")
                yield found_in(definition, Problem("correction-after-update", path, message, hint, Severity.WARNING))
