"""What a briefing shows where a link to it is shared: what its picture holds, and the same in words."""

from dataclasses import dataclass
from typing import Any

from generator.model.brief import Brief
from generator.model.dates import to_words
from generator.pages.scribe import Scribe
from generator.routes import page_url

CARD = "card.png"
WIDTH, HEIGHT = 1200, 630
# How many outcomes the picture has room for.
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What became of an issue: the tone that gives the colour, the status in words, and the issue."""

    tone: str
    status: str
    issue: str


@dataclass(frozen=True, slots=True)
class SocialCard:
    """What the picture of a briefing holds; `more` is how many outcomes it has no room for."""

    site: str
    subject: str
    date: str
    title: str
    outcomes: tuple[OutcomeLine, ...]
    more: int


def build_social_card(scribe: Scribe, brief: Brief) -> SocialCard:
    """Build what the picture of a briefing holds."""
    outcomes = [
        OutcomeLine(outcome.status.tone.value, outcome.status.label, scribe.name(outcome.issue))
        for outcome in brief.outcomes
    ]
    return SocialCard(
        site=scribe.settings.site_name,
        subject=scribe.name(brief.process or brief.conflict),
        date=to_words(brief.date),
        title=brief.title,
        outcomes=tuple(outcomes[:_SHOWN]),
        more=max(0, len(outcomes) - _SHOWN),
    )


def to_image(scribe: Scribe, brief: Brief) -> dict[str, Any] | None:
    """Say where the picture is and what it shows; nothing where the site has no address of its own."""
    url = scribe.settings.to_absolute_url(f"{page_url('briefs', brief.id)}{CARD}")
    if not url:
        return None
    card = build_social_card(scribe, brief)
    lines = [f"{line.issue}: {line.status}" for line in card.outcomes] + ([f"{card.more} more"] if card.more else [])
    words = f"{card.title}. {card.subject}, {card.date}. {'; '.join(lines)}"
    return {"url": url, "width": WIDTH, "height": HEIGHT, "alt": words.strip()}
