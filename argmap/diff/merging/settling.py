"""Three versions of one thing made one: the rule that all merging rests on."""

from collections.abc import Collection, Hashable
from typing import TypeVar

_Value = TypeVar("_Value")
_Member = TypeVar("_Member", bound=Hashable)


def settled(base: _Value, ours: _Value, theirs: _Value) -> tuple[_Value, bool]:
    """What was changed on one side, or on both alike; and whether the sides clash, when ours stands."""
    if theirs in (ours, base):
        return ours, False
    return (theirs, False) if ours == base else (ours, True)


def settled_set(base: Collection[_Member], ours: Collection[_Member], theirs: Collection[_Member]) -> set[_Member]:
    """What both sides have, and what either has added: sets never clash."""
    return {some for some in (*ours, *theirs) if (some in ours and some in theirs) or some not in base}
