"""Rules on dates, addresses, codes and other values that have a form of their own."""

from generator.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "bad-id",
        "An id does not have the form of one",
        "An id has lower-case letters a-z, digits and single hyphens between them, at most 100 of them, and "
        "is no name that Windows keeps for a device.",
        "Ids become addresses and names of files: they must be the same on every machine, and be typed by anybody.",
        "# people.yml\nEva_West:\n  name: Eva West\n",
        "# people.yml\neva-west:\n  name: Eva West\n",
    ),
    Rule(
        "bad-date",
        "This is not a date",
        "A date is written as precisely as it is known: `2022-03-10`, `2022-03`, `2022`, `2022-03~` (about), "
        "`2022-03-10?` (uncertain), `2022-03-XX`, `2022-03-10/2022-03-12`, `2022-03-10/..`. Some fields take "
        "a full day only.",
        "03/10/2022 is in March to some readers and in October to others; this form (EDTF) sorts, and says "
        "how sure it is.",
        "date: 10 March 2022\n",
        "date: 2022-03-10\n",
    ),
    Rule(
        "bad-time",
        "This is not a time",
        "A time is `11:25` or `11:25:30` on the 24-hour clock; a point in time is `2022-03-10T11:25:00+03:00`.",
        "Half past one is two times a day, and an hour without an offset is another moment in every country.",
        "meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, start: 1.30 pm, sources: [wire]}\n",
        'meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, start: "13:30", sources: [wire]}\n',
    ),
    Rule(
        "bad-timezone",
        "This is not a time zone",
        "A time zone has its IANA name, such as `Europe/Istanbul`.",
        "Abbreviations stand for several zones, and offsets change with the season.",
        "meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, timezone: TRT, sources: [wire]}\n",
        "meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, timezone: Europe/Istanbul, sources: [wire]}\n",
    ),
    Rule(
        "bad-language",
        "This is not a language",
        "A language is a BCP 47 tag: `uk`, `en`, `zh-Hant`.",
        "Browsers choose fonts, direction and pronunciation by it.",
        "language: English\n",
        "language: en\n",
    ),
    Rule(
        "bad-country",
        "This is not a country",
        "A country is an ISO 3166-1 code of two capitals: `UA`, `TR`.",
        "Countries have many names; the code has one meaning.",
        "# places.yml\nport:\n  name: Port\n  country: Türkiye\n",
        "# places.yml\nport:\n  name: Port\n  country: TR\n",
    ),
    Rule(
        "bad-url",
        "This is not an address",
        "A link begins with `https://`, `http://` or `mailto:`, and holds no white space.",
        "Other schemes can run code or lead to a reader's own machine.",
        "background: See [the text](javascript:alert).\n",
        "background: See [the text](https://example.org/text).\n",
    ),
    Rule(
        "bad-coordinate",
        "This is not a coordinate",
        "Coordinates are decimal degrees: `lat` from -90 to 90, `lon` from -180 to 180.",
        "Degrees and minutes have a dozen notations, and a map would show the wrong place.",
        "# places.yml\nport:\n  name: Port\n  lat: 36°51' N\n  lon: 30.78\n",
        "# places.yml\nport:\n  name: Port\n  lat: 36.85\n  lon: 30.78\n",
    ),
    Rule(
        "bad-number",
        "This is not a number",
        "A round is a whole number, from 1.",
        "Rounds are sorted and counted.",
        "meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, round: third, sources: [wire]}\n",
        "meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, round: 3, sources: [wire]}\n",
    ),
    Rule(
        "bad-boolean",
        "This is neither true nor false",
        "What is so or not so is `true` or `false`, in these letters.",
        "YAML's other words for it, such as `no`, are also words of texts: nothing is guessed here.",
        "meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, undisclosed: yes, sources: [wire]}\n",
        "meetings:\n  - {id: talks, title: Talks, date: 2022-03-10, undisclosed: true, sources: [wire]}\n",
    ),
    Rule(
        "bad-wikidata",
        "This is not a Wikidata item",
        "An item of Wikidata is given by its id alone: `Q212`.",
        "The id stays when the item is renamed.",
        "# people.yml\neva-west:\n  name: Eva West\n  wikidata: https://www.wikidata.org/wiki/Q212\n",
        "# people.yml\neva-west:\n  name: Eva West\n  wikidata: Q212\n",
    ),
    Rule(
        "bad-sha256",
        "This is not a SHA-256 digest",
        "A `sha256` has 64 digits from 0-9 and a-f.",
        "It proves that a stored text is the one that was read; a digest of another form proves nothing.",
        "# sources.yml\npaper:\n  title: A paper\n  kind: report\n  url: https://example.org/\n  sha256: 9f86d0\n",
        "# sources.yml\n"
        "paper:\n"
        "  title: A paper\n"
        "  kind: report\n"
        "  url: https://example.org/\n"
        "  sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n",
    ),
    Rule(
        "bad-snapshot",
        "A stored text lies outside the folder of stored texts",
        "A `snapshot` is the name of a file in `briefs/_snapshots/`.",
        "Quotations are verified against texts that the site's editors hold, and against nothing else on the machine.",
        "# sources.yml\npaper:\n  title: A paper\n  kind: report\n  snapshot: ../wire.txt\n",
        "# sources.yml\npaper:\n  title: A paper\n  kind: report\n  snapshot: wire.txt\n",
    ),
)
