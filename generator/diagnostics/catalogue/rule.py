"""What is said of a rule to somebody who has broken it."""

from dataclasses import dataclass

from generator.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A code and what it stands for.

    An example is a piece of a briefing, or files, each after a line with its path in the folder of briefs
    (`# people.yml`); what cannot be shown as text is told in brackets.
    """

    code: str
    title: str
    what: str
    why: str
    wrong: str
    right: str
    severity: Severity = Severity.ERROR
