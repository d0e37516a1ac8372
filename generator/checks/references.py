"""Every reference leads to a record of the right kind that is published when it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from generator.checks.found import Context, Found, place_of_definition
from generator.corpus import Draft
from generator.diagnostics import Related
from generator.model.file import DecodedFile, Definition, Wanted, WantedAt, find_wanted
from generator.model.problem import Problem

# So many times an id that is not known is compared with one that is.
_MOST_COMPARED = 400_000
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
    unreadable = [decoded.source.text for decoded in draft.files if not decoded.is_readable]
    explainer = _Explainer(draft, meetings)
    for decoded in draft.files:
        is_held_back = any(made.id in draft.held_back for made in decoded.definitions)
        wrong = {wanted for wanted in decoded.wanted if not _is_right(wanted, draft, meetings, is_held_back)}
        if wrong:
            for at in find_wanted(decoded):
                if at.wanted in wrong and not _may_be_in(at.wanted.id, unreadable):
                    yield Found(decoded.source, explainer.explain(at, decoded))


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


@dataclass
class _Explainer:
    """Says what is wrong with a reference, and keeps what it has looked up: one missing file can break thousands."""

    draft: Draft
    meetings: frozenset[str]
    _advice: dict[Wanted, str] = field(default_factory=dict)
    _places: dict[str, Related] = field(default_factory=dict)
    _compared: int = 0

    def explain(self, at: WantedAt, decoded: DecodedFile) -> Problem:
        name, kinds = at.wanted
        if kinds == ("meetings",):
            return self._explain_meeting(at, decoded)
        definition = self.draft.corpus.definitions.get(name)
        if definition is None:
            message = f"there is no {_one_of(kinds)} `{name}`"
            return Problem("unknown-id", at.path, message, self._advise(at.wanted), within=at.within)
        if definition.kind not in kinds:
            message = f"`{name}` is {_article(_NAMES[definition.kind])}, and this must be {_article(_one_of(kinds))}"
            alike = [key for key in self._known(kinds) if key.startswith(name) or name.startswith(key)]
            hint = _did_you_mean(alike[:3]) or f"Write the id of {_article(_one_of(kinds))}."
            related = (self._place(definition),)
            return Problem("wrong-kind", at.path, message, hint, within=at.within, related=related)
        return self._held_back(at, definition)

    def _explain_meeting(self, at: WantedAt, decoded: DecodedFile) -> Problem:
        brief, _, meeting = at.wanted.id.partition("/")
        if at.wanted.id in self.meetings:
            return self._held_back(at, self.draft.corpus.definitions[brief])
        own = {made.id for made in decoded.definitions if made.kind == "briefs"}
        if brief not in own and self.draft.corpus.kind_of(brief) != "briefs":
            hint = self._advise(Wanted(brief, ("briefs",)))
            return Problem("unknown-meeting", at.path, f"there is no briefing `{brief}`", hint)
        here = [name.partition("/")[2] for name in sorted(self.meetings) if name.startswith(f"{brief}/")]
        near = get_close_matches(meeting, here, n=3, cutoff=0.6) or here[:3]
        message = f"the briefing `{brief}` has no meeting `{meeting}`"
        hint = _did_you_mean(near) or "Describe the meeting under `meetings`, or leave the field out."
        return Problem("unknown-meeting", at.path, message, hint)

    def _held_back(self, at: WantedAt, definition: Definition) -> Problem:
        what = "is a draft or under embargo" if definition.kind == "briefs" else "is defined only in a draft"
        message = f"`{definition.id}` {what}, and what is published refers to it"
        hint = "Move the record to a registry, publish its briefing, or hold this one back too."
        related = (self._place(definition),)
        return Problem("held-back-reference", at.path, message, hint, within=at.within, related=related)

    def _advise(self, wanted: Wanted) -> str:
        """Name the nearest ids; not for ever, since each search goes through all that there are."""
        if wanted not in self._advice:
            otherwise = f"Define it, or write the id of {_article(_one_of(wanted.kinds))} that there is."
            self._advice[wanted] = self._search(wanted) or otherwise
        return self._advice[wanted]

    def _search(self, wanted: Wanted) -> str:
        definitions, known = self.draft.corpus.definitions, self._known(wanted.kinds)
        for key in known:
            if wanted.id in getattr(definitions[key].model, "formerly", ()):
                return f"Its id is now `{key}`."
        self._compared += len(known)
        if self._compared > _MOST_COMPARED:
            return ""
        near = get_close_matches(wanted.id, known, n=3, cutoff=0.6)
        near += [key for key in known if wanted.id in key.split("-") and key not in near][: 3 - len(near)]
        return _did_you_mean(near)

    def _known(self, kinds: tuple[str, ...]) -> list[str]:
        return [key for key, made in self.draft.corpus.definitions.items() if made.kind in kinds]

    def _place(self, definition: Definition) -> Related:
        if definition.id not in self._places:
            self._places[definition.id] = place_of_definition(definition)
        return self._places[definition.id]


def _one_of(kinds: tuple[str, ...]) -> str:
    if len(kinds) > 2:
        return "record"
    return " or ".join(_NAMES[kind] for kind in kinds)


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _did_you_mean(near: list[str]) -> str:
    return f"Did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else ""
