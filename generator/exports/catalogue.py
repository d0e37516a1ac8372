"""The corpus as exports read it: every record as a plain value that is worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.corpus import Corpus
from generator.exports.imprint import Imprint
from generator.exports.plain import Plain, PlainWriter
from generator.model.records import REGISTRIES

KINDS = ("briefs", *REGISTRIES)


@dataclass(frozen=True)
class Catalogue(Imprint):
    """The published corpus, of which the files of single records are made.

    `references` may be shared with catalogues of the same corpus: it keeps how records are referred to.
    """

    corpus: Corpus
    references: dict[str, Plain] = field(default_factory=dict)
    _items: dict[str, Plain] = field(default_factory=dict)

    def item(self, name: str) -> Plain:
        """Return a brief or record as a plain value."""
        if name not in self._items:
            definition = self.corpus.definitions[name]
            assert definition.model is not None, "what has mistakes is not published"
            writer = PlainWriter(self.corpus, self.settings, self.references)
            self._items[name] = writer.item(name, definition.kind, definition.model)
        return self._items[name]


def names_by_kind(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the briefs and of each kind of records that the site has."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for name, definition in corpus.definitions.items():
        if definition.model is not None:
            found[definition.kind].append(name)
    return {kind: tuple(names) for kind, names in found.items() if names}
