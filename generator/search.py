"""The site's search: Pagefind's command run over the built pages, once they are all written.

Pagefind reads the element marked `data-pagefind-body` of every page; what it writes is made into small parts that a
browser fetches (see `search_index`). It comes as a program inside a Python wheel, so nothing is downloaded and no
service is asked.
"""

import subprocess
from pathlib import Path

import pagefind_bin

from generator.search_index import settle_index

FOLDER = "pagefind"
# Pagefind writes programs and ready-made search boxes beside its index; the theme has its own.
_UNUSED = ("*.js", "*.css", "wasm.*.pagefind")


class SearchError(RuntimeError):
    """The search index could not be made; the text is Pagefind's own word on it."""


def to_command(program: Path, site_dir: Path) -> list[str]:
    """Make Pagefind's command line.

    One language is forced, and so one index: a page in another language would else have an index of its own, which
    a search from any other page does not reach. It is one that Pagefind knows no endings of: words are kept whole.
    """
    return [str(program), "--site", str(site_dir), "--output-subdir", FOLDER, "--force-language", "und"]


def run_pagefind(site_dir: Path) -> str:
    """Index a built site in place, without what its pages do not use; return what Pagefind printed."""
    try:
        command = to_command(pagefind_bin.get_executable(), site_dir)
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
