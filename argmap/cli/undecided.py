"""The conflicts in a map, in words."""

from collections.abc import Iterable

from argmap.model import Address, ArgMap, Conflict, Reading, address_text, link_in_conflict, premises_text
from argmap.model.conflicts import CHANGED, ELEMENT, ID, REMOVED

_LONGEST = 80
"""Code points of a reading that are shown."""
_DID: dict[Reading, str] = {REMOVED: "removed it", CHANGED: "changed or used it", None: "says nothing of it"}


def in_order(conflicts: Iterable[Address]) -> list[Address]:
    """The order in which conflicts are told and decided: those about ids last, for the others are named by them."""
    return sorted(conflicts, key=lambda where: (where[-1] == ID and len(where) == 3, where))


def conflict_said(where: Address, conflict: Conflict) -> str:
    """What is undecided and what either side says, in one sentence without a full stop."""
    premises = link_in_conflict(where)
    if premises is not None:
        link = f"the link from `{premises_text(premises)}` to `{where[1]}`"
        return f"{link}: {_sides(conflict, 'has none')}"
    if where[0] != "map" and where[2] == ELEMENT:
        return f"`{where[1]}`: ours {_DID[conflict.ours]}, theirs {_DID[conflict.theirs]}"
    return f"{address_text(where)}: {_sides(conflict, 'has nothing there')}"


def how_to_decide(path: str, where: Address) -> str:
    """What to do about a conflict in the map at `path`."""
    written = address_text(where)
    named = f"'{written}'" if " " in written else written
    return f"decide with `argmap resolve {path} ours {named}` (or theirs), or edit the map and remove the table"


def undecided(whole: ArgMap) -> str:
    """How many conflicts there are; empty where there are none."""
    number = len(whole.conflicts)
    return f"{number} conflict{'s' if number > 1 else ''} of a merge to decide" if number else ""


def _sides(conflict: Conflict, nothing: str) -> str:
    return f"ours {_says(conflict.ours, nothing)}, theirs {_says(conflict.theirs, nothing)}"


def _says(reading: Reading, nothing: str) -> str:
    if reading is None:
        return nothing
    text = ", ".join(reading) if isinstance(reading, tuple) else str(reading)
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
