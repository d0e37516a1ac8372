"""Puts what was taken from the last build into its place in the new site: a whole folder at a time where it can be.

Beside a site lies the one before it (see `publish.py`), in which nearly every file is the site's own under a second
name. A folder in which this is true of every file, in its own folders too, and of which every file is taken, is moved
from there as it is; any other file gets one more name. A move is one step, where to make a folder anew and to remove
the old one later are two, and two more for each of its files.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.folders import link_files, list_folder, move


class Placement:
    """What is to be put into a staging folder, and whence: from the last site, or by folders from the one `before`.

    `alike` are the folders that both have, and how many files are in each.
    """

    def __init__(self, site: Path, before: Path, staging: Path, alike: Mapping[str, int]) -> None:
        self._site = str(site)
        self._before = str(before)
        self._staging = str(staging)
        self._alike = alike
        self._single: list[str] = []
        # Files of folders that can be moved, where all of a folder's files are taken.
        self._waiting: defaultdict[str, list[str]] = defaultdict(list)

    def take(self, paths: Iterable[str]) -> None:
        """Take files of the last site, each under its path there; whoever needs one meanwhile finds it there."""
        for path in paths:
            within = path.rpartition("/")[0]
            (self._waiting[within] if within in self._alike else self._single).append(path)

    def link(self, part: Path, paths: Iterable[str]) -> None:
        """Put files of a part of this site into their places now."""
        link_files((f"{part}/{path}", f"{self._staging}/{path}") for path in paths)

    def put(self) -> None:
        """Put what was taken by now into its place; others may make folders around it meanwhile.

        The files of a folder of which not all were taken are put there one by one.
        """
        complete = self._find_complete()
        moves: defaultdict[str, list[str]] = defaultdict(list)
        for folder, paths in self._waiting.items():
            highest = folder
            while (above := highest.rpartition("/")[0]) in complete:
                highest = above
            (moves[highest] if highest in complete else self._single).extend(paths)
        for folder, instead in moves.items():
            try:
                move(f"{self._before}/{folder}", f"{self._staging}/{folder}")
            except OSError:
                # Another has begun a folder in it, or it was taken away.
                self._single += instead
        link_files((f"{self._site}/{path}", f"{self._staging}/{path}") for path in self._single)
        self._single.clear()
        self._waiting.clear()

    def _find_complete(self) -> set[str]:
        """Find the folders of which every file is taken, also in their own folders."""
        counts: Counter[str] = Counter()
        for folder, paths in self._waiting.items():
            within = folder
            while within in self._alike:
                counts[within] += len(paths)
                within = within.rpartition("/")[0]
        return {folder for folder, count in counts.items() if count == self._alike[folder]}


def find_alike(site: Path, before: Path) -> dict[str, int]:
    """Return how many files are in each folder that has the very same ones in both trees, those of its folders too."""
    found: dict[str, int] = {}

    def count(within: str) -> int:
        try:
            files, folders = list_folder(f"{before}/{within}")
            counts = [count(f"{within}/{name}" if within else name) for name in folders]
            is_same = all(counts) and (files, folders) == list_folder(f"{site}/{within}")
        except OSError:
            return 0
        if is_same and within and (total := len(files) + sum(counts)):
            found[within] = total
        return found.get(within, 0)

    count("")
    return found
