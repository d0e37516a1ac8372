"""A job that is begun beside others: what it returns or raises is had, and it does not outlive them."""

import multiprocessing
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from generator.processes import begun
from generator.site import BuildError


def write_slowly(path: Path) -> str:
    time.sleep(0.2)
    path.write_text("done", encoding="utf-8")
    return "done"


def refuse() -> None:
    raise BuildError("no room")


@pytest.fixture(params=["fork", "none"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "none":
        monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_who_waits_for_it_has_what_it_returns(tmp_path: Path) -> None:
    with begun(partial(write_slowly, tmp_path / "file")) as written:
        assert [written(), written()] == ["done", "done"]
        assert (tmp_path / "file").read_text("utf-8") == "done"


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(("job", "error"), [(refuse, BuildError), (partial(open, "/no/such/file"), OSError)])
def test_what_it_raises_is_raised(job: Callable[[], object], error: type[Exception]) -> None:
    with pytest.raises(error, match=r"no room|No such"), begun(job) as done:
        done()


@pytest.mark.parametrize("error", [None, KeyError])
def test_it_ends_with_what_it_stands_beside(tmp_path: Path, error: type[Exception] | None) -> None:
    with suppress(KeyError), begun(partial(write_slowly, tmp_path / "file")):
        if error:
            raise error
    time.sleep(0.4)
    assert not (tmp_path / "file").exists()
