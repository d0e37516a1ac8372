"""Makes the files of a site: what is stale is made anew, by several processes; the rest is taken from the last build.

A site is made of *units*: every generated page is one, the hand-written pages with the theme are one, the data files
are one, and the search is one. MkDocs runs once for the hand-written pages, and then for some of the stale pages at a
time, in processes that are forked from this one and so have the corpus already. A process ends with its share: cmark
keeps what it rendered, and MkDocs every page, so this is also what bounds the memory.
"""

import ctypes
import logging
import multiprocessing
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import cast

from mkdocs.commands import build as mkdocs_build
from mkdocs.exceptions import MkDocsException

from generator.checksums import CHECKSUMS, to_checksums
from generator.commonmark import find_ids
from generator.exports import iter_exports
from generator.frame import read_frame
from generator.pages import plan_pages
from generator.pages.page import PlannedPage
from generator.record import BuildRecord, Made, read_record
from generator.render import Renderer
from generator.search import SearchError, run_pagefind
from generator.settings import MenuEntry
from generator.site import PLUGIN, Build, BuildError, Content, Part, Site, Surroundings, find_template_dirs
from generator.sitemap import SITEMAP, to_sitemap
from generator.stale import Answers, Question, Watch
from generator.tree import write_tree

WRITTEN, DATA, SEARCH = "written pages", "data", "search"
_PR_SET_PDEATHSIG = 1
log = logging.getLogger("mkdocs.plugins.briefings")

# How many pages a process makes before it ends.
_SHARE = 400


@dataclass(frozen=True)
class Job:
    """What a process makes: some pages, into a folder of its own."""

    build: Build
    content: Content
    listing: tuple[PlannedPage, ...]
    pages: tuple[PlannedPage, ...]
    surroundings: Surroundings
    folder: Path


@dataclass(frozen=True)
class Done:
    """What a process made: by page the digest of its file and its questions, which stand once each in a list."""

    folder: Path
    questions: tuple[Question, ...]
    pages: Mapping[str, tuple[str, tuple[int, ...]]]


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
    return _Producer(build, content, target, staging, jobs).run()


class _Producer:
    """One production: what is known of the last one, and the units of this one as they are made."""

    def __init__(self, build: Build, content: Content, target: Path, staging: Path, jobs: int) -> None:
        self._build = build
        self._content = content
        self._target = target
        self._staging = staging
        self._jobs = jobs
        self._listing = tuple(plan_pages(content.corpus, content.settings))
        dirs = find_template_dirs(content.settings)
        self._frame = read_frame(build.config, PLUGIN, content.settings, dirs, self._listing)
        self._old = read_record(target, self._frame)
        self._answers = Answers(content.corpus)
        self._changed = {
            number
            for number, (question, answer) in enumerate(zip(self._old.questions, self._old.answers, strict=True))
            if self._answers.answer(question) != answer
        }
        self._made: dict[str, Made] = {}
        self._questions: dict[Question, int] = {}

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
            },
        )
        return Production(record, len(self._listing), made)

    def _produce_written(self) -> Surroundings:
        if self._take(WRITTEN, ""):
            notes = self._old.notes
            menu, links = ([MenuEntry(*entry) for entry in notes[name]] for name in ("menu", "links"))
            anchors = (tuple(anchor) for anchor in notes["anchors"])
            return Surroundings(tuple(menu), tuple(links), tuple(notes["written"]), tuple(anchors))
        site = Site(self._content.settings, (), self._listing, Part.WRITTEN)
        folder = self._staging / ".written"
        _run_mkdocs(self._build, site, folder)
        files = {path: _digest(folder / path) for path in _iter_files(folder)}
        self._adopt(WRITTEN, Made("", files), folder)
        shutil.rmtree(folder)
        return self._build.publisher.surroundings

    def _produce_pages(self, surroundings: Surroundings) -> int:
        stale = [planned for planned in self._listing if not self._take(planned.url, _key(planned))]
        shares = max(self._jobs, -(-len(stale) // _SHARE)) if len(stale) > self._jobs else 1
        work = [
            Job(
                self._build,
                self._content,
                self._listing,
                tuple(stale[number::shares]),
                surroundings,
                self._staging / f".pages-{number}",
            )
            for number in range(shares if stale else 0)
        ]
        keys = {planned.url: _key(planned) for planned in stale}
        count = 0
        for done in _run_jobs(work, self._jobs):
            numbers = [self._number(question) for question in done.questions]
            for url, (digest, questions) in done.pages.items():
                files = {_page_path(url): digest}
                self._adopt(url, Made(keys[url], files, [numbers[place] for place in questions]), done.folder)
            shutil.rmtree(done.folder)
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
        """Make the data files, which hold the whole corpus, unless nothing at all has changed."""
        settings = self._content.settings
        everything = [
            self._answers.answer(Question(("definitions", name))) for name in self._content.corpus.definitions
        ]
        key = sha256("\n".join([settings.now.isoformat(), *everything]).encode()).hexdigest()
        if self._take(DATA, key):
            return
        self._build.progress("Writing", 0, 0)
        folder = self._staging / ".data"
        write_tree(iter_exports(self._content.corpus, settings), folder)
        files = {path: _digest(folder / path) for path in _iter_files(folder)}
        self._adopt(DATA, Made(key, files), folder)
        shutil.rmtree(folder)

    def _write_sitemap(self, surroundings: Surroundings) -> None:
        path = self._staging / SITEMAP
        if self._content.settings.site_url and not path.exists():
            path.write_text(to_sitemap(self._listing, surroundings.written, self._content.settings), encoding="utf-8")

    def _produce_search(self) -> None:
        pages = sorted(
            (path, digest)
            for made in self._made.values()
            for path, digest in made.files.items()
            if path.endswith(".html")
        )
        key = sha256(repr(pages).encode()).hexdigest()
        if self._take(SEARCH, key):
            return
        self._build.progress("Indexing", 0, 0)
        before = set(_iter_files(self._staging))
        try:
            log.debug(run_pagefind(self._staging, self._content.settings.language))
        except SearchError as error:
            raise BuildError(str(error)) from error
        made = {path: _digest(self._staging / path) for path in _iter_files(self._staging) if path not in before}
        self._made[SEARCH] = Made(key, made)

    def _write_checksums(self) -> None:
        digests = {path: digest for made in self._made.values() for path, digest in made.files.items()}
        if (sitemap := self._staging / SITEMAP).exists():
            digests[SITEMAP] = _digest(sitemap)
        (self._staging / CHECKSUMS).write_text(to_checksums(digests), encoding="utf-8")

    def _take(self, name: str, key: str) -> bool:
        """Take a unit from the last build where it is not stale and its files are what they were."""
        made = self._old.made.get(name)
        if made is None or made.key != key or not self._changed.isdisjoint(made.questions):
            return False
        if any(_digest(self._target / path) != digest for path, digest in made.files.items()):
            return False
        for path in made.files:
            _link(self._target / path, self._staging / path)
        numbers = [self._number(self._old.questions[place]) for place in made.questions]
        self._made[name] = replace(made, questions=numbers)
        return True

    def _adopt(self, name: str, made: Made, folder: Path) -> None:
        """Move a unit's files from where they were made into the staging folder."""
        for path in made.files:
            place = self._staging / path
            if place.exists():
                raise BuildError(f"{path} is made twice: by “{name}” and by something else; rename one of them")
            place.parent.mkdir(parents=True, exist_ok=True)
            (folder / path).rename(place)
        self._made[name] = made

    def _number(self, question: Question) -> int:
        return self._questions.setdefault(question, len(self._questions))


def _run_jobs(jobs: Sequence[Job], processes: int) -> Iterator[Done]:
    """Run each job in a process of its own, some at a time; give what they made as they end.

    Where a system cannot fork, such as Windows, they run here one after the other.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from map(_run_job, jobs)
        return
    # Forked, a process has the job in its memory already. A pool would fork from a thread, and is told less of an end.
    context = multiprocessing.get_context("fork")
    waiting = list(reversed(jobs))
    running: dict[Connection, ForkProcess] = {}
    try:
        while waiting or running:
            while waiting and len(running) < processes:
                receiver, sender = context.Pipe(duplex=False)
                process = context.Process(target=_send_job, args=(waiting.pop(), sender), daemon=True)
                process.start()
                sender.close()
                running[receiver] = process
            for receiver in cast("list[Connection]", wait(list(running))):
                process = running.pop(receiver)
                try:
                    result = receiver.recv()
                except EOFError:
                    result = BuildError("a process that makes pages was ended from outside; is there enough memory?")
                process.join()
                if isinstance(result, BaseException):
                    raise result
                yield result
    finally:
        for process in running.values():
            process.kill()
            process.join()


def _send_job(job: Job, sender: Connection) -> None:
    _end_with_parent()
    try:
        result: Done | BaseException = _run_job(job)
    except (BuildError, OSError) as error:
        result = error
    except Exception as error:
        # What a bug raises may not survive the way to the other process; its words and its place do.
        result = RuntimeError(f"{type(error).__name__}: {error}\n{traceback.format_exc()}")
    sender.send(result)


def _end_with_parent() -> None:
    """Let a process not outlive the build that forked it and was killed: it would write on into a dead folder."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _run_job(job: Job) -> Done:
    settings = job.content.settings
    renderer = Renderer(find_template_dirs(settings))
    questions: dict[Question, int] = {}
    asked: dict[str, tuple[int, ...]] = {}
    outputs = []
    for planned in job.pages:
        watch = Watch()
        outputs.append(renderer.render(planned.build(watch.over(job.content.corpus), settings)))
        asked[planned.url] = tuple(questions.setdefault(one, len(questions)) for one in sorted(watch.questions))
    site = Site(settings, tuple(outputs), job.listing, Part.GENERATED, job.surroundings)
    _run_mkdocs(job.build, site, job.folder)
    pages = {url: (_digest(job.folder / _page_path(url)), numbers) for url, numbers in asked.items()}
    return Done(job.folder, tuple(questions), pages)


def _run_mkdocs(build: Build, site: Site, folder: Path) -> None:
    build.publisher.site = site
    build.config.site_dir = str(folder)
    try:
        mkdocs_build.build(build.config)
    except MkDocsException as error:
        raise BuildError(str(error)) from error


def _key(planned: PlannedPage) -> str:
    """Return what a page was planned with: a list's part is another page when the list is split anew."""
    return repr(getattr(planned.build, "args", ()))


def _page_path(url: str) -> str:
    return f"{url}index.html"


def _digest(path: Path) -> str:
    """Return the digest of a file's bytes, "" where there is none that can be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _link(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)


def _iter_files(folder: Path) -> Iterable[str]:
    for parent, _, names in os.walk(folder):
        for name in names:
            yield Path(parent, name).relative_to(folder).as_posix()
