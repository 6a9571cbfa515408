"""Conflicts that nobody had decided on before a merge, and the new ones."""

from collections.abc import Mapping
from dataclasses import replace

from argmap.diff.merging.settling import Settler, settled, versions_of
from argmap.model import Address, Conflict, Reading, Side

_Conflicts = Mapping[Address, Conflict]


def merged_conflicts(
    base: _Conflicts, ours: _Conflicts, theirs: _Conflicts, settler: Settler
) -> dict[Address, Conflict]:
    """The conflicts that are left: one that either side has decided is gone, and no reading of the others is lost.

    One that a side decided stays where the other came upon a further version of it.
    """
    found = settler.found
    left = dict(found)
    for where in sorted({*ours, *theirs}):
        one, another = ours.get(where), theirs.get(where)
        if one and another:
            kept, clash = settled(base.get(where), one, another)
            if versions_of(one) == versions_of(another):
                kept = one  # each side calls itself ours
            elif clash:
                first, second = sorted((one, another), key=repr)
                kept = _with_earlier(first, second)
        elif one:
            kept = one if settler.is_changed_by(Side.OURS, where) else None
        else:
            kept = another if settler.is_changed_by(Side.THEIRS, where) else None
        if kept:
            left[where] = _with_earlier(found[where], kept) if where in found else kept
    return left


def _with_earlier(conflict: Conflict, other: Conflict) -> Conflict:
    """`conflict` with the readings of `other` that it has not got itself."""
    own = {_text(reading) for reading in (conflict.base, conflict.ours, conflict.theirs)}
    readings = {_text(reading) for reading in (other.ours, other.theirs, *other.earlier)}
    earlier = {*conflict.earlier, *readings} - own - {""}
    undercut = tuple(sorted({*conflict.undercut, *other.undercut}))
    return replace(conflict, earlier=tuple(sorted(earlier)), undercut=undercut)


def _text(reading: Reading) -> str:
    if reading is None:
        return ""
    return ", ".join(reading) if isinstance(reading, tuple) else str(reading)
