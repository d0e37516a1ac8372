"""Every code that a finding can have, and what it stands for: the one text that all explanations are made of."""

from collections.abc import Mapping
from difflib import get_close_matches
from itertools import chain
from types import MappingProxyType

from generator.diagnostics.catalogue import evidence, fields, files, links, times, values
from generator.diagnostics.catalogue.rule import Rule

GROUPS: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        "Files and YAML": files.RULES,
        "Fields and kinds of text": fields.RULES,
        "Values": values.RULES,
        "Ids and references": links.RULES,
        "Dates": times.RULES,
        "Sources and quotations": evidence.RULES,
    }
)
CATALOGUE: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in chain(*GROUPS.values())})
TITLES: Mapping[str, str] = MappingProxyType({code: rule.title for code, rule in CATALOGUE.items()})


def find_near_codes(code: str) -> list[str]:
    """Return the codes nearest to one that is not known, the nearest first."""
    wanted = code.lower().replace("_", "-").replace(" ", "-")
    near = get_close_matches(wanted, CATALOGUE, n=3, cutoff=0.5)
    return near or [known for known in CATALOGUE if set(wanted.split("-")) & set(known.split("-"))][:3]


def to_text(rule: Rule) -> str:
    """Write a rule for a terminal."""
    blocks = [
        f"{rule.severity}[{rule.code}]: {rule.title}",
        rule.what,
        f"Why: {rule.why}",
        f"Wrong:\n\n{_indent(rule.wrong)}",
        f"Right:\n\n{_indent(rule.right)}",
    ]
    return "\n\n".join(blocks)


def to_list() -> str:
    """List every code with its title, in its group."""
    width = max(map(len, CATALOGUE))
    return "\n\n".join(
        "\n".join([heading, *(f"  {rule.code:<{width}}  {rule.severity:<7}  {rule.title}" for rule in rules)])
        for heading, rules in GROUPS.items()
    )


def to_markdown() -> str:
    """Write the reference of all codes, to be put below a page's title."""
    return "\n".join(
        f"## {heading}\n\n" + "\n".join(map(_to_markdown_section, rules)) for heading, rules in GROUPS.items()
    )


def _to_markdown_section(rule: Rule) -> str:
    return (
        f"### `{rule.code}`\n\n**{rule.title}** ({rule.severity})\n\n{rule.what}\n\n{rule.why}\n\n"
        f"Wrong:\n\n{_to_markdown_example(rule.wrong)}\nRight:\n\n{_to_markdown_example(rule.right)}"
    )


def _to_markdown_example(example: str) -> str:
    return f"{example}\n" if example.startswith("(") else f"```yaml\n{example}```\n"


def _indent(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
