"""Rules on sources, stored texts and quotations."""

from generator.diagnostics import Severity
from generator.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "misquotation",
        "A quotation's words do not stand in its source",
        "Where a source of a quotation has a stored text, the words stand in it. `[…]` and `…` leave words "
        "out, `[words]` are added; kinds of quotation marks and dashes, white space, and a full stop, comma "
        "or semicolon at the very end do not count. A paraphrase is not compared.",
        "A quotation is evidence: a word that was not said makes it false.",
        "quotes:\n  - speaker: ada-north\n    text: We shall open the road tomorrow\n    sources: [wire]\n",
        "quotes:\n"
        "  - speaker: ada-north\n"
        "    text: We will open the road tomorrow, and it will stay open […]\n"
        "    sources: [wire]\n",
    ),
    Rule(
        "snapshot-missing",
        "A stored text is not there",
        "A `snapshot` names a file that is in `briefs/_snapshots/`.",
        "Without it quotations of this source are not verified, and nobody would notice.",
        "# sources.yml\npaper:\n  title: A paper\n  kind: report\n  snapshot: paper.txt\n",
        "# sources.yml\npaper:\n  title: A paper\n  kind: report\n  snapshot: wire.txt\n",
    ),
    Rule(
        "snapshot-elsewhere",
        "A stored text is held elsewhere",
        "A `snapshot` with a `sha256` may be missing here: it can be held where it may not be passed on.",
        "On this machine quotations of this source are not verified.",
        "# sources.yml\n"
        "paper:\n"
        "  title: A paper\n"
        "  kind: report\n"
        "  snapshot: paper.txt\n"
        "  sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n",
        "# sources.yml\npaper:\n  title: A paper\n  kind: report\n  snapshot: wire.txt\n",
        Severity.WARNING,
    ),
    Rule(
        "snapshot-changed",
        "A stored text is not the one that was stored",
        "A stored text has the `sha256` that its source gives.",
        "A quotation verified against a changed text is not verified.",
        "# sources.yml\n"
        "paper:\n"
        "  title: A paper\n"
        "  kind: report\n"
        "  snapshot: wire.txt\n"
        "  sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n",
        "# sources.yml\npaper:\n  title: A paper\n  kind: report\n  snapshot: wire.txt\n  sha256: WIRE_SHA256\n",
    ),
    Rule(
        "snapshot-not-text",
        "A stored text is not text",
        "A stored text is plain text in UTF-8.",
        "Quotations cannot be found in a PDF or in another encoding.",
        "(a PDF in `briefs/_snapshots/`)",
        "(the words that are quoted and the sentences around them, saved as UTF-8)",
    ),
    Rule(
        "source-without-address",
        "A source cannot be found",
        "A source has a `url`, an `archive_url` or a `snapshot`.",
        "A reader who doubts must be able to look.",
        "# sources.yml\npaper:\n  title: A paper\n  kind: report\n",
        "# sources.yml\npaper:\n  title: A paper\n  kind: report\n  url: https://example.org/paper\n",
        Severity.WARNING,
    ),
    Rule(
        "participant-without-office",
        "A participant has neither title nor office",
        "A person who takes part has a `title` there, or a role on that day in the person's record.",
        "A name alone does not say for whom somebody spoke, and with what authority.",
        "# people.yml\n"
        "eva-west:\n"
        "  name: Eva West\n"
        "# 2022/dinner.yml\n"
        "title: A dinner\n"
        "date: 2022-03-12\n"
        "conflict: border-war\n"
        "summary: They dined [@wire].\n"
        "meetings:\n"
        "  - id: dinner\n"
        "    title: Dinner\n"
        "    date: 2022-03-12\n"
        "    participants: [eva-west]\n"
        "    sources: [wire]\n",
        "# people.yml\n"
        "eva-west:\n"
        "  name: Eva West\n"
        "# 2022/dinner.yml\n"
        "title: A dinner\n"
        "date: 2022-03-12\n"
        "conflict: border-war\n"
        "summary: They dined [@wire].\n"
        "meetings:\n"
        "  - id: dinner\n"
        "    title: Dinner\n"
        "    date: 2022-03-12\n"
        "    participants: [{person: eva-west, title: Envoy}]\n"
        "    sources: [wire]\n",
        Severity.WARNING,
    ),
)
