"""What a record or a part of a brief can do without, and its reader cannot."""

from collections.abc import Iterator

from generator.checks.found import Context, Found, found_in
from generator.diagnostics import Severity
from generator.model.brief import Participant
from generator.model.dates import EdtfDate
from generator.model.problem import Problem
from generator.model.records import Dated, Person, Source
from generator.model.rich import is_one_paragraph
from generator.model.vocabulary import Attendance

_ABSENT = (Attendance.INVITED_ABSENT, Attendance.DECLINED, Attendance.REPRESENTED)


def check_offices(context: Context) -> Iterator[Found]:
    """Yield `participant-without-office`."""
    for definition, brief in context.iter_briefs():
        for outer, meeting in enumerate(brief.meetings):
            for index, participant in enumerate(meeting.participants):
                person = _find_without_office(context, participant, meeting.date)
                if person:
                    message = f"{person.name} has no `title` here, and no role on {meeting.date} in the record"
                    hint = "Give the participant a `title`, or the person a role with the dates that it was held."
                    path = ("meetings", outer, "participants", index)
                    problem = Problem("participant-without-office", path, message, hint, Severity.WARNING)
                    yield found_in(definition, problem)


def check_addresses(context: Context) -> Iterator[Found]:
    """Yield `source-without-address`."""
    for definition, source in context.iter_models(Source):
        given = (source.url, source.archive_url, source.snapshot)
        if not any(given) and not any(path[0] in ("url", "archive_url", "snapshot") for path in definition.left_out):
            message = f"the source `{definition.id}` has no `url`, no `archive_url` and no `snapshot`"
            hint = "Say where a reader can find it; a text that is nowhere online can be a snapshot."
            problem = Problem("source-without-address", (), message, hint, Severity.WARNING, on_key=True)
            yield found_in(definition, problem)


def check_summaries(context: Context) -> Iterator[Found]:
    """Yield `summary-not-one-paragraph`."""
    for definition, brief in context.iter_briefs():
        if not is_one_paragraph(brief.summary):
            message = "the summary is more than one plain paragraph"
            hint = "Keep the bottom line in one paragraph; the rest goes into `key_points` or `background`."
            yield found_in(definition, Problem("summary-not-one-paragraph", ("summary",), message, hint))


def _find_without_office(context: Context, participant: Participant, date: EdtfDate) -> Person | None:
    if participant.person is None or participant.title or participant.attendance in _ABSENT:
        return None
    definition = context.draft.corpus.definitions.get(participant.person)
    if definition is None or not isinstance(definition.model, Person):
        return None
    is_told = any(path[0] == "roles" for path in definition.left_out)
    has_office = any(_holds(role, date) for role in definition.model.roles)
    return None if is_told or has_office else definition.model


def _holds(role: Dated, date: EdtfDate) -> bool:
    has_begun = role.from_ is None or role.from_.earliest <= date.latest
    return has_begun and (role.until is None or role.until.latest >= date.earliest)
