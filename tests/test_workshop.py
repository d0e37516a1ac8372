"""The workshop's promises: exact versions, one definition of each step, documents that name only what is there."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from generator.cli import main
from generator.shard import parse_shard
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


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_has_a_limit_and_no_more_rights_than_it_needs(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 60
        needed = job.get("needs", [])
        assert {needed} if isinstance(needed, str) else set(needed) <= workflow["jobs"].keys()
        written = {right for right, level in job.get("permissions", {}).items() if level == "write"}
        assert written <= ({"pages", "id-token"} if name == "deploy" else set())
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "what a run is given comes in its environment"


def test_the_shards_of_the_workflow_are_all_parts_of_one_site() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/site-in-shards.yml").read_text())["jobs"]
    matrix = jobs["part"]["strategy"]["matrix"]["shard"]
    steps: list[dict[str, Any]] = jobs["part"]["steps"]
    made = next(step for step in steps if "--shard" in step.get("run", ""))
    kept = next(step["with"] for step in steps if "upload-artifact" in step.get("uses", ""))
    assert made["env"]["SHARD"] == "${{ matrix.shard }}/${{ strategy.job-total }}"
    shards = [parse_shard(f"{number}/{len(matrix)}") for number in matrix]
    assert [shard.number for shard in shards] == list(range(1, len(matrix) + 1))
    fetched = next(step["with"] for step in jobs["merge"]["steps"] if "download-artifact" in step.get("uses", ""))
    assert fetched["pattern"] == "part-*"
    assert kept["name"].startswith("part-")
    # The commands are ones that there are, and every part and the merge have the same clock and settings.
    for job, folder in (("part", kept["path"]), ("merge", f"{fetched['path']}/part-*")):
        run = next(step["run"] for step in jobs[job]["steps"] if "bin/briefings" in step.get("run", ""))
        _, command, *arguments = shlex.split(run)
        main.commands[command].make_context(command, [*arguments])
        assert arguments[-1] == folder
    assert jobs["part"]["env"] == jobs["merge"]["env"]
    assert jobs["part"]["env"].keys() >= {"SOURCE_DATE_EPOCH", "SITE_URL"}


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
