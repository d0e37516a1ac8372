"""The editors' list of every quotation, which no public page shows: verified, not verifiable, or wrong."""

from collections import Counter
from collections.abc import Iterable

from generator.checks.verification import Verdict, VerifiedQuote
from generator.diagnostics.cells import to_visible
from generator.yaml_parser import Places

_SHOWN = 60


def to_quote_report(verified: Iterable[VerifiedQuote]) -> str:
    """Write each quotation on a line of its own, with its file and line, then how many there are of each."""
    lines: list[tuple[str, int, str]] = []
    counts: Counter[Verdict] = Counter()
    places: dict[int, Places] = {}
    for quote in verified:
        source = quote.definition.source
        if id(source) not in places:
            places[id(source)] = Places(source)
        line = places[id(source)].value(quote.definition.to_written(quote.path)).line
        counts[quote.verdict] += 1
        speaker = quote.quote.speaker or quote.quote.attribution or ""
        text = f"{quote.verdict:<14}  {speaker}: “{_shorten(quote.quote.text)}” ({quote.reason})"
        lines.append((source.path, line, to_visible(text)))
    total = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict)
    return "\n".join([*(f"{path}:{line}: {text}" for path, line, text in sorted(lines)), total])


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
