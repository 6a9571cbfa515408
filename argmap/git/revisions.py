"""Maps and texts as they were: in a revision, in the index, in every commit that touched a map, and how they differ.

The walk through the commits is limited to the map's path, so that it costs a glance at each commit (and less with a
commit-graph); merges keep the parents in which the map differs (see History Simplification in git-log(1)). `git log
--follow` is not used, since it loses the way at merges and compares whole trees.
"""

import os
import posixpath
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from argmap.git.faults import NotInConflict, NotInRevision
from argmap.git.repository import Repository, literally
from argmap.model import ArgMap, Source
from argmap.store import decode, loads
from argmap.store.reading import read_bytes


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


_REGULAR = "100"
"""How git begins the mode of a file; symbolic links and submodules have others."""


class Snapshot(Protocol):
    """The TOML files of one moment, without symbolic links, which are compared as what they lead to.

    Names are those of git: from the top folder, with `/`.
    """

    def names(self, below: str = "") -> list[str]:
        """The files with the name `below` or in the folder of that name; of all folders without it."""
        ...

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none of that name."""
        ...

    def called(self, name: str) -> str:
        """What messages call the file."""
        ...


@dataclass(frozen=True)
class CommitFiles:
    """The files in a commit."""

    repository: Repository
    commit: str
    revision: str
    """What the user called the commit."""

    def names(self, below: str = "") -> list[str]:
        """The files with the name `below` or in the folder of that name; of all folders without it."""
        where = ("--", literally(below)) if below not in ("", ".") else ()
        listed = self.repository.git.run("ls-tree", "-r", "-z", "--full-tree", self.commit, *where).fields
        told = (entry.partition("\t")[::2] for entry in listed)
        return [name for about, name in told if name.endswith(".toml") and about.startswith(_REGULAR)]

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none of that name."""
        return self.repository.objects.read(f"{self.commit}:{name}")

    def called(self, name: str) -> str:
        """As git writes it: `HEAD:maps/first.toml`."""
        return f"{self.revision}:{name}"


@dataclass(frozen=True)
class WorkTreeFiles:
    """The files in the work tree, tracked or not, but for ignored ones and those of other repositories inside."""

    repository: Repository

    def names(self, below: str = "") -> list[str]:
        """The files with the name `below` or in the folder of that name; of all folders without it."""
        where = ("--", literally(below)) if below not in ("", ".") else ()
        listed = self.repository.git.run("ls-files", "-z", "--cached", "--others", "--exclude-standard", *where)
        found = {name for name in listed.fields if name.endswith(".toml")}
        return sorted(name for name in found if self._is_map_file(name))

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none of that name. Raises UnreadableMap."""
        return read_bytes(self.repository.top / name) if self._is_map_file(name) else None

    def _is_map_file(self, name: str) -> bool:
        try:
            return stat.S_ISREG((self.repository.top / name).lstat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True  # it is there, and reading it says why it cannot be read

    def called(self, name: str) -> str:
        """The name."""
        return name


def load_from(snapshot: Snapshot, name: str) -> ArgMap | None:
    """The map of that name; None where there is none. Raises InvalidMap, which calls it as `called` does."""
    data = snapshot.read(name)
    return None if data is None else read_map(data, snapshot.called(name))


def renamed(old: CommitFiles, new: Snapshot, names: Iterable[str]) -> dict[str, str]:
    """The names in `old` of those files of `new` that had another name there."""
    since = new.commit if isinstance(new, CommitFiles) else None
    before = {name: name_at(old.repository, old.commit, name, since) for name in names}
    return {now: then for now, then in before.items() if then is not None}


_FIELDS = "%H%n%h%n%P%n%aI%n%an%n%s"  # hashes, parents, date, author, subject


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, as far as people speak of it."""

    id: str
    short: str
    date: str
    """When it was written, as ISO 8601 with the author's time zone."""
    author: str
    subject: str


@dataclass(frozen=True, slots=True)
class Version:
    """A map as one commit left it."""

    commit: Commit
    name: str
    """The map's name in that commit, from the top folder."""
    parents: tuple[str, ...]
    """The ids of the commits of the versions before it: none for the first, several for a merge."""
    repository: Repository

    def read(self) -> bytes | None:
        """The bytes of the map; None where the commit removed it."""
        return self.repository.objects.read(f"{self.commit.id}:{self.name}")


def trail(repository: Repository, path: Path, revision: str = "HEAD") -> list[Version]:
    """The versions of the map at `path`, newest first, each before those that it came from.

    A map that has another name in `revision` is found there by that. Raises NoSuchRevision, OutsideRepository, and
    NotInRevision where no commit has touched it.
    """
    now = repository.name_of(path)
    versions = list(walk(repository, path, revision))
    then = None if versions else name_at(repository, repository.commit(revision), now)
    if then is not None:
        versions = list(walk(repository, repository.top / then, revision))
    if not versions:
        raise NotInRevision(now, revision)
    return versions


def walk(repository: Repository, path: Path, revision: str = "HEAD", *, with_parents: bool = True) -> Iterator[Version]:
    """The same, each as soon as git has found it; none where no commit has touched the map.

    With parents, git looks at every commit before it gives the first; without them it gives the newest at once, and
    the others by their dates. Raises NoSuchRevision and OutsideRepository.
    """
    order = ("--topo-order", "--parents") if with_parents else ()
    stretch = _stretch(repository, repository.commit(revision), repository.name_of(path), order)
    version = next(stretch, None)
    while version is not None:
        following = next(stretch, None)
        before = _before(repository, version) if following is None else None
        if before is not None:
            stretch = _stretch(repository, *before, order)
            following = next(stretch, None)
            if following is not None:
                version = replace(version, parents=(following.commit.id,))
        yield version
        version = following


def _stretch(repository: Repository, start: str, name: str, order: tuple[str, ...]) -> Iterator[Version]:
    """The versions that the map had under one name, from the commit `start` back."""
    log = ("log", "-z", *order, "--no-color", "--no-notes", "--no-show-signature")
    for entry in repository.git.entries(*log, f"--format=tformat:{_FIELDS}", start, "--", literally(name)):
        commit, short, parents, date, author, subject = entry.decode("utf-8", "replace").split("\n", 5)
        message = Commit(commit, short, date, author, subject)
        yield Version(message, name, tuple(parents.split()) if order else (), repository)


def _before(repository: Repository, first: Version) -> tuple[str, str] | None:
    """The commit before the first version under a name, and the name there; None where the map was made."""
    if first.parents:
        return None
    asked = repository.git.run("rev-list", "--parents", "--max-count=1", first.commit.id).text.split()
    for parent in asked[1:]:
        for before, after in renames(repository, parent, first.commit.id):
            if after == first.name:
                return parent, before
    return None


class Blobs(NamedTuple):
    """Git's ids of a file's bytes, before and after."""

    before: str
    after: str


def changed_texts(old: CommitFiles, new: Snapshot) -> dict[str, Blobs]:
    """The files that are there in both moments with other bytes, by their names; maps are not among them.

    In the work tree, files with a filter (Git LFS, git-crypt) are not either: what git keeps of them are not their
    bytes, and the filter is a program that is not run.
    """
    repository = old.repository
    command = (
        ("diff-tree", "-r", old.commit, new.commit) if isinstance(new, CommitFiles) else ("diff-index", old.commit)
    )
    # Git would start another git in each submodule, with the configuration that is there.
    asked = ("--raw", "-z", "--no-abbrev", "--no-renames", "--ignore-submodules=all", "--diff-filter=M")
    fields = repository.git.run(command[0], *asked, *command[1:], compares_files=command[0] == "diff-index").fields
    named = zip(fields[1::2], (told.split(" ")[2:4] for told in fields[::2]), strict=True)
    told = {name: Blobs(*blobs) for name, blobs in named if not name.endswith(".toml")}
    # In the work tree git names no blob, as the file may not be in its store.
    unnamed = [name for name, blobs in told.items() if not blobs.after.strip("0")]
    here = _unfiltered(repository, [name for name in unnamed if _is_readable(repository.top / name)])
    now = dict(zip(here, _blobs_of(repository, here), strict=True))
    texts = {name: Blobs(blobs.before, now.get(name, blobs.after)) for name, blobs in told.items()}
    return {name: blobs for name, blobs in texts.items() if blobs.before != blobs.after and blobs.after.strip("0")}


def _blobs_of(repository: Repository, names: Sequence[str]) -> list[str]:
    """Git's ids of files of the work tree without a filter, as they would be committed."""
    given = "".join(f"{name}\n" for name in map(_quoted, names))
    asked = ("hash-object", "--stdin-paths")
    return repository.git.run(*asked, stdin=os.fsencode(given)).text.split() if names else []


def _is_readable(file: Path) -> bool:
    """Whether the file holds bytes that may be read; a symbolic link holds none of its own."""
    return not file.is_symlink() and os.access(file, os.R_OK) and file.is_file()


def _unfiltered(repository: Repository, names: Sequence[str]) -> list[str]:
    """Those of the files that git stores without a filter's help."""
    filters = repository.git.filters() if names else set()
    if not filters:
        return list(names)
    given = b"".join(os.fsencode(name) + b"\0" for name in names)
    told = repository.git.run("check-attr", "-z", "--stdin", "filter", stdin=given).fields
    return [name for name, value in zip(told[::3], told[2::3], strict=True) if value not in filters]


def _quoted(name: str) -> str:
    """A path as git reads it from a list of lines: quoted where a line could not hold it."""
    if not any(char in name for char in '\n"'):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def telling_texts(
    old: ArgMap | None, new: ArgMap | None, names: tuple[str, str], texts: Mapping[str, Blobs]
) -> tuple[ArgMap | None, ArgMap | None]:
    """Both versions of a map, where a source whose text changed tells of the text that was there in its moment.

    Where the map itself was anchored anew, it says what happened, and stays as it is.

    Args:
        old: The earlier version; None where there was none.
        new: The later version.
        names: What git calls the map's file in either.
        texts: The files that changed, by their names.
    """
    if old is None or new is None or not texts:
        return old, new
    olds, news = dict(old.sources), dict(new.sources)
    for source_id in olds.keys() & news.keys():
        before, after = olds[source_id], news[source_id]
        blobs = texts.get(_name(after, names[1]))
        if blobs is not None and before.blob == after.blob and _name(before, names[0]) == _name(after, names[1]):
            olds[source_id], news[source_id] = replace(before, blob=blobs.before), replace(after, blob=blobs.after)
    return replace(old, sources=olds), replace(new, sources=news)


def _name(source: Source, map_name: str) -> str:
    """What git calls the file of a source."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(map_name), source.path))
