"""The commits that touched one map, back through its renames.

The walk is limited to the map's path, so that it costs a glance at each commit (and less with a commit-graph);
merges keep the parents in which the map differs (see History Simplification in git-log(1)). `git log --follow`
is not used, since it loses the way at merges and compares whole trees.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from argmap.git.faults import NotInRevision
from argmap.git.repository import Repository, literally
from argmap.git.revisions import name_at, renames

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
        said = Commit(commit, short, date, author, subject)
        yield Version(said, name, tuple(parents.split()) if order else (), repository)


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
