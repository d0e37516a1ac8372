"""Makes the files of a site: what is stale is made anew, by several processes; the rest is taken from the last build.

A site is made of *units*: every generated page is one, the hand-written pages with the theme are one, the data files
of a record are one, those of many records are several, and the search is one. MkDocs runs for the hand-written pages
alone; generated pages are put into the theme's frame here, in processes that are forked from this one and so have the
corpus already. With other plugins than ours, of which nothing is known, MkDocs makes the whole site every time.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TypeVar

from mkdocs.commands import build as mkdocs_build
from mkdocs.exceptions import MkDocsException

from generator.checksums import CHECKSUMS, to_checksums
from generator.commonmark import find_ids
from generator.data_files import DataMaker, key_of, unit_of
from generator.data_files import Made as MadeData
from generator.exports import SUMS, plan_exports, to_sums
from generator.folders import iter_files, link_file, read_digest, read_stamp, read_stamps
from generator.frame import read_frame
from generator.pages import plan_pages
from generator.pages.page import PlannedPage
from generator.processes import run_forked
from generator.record import BuildRecord, Made, read_record
from generator.render import Renderer
from generator.search import FOLDER as SEARCH_FOLDER
from generator.search import SearchError, is_indexed, write_search
from generator.settings import MenuEntry
from generator.site import (
    PLUGIN,
    Build,
    BuildError,
    Content,
    Part,
    Site,
    Surroundings,
    collection_paused,
    find_template_dirs,
    render_site,
)
from generator.sitemap import SITEMAP, to_sitemap
from generator.stale import Answers, Question, Watch
from generator.theme import Theme, add_theme_dirs
from generator.tree import Tree

WRITTEN, SEARCH = "written pages", "search"
V = TypeVar("V")
log = logging.getLogger("mkdocs.plugins.briefings")

# How many pages a process makes before it ends: cmark keeps what it rendered, so this bounds the memory.
_SHARE = 5000
# How many pages are so few that it takes longer to start a process for them.
_FEW = 8


@dataclass(frozen=True)
class Done:
    """What a process made: by page the digest of its file and its questions, which stand once each in a list.

    `indexed` are the files that are for the search.
    """

    questions: tuple[Question, ...]
    pages: Mapping[str, tuple[str, tuple[int, ...]]]
    indexed: frozenset[str]


@dataclass(frozen=True)
class Production:
    """A site that lies finished in its staging folder: what it is made of, and how much of it is new."""

    record: BuildRecord
    pages: int
    made: int


def produce(build: Build, content: Content, target: Path, staging: Path, jobs: int) -> Production:
    """Make the site in the staging folder, taking from `target` what is not stale.

    Raises BuildError where MkDocs or Pagefind refuses.
    """
    if set(build.config.plugins) != {PLUGIN}:
        site = render_site(content, build.progress)
        run_mkdocs(build, site, staging)
        return Production(BuildRecord(), len(site.listing), len(site.listing))
    return _Producer(build, content, target, staging, jobs).run()


class _Producer:
    """One production: what is known of the last one, and the units of this one as they are made."""

    def __init__(self, build: Build, content: Content, target: Path, staging: Path, jobs: int) -> None:
        self._build = build
        self._content = content
        self._target = target
        self._staging = staging
        self._jobs = jobs
        with collection_paused():
            self._listing = tuple(plan_pages(content.corpus, content.settings))
        self._template_dirs = find_template_dirs(content.settings)
        self._frame = read_frame(build.config, content.settings, self._template_dirs, self._listing)
        self._old = read_record(target, self._frame)
        self._answers = Answers(content.corpus)
        self._changed = {
            number
            for number, (question, answer) in enumerate(zip(self._old.questions, self._old.answers, strict=True))
            if self._answers.answer(question) != answer
        }
        self._made: dict[str, Made] = {}
        self._questions: dict[Question, int] = {}
        self._old_indexed = frozenset(self._old.notes.get("indexed", ()))
        self._indexed: set[str] = set()

    def run(self) -> Production:
        surroundings = self._produce_written()
        made = self._produce_pages(surroundings)
        self._check_anchors(surroundings)
        self._produce_data()
        self._write_sitemap(surroundings)
        self._produce_search()
        self._write_checksums()
        record = BuildRecord(
            self._frame,
            tuple(self._questions),
            [self._answers.answer(question) for question in self._questions],
            self._made,
            {
                "menu": [(entry.title, entry.url) for entry in surroundings.menu],
                "links": [(entry.title, entry.url) for entry in surroundings.links],
                "written": surroundings.written,
                "anchors": surroundings.anchors,
                "indexed": sorted(self._indexed),
            },
            read_stamps(self._staging),
        )
        return Production(record, len(self._listing), made)

    def _produce_written(self) -> Surroundings:
        if self._take(WRITTEN, ""):
            notes = self._old.notes
            menu, links = ([MenuEntry(*entry) for entry in notes[name]] for name in ("menu", "links"))
            anchors = (tuple(anchor) for anchor in notes["anchors"])
            add_theme_dirs(self._build.config, self._template_dirs)
            return Surroundings(tuple(menu), tuple(links), tuple(notes["written"]), tuple(anchors))
        run_mkdocs(self._build, Site(self._content.settings, (), self._listing, Part.WRITTEN), self._staging)
        for path in iter_files(self._staging):
            if path.endswith(".html") and is_indexed((self._staging / path).read_bytes()):
                self._indexed.add(path)
        self._made[WRITTEN] = Made("", {path: read_digest(self._staging / path) for path in iter_files(self._staging)})
        return self._build.publisher.surroundings

    def _produce_pages(self, surroundings: Surroundings) -> int:
        keys = {planned.url: _key(planned) for planned in self._listing}
        stale = [planned for planned in self._listing if not self._take(planned.url, keys[planned.url])]
        if not stale:
            return 0
        urls = (*keys, *surroundings.written)
        maker = PageMaker(
            self._content,
            Renderer(self._template_dirs, self._content.corpus, self._content.settings),
            Theme(
                self._build.config,
                self._build.config.theme.get_env(),
                self._content.settings,
                surroundings,
                {url.count("/") for url in urls},
            ),
            self._staging,
        )
        shares = max(self._jobs, -(-len(stale) // _SHARE)) if len(stale) > _FEW else 1
        count = 0
        for done in run_forked(maker.make, [stale[number::shares] for number in range(shares)], self._jobs):
            numbers = [self._number(question) for question in done.questions]
            for url, (digest, questions) in done.pages.items():
                files = {_page_path(url): digest}
                self._made[url] = Made(keys[url], files, [numbers[place] for place in questions])
            self._indexed |= done.indexed
            count += len(done.pages)
            self._build.progress("Writing", count, len(stale))
        return count

    def _check_anchors(self, surroundings: Surroundings) -> None:
        """Say of links in hand-written pages what MkDocs would say if it had made the generated pages with them."""
        level = self._build.config.validation.links.anchors
        missing = 0
        for file, url, anchor, link in surroundings.anchors:
            html = (self._staging / _page_path(url)).read_text(encoding="utf-8")
            if anchor not in find_ids(html):
                missing += level >= logging.WARNING
                log.log(
                    level,
                    f"Doc file '{file}' contains a link '{link}', but the doc '{url}index.md' does not contain "
                    f"an anchor '#{anchor}'.",
                )
        if missing and self._build.config.strict:
            raise BuildError(f"Aborted with {missing} warnings in strict mode!")

    def _produce_data(self) -> None:
        """Make the data files: those of each record, of the corpus; then those of many, of the files of the first."""
        corpus, settings = self._content.corpus, self._content.settings
        self._build.progress("Writing", 0, 0)
        moment = settings.generated_at.isoformat()
        old = {path: digest for made in self._old.made.values() for path, digest in made.files.items()}
        maker = DataMaker(self._content, self._staging, self._target, old)
        stale = [name for name in corpus.definitions if not self._take(unit_of(name), moment)]
        self._run_data(maker.make_of_records, stale, dict.fromkeys(map(unit_of, stale), moment))
        digests = {path: digest for made in self._made.values() for path, digest in made.files.items()}
        plans = list(plan_exports(corpus, settings))
        keys = {planned.name: key_of(planned, moment, digests) for planned in plans}
        self._run_data(maker.make_of_many, [one for one in plans if not self._take(one.name, keys[one.name])], keys)
        of_many = {path: digest for one in plans for path, digest in self._made[one.name].files.items()}
        self._made[SUMS] = Made("", maker.write(to_sums(of_many)))

    def _run_data(self, make: Callable[[Sequence[V]], MadeData], stale: Sequence[V], keys: Mapping[str, str]) -> None:
        shares = self._jobs if len(stale) > _FEW else 1
        for done in run_forked(make, [stale[number::shares] for number in range(shares if stale else 0)], self._jobs):
            numbers = [self._number(question) for question in done.questions]
            for name, (files, questions) in done.units.items():
                self._made[name] = Made(keys[name], files, [numbers[place] for place in questions])

    def _write_sitemap(self, surroundings: Surroundings) -> None:
        path = self._staging / SITEMAP
        if self._content.settings.site_url and not path.exists():
            path.write_text(to_sitemap(self._listing, surroundings.written, self._content.settings), encoding="utf-8")

    def _produce_search(self) -> None:
        """Make the search index; what it has of pages that are as they were is taken from the last one."""
        digests = {path: digest for made in self._made.values() for path, digest in made.files.items()}
        pages = sorted(self._indexed)
        key = sha256(repr([(page, digests[page]) for page in pages]).encode()).hexdigest()
        if self._take(SEARCH, key):
            return
        self._build.progress("Indexing", 0, 0)
        same: set[str] = set()
        if SEARCH in self._old.made and self._is_whole(self._old.made[SEARCH]):
            before = {path: digest for made in self._old.made.values() for path, digest in made.files.items()}
            same = {page for page in self._old_indexed.intersection(pages) if before[page] == digests[page]}
        try:
            write_search(self._staging, pages, old_site=self._target, old=sorted(self._old_indexed), same=same)
        except SearchError as error:
            raise BuildError(str(error)) from error
        folder = self._staging / SEARCH_FOLDER
        made = {f"{SEARCH_FOLDER}/{path}": read_digest(folder / path) for path in iter_files(folder)}
        self._made[SEARCH] = Made(key, made)

    def _write_checksums(self) -> None:
        digests = {path: digest for made in self._made.values() for path, digest in made.files.items()}
        if (sitemap := self._staging / SITEMAP).exists():
            digests[SITEMAP] = read_digest(sitemap)
        (self._staging / CHECKSUMS).write_text(to_checksums(digests), encoding="utf-8")

    def _take(self, name: str, key: str) -> bool:
        """Take a unit from the last build where it is not stale and its files are what they were."""
        made = self._old.made.get(name)
        if made is None or made.key != key or not self._changed.isdisjoint(made.questions):
            return False
        if not self._is_whole(made):
            return False
        for path in made.files:
            link_file(f"{self._target}/{path}", f"{self._staging}/{path}")
        self._indexed.update(self._old_indexed.intersection(made.files))
        numbers = [self._number(self._old.questions[place]) for place in made.questions]
        self._made[name] = replace(made, questions=numbers)
        return True

    def _is_whole(self, made: Made) -> bool:
        """Tell whether a unit's files are what the last build left."""
        return all(
            read_stamp(f"{self._target}/{path}") == self._old.stamps.get(path)
            or read_digest(self._target / path) == digest
            for path, digest in made.files.items()
        )

    def _number(self, question: Question) -> int:
        return self._questions.setdefault(question, len(self._questions))


@dataclass(frozen=True)
class PageMaker:
    """All that it takes to make pages: the corpus, the templates and the theme, and the folder to write into."""

    content: Content
    renderer: Renderer
    theme: Theme
    folder: Path

    def make(self, pages: Iterable[PlannedPage]) -> Done:
        """Build, render and write pages; return what they asked of the corpus."""
        settings, tree = self.content.settings, Tree(self.folder)
        questions: dict[Question, int] = {}
        made: dict[str, tuple[str, tuple[int, ...]]] = {}
        indexed: set[str] = set()
        for planned in pages:
            watch = Watch()
            output = self.renderer.render(planned.build(watch.over(self.content.corpus), settings), watch.questions)
            data = self.theme.dress(output).encode()
            digest = tree.write(_page_path(planned.url), data)
            if is_indexed(data):
                indexed.add(_page_path(planned.url))
            made[planned.url] = (
                digest,
                tuple(questions.setdefault(one, len(questions)) for one in sorted(watch.questions)),
            )
        return Done(tuple(questions), made, frozenset(indexed))


def run_mkdocs(build: Build, site: Site, folder: Path) -> None:
    """Have MkDocs make a site, or a part of it. Raises BuildError where it refuses."""
    build.publisher.site = site
    build.config.site_dir = str(folder)
    try:
        mkdocs_build.build(build.config)
    except MkDocsException as error:
        raise BuildError(str(error)) from error


def _key(planned: PlannedPage) -> str:
    """Return what a page was planned with: a list's part is another page when the list is split anew."""
    return blake2b(repr(getattr(planned.build, "args", ())).encode(), digest_size=12).hexdigest()


def _page_path(url: str) -> str:
    return f"{url}index.html"
