"""Maps as they were in a revision, as they stand in the index, and how the files of now differ from HEAD."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from argmap.git.faults import NotInConflict, NotInRevision
from argmap.git.repository import Repository, literally
from argmap.model import ArgMap
from argmap.store import decode, loads


class FileState(StrEnum):
    """How a file in the work tree relates to HEAD."""

    CLEAN = "clean"
    CHANGED = "changed"
    NEW = "new"
    IGNORED = "ignored"
    GONE = "gone"
    CONFLICTED = "conflicted"
    DROPPED = "dropped"
    """The next commit will not have it any more, although it is there."""


class Stages(NamedTuple):
    """The three sides of a conflict, as bytes; None for a side that has no such file."""

    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


def map_at(repository: Repository, revision: str, path: Path) -> ArgMap:
    """The map that is at `path` now, as it was in `revision`, under the name it had then.

    Raises NoSuchRevision, OutsideRepository, NotInRevision, and InvalidMap where it was no sound map then.
    """
    commit = repository.commit(revision)
    now = repository.name_of(path)
    name = name_at(repository, commit, now)
    data = None if name is None else repository.objects.read(f"{commit}:{name}")
    if name is None or data is None:
        raise NotInRevision(now, revision)
    return read_map(data, f"{revision}:{name}")


def read_map(data: bytes, name: str) -> ArgMap:
    """The map in the bytes of one version of a file; `name` is what messages call it. Raises InvalidMap."""
    return loads(decode(data, name), name)


def name_at(repository: Repository, commit: str, now: str, since: str | None = "HEAD") -> str | None:
    """The name in `commit` of the map that is called `now` in `since` (None is the index); None where it had none.

    Git sees a rename where at least half of the lines stayed. It is looked for between the two ends first, then
    commit by commit.
    """
    if exists_at(repository, commit, now):
        return now
    for before, after in renames(repository, commit, since):
        if after == now:
            return before
    log = ("log", "--follow", "--format=", "--name-status", "-z", f"{commit}..{since or 'HEAD'}", "--", literally(now))
    for before, after in _renames_in(repository.git.run(*log, good=(0, 128)).fields):
        if after == now:
            now = before
    return now if exists_at(repository, commit, now) else None


def exists_at(repository: Repository, commit: str, name: str) -> bool:
    """Whether the file was in the commit."""
    return bool(repository.git.run("ls-tree", "-z", "--full-tree", commit, "--", literally(name)).out)


def renames(repository: Repository, before: str, after: str | None) -> Iterator[tuple[str, str]]:
    """The TOML files that have other names in the commit `after`, or in the index, than in the commit `before`."""
    command = ("diff-index", "--cached", before) if after is None else ("diff-tree", "-r", before, after)
    options = ("--find-renames", "--diff-filter=R", "--name-status", "-z")
    asked = (command[0], *options, *command[1:], "--", ":(top,glob)**/*.toml")
    return _renames_in(repository.git.run(*asked, good=(0, 128)).fields)


def _renames_in(fields: list[str]) -> Iterator[tuple[str, str]]:
    """The renames among what git tells; `--follow` tells of copies too, and a copy is a map of its own."""
    told = iter(field.lstrip("\n") for field in fields)
    for status in told:
        before = next(told)
        if status.startswith(("R", "C")):
            after = next(told)
            if status.startswith("R"):
                yield before, after


def stages(repository: Repository, path: Path) -> Stages:
    """The three sides of the file at `path`, which git left in conflict. Raises NotInConflict."""
    name = repository.name_of(path)
    listed = repository.git.run("ls-files", "-z", "--unmerged", "--", literally(name)).fields
    blobs = {}
    for entry in listed:
        _mode, blob, stage = entry.partition("\t")[0].split(" ")
        blobs[stage] = repository.objects.read(blob)
    if not blobs:
        raise NotInConflict(name)
    return Stages(blobs.get("1"), blobs.get("2"), blobs.get("3"))


def state_of(repository: Repository, path: Path) -> FileState:
    """How the file at `path` relates to HEAD. Raises OutsideRepository."""
    name = repository.name_of(path)
    asked = ("--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored=matching")
    told = repository.git.run("status", *asked, "--", literally(name), compares_files=True).fields
    signs = told[0][:2] if told else "  "
    if "U" in signs or signs in ("AA", "DD"):
        return FileState.CONFLICTED
    if signs == "D " and path.exists():
        return FileState.DROPPED
    if signs == "!!":
        return FileState.IGNORED
    if not path.exists():
        return FileState.GONE
    if signs == "??" or "A" in signs:
        return FileState.NEW
    return FileState.CHANGED if signs.strip() else FileState.CLEAN
