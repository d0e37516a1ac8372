"""Write what the cases of `tests/cases/check` say now into their `expected.txt`: `make accept`.

Read the difference before it is committed: what it says is what authors will read.
"""

import sys
import tempfile
from pathlib import Path

from tests.checks.cases import FOLDER, show_bad


def main() -> None:
    """Accept every case, and name those that changed."""
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        expected = folder / "expected.txt"
        before = expected.read_text(encoding="utf-8") if expected.is_file() else ""
        with tempfile.TemporaryDirectory() as workplace:
            now = show_bad(folder.name, Path(workplace))
        if now != before:
            expected.write_text(now, encoding="utf-8")
            sys.stdout.write(f"changed: {expected.relative_to(FOLDER.parents[2])}\n")


if __name__ == "__main__":
    main()
