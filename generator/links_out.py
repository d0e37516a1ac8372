"""Links out of hand-written pages: they give nothing away of the reader, as those of generated pages do."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from generator.pages.values import Link

# Its name in the configuration of Python-Markdown.
LINKS_OUT = f"{__name__}:LinksOut"


class LinksOut(Extension):
    """Python-Markdown's way to it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Come last, when all links are made."""
        md.treeprocessors.register(_LinksOutTreeprocessor(md), "links_out", -10)


class _LinksOutTreeprocessor(Treeprocessor):
    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if rel := Link("", link.get("href", "")).rel:
                link.set("rel", rel)
