"""Three versions of one thing made one: the rule that all merging rests on, and the conflicts that it comes upon."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import Any, TypeVar, cast

from argmap.model import Address, ArgMap, Conflict, Reading, Side, is_living

_Value = TypeVar("_Value")
_Member = TypeVar("_Member", bound=Hashable)

_UNDECIDED: Any = object()
"""In place of the value at a conflict that nobody has decided: no side's value is equal to it."""


def settled(base: _Value, ours: _Value, theirs: _Value) -> tuple[_Value, bool]:
    """What was changed on one side, or on both alike; and whether the sides clash, when ours stands."""
    if theirs in (ours, base):
        return ours, False
    return (theirs, False) if ours == base else (ours, True)


def settled_set(base: Collection[_Member], ours: Collection[_Member], theirs: Collection[_Member]) -> set[_Member]:
    """What both sides have, and what either has added: sets never clash."""
    return {some for some in (*ours, *theirs) if (some in ours and some in theirs) or some not in base}


def changed_conflicts(base: ArgMap, side: ArgMap) -> Iterator[Address]:
    """Where `side` decided a conflict of `base`, or came upon versions that `base` does not know."""
    for where in base.conflicts.keys() - side.conflicts.keys():
        if is_living(where, side):
            yield where
    for where, conflict in side.conflicts.items():
        before = base.conflicts.get(where)
        if before is None or not versions_of(conflict) <= versions_of(before):
            yield where


def versions_of(conflict: Conflict) -> set[Reading]:
    """Everything that is said in a conflict, whoever said it."""
    earlier: set[Reading] = {*conflict.earlier}
    return earlier | {conflict.ours, conflict.theirs}


def _reading(value: object) -> Reading:
    """`value` as a conflict has it: nothing at all is None."""
    return None if value in ("", ()) else cast(Reading, value)


class Settler:
    """Settles the values of one merge, and collects the conflicts that are left.

    Where the base holds a conflict, the value that the map has meanwhile is nobody's decision. A side that decided the
    conflict has changed that value, even where the words are the same as before; so has one that came upon a further
    version.
    """

    def __init__(self, base: ArgMap, ours: ArgMap, theirs: ArgMap) -> None:
        """All three have one id for one thing; `ours` and `theirs` are as they were before anything is put back."""
        self.found: dict[Address, Conflict] = {}
        """The conflicts that this merge came upon."""
        self._before = base.conflicts
        self._sides = (ours.conflicts, theirs.conflicts)
        self._changed: defaultdict[Address, set[Side]] = defaultdict(set)
        for side, map_ in ((Side.OURS, ours), (Side.THEIRS, theirs)):
            for where in changed_conflicts(base, map_):
                self._changed[where].add(side)
        self._elements = {where[:2] for where in self._changed}

    def is_changed_by(self, side: Side, where: Address) -> bool:
        """Whether `side` decided the conflict at `where`, or came upon it or upon a further version."""
        return side in self._changed.get(where, ())

    def is_in_question(self, section: str, element_id: str) -> bool:
        """Whether a side decided a conflict about the element, so that equal values can still clash."""
        return (section, element_id) in self._elements

    def settle(self, where: Address, base: _Value, ours: _Value, theirs: _Value) -> _Value:
        """The value at `where`; a clash is among the conflicts found."""
        chosen, clash = self.weigh((where,), base, ours, theirs)
        if clash:
            self.note(where, base, ours, theirs)
        return chosen

    def weigh(
        self,
        places: Collection[Address],
        base: _Value,
        ours: _Value,
        theirs: _Value,
        readings: Iterable[tuple[object, object]] = (),
    ) -> tuple[_Value, bool]:
        """As `settled`, for a value about which there can be conflicts at `places`.

        Our and their `readings` are given, one pair for each place, where they are not the values themselves.
        """
        said = tuple(readings) or ((ours, theirs),)
        if ours != theirs and all(map(self._is_open_or_equal, places, said)):
            return ours, False
        deciders = {side for where in places for side in self._changed.get(where, ())}
        if not deciders:
            return settled(base, ours, theirs)
        one, other = (
            value if side in deciders or value != base else _UNDECIDED
            for side, value in ((Side.OURS, ours), (Side.THEIRS, theirs))
        )
        return settled(_UNDECIDED, one, other)

    def _is_open_or_equal(self, where: Address, said: tuple[object, object]) -> bool:
        """Whether the sides say the same, or hold one conflict and have different versions of it in the map."""
        one, other = (side.get(where) for side in self._sides)
        if one is None or other is None:
            return said[0] == said[1]
        versions = versions_of(one)
        return versions == versions_of(other) and versions.issuperset(map(_reading, said))

    def note(self, where: Address, base: object, ours: object, theirs: object) -> None:
        """Puts a conflict among those found, unless both sides are the same; nothing at all is None."""
        before, one, other = map(_reading, (base, ours, theirs))
        if one != other:
            self.found[where] = Conflict(base=self.base_at(where, before), ours=one, theirs=other)

    def base_at(self, where: Address, base: Reading) -> Reading:
        """What the versions of a conflict were made from: `base`, unless a side decided one that is older."""
        is_older = where in self._before and where in self._changed
        return self._before[where].base if is_older else base
