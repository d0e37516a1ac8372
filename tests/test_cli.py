"""The command line: exit statuses, what is said where, and nothing said where nobody listens."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import __version__
from generator.cli import main
from tests.small_site import BRIEF, copy_site, read_tree, replace_in

COMMANDS = ("build", "merge", "check", "render", "serve")


@pytest.fixture
def config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    config_file = copy_site(tmp_path / "here")
    monkeypatch.chdir(config_file.parent)
    return config_file


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="briefings")


def break_reference(config_file: Path) -> None:
    replace_in(config_file.parent / BRIEF, "speaker: ada-north", "speaker: ada-nroth")


def test_version_and_help() -> None:
    assert run("--version").output == f"briefings {__version__}\n"
    assert all(command in run("--help").output for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"\n    briefings {command}" in result.output


def test_a_clean_build_says_nothing_in_a_pipe(config_file: Path) -> None:
    result = run("build", "--strict")
    assert (result.exit_code, result.output) == (0, "")
    assert (config_file.parent / "site/index.html").parent.is_dir()


def test_a_build_elsewhere(config_file: Path, tmp_path: Path) -> None:
    before = read_tree(config_file.parent)
    assert run("build", "-d", str(tmp_path / "public"), "-f", str(config_file)).exit_code == 0
    assert (tmp_path / "public/404.html").is_file()
    assert read_tree(config_file.parent) == before


def test_a_site_in_two_parts_is_that_of_one_build(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1937995200")
    assert run("build", "-d", "whole").exit_code == 0
    for number in (1, 2):
        result = run("build", "--shard", f"{number}/2", "--out", f"part-{number}")
        assert (result.exit_code, result.output) == (0, "")
    result = run("merge", "part-1", "part-2")
    assert (result.exit_code, result.output) == (0, "")
    assert read_tree(config_file.parent / "site") == read_tree(config_file.parent / "whole")
    result = run("merge", "part-1", "part-2", "--now", "2031-06-01")
    assert result.exit_code == 2
    assert "part-1 was made for the moment 2031-05-31T" in result.stderr


def test_a_part_of_refused_content_is_not_made(config_file: Path) -> None:
    break_reference(config_file)
    result = run("build", "--shard", "1/2", "--out", "part-1")
    assert result.exit_code == 1
    assert f"{BRIEF}:13:14" in result.stderr
    assert not Path("part-1").exists()


def test_verbose_says_what_is_being_done(config_file: Path) -> None:
    command = [sys.executable, "-m", "generator", "build", "-v"]
    done = subprocess.run(command, cwd=config_file.parent, capture_output=True, text=True, check=True)
    assert "Building documentation" in done.stderr


def test_errors_of_all_files_are_told_together_and_nothing_is_written(config_file: Path) -> None:
    break_reference(config_file)
    replace_in(config_file.parent / "briefs/people.yml", "  name: Ada North", "  name: Ada North\n  name: Ada")
    replace_in(config_file.parent / BRIEF, "    text: The water knows no border.\n", "")
    before = read_tree(config_file.parent)
    for command in (["build"], ["render", "--out", "tree"], ["check"]):
        result = run(*command)
        assert result.exit_code == 1
        told = result.stdout if command == ["check"] else result.stderr
        assert f"{BRIEF}:13:14" in told
        assert "briefs/people.yml:3:3" in told
        assert "missing-field" in told
    assert read_tree(config_file.parent) == before


def test_check_writes_its_findings_to_standard_output(config_file: Path) -> None:
    assert run("check").stdout == "No problems in 6 files.\n"
    assert run("check", "-q").output == ""
    break_reference(config_file)
    result = run("check", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    assert BRIEF in json.dumps(json.loads(result.stdout))


def test_a_warning_fails_under_strict_alone(config_file: Path) -> None:
    replace_in(config_file.parent / "briefs/sources.yml", "  url: https://example.org/river-post\n", "")
    assert run("check").exit_code == 0
    assert "warning" in run("check").stdout
    assert run("check", "--strict").exit_code == 1
    assert "warning" in run("check", "--strict", "--quiet").stdout


def test_what_stops_a_build_is_shown_however_quiet_it_is(config_file: Path) -> None:
    replace_in(config_file.parent / "docs/about.md", "index.md#outcomes", "missing.md")
    assert run("build", "-q").output == ""
    result = run("build", "-q", "--strict")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "missing.md" in result.stderr


def test_a_path_narrows_the_report_and_not_what_is_read(config_file: Path) -> None:
    break_reference(config_file)
    assert run("check", "briefs/people.yml").exit_code == 0
    assert run("check", "briefs/2031").exit_code == 1
    assert run("check", "briefs/people.yml", BRIEF).exit_code == 1
    assert run("check", "briefs/sources.yml", "briefs/2031/").exit_code == 1
    assert run("check", "briefs").exit_code == 1


def test_a_path_shows_what_is_related_to_it(config_file: Path) -> None:
    (config_file.parent / "briefs/zz").mkdir()
    (config_file.parent / "briefs/zz/twice.yml").write_bytes((config_file.parent / BRIEF).read_bytes())
    replace_in(config_file.parent / "briefs/zz/twice.yml", "title: Ministers", "id: 2031-05-04-talks\ntitle: Ministers")
    assert run("check", BRIEF).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "briefs/nowhere.yml"],
        ["check", "docs/about.md"],
        ["check", "--format", "poem"],
        ["build", "-f", "nowhere.yml"],
        ["build", "--now", "yesterday"],
        ["build", "-d", "."],
        ["build", "--shard", "1/2"],
        ["build", "--out", "part-1"],
        ["build", "--shard", "1/2", "--out", "part-1", "-d", "site"],
        ["build", "--shard", "3/2", "--out", "part-3"],
        ["build", "--shard", "1/2", "--out", "site"],
        ["merge"],
        ["merge", "docs"],
        ["render"],
        ["render", "--out", "docs"],
        ["serve", "-a", "8000"],
        ["serve", "-a", "localhost:port"],
        ["publish"],
    ],
)
def test_wrong_use_is_told_with_status_2(config_file: Path, arguments: list[str]) -> None:
    before = read_tree(config_file.parent)
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr
    assert read_tree(config_file.parent) == before


@pytest.mark.parametrize(
    ("old", "new"), [("plugins:", "plugin:"), ("site_name:", "site_nome:"), ("nav:\n", "nav: [\n")]
)
def test_a_wrong_configuration_is_told_with_status_2(config_file: Path, old: str, new: str) -> None:
    replace_in(config_file, old, new)
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "mkdocs.yml" in result.stderr


def test_a_wrong_clock_in_the_environment_is_told(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2022-03-10")
    result = run("check")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr


def test_the_given_clock_decides_what_is_published(config_file: Path) -> None:
    replace_in(config_file.parent / BRIEF, "title: Mini", "embargo_until: 2031-05-05T06:00:00Z\ntitle: Mini")
    (config_file.parent / "docs/about.md").write_text("# About", encoding="utf-8")
    for now, is_there in (("2031-05-05T05:59:59Z", False), ("2031-05-05T08:00:00+02:00", True)):
        assert run("build", "--now", now).exit_code == 0
        tree = read_tree(config_file.parent / "site")
        assert any("2031-05-04-talks" in path for path in tree) is is_there
        assert any(b"knows no border" in content for content in tree.values()) is is_there


def test_the_module_is_the_command(config_file: Path) -> None:
    command = [sys.executable, "-m", "generator", "check"]
    done = subprocess.run(command, cwd=config_file.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "No problems in 6 files.\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_terminal_shows_progress_and_the_end(config_file: Path) -> None:
    import pty

    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "generator", "build"]
    with subprocess.Popen(command, cwd=config_file.parent, stderr=terminal, stdout=terminal) as process:
        os.close(terminal)
        shown = b""
        try:
            while block := os.read(controller, 4096):
                shown += block
        except OSError:
            pass  # The other end is closed.
    os.close(controller)
    assert process.returncode == 0
    assert b"Reading \xe2\x80\xa6" in shown
    assert b"Indexing" in shown
    last = shown.rsplit(b"\x1b[2K", 2)[-2]
    assert b" pages in " in last
    assert last.rstrip().endswith(b"in site")


@pytest.mark.parametrize(("is_broken", "status"), [(False, 0), (True, 1)])
def test_a_process_of_its_own_is_left_with_its_status_when_all_is_printed(
    config_file: Path, is_broken: bool, status: int
) -> None:
    if is_broken:
        break_reference(config_file)
    # What is to be done at the end of a process is done, such as to remove what it had set aside; no more.
    program = """if True:
        import atexit
        from generator.__main__ import run

        class Large:
            def __del__(self):
                print("taken apart")

        large = Large()
        atexit.register(print, "at the end")
        run()
    """
    command = [sys.executable, "-c", program, "check", "--format", "concise"]
    done = subprocess.run(command, cwd=config_file.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (status, "")
    assert done.stdout == run("check", "--format", "concise").stdout + "at the end\n"
    assert ("ada-nroth" in done.stdout) is is_broken
