"""Two sites that are the same but for their words: hostile ones, and plain ones."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.exactness.site import TEXTS, Made, write_site
from tests.small_site import build_site

# With EXACTNESS=all each text stands in every field: one site after the other, each of so many briefings.
_ALL = os.environ.get("EXACTNESS") == "all"
BATCHES = [range(start, start + 50) for start in range(0, TEXTS, 50)] if _ALL else [range(8)]
_STEP = 1 if _ALL else TEXTS // 8
# For tests of what no text decides: the first batch tells as much as all.
ONE_BATCH = pytest.mark.parametrize("pair", BATCHES[:1], ids=["first"], indirect=True)


@dataclass(frozen=True)
class Pair:
    """The two sites, and what was put into them."""

    hostile: Path
    plain: Path
    made: Made
    words: Made
    texts: int
    """How many different texts are in the hostile one, at least."""


@pytest.fixture(scope="session", params=BATCHES, ids=lambda batch: f"from-{batch.start}")
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """The sites of one batch, built."""
    with TemporaryDirectory() as folder:
        hostile, plain = Path(folder, "hostile"), Path(folder, "plain")
        made = write_site(hostile, request.param, _STEP)
        words = write_site(plain, request.param, _STEP, hostile=False)
        for site in (hostile, plain):
            result = build_site(site / "mkdocs.yml")
            assert result.site_dir, [str(found) for found in result.content.diagnostics][:3]
        # With a step of one, a batch holds a text for each of its briefings and more; else they are spread over all.
        yield Pair(hostile / "site", plain / "site", made, words, len(request.param) if _ALL else int(0.9 * TEXTS))
