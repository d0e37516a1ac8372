"""The catalogue says the truth: its examples give what they should, and every code that there is stands in it."""

import ast
from collections.abc import Iterator
from hashlib import sha256

import pytest

from generator.diagnostics.catalogue import CATALOGUE, GROUPS, find_near_codes, to_list, to_markdown, to_text
from generator.diagnostics.catalogue.rule import Rule
from tests.checks.sites import BASE, check, split_example
from tests.conftest import ROOT

# What can be shown as text; the rest (links between files, bytes, megabytes) is told in brackets.
SHOWN = [rule for rule in CATALOGUE.values() if not rule.wrong.startswith("(")]
TOLD = [
    "unreadable-file", "link-outside", "link-loop", "file-too-large", "not-utf8", "too-many-aliases",
    "snapshot-not-text",
]  # fmt: skip
WIRE = sha256((BASE / "_snapshots" / "wire.txt").read_bytes()).hexdigest()
# What makes findings, and which of its arguments is the code.
MAKERS = {
    "Diagnostic": 0, "Problem": 0, "RichProblem": 0, "PydanticCustomError": 0, "_report": 0,
    "Parsed": 1, "TextKind": 2, "_refuse": 2,
}  # fmt: skip


def counts(rule: Rule, code: str) -> bool:
    """A record that only the example has is referred to by nothing: that counts where it is the point."""
    return code != "unreferenced" or rule.code == "unreferenced"


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_wrong_example_gives_one_finding_of_its_code_and_severity(rule: Rule) -> None:
    found = [found for found in check(split_example(rule.wrong)) if counts(rule, found.code)]
    assert [(one.code, one.severity) for one in found] == [(rule.code, rule.severity)]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_right_example_gives_nothing(rule: Rule) -> None:
    example = split_example(rule.right.replace("WIRE_SHA256", WIRE))
    assert [found for found in check(example) if counts(rule, found.code)] == []


def test_only_what_is_no_text_has_no_example() -> None:
    assert [rule.code for rule in CATALOGUE.values() if rule not in SHOWN] == TOLD


def test_every_code_in_the_source_stands_in_the_catalogue_and_no_other_does() -> None:
    written: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        written.update(iter_codes(ast.parse(path.read_text(encoding="utf-8"))))
    assert written == set(CATALOGUE)


def iter_codes(tree: ast.AST) -> Iterator[str]:
    """Yield what stands where makers of findings take a code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = MAKERS.get(name)
            if place is not None and place < len(node.args):
                yield from iter_strings(node.args[place])
        elif isinstance(node, ast.Assign) and any(getattr(to, "id", "") == "code" for to in node.targets):
            yield from iter_strings(node.value)


def iter_strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from iter_strings(node.body)
        yield from iter_strings(node.orelse)
    # An empty code is no finding, but a place beside one; pydantic's own words have underscores.
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value and "_" not in node.value:
        yield node.value


def test_every_rule_is_told_in_full() -> None:
    for rule in CATALOGUE.values():
        assert all((rule.title, rule.what, rule.why, rule.wrong, rule.right)), rule.code
        assert rule.what.endswith("."), rule.code
        assert rule.why.endswith("."), rule.code
        assert not rule.title.endswith("."), rule.code
    assert len(CATALOGUE) == sum(len(rules) for rules in GROUPS.values())


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.code)
def test_an_explanation_says_it_all(rule: Rule) -> None:
    told = to_text(rule)
    assert told.startswith(f"{rule.severity}[{rule.code}]: {rule.title}\n")
    for part in (rule.what, rule.why, *rule.wrong.split("\n"), *rule.right.split("\n")):
        assert part in told
    page = to_markdown()
    assert f"### `{rule.code}`" in page
    assert rule.what in page
    assert rule.right in page
    assert rule.code in to_list()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("unknown_id", "unknown-id"),
        ("Duplicate-Key", "duplicate-key"),
        ("bad-dates", "bad-date"),
        ("snapshot", "snapshot-missing"),
    ],
)
def test_a_code_that_is_not_known_is_near_one_that_is(written: str, meant: str) -> None:
    assert meant in find_near_codes(written)


def test_nothing_is_near_to_nonsense() -> None:
    assert find_near_codes("xyzzy") == []
