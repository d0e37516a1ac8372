"""The workshop's promises: exact versions, one definition of each step, documents that name only what is there."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT

PINS = [ROOT / "requirements" / name for name in ("runtime.txt", "dev.txt")]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def read_pins(path: Path) -> dict[str, list[Version]]:
    """The versions of each package in a file of pins; more than one where they differ by platform."""
    pins: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", path.read_text(), flags=re.MULTILINE):
        pins.setdefault(canonicalize_name(name), []).append(Version(version))
    return pins


def read_wanted(*lines: str) -> list[Requirement]:
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.name)
def test_every_requirement_is_an_exact_version_with_hashes_and_no_address(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    logical = re.sub(r"\\\n", "", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    assert logical
    for line in logical:
        assert re.fullmatch(r"[\w.-]+==\S+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", line), line[:80]


def test_the_pins_fit_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    install = (ROOT / "requirements" / "install.in").read_text().splitlines()
    runtime = read_wanted(*project["project"]["dependencies"], *project["build-system"]["requires"], *install)
    development = read_wanted(*(ROOT / "requirements" / "dev.in").read_text().splitlines())
    for wanted, path in [(runtime, PINS[0]), (development, PINS[1])]:
        pins = read_pins(path)
        for requirement in wanted:
            versions = pins.get(canonicalize_name(requirement.name), [])
            assert versions, f"{requirement} is in no pin: make pins"
            assert all(version in requirement.specifier for version in versions), f"{requirement}: make pins"


def test_both_files_of_pins_agree() -> None:
    runtime, development = map(read_pins, PINS)
    shared = runtime.keys() & development.keys()
    assert shared
    assert {name: runtime[name] for name in shared} == {name: development[name] for name in shared}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_a_commit_with_its_version_beside_it(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text())
    assert used
    for action in used:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+(\.\d+)*", action), action


def test_one_action_has_one_version() -> None:
    pinned = {action for path in WORKFLOWS for action in re.findall(r"uses: (\S+)", path.read_text())}
    names = [action.partition("@")[0] for action in pinned]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_documents_name_only_steps_that_exist(path: Path) -> None:
    steps = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^|^.*\d: |\" )make ([a-z]+)", path.read_text(), flags=re.MULTILINE))
    assert named <= steps


def test_hooks_and_ci_only_call_make() -> None:
    hooks = re.findall(r"entry: (.+)", (ROOT / ".pre-commit-config.yaml").read_text())
    assert hooks
    assert all(hook.startswith("make ") for hook in hooks)
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "exec make test"
