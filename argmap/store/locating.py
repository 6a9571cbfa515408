"""On which line each element of a file stands."""

from typing import TypeGuard

from argmap.model import Address
from argmap.store.escapes import shown
from argmap.store.faults import Fault
from argmap.store.fields import model_address
from argmap.store.marks import Mark, Place

_HAS_PLACE = frozenset({Mark.TABLE, Mark.TABLES, Mark.KEY, Mark.ENTRY})


def lines_of(text: str) -> dict[Address, int]:
    """The line, from 1, on which each table, key and list entry of a file begins; the first, if several do."""
    return {place: line for place, line in _lines(text).items() if _is_address(place)}


class Locator:
    """Makes faults of one file, each with its line."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = _lines(text)

    def fault(self, where: Place, what: str, mend: str) -> Fault:
        """A fault at `where`, or where that has no line, at the nearest thing around it that has one."""
        while where and where not in self._lines:
            where = where[:-1]
        return Fault(shown(self._file), self._lines.get(where, 1), shown(what), shown(mend))


def _lines(text: str) -> dict[Place, int]:
    from argmap.store.scanner import scan  # its grammar takes a while to compile, and sound maps need none of it

    lines: dict[Place, int] = {}
    for event in scan(text):
        if event.mark not in _HAS_PLACE:
            continue
        if event.mark is Mark.ENTRY:
            lines.setdefault((*event.at[:-1], event.nth), event.line)
        for at in {event.at, model_address(event.at)}:
            for length in range(1, len(at) + 1):
                lines.setdefault(at[:length], event.line)
    return lines


def _is_address(place: Place) -> TypeGuard[Address]:
    return isinstance(place[-1], str)
