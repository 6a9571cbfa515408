"""The life of one claim, quote or source through the commits that touched its map."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from argmap.diff import Changes
from argmap.git.concerning import concerning, id_before, in_all, tables_naming
from argmap.git.repository import Repository
from argmap.git.revisions import read_map
from argmap.git.trail import Commit, Version, trail
from argmap.model import ArgMap
from argmap.store import InvalidMap

_KEPT = 8
"""Versions that are kept parsed while walking: a version is compared right after what came from it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened to the element in one commit."""

    commit: Commit | None
    """None for what is not committed yet."""
    id: str
    """The element's id after that, or before it where it was removed."""
    changes: Changes
    """What happened, and nothing else that the commit did."""


@dataclass(frozen=True, slots=True)
class Life:
    """What happened to one element, newest first."""

    moments: tuple[Moment, ...]
    unreadable: tuple[Commit, ...]
    """Commits in which the map did not load; what they did is told with what mended them."""


def life(repository: Repository, path: Path, some_id: str, revision: str = "HEAD", now: ArgMap | None = None) -> Life:
    """What happened to the element of the map at `path` that is called `some_id` in `revision`.

    `now` is the map as it stands after that, where it is not committed yet; the id is that which the element has
    there. An id that is gone is followed too, from where it was last used. Raises what `trail` raises.
    """
    walk = _Walk(trail(repository, path, revision))
    moments = tuple(walk.moments(some_id, now))
    return Life(moments, tuple(walk.unreadable.values()))


class _Walk:
    """One walk from the newest version to the oldest."""

    def __init__(self, versions: list[Version]) -> None:
        self._versions = versions
        self._by_commit = {version.commit.id: version for version in versions}
        self.unreadable: dict[str, Commit] = {}
        self._tables = lru_cache(_KEPT)(self._read_tables)
        self._map = lru_cache(_KEPT)(self._read_map)

    def moments(self, some_id: str, now: ArgMap | None) -> Iterator[Moment]:
        """What happened, newest first; `now` is the map that is not committed yet, if there is one."""
        newest = self._versions[0].commit.id
        ids = {newest: some_id}
        if now is not None:
            found = concerning(some_id, self._map(newest), now)
            ids[newest] = id_before(some_id, found)
            if found.elements:
                yield Moment(None, some_id, found)
        for version in self._versions:
            mine = ids.get(version.commit.id, some_id)
            changes = self._changes(version, mine)
            for parent in self._parents(version):
                ids.setdefault(parent, self._id_in(parent, version, mine, changes))
            if changes is not None and changes.elements:
                yield Moment(version.commit, mine, changes)

    def _parents(self, version: Version) -> list[str]:
        return [parent for parent in version.parents if parent in self._by_commit]

    def _changes(self, version: Version, some_id: str) -> Changes | None:
        """What the version did to the element."""
        mine = self._tables(some_id, version.commit.id)
        parents = self._parents(version)
        if any(mine == self._tables(some_id, parent) for parent in parents):
            return None
        after = self._map(version.commit.id)
        befores = [self._map(parent) for parent in parents] or [None]
        found = [concerning(some_id, before, after) for before in befores]
        return in_all(found)

    def _id_in(self, parent: str, version: Version, some_id: str, changes: Changes | None) -> str:
        """What the element, called `some_id` in `version`, is called in one of the versions before it."""
        if len(version.parents) == 1:
            return some_id if changes is None else id_before(some_id, changes)
        before = self._map(parent)
        if before is None or some_id in before.ids:
            return some_id
        return id_before(some_id, concerning(some_id, before, self._map(version.commit.id)))

    def _read_tables(self, some_id: str, commit: str) -> list[str]:
        """What of the map's text could be about the element; undecodable bytes and all, for comparing only."""
        text = (self._by_commit[commit].read() or b"").decode("utf-8", "replace")
        return tables_naming(some_id, text)

    def _read_map(self, commit: str) -> ArgMap | None:
        """The map in a commit; None where it was not there. One that did not load is as it was before."""
        version = self._by_commit[commit]
        data = version.read()
        if data is None:
            return None
        try:
            return read_map(data, f"{version.commit.short}:{version.name}")
        except InvalidMap:
            self.unreadable[commit] = version.commit
            parents = self._parents(version)
            return self._map(parents[0]) if parents else None
