"""Jobs in processes: in what order they are done, what of each is had, and that none outlives who began it."""

import multiprocessing
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest

from generator.errors import BuildError
from generator.processes import Crew, begun


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


@pytest.mark.usefixtures("way")
def test_urgent_jobs_come_before_those_that_wait_and_more_may_be_added_meanwhile() -> None:
    later = partial(str, "later")
    with closing(Crew[str](1)) as crew:
        crew.add([partial(str, "one"), partial(str, "two")])
        crew.add([partial(str, "first"), partial(str, "second")], is_urgent=True)
        order = []
        for job, result in crew.iter_done():
            order.append(result)
            if result == "second":
                crew.add([later])
            assert (job is later) == (result == "later")
    assert order == ["first", "second", "one", "two", "later"]


@pytest.mark.usefixtures("way")
def test_what_a_job_raises_is_raised_where_results_are_asked_for() -> None:
    with closing(Crew[object](2)) as crew:
        crew.add([refuse])
        with pytest.raises(BuildError, match="no room"):
            list(crew.iter_done())


def test_a_crew_that_is_closed_leaves_nothing_running(tmp_path: Path) -> None:
    with closing(Crew[str](2)) as crew:
        crew.add([partial(write_slowly, tmp_path / "file")])
        crew.begin()
    time.sleep(0.4)
    assert not (tmp_path / "file").exists()


def test_whether_a_job_waits_to_be_heard_is_told(tmp_path: Path) -> None:
    crew = Crew[None](1)
    assert crew.is_waited_for(), "nothing runs that could be waited for"
    go = tmp_path / "go"

    def wait_for_it() -> None:
        while not go.exists():
            time.sleep(0.01)

    crew.add([wait_for_it])
    crew.begin()
    assert not crew.is_waited_for()
    go.touch()
    while not crew.is_waited_for():
        time.sleep(0.01)
    assert len([*crew.iter_done()]) == 1
