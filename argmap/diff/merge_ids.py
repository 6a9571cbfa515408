"""One id for one thing in three versions of a map, so that everything after can go by ids.

What one side renamed is called so in all three. An id that both sides gave to different things goes to one of
them; which, and what the other is called, depends on the things alone and not on whose they are.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from argmap.diff.renames import renamed_ids
from argmap.model import Address, ArgMap, Claim, Conflict, Quote, Source, with_ids
from argmap.model.ids import LONGEST_ID
from argmap.model.values import ID

_SECTIONS = ("sources", "claims", "quotes")
_Element = Source | Claim | Quote
_Key = tuple[str, str]
"""A section, and an id in it."""


class Named(NamedTuple):
    """Three versions in which one thing has one id, and what could not be decided about ids."""

    base: ArgMap
    ours: ArgMap
    theirs: ArgMap
    conflicts: dict[Address, Conflict]


def named_alike(base: ArgMap, ours: ArgMap, theirs: ArgMap) -> Named:
    """The three with one id for one thing. Each side keeps its links: they follow their ends."""
    namer = _Namer(base, ours, theirs)
    conflicts = dict(namer.name_kept())
    namer.name_added()
    namer.name_removed()
    before, one, other = (with_ids(map_, new) for map_, new in namer.new_ids())
    return Named(before, one, other, conflicts)


class _Namer:
    """Gives out names until everything in the three versions has one."""

    def __init__(self, base: ArgMap, ours: ArgMap, theirs: ArgMap) -> None:
        self._base = base
        self._sides = (ours, theirs)
        renamed = (renamed_ids(base, ours), renamed_ids(base, theirs))
        self._now = {
            (section, old): tuple(
                new.get(old, old if old in getattr(side, section) else None)
                for side, new in zip(self._sides, renamed, strict=True)
            )
            for section in _SECTIONS
            for old in sorted(getattr(base, section))
        }
        """For everything in the base, its ids on our and their side; None where it is gone."""
        self._names: tuple[dict[str, str], ...] = ({}, {}, {})
        """For base, ours and theirs: names by the ids they have there."""
        self._given: set[str] = set()
        self._ever = base.ids | ours.ids | theirs.ids

    def new_ids(self) -> Iterator[tuple[ArgMap, dict[str, str]]]:
        """Each version, with the names of what is to be called otherwise in it."""
        for map_, names in zip((self._base, *self._sides), self._names, strict=True):
            yield map_, {old: new for old, new in names.items() if old != new}

    def name_kept(self) -> Iterator[tuple[Address, Conflict]]:
        """Names what is in all three. Gives what both sides renamed otherwise, or decided oppositely about its id."""
        for (section, old), (ours, theirs) in self._now.items():
            if ours is not None and theirs is not None:
                name = self._name_old(old, ours, theirs)
                before = self._base.conflicts.get((section, old, ID))
                if ours != theirs and all(
                    now != old or (before and (section, now, ID) not in side.conflicts)
                    for side, now in zip(self._sides, (ours, theirs), strict=True)
                ):
                    yield (section, name, ID), Conflict(base=before.base if before else old, ours=ours, theirs=theirs)

    def name_added(self) -> None:
        """Names what either side added; sources first, for quotes are told apart by them."""
        wanting: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for side, map_ in enumerate(self._sides):
            known = {now[side] for now in self._now.values()}
            for section, some_id in _keys(map_):
                if some_id not in known:
                    wanting[some_id].append((section, side))
        sources = {some_id for some_id in wanting if any(section == "sources" for section, _ in wanting[some_id])}
        for some_id in (*sorted(sources), *sorted(wanting.keys() - sources)):
            self._name_added(some_id, wanting[some_id])

    def name_removed(self) -> None:
        """Names what one side or both have no more; last, so that nothing else must make way for it."""
        removed = [(now.count(None), key, now) for key, now in self._now.items() if None in now]
        for _, (_, old), (ours, theirs) in sorted(removed, key=lambda one: one[:2]):
            self._name_old(old, ours, theirs)

    def _name_old(self, old: str, ours: str | None, theirs: str | None) -> str:
        new = sorted({some for some in (ours, theirs) if some is not None} - {old})
        name = self._give(new[0] if new else old)
        for names, now in zip(self._names, (old, ours, theirs), strict=True):
            if now is not None:
                names[now] = name
        return name

    def _name_added(self, some_id: str, wanting: list[tuple[str, int]]) -> None:
        if len({section for section, _ in wanting}) < len(wanting) and self._is_one_thing(wanting[0][0], some_id):
            self._names[1][some_id] = self._names[2][some_id] = self._give(some_id)
            return
        if len(wanting) > 1:
            wanting = sorted(wanting, key=lambda key: (key[0], self._look(some_id, *key)))
        for _, side in wanting:
            self._names[side + 1][some_id] = self._give(some_id)

    def _look(self, some_id: str, section: str, side: int) -> str:
        """What something looks like whoever's it is, to tell which of two comes first."""
        element = getattr(self._sides[side], section)[some_id]
        source = self._names[side + 1].get(element.source) if isinstance(element, Quote) else None
        return f"{element!r} {source}"

    def _is_one_thing(self, section: str, some_id: str) -> bool:
        """Whether both sides added the same source, claim or passage under this id."""
        ours, theirs = (getattr(side, section)[some_id] for side in self._sides)
        match ours, theirs:
            case Source(), Source():
                return bool(ours.path == theirs.path)
            case Claim(), Claim():
                return bool(ours.text == theirs.text)
            case Quote(), Quote():
                sources = [
                    names.get(at, at) for names, at in zip(self._names[1:], (ours.source, theirs.source), strict=True)
                ]
                is_one_source = sources[0] == sources[1]
                return is_one_source and (ours.text, ours.at) == (theirs.text, theirs.at)
        return False

    def _give(self, wanted: str) -> str:
        """`wanted`, or where that is given already, the first name like it that nothing ever had."""
        name, number = wanted, 2
        while name in self._given or (number > 2 and name in self._ever):
            tail = f"-{number}"
            name = wanted[: LONGEST_ID - len(tail)].rstrip("-_") + tail
            number += 1
        self._given.add(name)
        return name


def _keys(map_: ArgMap) -> Iterator[_Key]:
    for section in _SECTIONS:
        yield from ((section, some_id) for some_id in getattr(map_, section))
