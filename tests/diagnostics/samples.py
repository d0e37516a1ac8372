"""A file with mistakes, as an author might make them, and any findings at all."""

from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Related, Severity
from generator.source import SourceFile, Span

BRIEF = SourceFile(
    "briefs/2022-03-10-antalya.yml",
    """\
titel: Talks in Antalya
date: 2022-13-10
quotes:
  - speaker: dmytro-kulebba
    text: |
      We are ready
      to continue.
people:
  sergey-lavrov:
    name: Sergey Lavrov
""",
)
PEOPLE = SourceFile(
    "briefs/people.yml", "dmytro-kuleba:\n  name: Dmytro Kuleba\nsergey-lavrov:\n  name: Sergey Lavrov\n"
)
SOURCES = {file.path: file for file in (BRIEF, PEOPLE)}


def at(words: str, file: SourceFile = BRIEF) -> Span:
    """Where the words stand in a file."""
    start = file.text.index(words)
    return file.span(start, start + len(words))


UNKNOWN_FIELD = Diagnostic(
    "unknown-field",
    "There is no field “titel” in a brief.",
    BRIEF.path,
    at("titel"),
    hint="Did you mean “title”?",
)
BAD_DATE = Diagnostic(
    "bad-date",
    "There is no month 13.",
    BRIEF.path,
    at("2022-13-10"),
    hint="Write a date like this:\n  date: 2022-03-10",
)
DUPLICATE = Diagnostic(
    "duplicate-id",
    "The id “sergey-lavrov” is defined twice.",
    BRIEF.path,
    at("sergey-lavrov"),
    severity=Severity.WARNING,
    related=(Related("The first definition is here.", PEOPLE.path, at("sergey-lavrov", PEOPLE)),),
)
UNUSED = Diagnostic("unused", "Nothing refers to it.", PEOPLE.path, at("dmytro-kuleba", PEOPLE), severity=Severity.NOTE)
FINDINGS = [UNKNOWN_FIELD, BAD_DATE, DUPLICATE, UNUSED]

# Any text whatsoever: lone surrogates, which names of files can bring along, are no exception.
texts = st.text(st.characters(exclude_categories=()))
spans = st.builds(
    lambda line, column, lines, columns: Span(line, column, line + lines, columns if lines else column + columns),
    st.integers(1, 9),
    st.integers(1, 99),
    st.integers(0, 3),
    st.integers(1, 99),
)
diagnostics = st.builds(
    Diagnostic,
    code=st.from_regex(r"[a-z]+(-[a-z]+)?", fullmatch=True),
    message=texts,
    path=texts,
    span=spans,
    hint=texts,
    severity=st.sampled_from(Severity),
    related=st.lists(st.builds(Related, message=texts, path=texts, span=spans), max_size=2).map(tuple),
)
