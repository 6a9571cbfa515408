"""On which line each element of a file stands."""

import re
from itertools import pairwise
from typing import TypeGuard

from argmap.model import Address
from argmap.store.faults import Fault, shown
from argmap.store.fields import model_address
from argmap.store.marks import Event, Mark, Place

Mention = tuple[int, str]
"""A line, counted from 1, and what it says."""

_HAS_PLACE = frozenset({Mark.TABLE, Mark.TABLES, Mark.KEY, Mark.ENTRY})


def lines_of(text: str) -> dict[Address, int]:
    """The line, from 1, on which each table, key and list entry of a file begins; the first, if several do."""
    return {place: line for place, line in _lines(text).items() if _is_address(place)}


def mentions(text: str, some_id: str) -> list[Mention]:
    """The lines of a file on which a note or a comment names `some_id`, as a word of its own."""
    from argmap.store.scanner import scan

    named = re.compile(rf"(?<![\w-]){re.escape(some_id)}(?![\w-])", re.ASCII)
    if not named.search(text):
        return []
    lines = text.split("\n")
    found: dict[int, str] = {}
    for event, following in pairwise((*scan(text), Event(Mark.BLANK, len(lines)))):
        if event.mark in (Mark.COMMENT, Mark.BESIDE):
            found.update({event.line: event.text.strip()} if named.search(event.text) else {})
        elif event.mark is Mark.KEY and "note" in event.at[1:]:
            for line in range(event.line, max(event.line + 1, following.line)):
                if named.search(lines[line - 1]):
                    found[line] = lines[line - 1].strip()
    return sorted(found.items())


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
