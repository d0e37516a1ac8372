"""An editor in a folder that has what `briefings` writes for editors; without Node skipped, but never in CI."""

import os
import shutil
from collections.abc import Iterator

import pytest

from generator.schema import iter_editor_files
from tests.editor.server import SERVER, Editor

NO_SERVER = "the language server for YAML could not be had: it takes Node and `make editor`"


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """The editor, with the site's settings and schemas in its folder."""
    node = shutil.which("node")
    if node is None or not SERVER.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{NO_SERVER}, and CI may not skip its tests", pytrace=False)
        pytest.skip(NO_SERVER)
    folder = tmp_path_factory.mktemp("site")
    for path, text in iter_editor_files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    running = Editor(folder, node)
    yield running
    running.close()
