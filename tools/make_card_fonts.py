"""Makes the fonts that the pictures of briefings are drawn with, out of the web fonts of the package @fontsource/inter.

    python tools/make_card_fonts.py FOLDER-OF-THE-PACKAGE

It takes fontTools with Brotli, and is run once for each version of the typeface: a build reads what it wrote. The
subsets of one weight are joined, and what an image has no use for is left out: hints and layout tables.
"""

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SUBSETS = ("latin", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese")
WEIGHTS = (400, 600)
OUT = Path(__file__).parent.parent / "generator" / "exports" / "fonts"


def main(package: Path) -> None:
    """Write the fonts."""
    OUT.mkdir(exist_ok=True)
    for weight in WEIGHTS:
        parts = []
        for name in SUBSETS:
            font = TTFont(package / "files" / f"inter-{name}-{weight}-normal.woff2")
            font.flavor = None
            for table in ("GSUB", "GPOS", "GDEF", "STAT", "DSIG"):
                if table in font:
                    del font[table]
            parts.append(OUT / f".{name}.ttf")
            font.save(parts[-1])
        joined = Merger().merge([str(part) for part in parts])
        options = Options(hinting=False, notdef_outline=True, name_IDs=["*"], glyph_names=False)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=joined.getBestCmap())
        subsetter.subset(joined)
        joined.save(OUT / f"inter-{weight}.ttf")
        for part in parts:
            part.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
