"""A process ends with the one that started it."""

import subprocess
import sys
from pathlib import Path

import pytest

# Parent and child, each with what it does; the child notes how far it came.
_PROGRAM = """
import multiprocessing, os, time
from pathlib import Path
from generator.lifetime import end_with_parent

def work():
    parent = multiprocessing.parent_process().pid
    if IS_LATE:
        while os.getppid() == parent:
            time.sleep(0.01)
    end_with_parent()
    Path("begun").touch()
    time.sleep(60)

multiprocessing.get_context("fork").Process(target=work).start()
while not IS_LATE and not Path("begun").exists():
    time.sleep(0.01)
os._exit(0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
@pytest.mark.parametrize(("is_late", "begun"), [(False, ["begun"]), (True, [])])
def test_a_process_ends_with_its_parent_also_where_that_has_ended_already(
    tmp_path: Path, is_late: bool, begun: list[str]
) -> None:
    program = _PROGRAM.replace("IS_LATE", str(is_late))
    # The output that is caught is open until both have ended.
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, timeout=30, check=True)
    assert [path.name for path in tmp_path.iterdir()] == begun
