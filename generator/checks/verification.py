"""Every quotation held against the stored texts of its sources (content model §7)."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from generator.checks.found import Context, Found, found_in
from generator.checks.quotes import StoredText, find_closest, is_quoted_from
from generator.checks.snapshots import find_snapshot_problem
from generator.model.brief import Quote
from generator.model.file import Definition
from generator.model.problem import Problem
from generator.model.records import Source
from generator.model.vocabulary import QuoteKind
from generator.yaml_parser import Path

_Read = Callable[[str], StoredText]
_Texts = tuple[tuple[str, StoredText], ...]


class Verdict(StrEnum):
    """What can be said of a quotation's words."""

    VERIFIED = "verified"
    NOT_VERIFIABLE = "not verifiable"
    WRONG = "wrong"


class VerifiedQuote(NamedTuple):
    """A quotation, where it stands, and what was found; `reason` says by which text, or why not."""

    definition: Definition
    path: Path
    quote: Quote
    verdict: Verdict
    reason: str
    texts: tuple[tuple[str, StoredText], ...] = ()
    """The stored texts, by name, that should hold the words of a wrong one."""


def check_quotes(context: Context) -> Iterator[Found]:
    """Yield `misquotation`."""
    for verified in iter_verified(context):
        if verified.verdict is Verdict.WRONG:
            yield found_in(verified.definition, _explain(verified))


def iter_verified(context: Context) -> Iterator[VerifiedQuote]:
    """Yield every quotation of the site with what can be said of its words."""

    @lru_cache(maxsize=64)
    def read(name: str) -> StoredText:
        return StoredText(context.snapshots[name].decode("utf-8-sig", "replace"))

    for definition, brief in context.iter_briefs():
        for index, quote in enumerate(brief.quotes):
            yield _verify(context, read, definition, ("quotes", index), quote)


def _verify(context: Context, read: _Read, definition: Definition, path: Path, quote: Quote) -> VerifiedQuote:
    def conclude(verdict: Verdict, reason: str, *inner: str, texts: _Texts = ()) -> VerifiedQuote:
        return VerifiedQuote(definition, (*path, *inner), quote, verdict, reason, texts)

    if quote.kind is QuoteKind.PARAPHRASE:
        return conclude(Verdict.NOT_VERIFIABLE, "a paraphrase", "text")
    stored = list(_iter_stored(context, read, quote))
    if not stored:
        return conclude(Verdict.NOT_VERIFIABLE, "no source of it has a stored text", "text")
    language = quote.language or getattr(definition.model, "language", None)
    wanted: list[tuple[str, str | None, tuple[str, ...], str]] = [(quote.text, language, ("text",), "")]
    if quote.original is not None:
        wanted.append((quote.original.text, quote.original.language, ("original", "text"), ", in the original"))
    for words, _, inner, remark in wanted:
        for name, _, text in stored:
            if is_quoted_from(words, text):
                return conclude(Verdict.VERIFIED, f"{name}{remark}", *inner)
    for _, spoken, inner, _ in wanted:
        texts = tuple((name, text) for name, written, text in stored if _is_same_language(spoken, written))
        if texts:
            return conclude(Verdict.WRONG, ", ".join(name for name, _ in texts), *inner, texts=texts)
    return conclude(Verdict.NOT_VERIFIABLE, "the stored text is in another language", "text")


def _iter_stored(context: Context, read: _Read, quote: Quote) -> Iterator[tuple[str, str | None, StoredText]]:
    """Yield name, language and text of what the sources of a quotation have stored."""
    for note in quote.sources:
        definition = context.draft.corpus.definitions.get(note.source)
        source = definition.model if definition else None
        if isinstance(source, Source) and source.snapshot is not None:
            data = context.snapshots.get(source.snapshot)
            if data is not None and find_snapshot_problem(source, data) is None:
                yield source.snapshot, source.language, read(source.snapshot)


def _is_same_language(first: str | None, second: str | None) -> bool:
    """Tell whether two languages may be one; what is not given may be any."""
    return not first or not second or first.partition("-")[0].lower() == second.partition("-")[0].lower()


def _explain(verified: VerifiedQuote) -> Problem:
    original = verified.quote.original
    is_original = verified.path[-2:] == ("original", "text") and original is not None
    words = original.text if is_original and original else verified.quote.text
    message = f"these words do not stand in {_list_names([name for name, _ in verified.texts])}"
    passages = [(name, passage) for name, text in verified.texts if (passage := find_closest(words, text))]
    if not passages:
        hint = "Nothing there is like it: is this the source that the words come from?"
    else:
        name, closest = max(passages, key=lambda item: item[1].likeness)
        hint = (
            f"The closest passage in `{name}`; what differs stands between >> and <<:\n"
            f"quoted: {closest.quoted}\nstored: {closest.stored}"
        )
    return Problem("misquotation", verified.path, message, hint)


def _list_names(names: list[str]) -> str:
    *others, last = (f"`{name}`" for name in names)
    return f"{', '.join(others)} or {last}" if others else last
