"""Rules on which fields there are, and on the kinds of text that they take."""

from generator.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "unknown-key",
        "There is no such field",
        "Only the fields of the content model are used, spelt as there.",
        "A misspelt field would be passed over, and what it says would be missing from the page.",
        "quotes:\n"
        "  - speakr: ada-north\n"
        "    speaker: ada-north\n"
        "    text: We will open the road tomorrow\n"
        "    sources: [wire]\n",
        "quotes:\n  - speaker: ada-north\n    text: We will open the road tomorrow\n    sources: [wire]\n",
    ),
    Rule(
        "missing-field",
        "A field is missing",
        "Fields that are marked as needed are given, and lists that need an entry have one.",
        "Without them a page has no title, a quote no speaker, a statement no source.",
        "quotes:\n  - text: We will open the road tomorrow\n    sources: [wire]\n",
        "quotes:\n  - speaker: ada-north\n    text: We will open the road tomorrow\n    sources: [wire]\n",
    ),
    Rule(
        "one-of",
        "Two fields stand side by side of which only one can be",
        "Some fields are given one instead of the other, such as `speaker` and `attribution`, or `status` and "
        "`history`.",
        "The two would say the same thing, perhaps differently, and nobody could tell which is right.",
        "quotes:\n"
        "  - speaker: ada-north\n"
        "    attribution: an official\n"
        "    text: We will open the road tomorrow\n"
        "    sources: [wire]\n",
        "quotes:\n  - speaker: ada-north\n    text: We will open the road tomorrow\n    sources: [wire]\n",
    ),
    Rule(
        "wrong-type",
        "A field takes something of another form",
        "A field that takes a text has a text, one that takes a list a list, one that takes a mapping a mapping.",
        "YAML makes a mapping of a colon and a list of a bracket, also where they were meant as part of a text.",
        "key_points:\n  - Ada North: no progress\n",
        'key_points:\n  - "Ada North: no progress"\n',
    ),
    Rule(
        "empty-item",
        "An item of a list is empty",
        "Every hyphen of a list has something after it.",
        "It is most often what is left of an item that was taken out, or one that was never written.",
        "tags:\n  - talks\n  -\n",
        "tags:\n  - talks\n",
    ),
    Rule(
        "empty-text",
        "A text is empty",
        "A text that is given says something; a field without a value is left out.",
        "An empty pair of quotation marks is most often a text that was still to be written.",
        'background: ""\n',
        "background: The talks began in 2021 [@wire].\n",
    ),
    Rule(
        "not-one-line",
        "A text of one line has several",
        "Titles, names and most short texts are one line.",
        "They stand in headings, lists and tables, where a second line has no place.",
        "tags:\n  - |\n    talks\n    in the north\n",
        "tags:\n  - >-\n    talks\n    in the north\n",
    ),
    Rule(
        "unknown-value",
        "The field has no such value",
        "Kinds and statuses are chosen from the list that the field has.",
        "The same thing has the same word everywhere, so that it can be searched, counted and compared.",
        "outcomes:\n  - {issue: cease-fire, status: agred, text: A cease-fire was agreed., sources: [wire]}\n",
        "outcomes:\n  - {issue: cease-fire, status: agreed, text: A cease-fire was agreed., sources: [wire]}\n",
    ),
    Rule(
        "rich-text",
        "A rich text holds what it cannot",
        "Rich text has paragraphs, emphasis, lists, block quotes, code and links; no HTML, images, headings "
        "or ruled lines.",
        "Anything else could change the page around it, or run code in a reader's browser.",
        "background: The <b>talks</b> began in 2021.\n",
        "background: The **talks** began in 2021.\n",
    ),
    Rule(
        "summary-not-one-paragraph",
        "The summary is more than a paragraph",
        "The summary is one plain paragraph.",
        "It is shown whole in lists, in feeds and by search engines: who reads only that must have the bottom line.",
        "summary: |\n  No cease-fire was agreed [@wire].\n\n  The talks go on.\n",
        "summary: No cease-fire was agreed [@wire]. The talks go on.\n",
    ),
)
