"""The conflicts in a map, in words."""

from collections.abc import Iterable

from argmap.model import Address, ArgMap, Side, address_text, link_in_conflict, premises_text
from argmap.model.conflicts import ELEMENT, ID

_LONGEST = 80
"""Code points of a reading that are shown."""


def in_order(conflicts: Iterable[Address]) -> list[Address]:
    """The order in which conflicts are told and decided: those about ids last, for the others are named by them."""
    return sorted(conflicts, key=lambda where: (where[-1] == ID and len(where) == 3, where))


def conflict_said(where: Address, whole: ArgMap) -> str:
    """What is undecided in `whole` and what either side says, in one sentence without a full stop."""
    from argmap.edit import circle_closed, version_said

    conflict = whole.conflicts[where]
    ours, theirs = (_shortened(version_said(where, reading)) for reading in (conflict.ours, conflict.theirs))
    premises = link_in_conflict(where)
    if premises is not None:
        about = f"the link from `{premises_text(premises)}` to `{where[1]}`"
        if circle := circle_closed(whole, where):
            about += f" makes claims support each other in a circle ({' ← '.join(circle)})"
    else:
        is_element = where[0] != "map" and where[2] == ELEMENT
        about = f"`{where[1]}`" if is_element else address_text(where)
    return f"{about}: ours {ours}, theirs {theirs}"


def how_to_decide(path: str, where: Address, whole: ArgMap) -> str:
    """What to do about a conflict in the map at `path`: only what `argmap resolve` does as the map is."""
    from argmap.edit import circle_closed, refused_sides

    written = address_text(where)
    named = f"'{written}'" if " " in written else written
    refused = refused_sides(whole, where)
    sides = [side for side in Side if side not in refused]
    by_hand = "edit the map and remove the table"
    if not sides:
        return f"{by_hand}, for neither side fits now: {refused[Side.OURS].what}"
    decide = f"decide with `argmap resolve {path} {sides[0]} {named}`"
    if not refused:
        return f"{decide} (or theirs), or {by_hand}"
    ((other, reason),) = refused.items()
    if circle_closed(whole, where):
        return f"{decide}; {other} fits once another link of the circle is removed with `argmap unlink`"
    return f"{decide}, or {by_hand}; {other} does not fit now: {reason.what}"


def how_to_decide_all(path: str, whole: ArgMap) -> str:
    """What to do about all conflicts at once in the map at `path`; empty where no side can have all."""
    sides = [side for side in Side if _all_decided(whole, side)]
    if not sides:
        return f"`argmap check {path}` says how each is decided"
    other = " (or theirs)" if len(sides) > 1 else ""
    return f"`argmap resolve {path} {sides[0]}`{other} decides them all, or those that you name"


def _all_decided(whole: ArgMap, side: Side) -> bool:
    from argmap.edit import Refused, resolve_conflict

    try:
        for where in in_order(whole.conflicts):
            if where in whole.conflicts:
                whole = resolve_conflict(whole, where, side)
    except Refused:
        return False
    return True


def undecided(whole: ArgMap) -> str:
    """How many conflicts there are; empty where there are none."""
    number = len(whole.conflicts)
    return f"{number} conflict{'s' if number > 1 else ''} of a merge to decide" if number else ""


def _shortened(said: str) -> str:
    if len(said) <= _LONGEST:
        return said
    return said[: _LONGEST - 1] + ("…”" if said.endswith("”") else "…")
