"""A whole briefing as plain HTML, for readers that show it away from the site: feeds."""

from collections.abc import Callable, Iterable

from generator.escape import Html, element, join, to_html
from generator.exports.plain import Plain, to_standalone_html
from generator.model.vocabulary import ClaimResponse, OutcomeStatus, PositionKind
from generator.pages.languages import direction_of


def to_content(brief: Plain) -> str:
    """Write a briefing: the bottom line first, then what it rests on, each statement with who says so."""
    parts = [
        Html(brief["summary"]["html"]),
        *_section("Corrections", brief.get("corrections", ()), _correction),
        *_section("Key points", brief.get("key_points", ()), _rich),
        *_section("What is not known", brief.get("not_known", ()), _rich),
        *_section("Outcomes", brief.get("outcomes", ()), _outcome),
        *_section("In their words", brief.get("quotes", ()), _quote),
        *_section("Claims and responses", brief.get("claims", ()), _claim),
        *_section("Positions", brief.get("positions", ()), _position),
        *_section("Next steps", brief.get("next_steps", ()), _step),
    ]
    if "background" in brief:
        parts += [element("h2", Html("Background")), Html(brief["background"]["html"])]
    content = join(parts)
    if language := brief.get("language"):
        content = element("div", content, lang=language, dir=direction_of(language))
    return to_standalone_html(content)


def _section(title: str, items: Iterable[Plain], write: Callable[[Plain], Html]) -> list[Html]:
    written = [element("li", write(item)) for item in items]
    return [element("h2", Html(title)), element("ul", join(written))] if written else []


def _rich(text: Plain) -> Html:
    return Html(text["html"])


def _correction(correction: Plain) -> Html:
    return join([element("p", to_html(correction["date"])), _rich(correction["text"])])


def _outcome(outcome: Plain) -> Html:
    subject = element("strong", to_html(f"{outcome['issue']['name']}: {_OUTCOMES[outcome['status']]}."))
    according = _names(outcome.get("according_to", ()))
    return join([subject, to_html(f" {outcome['text']}"), to_html(f" (according to {according})" if according else "")])


def _quote(quote: Plain) -> Html:
    said = [_spoken("span" if quote["kind"] == "paraphrase" else "q", quote["text"], quote.get("language"))]
    around = [to_html(f"{quote['lead']} ")] if "lead" in quote else []
    after = [to_html(f" {quote['tail']}")] if "tail" in quote else []
    link = element("a", to_html(_speaker(quote)), href=quote["permalink"])
    text = join([*around, *said, *after, to_html(" — "), link])
    if "original" not in quote:
        return text
    original = quote["original"]
    return join([text, element("p", _spoken("q", original["text"], original["language"]))])


def _spoken(tag: str, text: str, language: str | None) -> Html:
    """Write a text in its language, where that is not the briefing's."""
    return element(tag, to_html(text), lang=language, dir=direction_of(language) if language else None)


def _claim(claim: Plain) -> Html:
    said = [to_html(f"{_speaker(claim)}: {claim['statement']}")]
    for response in claim.get("responses", ()):
        words = f": {response['statement']}" if "statement" in response else ""
        said.append(to_html(f"{response['by']['name']} {_RESPONSES[response['response']].lower()}{words}"))
    return join([element("p", text) for text in said])


def _position(position: Plain) -> Html:
    kind = _POSITIONS[position["kind"]].lower()
    return to_html(f"{position['by']['name']}, {kind} on {position['issue']['name']}: {position['text']}")


def _step(step: Plain) -> Html:
    date = [element("p", to_html(step["date"]["words"]))] if "date" in step else []
    return join([*date, _rich(step["text"])])


def _speaker(statement: Plain) -> str:
    by = statement.get("speaker") or statement.get("by")
    return by["name"] if by else str(statement["attribution"])


def _names(references: Iterable[Plain]) -> str:
    return " and ".join(reference["name"] for reference in references)


_OUTCOMES = {term.value: term.label for term in OutcomeStatus}
_POSITIONS = {term.value: term.label for term in PositionKind}
_RESPONSES = {term.value: term.label for term in ClaimResponse}
