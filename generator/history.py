"""Reads other states of a site, to compare them: a folder, a revision of a repository, or a number of revisions."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from generator.corpus import Corpus, build_corpus
from generator.diagnostics import Severity
from generator.diff import compare
from generator.diff.words import PublicWords
from generator.files import SNAPSHOTS, RawFile, Sources, is_source, read_sources
from generator.model.change import Action, Change, History, Revision
from generator.model.file import DecodedFile, decode_bytes
from generator.repository import Blob, Commit, GitError, Repository, find_repository, follow_links, to_blob_name
from generator.yaml_parser import MAX_BYTES

Decoded = dict[tuple[str, str], DecodedFile]


def read_folder(folder: Path) -> Sources:
    """Read the briefs in a folder."""
    return read_sources(folder, folder.parent)


def read_revision(briefs_dir: Path, revision: str) -> Sources:
    """Read the briefs of a revision of the repository that they are in. Raises GitError where there are none."""
    repository = find_repository(briefs_dir if briefs_dir.is_dir() else briefs_dir.parent)
    tree = repository.read_tree(repository.resolve(revision), briefs_dir)
    if not tree:
        raise GitError(f"there is no folder {briefs_dir.name}/ in the revision “{revision}”")
    contents = repository.read_blobs(blob.name for blob in tree.values())
    found = {path: contents[name] for path, name in follow_links(tree, contents).items()}
    files = [
        RawFile(f"{briefs_dir.name}/{path}", path, data[: MAX_BYTES + 1])
        for path, data in sorted(found.items())
        if is_source(path)
    ]
    kept = {path: data for path, data in sorted(found.items()) if path.startswith(f"{SNAPSHOTS}/")}
    return Sources(tuple(files), {path.removeprefix(f"{SNAPSHOTS}/"): data for path, data in kept.items()})


def read_history(
    briefs_dir: Path,
    count: int,
    now: datetime,
    read: Mapping[str, tuple[bytes, DecodedFile]],
    published: Corpus,
) -> History:
    """Read what the last `count` revisions of the briefs changed in what is published; empty without a repository.

    `read` are the present files by location, which spares reading again what is the same; `published` is the present
    corpus. Of what is not in it, nothing is told but that something was removed.
    """
    try:
        repository = find_repository(briefs_dir)
        return _read_history(repository, briefs_dir, count, now, read, published)
    except GitError:
        return History()


def _read_history(
    repository: Repository,
    briefs_dir: Path,
    count: int,
    now: datetime,
    read: Mapping[str, tuple[bytes, DecodedFile]],
    published: Corpus,
) -> History:
    commits = repository.read_log(briefs_dir, count + 1)
    if len(commits) < 2:
        return History(commits[0].moment.date() if commits else None)
    tree = repository.read_tree("HEAD", briefs_dir)
    decoded: Decoded = {}
    for path, (data, file) in read.items():
        if path in tree and tree[path].name == to_blob_name(data, tree[path].name):
            decoded[path, tree[path].name] = file
    revisions = []
    newer: Corpus | None = None
    newest: Commit | None = None
    for place, commit in enumerate(commits):
        # An embargo that held at the time holds for what was written then.
        corpus = _build_state(repository, tree, decoded, commit.moment if place else now)
        if corpus is not None:
            if newer is not None and newest is not None:
                changes = _keep_public(compare(corpus, newer, PublicWords(published)), published)
                revisions.append(Revision(newest.name, newest.moment, changes))
            newer, newest = corpus, commit
        for path, blob in commit.before.items():
            tree.pop(path, None)
            if blob is not None:
                tree[path] = blob
    return History(newest.moment.date() if newest else None, tuple(each for each in revisions if each.changes))


def _build_state(repository: Repository, tree: Mapping[str, Blob], decoded: Decoded, moment: datetime) -> Corpus | None:
    """Build what a revision published; None where it has mistakes, since no site came of it."""
    links = [blob.name for blob in tree.values() if blob.is_link]
    names = follow_links(tree, repository.read_blobs(links) if links else {})
    wanted = [(path, name) for path, name in sorted(names.items()) if is_source(path)]
    missing = [(path, name) for path, name in wanted if (path, name) not in decoded]
    contents = repository.read_blobs(name for _, name in missing) if missing else {}
    for path, name in missing:
        decoded[path, name] = decode_bytes(path, path, contents[name][: MAX_BYTES + 1])
    files = [decoded[each] for each in wanted]
    draft, found = build_corpus(files, moment)
    return None if any(each.severity is Severity.ERROR for each in found) else draft.published


def _keep_public(changes: Iterable[Change], published: Corpus) -> tuple[Change, ...]:
    """Keep what may be shown: of a record that is not published now, only that it was removed."""
    kept = []
    for change in changes:
        if change.home in published.definitions:
            kept.append(change)
        elif change.action is Action.REMOVED and not change.path:
            kept.append(replace(change, home="", name=""))
    return tuple(kept)
