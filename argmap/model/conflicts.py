"""What a merge could not decide, kept in the map until a person has: nothing of either side is lost.

A conflict lies at an address: that of a field, `("claims", "some-claim", "text")` or `("map", "thesis")`; that of a
link, `("claims", "some-claim", "link", "a + b")`; or `(…, "some-claim", "element")` where one side removed what the
other changed, and `(…, "some-claim", "id")` where each gave it another id. The map itself holds one of the readings:
ours, or where ours is that something is not there, theirs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from argmap.model.addresses import Address
from argmap.model.links import Premises, parse_premises, premises_text

Reading = str | int | tuple[str, ...] | None
"""What a side says; None where it has nothing there."""

REMOVED, CHANGED = "removed", "changed"
"""The readings of a conflict about a whole element."""

ELEMENT, ID, LINK = "element", "id", "link"
"""The keys, in place of a field's name, of conflicts that are not about one field."""


class Side(StrEnum):
    """One of the two that were merged."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two readings of one thing, and what both were made from."""

    base: Reading = None
    ours: Reading = None
    theirs: Reading = None
    undercut: tuple[Premises, ...] = ()
    """For a link that is not in the map meanwhile: what undercuts it."""
    earlier: tuple[str, ...] = ()
    """Readings from merges before this one that nobody has decided on either."""

    def reading(self, side: Side) -> Reading:
        """What `side` says."""
        return self.ours if side is Side.OURS else self.theirs


def conflict_addresses(conflicts: Mapping[Address, Conflict]) -> Iterator[Address]:
    """The address of every table, key and list entry that the file has for `conflicts`."""
    for where, conflict in conflicts.items():
        here = ("conflicts", *where)
        yield here
        for name in ("base", "ours", "theirs"):
            reading = getattr(conflict, name)
            if isinstance(reading, tuple):
                yield from _list_addresses((*here, name), reading)
            elif reading is not None:
                yield (*here, name)
        yield from _list_addresses((*here, "undercut"), tuple(map(premises_text, conflict.undercut)))
        yield from _list_addresses((*here, "earlier"), conflict.earlier)


def link_in_conflict(where: Address) -> Premises | None:
    """The premises of the link that a conflict at `where` is about; None where it is about something else."""
    return parse_premises(where[3]) if len(where) == 4 and where[2] == LINK else None


def _list_addresses(here: Address, entries: tuple[str, ...]) -> Iterator[Address]:
    if entries:
        yield here
        yield from ((*here, entry) for entry in entries)
