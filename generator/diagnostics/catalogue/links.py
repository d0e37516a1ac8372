"""Rules on ids, and on what refers to what."""

from generator.diagnostics import Severity
from generator.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "duplicate-id",
        "An id is defined twice",
        "An id means one thing in the whole site: one record or one briefing.",
        "Whoever refers to it must get one thing, and its address one page.",
        "# parties.yml\nharbour:\n  name: Harbour Authority\n  kind: government\n",
        "# parties.yml\nharbour-authority:\n  name: Harbour Authority\n  kind: government\n",
    ),
    Rule(
        "duplicate-entry-id",
        "Two entries have one id",
        "Within a briefing each meeting has an id of its own, each quote, each claim, and so on; so has each "
        "commitment of an agreement.",
        "Links to the entry are made from its id.",
        "claims:\n"
        "  - {id: road, by: north, statement: The road was open., sources: [wire]}\n"
        "  - {id: road, by: south, statement: The road was closed., sources: [wire]}\n",
        "claims:\n"
        "  - {id: road-open, by: north, statement: The road was open., sources: [wire]}\n"
        "  - {id: road-closed, by: south, statement: The road was closed., sources: [wire]}\n",
    ),
    Rule(
        "former-id-taken",
        "A former id belongs to something else",
        "An id under `formerly` is the id of nothing today, and a former id of nothing else.",
        "Its address leads on to one page.",
        "# people.yml\neva-west:\n  name: Eva West\n  formerly: [ada-north]\n",
        "# people.yml\neva-west:\n  name: Eva West\n  formerly: [eva-east]\n",
    ),
    Rule(
        "unknown-id",
        "There is nothing with this id",
        "An id that is referred to is defined, in a registry or in a briefing.",
        "The page would have a link that leads nowhere, and the statement would be about nobody.",
        "quotes:\n  - {speaker: ada-nort, text: We will open the road tomorrow, sources: [wire]}\n",
        "quotes:\n  - {speaker: ada-north, text: We will open the road tomorrow, sources: [wire]}\n",
    ),
    Rule(
        "wrong-kind",
        "An id is of another kind of record",
        "A field that takes a place has the id of a place, one that takes a party the id of a party.",
        "A country as a party and as a place are two records, and each has its own page.",
        "meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, place: north, sources: [wire]}\n",
        "meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, place: harbour, sources: [wire]}\n",
    ),
    Rule(
        "unknown-meeting",
        "There is no such meeting",
        "A meeting is named by its id in the same briefing, or as `briefing/meeting`.",
        "A statement that belongs to a meeting is shown with it.",
        "quotes:\n  - {speaker: ada-north, text: We will open the road tomorrow, meeting: dinner, sources: [wire]}\n",
        "quotes:\n"
        "  - {speaker: ada-north, text: We will open the road tomorrow, meeting: round-one/talks, sources: [wire]}\n",
    ),
    Rule(
        "held-back-reference",
        "What is published refers to what is held back",
        "What is published refers to no draft, to no briefing under embargo, and to no record that only such "
        "a briefing defines.",
        "What is held back appears nowhere on the site, so the link would lead nowhere and give it away.",
        "# 2022/draft.yml\n"
        "title: A draft\n"
        "date: 2022-03-11\n"
        "conflict: border-war\n"
        "summary: To be written.\n"
        "status: draft\n"
        "# 2022/published.yml\n"
        "title: The talks go on\n"
        "date: 2022-03-12\n"
        "conflict: border-war\n"
        "summary: They go on [@wire].\n"
        "follows: draft\n",
        "# 2022/published.yml\n"
        "title: The talks go on\n"
        "date: 2022-03-12\n"
        "conflict: border-war\n"
        "summary: They go on [@wire].\n"
        "follows: round-one\n",
    ),
    Rule(
        "circle",
        "Something is part of itself",
        "`part_of`, `within`, `citing` and `follows` do not lead back to where they start.",
        "Pages show the way up, and it would have no end.",
        "# places.yml\nport:\n  name: Port\n  within: quay\nquay:\n  name: Quay\n  within: port\n",
        "# places.yml\nport:\n  name: Port\nquay:\n  name: Quay\n  within: port\n",
    ),
    Rule(
        "unreferenced",
        "Nothing refers to a record",
        "A record is there because something refers to it.",
        "It may have been left behind, or an id somewhere may be another one than was meant.",
        "# people.yml\neva-west:\n  name: Eva West\n",
        "# people.yml\n"
        "eva-west:\n"
        "  name: Eva West\n"
        "# 2022/visit.yml\n"
        "title: A visit\n"
        "date: 2022-03-12\n"
        "conflict: border-war\n"
        "summary: The harbour was visited by [[eva-west]] [@wire].\n",
        Severity.NOTE,
    ),
)
