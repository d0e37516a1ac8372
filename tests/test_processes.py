"""A job that is done beside others: what it raises is raised, and it does not outlive them."""

import multiprocessing
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from generator.processes import done_beside
from generator.site import BuildError


def write_slowly(path: Path) -> None:
    time.sleep(0.2)
    path.write_text("done", encoding="utf-8")


def refuse() -> None:
    raise BuildError("no room")


@pytest.fixture(params=["fork", "none"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "none":
        monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_what_is_done_beside_is_done_at_the_end(tmp_path: Path) -> None:
    with done_beside(partial(write_slowly, tmp_path / "file")):
        pass
    assert (tmp_path / "file").read_text("utf-8") == "done"


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(("job", "error"), [(refuse, BuildError), (partial(open, "/no/such/file"), OSError)])
def test_what_it_raises_is_raised(job: Callable[[], object], error: type[Exception]) -> None:
    with pytest.raises(error, match=r"no room|No such"), done_beside(job):
        pass


def test_it_ends_with_what_it_stands_beside(tmp_path: Path) -> None:
    with pytest.raises(KeyError), done_beside(partial(write_slowly, tmp_path / "file")):
        raise KeyError
    time.sleep(0.4)
    assert not (tmp_path / "file").exists()
