"""The site's search: Pagefind's command run over the built pages, once they are all written.

Pagefind reads the element marked `data-pagefind-body` of every page, and writes an index that a browser fetches in
small parts. It comes as a program inside a Python wheel, so nothing is downloaded and no service is asked.
"""

import subprocess
from pathlib import Path

import pagefind_bin

from generator.search_index import settle_index

FOLDER = "pagefind"
# Pagefind writes ready-made search boxes beside its index; the theme has its own.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


class SearchError(RuntimeError):
    """The search index could not be made; the text is Pagefind's own word on it."""


def to_command(program: Path, site_dir: Path, language: str) -> list[str]:
    """Make Pagefind's command line.

    One language is forced, and so one index: a page in another language would else have an index of its own, which
    a search from any other page does not reach.
    """
    primary = language.partition("-")[0].lower()
    return [str(program), "--site", str(site_dir), "--output-subdir", FOLDER, "--force-language", primary]


def run_pagefind(site_dir: Path, language: str) -> str:
    """Index a built site in place, without what its pages do not use; return what Pagefind printed."""
    try:
        command = to_command(pagefind_bin.get_executable(), site_dir, language)
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError as error:
        raise SearchError(f"Pagefind cannot be started: {error}; is the package pagefind_bin whole?") from error
    if done.returncode:
        # It prints some lines over and over.
        lines = dict.fromkeys(line.strip() for line in done.stderr.splitlines() if line.strip())
        reason = " ".join(lines).rpartition("Error: ")[2]
        raise SearchError(f"Pagefind made no index (exit status {done.returncode}): {reason}")
    for pattern in _UNUSED:
        for path in (site_dir / FOLDER).glob(pattern):
            path.unlink()
    settle_index(site_dir / FOLDER)
    return done.stdout.strip()
