"""Files to start from: each says what it lacks, and holds nothing that could pass for a fact."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from generator.cli import main
from generator.model.brief import Brief
from generator.model.file import DecodedFile, decode_file
from generator.model.records import REGISTRIES
from generator.model.shapes import shape_of
from generator.new import KINDS, SITE_FILES, STARTERS, iter_site, render_brief, render_record, to_scalar
from generator.schema import iter_schemas
from generator.source import SourceFile
from generator.yaml_parser import parse_yaml
from tests.conftest import ROOT

SCHEMAS = dict(iter_schemas())
STARTING = {
    "brief": render_brief("A title", "2022-03-29"),
    **{kind: render_record(kind, "A name") for kind in REGISTRIES},
}
COMMENTED = re.compile(r"^# (?=( *- | *)[a-z_]+:|  )", re.MULTILINE)


def decode(kind: str, text: str) -> DecodedFile:
    location = "2022/2022-03-29-istanbul.yml" if kind == "brief" else f"{kind}/some-id.yml"
    return decode_file(SourceFile(location, text), location)


def uncommented(text: str) -> str:
    return COMMENTED.sub("", text)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site, in which commands are run."""
    run("init", str(tmp_path / "site"))
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


def run(*arguments: str, status: int = 0) -> Result:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == status, done.output
    return done


# --- What a starting file holds


@pytest.mark.parametrize(("kind", "text"), STARTING.items(), ids=list(STARTING))
def test_what_must_be_filled_in_is_found_missing_and_nothing_else(kind: str, text: str) -> None:
    found = decode(kind, text).diagnostics
    for problem in found:
        said = problem.message
        assert (problem.code, said.endswith("has no value")) == ("missing-field", True) or said == "`summary` is empty"
        assert text.splitlines()[problem.span.line - 1].lstrip("- ").startswith(said.split("`")[1])
    required = {"brief": 2, "processes": 1, "parties": 1, "agreements": 5, "sources": 1}
    assert len(found) == required.get(kind, 0)


def test_without_title_and_date_both_are_found_missing() -> None:
    found = {problem.message for problem in decode("brief", render_brief("", "")).diagnostics}
    assert {"`title` has no value", "`date` has no value"} <= found


@pytest.mark.parametrize(("kind", "text"), STARTING.items(), ids=list(STARTING))
def test_what_is_commented_out_is_right_once_it_is_wanted(kind: str, text: str) -> None:
    wanted = uncommented(text)
    # Comments that are no fields stay.
    assert not re.search(r"^# +(- )?[a-z_]+:", wanted, flags=re.MULTILINE)
    codes = {problem.code for problem in decode(kind, wanted).diagnostics}
    assert codes <= {"missing-field", "empty-text"}
    name = "brief.schema.json" if kind == "brief" else f"{kind}.record.schema.json"
    errors = Draft202012Validator(SCHEMAS[name]).iter_errors(
        yaml.safe_load(wanted.replace("2022-03-29", "'2022-03-29'"))
    )
    assert not [error.message for error in errors if error.validator == "additionalProperties"]


@pytest.mark.parametrize(("kind", "text"), STARTING.items(), ids=list(STARTING))
def test_nothing_stands_there_that_could_pass_for_a_fact(kind: str, text: str) -> None:
    value = parse_yaml(SourceFile("x.yml", uncommented(text))).value
    assert set(_texts(value)) <= {"A title", "A name", "2022-03-29", "draft", ""}


def test_the_briefing_offers_every_list() -> None:
    value = parse_yaml(SourceFile("x.yml", uncommented(render_brief("A title", "2022")))).value
    assert value is not None
    lists = {field.name for field in shape_of(Brief) if field.shape.model}
    assert len(lists) == 9
    assert lists | {"key_points", "not_known"} <= value.keys()


@pytest.mark.parametrize(
    "text",
    [
        "Talks in Istanbul",
        "No: it's “so” # really",
        "true",
        "2022",
        "- a",
        "[x]",
        "*",
        "@a",
        "~",
        "null",
        "no",
        "Київ",
        "a\\b",
    ],
)
def test_a_title_is_read_back_as_it_was_given(text: str) -> None:
    written = f"title: {to_scalar(text)}\n"
    assert parse_yaml(SourceFile("x.yml", written)).value == {"title": text}
    assert yaml.safe_load(written) == {"title": text}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


# --- Where it goes


def test_a_briefing_goes_into_the_folder_of_its_year(site: Path) -> None:
    done = run("new", "brief", "2022-03-29-istanbul", "--title", "Talks in Istanbul")
    assert done.output == "briefs/2022/2022-03-29-istanbul.yml\n"
    text = (site / "briefs/2022/2022-03-29-istanbul.yml").read_text(encoding="utf-8")
    assert "\ntitle: Talks in Istanbul\ndate: 2022-03-29\n" in text


def test_a_date_that_is_given_counts(site: Path) -> None:
    assert run("new", "brief", "istanbul", "--date", "2022-03~").output == "briefs/2022/istanbul.yml\n"
    assert run("new", "brief", "somewhere").output == "briefs/somewhere.yml\n"
    assert "is not a date" in run("new", "brief", "other", "--date", "March", status=2).output.lower()


@pytest.mark.parametrize("word", KINDS)
def test_a_record_goes_into_the_folder_of_its_registry(site: Path, word: str) -> None:
    path = f"briefs/{KINDS[word]}/some-id.yml"
    assert run("new", word, "some-id", "--name", "Some: name").output == f"{path}\n"
    assert '"Some: name"' in (site / path).read_text(encoding="utf-8")
    found = run("check", "--format", "concise", status=0 if word in ("conflict", "person", "place", "issue") else 1)
    assert all(
        ": error[missing-field] " in line for line in found.output.splitlines() if path in line and "error" in line
    )


def test_the_first_line_leads_editors_to_the_schema(site: Path) -> None:
    for path in (run("new", "brief", "2022-03-29-x").output, run("new", "person", "y").output):
        first = (site / path.strip()).read_text(encoding="utf-8").splitlines()[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named
        assert ((site / path.strip()).parent / named[1]).resolve().is_file()


def test_without_schemas_no_line_leads_to_them(site: Path) -> None:
    (site / ".vscode/schemas/people.record.schema.json").unlink()
    run("new", "person", "x")
    assert "yaml-language-server" not in (site / "briefs/people/x.yml").read_text(encoding="utf-8")


def test_nothing_is_written_over(site: Path) -> None:
    run("new", "person", "x", "--name", "First")
    said = run("new", "person", "x", "--name", "Second", status=2).output
    assert "briefs/people/x.yml is there already" in said.replace("\n", " ")
    assert "name: First" in (site / "briefs/people/x.yml").read_text(encoding="utf-8").replace('"', "")
    run("new", "party", "x", status=2)
    assert not (site / "briefs/parties").exists()


@pytest.mark.parametrize("name", ["Dmytro Kuleba", "../x", "con", "a_b", "x" * 101])
def test_an_id_must_be_one(site: Path, name: str) -> None:
    assert "id" in run("new", "person", name, status=2).output
    assert not (site / "briefs/people").exists()


# --- A new site


def test_a_new_site_is_right_as_it_is(site: Path) -> None:
    assert "No problems" in run("check", "--strict").output


def test_a_new_site_has_what_it_says(site: Path) -> None:
    assert set(SITE_FILES.values()) <= {path.relative_to(site).as_posix() for path in site.rglob("*")}
    sources = {
        path.relative_to(STARTERS / "site").as_posix() for path in (STARTERS / "site").rglob("*") if path.is_file()
    }
    assert sources == SITE_FILES.keys()


def test_an_example_says_that_it_is_one() -> None:
    files = dict(iter_site("Briefings"))
    value = parse_yaml(SourceFile("x.yml", files["briefs/2024/example.yml"])).value
    assert value is not None
    assert "Example" in str(value["title"])
    assert "made up" in str(value["summary"])


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert "not empty" in run("init", str(tmp_path), status=2).output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_workflow_uses_the_versions_that_this_project_uses() -> None:
    used = re.findall(r"uses: (.+)", dict(iter_site("Briefings"))[".github/workflows/pages.yml"])
    assert used
    assert set(used) <= set(
        re.findall(r"uses: (.+)", (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    )


def test_the_name_of_a_site_is_taken_as_it_is(tmp_path: Path) -> None:
    name = "Ours: the “$version” & {others}"
    assert yaml.safe_load(dict(iter_site(name))["mkdocs.yml"].replace("!ENV", ""))["site_name"] == name


def test_schemas_are_written_where_they_are_wanted(site: Path) -> None:
    assert run("schema", "--out", "elsewhere").output == f"{len(SCHEMAS)} schemas, in elsewhere\n"
    assert {path.name for path in (site / "elsewhere").iterdir()} == SCHEMAS.keys()
