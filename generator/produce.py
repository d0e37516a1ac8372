"""Makes the files of a site: what is stale is made anew, by several processes; the rest is taken from the last build.

A site is made of *units*: every generated page is one, the hand-written pages with the theme are one, the data files
of a record are one, those of many records are several, and the search is one. MkDocs runs for the hand-written pages
alone; generated pages are put into the theme's frame here, in processes that are forked from this one and so have the
corpus already. With other plugins than ours, of which nothing is known, MkDocs makes the whole site every time.

One shard of a site is some of its pages and of its records' files (see `shard.py`), with the hand-written pages, which
say what menu stands around all others.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import partial
from hashlib import blake2b, sha256
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.exceptions import MkDocsException

from generator.checksums import CHECKSUMS, to_checksums
from generator.commonmark import find_ids
from generator.data_files import DataMaker, key_of, unit_of
from generator.exports import SUMS, plan_exports, to_sums
from generator.folders import Stamp, iter_files, link_file, read_digest, read_stamp
from generator.frame import read_frame
from generator.page_files import PageMaker, page_path
from generator.pages import plan_pages
from generator.pages.downloads import iter_site_feeds
from generator.pages.page import PlannedPage
from generator.processes import run_forked
from generator.record import BuildRecord, Made, MadeUnits, Noted, Past
from generator.render import Renderer
from generator.search import FOLDER as SEARCH_FOLDER
from generator.search import SearchError, is_indexed, write_search
from generator.settings import MenuEntry
from generator.shard import PART, Shard, check_parts, to_facts
from generator.site import (
    PLUGIN,
    Build,
    BuildError,
    ConfigurationError,
    Content,
    Part,
    Site,
    Surroundings,
    collection_paused,
    find_template_dirs,
    render_site,
)
from generator.sitemap import SITEMAP, to_sitemap
from generator.stale import Answers, Asked, to_texts
from generator.theme import Theme, add_theme_dirs

WRITTEN, SEARCH = "written pages", "search"
log = logging.getLogger("mkdocs.plugins.briefings")

# How many pages a process makes before it ends: it keeps the entries that it rendered, so this bounds the memory.
_SHARE = 25_000
# How many pages are so few that it takes longer to start a process for them.
_FEW = 30
Job = Callable[[], MadeUnits]


@dataclass(frozen=True)
class Production:
    """A site that lies finished in its staging folder: what it is made of, and how much of it is new."""

    record: BuildRecord
    pages: int
    made: int


def produce(
    build: Build,
    content: Content,
    last: Past,
    staging: Path,
    jobs: int,
    *,
    shard: Shard | None = None,
    parts: Sequence[Past] = (),
) -> Production:
    """Make the site, or one shard of it, in the staging folder, taking from `parts` and `last` what is not stale.

    Raises BuildError where MkDocs or Pagefind refuses, ConfigurationError where a part is not of this site.
    """
    if set(build.config.plugins) != {PLUGIN}:
        if shard or parts:
            raise ConfigurationError(f"with other plugins than “{PLUGIN}” a site is made whole: leave out the shards")
        site = render_site(content, build.progress)
        run_mkdocs(build, site, staging)
        return Production(BuildRecord(), len(site.listing), len(site.listing))
    return _Producer(build, content, last, staging, jobs, shard, parts).run()


class _Producer:
    """One production: what was made before, and the units of this one as they are made."""

    def __init__(
        self,
        build: Build,
        content: Content,
        last: Past,
        staging: Path,
        jobs: int,
        shard: Shard | None,
        parts: Sequence[Past],
    ) -> None:
        self._build = build
        self._content = content
        self._staging = staging
        self._jobs = jobs
        self._shard = shard
        with collection_paused():
            self._listing = tuple(plan_pages(content.corpus, content.settings))
        self._template_dirs = find_template_dirs(content.settings)
        self._feeds = tuple(iter_site_feeds(content.corpus))
        self._frame = read_frame(build.config, content.settings, self._template_dirs, self._listing, self._feeds)
        self._answers = Answers(content.corpus)
        self._facts = to_facts(self._frame, content.settings, content.corpus, self._answers) if shard or parts else {}
        check_parts(parts, self._facts)
        self._last = last if last.record.frame == self._frame else replace(last, record=BuildRecord())
        self._texts = to_texts(content.corpus)
        before = self._last.record.texts
        same = {name for name, text in self._texts.items() if before.get(name) == text}
        self._answers.recall(self._last.record.answered, same)
        self._pasts = [(past, past.find_changed(self._answers)) for past in (*parts, self._last)]
        self._made: dict[str, Made] = {}
        self._stamps: dict[str, Stamp] = {}
        self._urls = {planned.url for planned in self._listing}
        # The last build's questions keep their numbers, and so do its units; what only few still ask is left behind.
        self._keeps_numbers = self._last.record.is_asked
        self._questions: dict[Noted, int] = {}
        if self._keeps_numbers:
            self._questions.update((noted, number) for number, noted in enumerate(self._last.record.questions))
        self._indexed: set[str] = set()

    def run(self) -> Production:
        surroundings = self._produce_written()
        share = [planned for planned in self._listing if self._is_ours(planned.url)]
        made = self._produce_pages_and_records(share, surroundings)
        if self._shard is None:
            self._check_anchors(surroundings)
            self._write_sitemap(surroundings)
            self._produce_search_and_data()
            self._write_checksums()
        record = BuildRecord(
            self._frame,
            tuple(self._questions),
            [self._answers.answer(noted) if isinstance(noted, str) else "" for noted in self._questions],
            self._texts,
            self._made,
            {
                "menu": [(entry.title, entry.url) for entry in surroundings.menu],
                "links": [(entry.title, entry.url) for entry in surroundings.links],
                "written": surroundings.written,
                "anchors": surroundings.anchors,
                "indexed": sorted(self._indexed),
                **({PART: {"shard": astuple(self._shard), **self._facts}} if self._shard else {}),
            },
            self._read_stamps(),
        )
        return Production(record, len(share), made)

    def _produce_written(self) -> Surroundings:
        if past := self._take(WRITTEN, ""):
            notes = past.record.notes
            menu, links = ([MenuEntry(*entry) for entry in notes[name]] for name in ("menu", "links"))
            anchors = (tuple(anchor) for anchor in notes["anchors"])
            add_theme_dirs(self._build.config, self._template_dirs)
            return Surroundings(tuple(menu), tuple(links), tuple(notes["written"]), tuple(anchors), self._feeds)
        site = Site(self._content.settings, (), self._listing, Part.WRITTEN, self._feeds)
        run_mkdocs(self._build, site, self._staging)
        for path in iter_files(self._staging):
            if path.endswith(".html") and is_indexed((self._staging / path).read_bytes()):
                self._indexed.add(path)
        self._made[WRITTEN] = Made("", {path: read_digest(self._staging / path) for path in iter_files(self._staging)})
        return self._build.publisher.surroundings

    def _produce_pages_and_records(self, share: Iterable[PlannedPage], surroundings: Surroundings) -> int:
        """Make the pages, and at the same time the data files of each record; return how many pages were made."""
        keys = {planned.url: _key(planned) for planned in self._listing}
        stale = [planned for planned in share if not self._take(planned.url, keys[planned.url])]
        jobs = self._share_pages(stale, (*keys, *surroundings.written), surroundings) if stale else []
        moment = self._content.settings.generated_at.isoformat()
        names = [name for name in self._content.corpus.definitions if self._is_ours(unit_of(name))]
        stale_names = [name for name in names if not self._take(unit_of(name), moment)]
        keys.update(dict.fromkeys(map(unit_of, stale_names), moment))
        processes = min(self._jobs if len(stale_names) > _FEW else 1, len(stale_names))
        shares = [stale_names[number::processes] for number in range(processes)]
        self._run([*jobs, *(partial(self._data_maker().make_of_records, share) for share in shares)], keys, len(stale))
        return len(stale)

    def _share_pages(self, stale: Sequence[PlannedPage], urls: Sequence[str], surroundings: Surroundings) -> list[Job]:
        compiled = self._build.compiled
        env = self._build.config.theme.get_env()
        env.bytecode_cache = compiled
        renderer = Renderer(self._template_dirs, self._content.corpus, self._content.settings, compiled)
        renderer.compile()
        maker = PageMaker(
            self._content,
            renderer,
            Theme(
                self._build.config,
                env,
                self._content.settings,
                surroundings,
                {url.count("/") for url in urls},
            ),
            self._staging,
        )
        shares = max(self._jobs, -(-len(stale) // _SHARE)) if len(stale) > _FEW else 1
        return [partial(maker.make, stale[number::shares]) for number in range(shares)]

    def _check_anchors(self, surroundings: Surroundings) -> None:
        """Say of links in hand-written pages what MkDocs would say if it had made the generated pages with them."""
        level = self._build.config.validation.links.anchors
        missing = 0
        for file, url, anchor, link in surroundings.anchors:
            html = (self._staging / page_path(url)).read_text(encoding="utf-8")
            if anchor not in find_ids(html):
                missing += level >= logging.WARNING
                log.log(
                    level,
                    f"Doc file '{file}' contains a link '{link}', but the doc '{url}index.md' does not contain "
                    f"an anchor '#{anchor}'.",
                )
        if missing and self._build.config.strict:
            raise BuildError(f"Aborted with {missing} warnings in strict mode!")

    def _produce_search_and_data(self) -> None:
        """Make the search index, and at the same time the data files that hold many records, of the files of each."""
        corpus, settings = self._content.corpus, self._content.settings
        plans, digests, pages = list(plan_exports(corpus, settings)), self._digests(), sorted(self._indexed)
        keys = {planned.name: key_of(planned, settings.generated_at.isoformat(), digests) for planned in plans}
        keys[SEARCH] = sha256(repr([(page, digests[page]) for page in pages]).encode()).hexdigest()
        jobs: list[Job] = []
        if not self._take(SEARCH, keys[SEARCH]):
            self._build.progress("Indexing", 0, 0)
            jobs.append(partial(_make_search, self._staging, {page: digests[page] for page in pages}, self._last))
        stale = [planned for planned in plans if not self._take(planned.name, keys[planned.name])]
        # Few as they are, each holds the whole site.
        shares = [stale[number :: self._jobs] for number in range(min(self._jobs, len(stale)))]
        self._run([*jobs, *(partial(self._data_maker().make_of_many, share) for share in shares)], keys)
        of_many = {path: digest for one in plans for path, digest in self._made[one.name].files.items()}
        self._made[SUMS] = Made("", self._data_maker().write(to_sums(of_many)))

    def _data_maker(self) -> DataMaker:
        return DataMaker(self._content, self._staging, self._last.folder, self._last.digests)

    def _run(self, jobs: Sequence[Job], keys: Mapping[str, str], total: int = 0) -> None:
        """Do jobs in processes, and take what they made; `total` is of how many units the progress is told."""
        count = 0
        for done in run_forked(jobs, self._jobs):
            numbers = [self._number(question) for question in done.questions]
            for name, (files, questions) in done.units.items():
                self._made[name] = Made(keys[name], files, [numbers[place] for place in questions])
            self._indexed |= done.indexed
            count += sum(name in self._urls for name in done.units)
            if total:
                self._build.progress("Writing", count, total)

    def _write_sitemap(self, surroundings: Surroundings) -> None:
        path = self._staging / SITEMAP
        if self._content.settings.site_url and not path.exists():
            path.write_text(to_sitemap(self._listing, surroundings.written, self._content.settings), encoding="utf-8")

    def _write_checksums(self) -> None:
        digests = self._digests()
        if (sitemap := self._staging / SITEMAP).exists():
            digests[SITEMAP] = read_digest(sitemap)
        (self._staging / CHECKSUMS).write_text(to_checksums(digests), encoding="utf-8")

    def _digests(self) -> dict[str, str]:
        return {path: digest for made in self._made.values() for path, digest in made.files.items()}

    def _read_stamps(self) -> dict[str, Stamp]:
        """Return the stamps of all files: one that was linked has its old one."""
        return {path: self._stamps.get(path) or read_stamp(f"{self._staging}/{path}") for path in self._digests()}

    def _is_ours(self, name: str) -> bool:
        return self._shard is None or self._shard.holds(name)

    def _take(self, name: str, key: str) -> Past | None:
        """Take a unit that was made before, where it is not stale and its files are what they were; return whence."""
        for past, changed in self._pasts:
            made = past.record.made.get(name)
            if made is None or made.key != key or not changed.isdisjoint(made.questions) or not _is_whole(past, made):
                continue
            for path in made.files:
                link_file(f"{past.folder}/{path}", f"{self._staging}/{path}")
                if stamp := past.stamps.get(path):
                    self._stamps[path] = stamp
            self._indexed |= past.indexed.intersection(made.files)
            if not (past is self._last and self._keeps_numbers):
                made = replace(made, questions=[self._number(past.record.asked(place)) for place in made.questions])
            self._made[name] = made
            return past
        return None

    def _number(self, asked: Asked) -> int:
        noted = asked if isinstance(asked, str) else tuple(sorted([self._number(one) for one in asked]))
        return self._questions.setdefault(noted, len(self._questions))


def _make_search(site: Path, pages: Mapping[str, str], last: Past) -> MadeUnits:
    """Make the search index of pages, given with their digests; what the last index has of them is taken from it."""
    same: set[str] = set()
    if SEARCH in last.record.made and _is_whole(last, last.record.made[SEARCH]):
        same = {page for page in last.indexed.intersection(pages) if last.digests[page] == pages[page]}
    try:
        write_search(site, sorted(pages), old_site=last.folder, old=sorted(last.indexed), same=same)
    except SearchError as error:
        raise BuildError(str(error)) from error
    folder = site / SEARCH_FOLDER
    made = {f"{SEARCH_FOLDER}/{path}": read_digest(folder / path) for path in iter_files(folder)}
    return MadeUnits((), {SEARCH: (made, ())})


def _is_whole(past: Past, made: Made) -> bool:
    """Tell whether a unit's files are what they were when it was made. Raises BuildError where a part's are not."""
    for path, digest in made.files.items():
        if not past.is_left(path, digest):
            if past.is_part:
                raise BuildError(f"{past.folder / path} is damaged or missing: make this part, or fetch it, again")
            return False
    return True


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
