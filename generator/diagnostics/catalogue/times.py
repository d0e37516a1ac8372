"""Rules on the order of dates, and on what time has overtaken."""

from generator.diagnostics import Severity
from generator.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "end-before-start",
        "Something ends before it starts",
        "`ended` does not come before `started`, `until` not before `from`, and the `end` of a meeting on one "
        "day not before its `start`.",
        "One of the two is wrong, and everything that is worked out from them would be too.",
        "# people.yml\n"
        "eva-west:\n"
        "  name: Eva West\n"
        "  roles:\n"
        "    - {title: Envoy, party: north, from: 2022-03, until: 2021}\n",
        "# people.yml\n"
        "eva-west:\n"
        "  name: Eva West\n"
        "  roles:\n"
        "    - {title: Envoy, party: north, from: 2021, until: 2022-03}\n",
    ),
    Rule(
        "history-out-of-order",
        "A history is out of order",
        "The entries of a `history` stand in the order of their dates.",
        "The last one says how things stand.",
        "meetings:\n"
        "  - id: talks\n"
        "    title: Talks\n"
        "    date: 2022-03-10\n"
        "    sources: [wire]\n"
        "    history:\n"
        "      - {date: 2022-03-10, status: held, sources: [wire]}\n"
        "      - {date: 2022-03-07, status: announced, sources: [wire]}\n",
        "meetings:\n"
        "  - id: talks\n"
        "    title: Talks\n"
        "    date: 2022-03-10\n"
        "    sources: [wire]\n"
        "    history:\n"
        "      - {date: 2022-03-07, status: announced, sources: [wire]}\n"
        "      - {date: 2022-03-10, status: held, sources: [wire]}\n",
    ),
    Rule(
        "commitment-overdue",
        "A commitment is past its date and still open",
        "A commitment whose `due` has passed is no longer `pending` or `in_progress`.",
        "Readers ask first whether what was promised was done.",
        "outcomes:\n"
        "  - issue: corridors\n"
        "    status: agreed\n"
        "    text: The road is to be opened.\n"
        "    sources: [wire]\n"
        "    commitments:\n"
        "      - {id: open-road, text: Open the road, due: 2022-03-20, status: pending, sources: [wire]}\n",
        "outcomes:\n"
        "  - issue: corridors\n"
        "    status: agreed\n"
        "    text: The road is to be opened.\n"
        "    sources: [wire]\n"
        "    commitments:\n"
        "      - {id: open-road, text: Open the road, due: 2022-03-20, status: fulfilled, sources: [wire]}\n",
        Severity.WARNING,
    ),
    Rule(
        "meeting-date-passed",
        "A meeting has passed and is still to come",
        "A meeting whose date has passed is no longer `proposed` or `announced`.",
        "The site would announce what is over, or what never took place.",
        "meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, status: announced, sources: [wire]}\n",
        "meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, status: held, sources: [wire]}\n",
        Severity.WARNING,
    ),
    Rule(
        "correction-after-update",
        "A correction is later than the last update",
        "`updated` is not earlier than the latest of the `corrections`.",
        "Readers see by it that the text is no longer the one that they have read.",
        "updated: 2022-03-11\ncorrections:\n  - {date: 2022-03-14, text: The hour was wrong.}\n",
        "updated: 2022-03-14\ncorrections:\n  - {date: 2022-03-14, text: The hour was wrong.}\n",
        Severity.WARNING,
    ),
)
