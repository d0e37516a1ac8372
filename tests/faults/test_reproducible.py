"""The same content is the same bytes, wherever, whenever and in whatever surroundings it is built."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from random import Random

from tests.small_site import NOW, build_site, copy_site, read_tree

EPOCH = str(int(NOW.timestamp()))
SURROUNDINGS: list[dict[str, str]] = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "LANG": "C"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "LANGUAGE": "tr", "PYTHONUTF8": "0"},
]


def test_folder_time_order_of_files_locale_zone_and_hash_seed_make_no_difference(tmp_path: Path) -> None:
    trees = []
    for number, surroundings in enumerate(SURROUNDINGS):
        source = copy_site(tmp_path / f"source-{number}").parent
        folder = tmp_path / f"place {number} é"
        # A folder lists its files in the order in which they were made, on some file systems; and they are of any age.
        files = sorted(path for path in source.rglob("*") if path.is_file())
        Random(number).shuffle(files)
        for age, path in enumerate(files):
            target = folder / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (age * 1e6, age * 1e6))
        environment = {**os.environ, **surroundings, "SOURCE_DATE_EPOCH": EPOCH}
        command = [sys.executable, "-m", "generator", "build", "-q"]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        trees.append(read_tree(folder / "site"))
    assert trees[0].keys() == trees[1].keys()
    assert [path for path, data in trees[0].items() if data != trees[1][path]] == []


def test_every_file_of_the_site_is_in_the_list_of_checksums(tmp_path: Path) -> None:
    config_file = copy_site(tmp_path / "here")
    build_site(config_file)
    files = read_tree(config_file.parent / "site")
    lines = files.pop("SHA256SUMS").decode().splitlines()
    assert lines == [f"{sha256(data).hexdigest()}  {path}" for path, data in sorted(files.items())]


def test_a_build_that_takes_from_the_last_one_lists_the_same_checksums(tmp_path: Path) -> None:
    config_file = copy_site(tmp_path / "here")
    sums = config_file.parent / "site/SHA256SUMS"
    build_site(config_file)
    before = sums.read_bytes()
    (config_file.parent / "site/.git").write_text("of a worktree", encoding="utf-8")
    build_site(config_file)
    assert sums.read_bytes() == before
