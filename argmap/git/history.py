"""The history of one claim, quote or source through the commits that touched its map."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from argmap.diff import Changes, ElementChange, FieldChange, How, LinkChange, Value, diff
from argmap.git.repository import Repository
from argmap.git.revisions import Commit, Version, read_map, trail
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
class ElementHistory:
    """What happened to one element, newest first."""

    moments: tuple[Moment, ...]
    unreadable: tuple[Commit, ...]
    """Commits in which the map did not load; what they did is told with what fixed them."""


def history_of(
    repository: Repository, path: Path, some_id: str, revision: str = "HEAD", now: ArgMap | None = None
) -> ElementHistory:
    """What happened to the element of the map at `path` that is called `some_id` in `revision`.

    `now` is the map as it stands after that, where it is not committed yet; the id is that which the element has
    there. An id that is gone is followed too, from where it was last used. Raises what `trail` raises.
    """
    walk = _Walk(trail(repository, path, revision))
    moments = tuple(walk.moments(some_id, now))
    return ElementHistory(moments, tuple(walk.unreadable.values()))


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


_MISLEADING = ('"""', "'''", "\\u", "\\U")
"""Where a line may look like a table's and be none, or an id may be written with escapes."""


_TABLE = "\n["
"""How a table begins, with the end of the line before it."""


def tables_naming(some_id: str, text: str) -> list[str]:
    """The parts of the file that can have to do with an element, so that most versions need no parsing."""
    if any(sign in text for sign in _MISLEADING):
        return [text]
    tables = []
    at = text.find(some_id)
    while at >= 0:
        after = at + len(some_id)
        if not _goes_on(text[at - 1 : at]) and not _goes_on(text[after : after + 1]):
            after = text.find(_TABLE, after) + 1 or len(text)
            tables.append(text[text.rfind(_TABLE, 0, at) + 1 : after])
        at = text.find(some_id, after)
    return tables


def _goes_on(char: str) -> bool:
    """Whether an id that stands beside `char` is only part of a longer one."""
    return char.isalnum() or char in ("-", "_")


def concerning(some_id: str, old: ArgMap | None, new: ArgMap | None) -> Changes:
    """What changed of the element called `some_id` in `new` (in `old`, where it is gone), and of its links."""
    nothing = ArgMap(title="")
    changes = diff(old or nothing, new or nothing)
    names = {some_id, changes.renamed.get(some_id, some_id)}
    kept = [_only_about(names, element) for element in changes.elements]
    return replace(changes, elements=tuple(element for element in kept if element is not None))


def in_all(found: list[Changes]) -> Changes:
    """What a merge did by itself: the part of the first changes that all have, whatever side they are seen from."""
    first, *others = found
    if not others:
        return first
    sides = [
        {(element.section, element.id, element.how): element for element in changes.elements} for changes in others
    ]
    kept = []
    for element in first.elements:
        key = (element.section, element.id, element.how)
        if all(key in side for side in sides):
            kept.append(_shared(element, [side[key] for side in sides]))
    return replace(first, elements=tuple(element for element in kept if element is not None))


def _shared(element: ElementChange, others: list[ElementChange]) -> ElementChange | None:
    """The part of what changed that the `others` have too; None where that is nothing."""
    shared = replace(
        element,
        old_id=element.old_id if all(other.old_id for other in others) else None,
        fields=tuple(field for field in element.fields if _from_all_sides(field, others)),
        links=tuple(link for link in element.links if all(link in other.links for other in others)),
        consequences=tuple(
            message for message in element.consequences if all(message in other.consequences for other in others)
        ),
    )
    says = shared.old_id or shared.fields or shared.links or shared.consequences or element.how is not How.CHANGED
    return shared if says else None


def _from_all_sides(field: FieldChange, others: list[ElementChange]) -> bool:
    """Whether a field is another one than on any side; a set that only joins what the sides have is not."""
    sides = [field, *(other.field(field.name) for other in others)]
    joined = set().union(*(_members(side.old) for side in sides if side))
    return all(sides) and (not joined or _members(field.new) != joined)


def _only_about(names: set[str], element: ElementChange) -> ElementChange | None:
    """The part of what changed that is about the element with one of the `names`."""
    if element.id in names:
        return element
    if element.section == "map":
        theses = element.field("thesis")
        before, after = (_members(theses.old) & names, _members(theses.new) & names) if theses else (set(), set())
        return None if before == after else replace(element, fields=(FieldChange("thesis", (*before,), (*after,)),))
    links = tuple(link for link in element.links if _names_one_of(names, link))
    return replace(element, fields=(), links=links, consequences=()) if links else None


def _members(value: Value) -> set[str]:
    return set(value) if isinstance(value, tuple) else set()


def _names_one_of(names: set[str], changed: LinkChange) -> bool:
    return any(names.intersection((*link.premises, *link.against)) for link in (*changed.old, *changed.new))


def id_before(some_id: str, changes: Changes) -> str:
    """What the element called `some_id` after the changes was called before them."""
    return next((old for old, new in changes.renamed.items() if new == some_id), some_id)
