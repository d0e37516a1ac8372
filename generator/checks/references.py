"""Every reference leads to a record of the right kind that is published when it is."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from generator.checks.found import Context, Found
from generator.corpus import Draft, definition_span
from generator.diagnostics import Related
from generator.model.file import DecodedFile, Definition, Wanted, WantedAt, find_wanted
from generator.model.problem import Problem

_NAMES = {
    "briefs": "briefing",
    "conflicts": "conflict",
    "processes": "process",
    "parties": "party",
    "people": "person",
    "places": "place",
    "issues": "issue",
    "agreements": "agreement",
    "sources": "source",
    "meetings": "meeting",
}


def check_references(context: Context) -> Iterator[Found]:
    """Yield `unknown-id`, `wrong-kind`, `unknown-meeting` and `held-back-reference`."""
    draft = context.draft
    meetings = frozenset(meeting for decoded in draft.files for meeting in decoded.meetings)
    for decoded in draft.files:
        is_held_back = any(made.id in draft.held_back for made in decoded.definitions)
        wrong = {wanted for wanted in decoded.wanted if not _is_right(wanted, draft, meetings, is_held_back)}
        if wrong:
            unreadable = [other.source.text for other in draft.files if not other.is_readable]
            for at in find_wanted(decoded):
                if at.wanted in wrong and not _may_be_in(at.wanted.id, unreadable):
                    yield Found(decoded.source, _explain(at, draft, meetings, decoded))


def _is_right(wanted: Wanted, draft: Draft, meetings: frozenset[str], is_held_back: bool) -> bool:
    if wanted.kinds == ("meetings",):
        brief = wanted.id.partition("/")[0]
        return wanted.id in meetings and (is_held_back or brief not in draft.held_back)
    definition = draft.corpus.definitions.get(wanted.id)
    return (
        definition is not None
        and definition.kind in wanted.kinds
        and (is_held_back or wanted.id not in draft.held_back)
    )


def _may_be_in(name: str, texts: list[str]) -> bool:
    """Tell whether a file that could not be read seems to define the id: then its absence is no mistake of its own."""
    key = re.compile(rf"^\s*[\"']?{re.escape(name.partition('/')[0])}[\"']?\s*:", re.MULTILINE)
    return any(key.search(text) for text in texts)


def _explain(at: WantedAt, draft: Draft, meetings: frozenset[str], decoded: DecodedFile) -> Problem:
    name = at.wanted.id
    if at.wanted.kinds == ("meetings",):
        return _explain_meeting(at, draft, meetings, decoded)
    definition = draft.corpus.definitions.get(name)
    if definition is None:
        return _unknown(at, draft)
    if definition.kind not in at.wanted.kinds:
        kinds = _one_of(at.wanted.kinds)
        message = f"`{name}` is {_article(_NAMES[definition.kind])}, and this must be {_article(kinds)}"
        alike = [
            key
            for key, made in draft.corpus.definitions.items()
            if made.kind in at.wanted.kinds and (key.startswith(name) or name.startswith(key))
        ]
        hint = _did_you_mean(alike[:3]) or f"Write the id of {_article(kinds)}."
        return Problem("wrong-kind", at.path, message, hint, within=at.within, related=(_defined(definition),))
    return _held_back(at, definition)


def _unknown(at: WantedAt, draft: Draft) -> Problem:
    name, definitions = at.wanted.id, draft.corpus.definitions
    known = [key for key, made in definitions.items() if made.kind in at.wanted.kinds]
    renamed = [key for key in known if name in getattr(definitions[key].model, "formerly", ())]
    near = get_close_matches(name, known, n=3, cutoff=0.6)
    near += [key for key in known if name in key.split("-") and key not in near][: 3 - len(near)]
    kinds = _one_of(at.wanted.kinds)
    hint = f"Its id is now `{renamed[0]}`." if renamed else _did_you_mean(near)
    hint = hint or f"Define it, or write the id of {_article(kinds)} that there is."
    return Problem("unknown-id", at.path, f"there is no {kinds} `{name}`", hint, within=at.within)


def _explain_meeting(at: WantedAt, draft: Draft, meetings: frozenset[str], decoded: DecodedFile) -> Problem:
    brief, _, meeting = at.wanted.id.partition("/")
    if at.wanted.id in meetings:
        return _held_back(at, draft.corpus.definitions[brief])
    own = {made.id for made in decoded.definitions if made.kind == "briefs"}
    if brief not in own and draft.corpus.kind_of(brief) != "briefs":
        near = get_close_matches(brief, list(draft.corpus.briefs), n=3, cutoff=0.6)
        return Problem("unknown-meeting", at.path, f"there is no briefing `{brief}`", _did_you_mean(near))
    here = [name.partition("/")[2] for name in sorted(meetings) if name.partition("/")[0] == brief]
    near = get_close_matches(meeting, here, n=3, cutoff=0.6) or here[:3]
    message = f"the briefing `{brief}` has no meeting `{meeting}`"
    hint = _did_you_mean(near) or "Describe the meeting under `meetings`, or leave the field out."
    return Problem("unknown-meeting", at.path, message, hint)


def _held_back(at: WantedAt, definition: Definition) -> Problem:
    what = "is a draft or under embargo" if definition.kind == "briefs" else "is defined only in a draft"
    message = f"`{definition.id}` {what}, and what is published refers to it"
    hint = "Move the record to a registry, publish its briefing, or hold this one back too."
    related = (_defined(definition),)
    return Problem("held-back-reference", at.path, message, hint, within=at.within, related=related)


def _defined(definition: Definition) -> Related:
    return Related("it is defined here", definition.source.path, definition_span(definition))


def _one_of(kinds: tuple[str, ...]) -> str:
    if len(kinds) > 2:
        return "record"
    return " or ".join(_NAMES[kind] for kind in kinds)


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _did_you_mean(near: list[str]) -> str:
    return f"Did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else ""
