"""Links from hand-written pages to places in generated ones, which MkDocs does not see in its run for the former."""

import logging
from collections.abc import Iterable
from pathlib import Path

from generator.commonmark import find_ids
from generator.errors import BuildError
from generator.page_files import page_path

log = logging.getLogger("mkdocs.plugins.briefings")


def check_anchors(links: Iterable[tuple[str, str, str, str]], folder: Path, level: int, is_strict: bool) -> None:
    """Say at a logging level of links to missing places what MkDocs would say if it had made the generated pages.

    `links` are the file, the page's address, the anchor, and the link as it is written. Raises BuildError where one is
    missing and the build is strict, as MkDocs does.
    """
    missing = 0
    for file, url, anchor, link in links:
        html = (folder / page_path(url)).read_text(encoding="utf-8")
        if anchor not in find_ids(html):
            missing += level >= logging.WARNING
            log.log(
                level,
                f"Doc file '{file}' contains a link '{link}', but the doc '{url}index.md' does not contain "
                f"an anchor '#{anchor}'.",
            )
    if missing and is_strict:
        raise BuildError(f"Aborted with {missing} warnings in strict mode!")
