"""The package does without a clone of this repository: installed from its wheel, it makes a site and builds it."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import ROOT

PARTS = ("generator", "templates", "pyproject.toml", "setup.py", "README.md", "LICENSE", "NOTICE")


def run(*command: str | Path, cwd: Path) -> str:
    # Nothing of this checkout may be found by way of the environment.
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from a wheel of this checkout into an environment of its own, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in PARTS:
        source, target = ROOT / name, folder / "source" / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "wheel", "--no-index", "--no-deps", "--no-build-isolation", "-w", folder, folder / "source", cwd=folder)
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(*pip, "--python", scripts / "python", "install", "--no-index", "--no-deps", wheel, cwd=folder)
    # What it depends on comes from the environment that runs the tests, after what the wheel has brought.
    packages = run(scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    (Path(packages.strip()) / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    shutil.rmtree(folder / "source")
    return scripts


def test_the_wheel_is_what_runs(installed: Path, tmp_path: Path) -> None:
    place = run(installed / "python", "-c", "import generator; print(generator.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(installed.parent)


def test_every_module_and_every_template_is_in_it(installed: Path, tmp_path: Path) -> None:
    package = Path(
        run(installed / "python", "-c", "import generator; print(generator.__path__[0])", cwd=tmp_path).strip()
    )
    for folder, inside in (("generator", package), ("templates", package / "templates")):
        paths = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        missing = [path for path in paths if not (inside / path.relative_to(ROOT / folder)).is_file()]
        assert len(paths) > 20
        assert missing == []


def test_a_new_site_is_made_and_built(installed: Path, tmp_path: Path) -> None:
    run(installed / "briefings", "init", "site", "--name", "Ours", cwd=tmp_path)
    site = tmp_path / "site"
    run(installed / "briefings", "build", "--strict", cwd=site)
    page = (site / "site/briefs/example/index.html").read_text(encoding="utf-8")
    assert "Example: two sides of no country agree to go on talking" in page
    assert 'class="cb-' in page
    assert (site / "site/assets/css/tokens.css").is_file()


def test_a_briefing_is_started_and_checked(installed: Path, tmp_path: Path) -> None:
    run(installed / "briefings", "init", "site", cwd=tmp_path)
    run(installed / "briefings", "new", "brief", "2024-02-01-elsewhere", "--title", "Talks", cwd=tmp_path / "site")
    check = [str(installed / "briefings"), "check", "--format", "concise"]
    done = subprocess.run(check, cwd=tmp_path / "site", capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "briefs/2024/2024-02-01-elsewhere.yml:6:1: error[missing-field] `conflict` has no value" in done.stdout
