"""Makes the files of a site: what is stale is made anew, by several processes; the rest is taken from the last build.

A site is made of *units*: every generated page is one, the hand-written pages with the theme are one, the data files
of a record are one, those of many records are several, and the search is one. MkDocs runs for the hand-written pages
alone; generated pages are put into the theme's frame here, in processes that are forked from this one and so have the
corpus already. With other plugins than ours, of which nothing is known, MkDocs makes the whole site every time.

One shard of a site is some of its pages and of its records' files (see `shard.py`), with the hand-written pages, which
say what menu stands around all others.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

from generator.anchors import check_anchors
from generator.checksums import CHECKSUMS, to_checksums
from generator.data_files import DataMaker, key_of, unit_of
from generator.errors import ConfigurationError
from generator.exports import SUMS, plan_exports, prepare_exports, to_sums
from generator.folders import read_digest
from generator.frame import read_frame, read_surroundings, to_keys
from generator.ledger import Ledger, find_changed
from generator.page_files import PageMaker
from generator.pages import plan_pages
from generator.pages.downloads import iter_site_feeds
from generator.pages.page import PlannedPage
from generator.past import Past
from generator.pieces import Pieces
from generator.placing import Placement
from generator.processes import Crew, begun, collection_paused
from generator.publish import before_path
from generator.record import BuildRecord, Made, MadeUnits
from generator.render import Renderer
from generator.search_files import UNIT as SEARCH
from generator.search_files import make_search
from generator.shard import PART, Shard, check_parts, to_facts
from generator.shares import FEW, share_in_order, share_out
from generator.site import (
    PLUGIN,
    Build,
    Content,
    Dresser,
    Part,
    Site,
    Surroundings,
    find_template_dirs,
    render_site,
    run_mkdocs,
)
from generator.sitemap import SITEMAP, to_sitemap
from generator.stale import Answers, fill_indexes, to_texts
from generator.written_files import UNIT as WRITTEN
from generator.written_files import make_written, may_read_more, recall, to_notes

# How many pages, or files of how many records, a process makes before it ends. It keeps the entries that it rendered,
# and what they refer to, so this bounds the memory.
_PAGES = 25_000
_RECORDS = 4_000
# The part of the briefings whose files are made before any page. Those of the others and of the records take, with the
# files of many that are made of them all, as long as the search does that is made of the pages.
_EARLY = 0.75
Job = Callable[[], MadeUnits]


@dataclass(frozen=True)
class Stage:
    """Jobs, and what follows when all of them are done; both are urgent where the whole build waits for their end."""

    jobs: Sequence[Job]
    then: Callable[[], Iterable[Job]]
    is_urgent: bool = False


@dataclass(frozen=True)
class Production:
    """A site that lies finished in its staging folder: what it is made of, and how much of it is new."""

    record: BuildRecord
    pages: int
    made: int


def produce(
    build: Build,
    content: Content,
    read_last: Callable[[], Past],
    staging: Path,
    jobs: int,
    *,
    shard: Shard | None = None,
    parts: Sequence[Past] = (),
    pieces: Pieces | None = None,
    settle: Callable[[], None] = lambda: None,
) -> Production:
    """Make the site, or one shard of it, in the staging folder, taking what is not stale from `parts` and the last.

    `settle` is called before anything is made: it waits for what is found wrong in the content, and raises it.

    The last build is read here, so that a record that is of no use takes up no memory while the site is made.

    Raises BuildError where MkDocs refuses, ConfigurationError where a part is not of this site.
    """
    if set(build.config.plugins) != {PLUGIN}:
        if shard or parts:
            raise ConfigurationError(f"with other plugins than “{PLUGIN}” a site is made whole: leave out the shards")
        settle()
        site = render_site(content, build.progress)
        run_mkdocs(build, site, staging)
        return Production(BuildRecord(), len(site.listing), len(site.listing))
    producer = _Producer(build, content, read_last, staging, jobs, shard, parts, pieces)
    build.kept.append(producer)
    return producer.run(settle)


class _Producer:
    """One production: what was made before, and the units of this one as they are made."""

    def __init__(
        self,
        build: Build,
        content: Content,
        read_last: Callable[[], Past],
        staging: Path,
        jobs: int,
        shard: Shard | None,
        parts: Sequence[Past],
        pieces: Pieces | None,
    ) -> None:
        self._build = build
        self._content = content
        self._staging = staging
        self._jobs = jobs
        self._shard = shard
        self._pieces = pieces
        self._template_dirs = find_template_dirs(content.settings)
        self._frame = read_frame(build.config, content.settings, self._template_dirs)
        answers = Answers(content.corpus)
        self._facts = to_facts(self._frame, content.settings, content.corpus, answers) if shard or parts else {}
        check_parts(parts, self._facts)
        self._texts = to_texts(content.corpus)
        # Most pages need them. The last site is looked at meanwhile, in another process.
        _ = content.corpus.backlinks
        last = read_last()
        self._last = last if last.record.frame == self._frame else replace(last, record=BuildRecord())
        pasts = (*parts, self._last)
        # The last builds' questions are asked in another process, while it is listed here what the site has.
        with begun(partial(find_changed, pasts, answers, self._texts)) as changed:
            with collection_paused():
                self._listing = tuple(plan_pages(content.corpus, content.settings))
                self._exports = tuple(plan_exports(content.corpus, content.settings))
            self._feeds = tuple(iter_site_feeds(content.corpus))
            self._around = read_surroundings(content.settings, self._listing, self._feeds)
            self._keys = to_keys(self._listing, self._around)
            fill_indexes(content.corpus)
            site = self._last.folder
            self._placement = Placement(site, before_path(site), staging, self._last.alike)
            self._ledger = Ledger(answers, pasts, changed, self._placement, staging)
        self._stale = 0

    def run(self, settle: Callable[[], None]) -> Production:
        with closing(Crew[MadeUnits](self._jobs)) as crew:
            settle()
            records = self._plan_records()
            if len(records.jobs) > 1:
                # The first are made while MkDocs runs here, and beside the first pages.
                crew.add(records.jobs)
            else:
                # So few are made sooner than a process begins; then what takes the longest need not wait for the pages.
                for job in records.jobs:
                    self._note(job())
                crew.add(self._plan_data())
                records = Stage((), tuple)
            crew.begin(leaves_one=True)
            surroundings, dresser = self._produce_written()
            share = [planned for planned in self._listing if self._is_ours(planned.url)]
            pages = self._plan_pages(share, dresser)
            crew.add(pages.jobs, is_urgent=True)
            crew.begin()
            if len(records.jobs) > self._jobs:
                prepare_exports(self._content.corpus)
            # All that is taken by now; the search, which reads pages there, comes later.
            self._placement.put()
            self._ledger.accept_answers()
            if self._shard is None:
                self._write_sitemap(surroundings)
            self._run(crew, [pages, records])
        self._placement.put()
        if self._shard is None:
            links = self._build.config.validation.links
            check_anchors(surroundings.anchors, self._staging, links.anchors, self._build.config.strict)
            self._write_checksums()
        notes = {
            **to_notes(surroundings),
            "indexed": sorted(self._ledger.indexed),
            **({PART: {"shard": astuple(self._shard), **self._facts}} if self._shard else {}),
        }
        record = self._ledger.to_record(self._frame, self._texts, notes)
        return Production(record, len(share), self._stale)

    def _produce_written(self) -> tuple[Surroundings, Dresser]:
        """Take or make what MkDocs makes; return what stands around every page, and what dresses the others so."""
        build, key = self._build, self._around.hex()
        is_known = not may_read_more(build.config.markdown_extensions)
        if is_known and (past := self._ledger.take(WRITTEN, key)):
            return recall(build, past.record.notes, self._feeds)
        site = Site(self._content.settings, (), self._listing, Part.WRITTEN, self._feeds)
        digests, indexed = make_written(build, site, self._staging)
        self._ledger.keep(WRITTEN, Made(key, digests))
        self._ledger.indexed.update(indexed)
        return build.publisher.surroundings, build.publisher.dresser

    def _plan_pages(self, share: Iterable[PlannedPage], dresser: Dresser) -> Stage:
        """Plan to make the pages that are stale, and then the search index, which is made of all."""
        stale = [planned for planned in share if not self._ledger.take(planned.url, self._keys[planned.url])]
        self._stale = len(stale)
        jobs = self._share_pages(stale, dresser) if stale else []
        return Stage(jobs, self._plan_search, is_urgent=True)

    def _plan_records(self) -> Stage:
        """Plan to make the data files of each record that are stale, and then those of many, made of these."""
        moment = self._content.settings.generated_at.isoformat()
        names = [name for name in self._content.corpus.definitions if self._is_ours(unit_of(name))]
        stale = [name for name in names if not self._ledger.take(unit_of(name), moment)]
        # Those of the briefings are by far the most.
        briefs = self._content.corpus.briefs
        stale.sort(key=lambda name: name not in briefs)
        early = int(len(briefs.keys() & stale) * _EARLY) if len(stale) > FEW else 0
        make = self._data_maker().make_of_records
        first = share_out(stale[:early], make, 1, _RECORDS)
        # More shares than processes: what is left to do beside the search is done by whoever is free.
        rest = share_out(stale[early:], make, 2 * self._jobs, _RECORDS)
        return Stage([*first, *rest], self._plan_data)

    def _share_pages(self, stale: Sequence[PlannedPage], dresser: Dresser) -> list[Job]:
        content = self._content
        renderer = Renderer(self._template_dirs, content.corpus, content.settings, self._build.compiled)
        renderer.compile()
        maker = PageMaker(content, renderer, dresser, self._staging)
        return share_out(stale, maker.make, self._jobs, _PAGES)

    def _plan_search(self) -> Iterator[Job]:
        if self._shard is not None:
            return
        digests, pages = self._ledger.digests, sorted(self._ledger.indexed)
        key = sha256(repr([(page, digests[page]) for page in pages]).encode()).hexdigest()
        if not self._ledger.take(SEARCH, key):
            self._build.progress("Indexing", 0, 0)
            yield partial(make_search, self._staging, {page: digests[page] for page in pages}, self._last)

    def _plan_data(self) -> list[Job]:
        """Plan to make the data files that hold many records, of the files of each."""
        if self._shard is not None:
            return []
        moment = self._content.settings.generated_at.isoformat()
        digests = self._ledger.digests
        stale = [each for each in self._exports if not self._ledger.take(each.name, key_of(each, moment, digests))]
        return share_in_order(stale, self._data_maker().make_of_many, self._jobs)

    def _data_maker(self) -> DataMaker:
        pieces = replace(self._pieces, digests=self._ledger.digests) if self._pieces else None
        return DataMaker(self._content, self._staging, self._last.folder, self._last.digests, pieces)

    def _note(self, done: MadeUnits) -> None:
        self._ledger.note_files(done)
        self._ledger.note(done)

    def _run(self, crew: Crew[MadeUnits], stages: Sequence[Stage]) -> None:
        """Have all jobs done; what follows a stage is added as soon as its own are, and done as well."""
        left = [(stage, set(stage.jobs)) for stage in stages]
        count, total = 0, self._stale
        for job, done in chain([(None, MadeUnits())], crew.iter_done()):
            self._ledger.note_files(done)
            if made := len(done.units.keys() & self._keys.keys()):
                count += made
                self._build.progress("Writing", count, total)
            for each in [*left]:
                stage, jobs = each
                jobs.discard(job)
                if not jobs:
                    left.remove(each)
                    for following in stage.then():
                        crew.add([following], is_urgent=stage.is_urgent)
                        crew.begin()
            crew.begin()
            # Now, while others are at work.
            self._ledger.note(done)
            self._ledger.answer_new(crew.is_waited_for)

    def _write_sitemap(self, surroundings: Surroundings) -> None:
        path = self._staging / SITEMAP
        if self._content.settings.site_url and not path.exists():
            path.write_text(to_sitemap(self._listing, surroundings.written, self._content.settings), encoding="utf-8")

    def _write_checksums(self) -> None:
        made = (self._ledger.files_of(planned.name) for planned in self._exports)
        of_many = {path: digest for files in made for path, digest in files.items()}
        self._ledger.keep(SUMS, Made("", self._data_maker().write(to_sums(of_many))))
        digests = dict(self._ledger.digests)
        if (sitemap := self._staging / SITEMAP).exists():
            digests[SITEMAP] = read_digest(sitemap)
        (self._staging / CHECKSUMS).write_text(to_checksums(digests), encoding="utf-8")

    def _is_ours(self, name: str) -> bool:
        return self._shard is None or self._shard.holds(name)
