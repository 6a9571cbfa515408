"""On which line each element of a file stands."""

from collections.abc import Iterable

from argmap.store.escapes import shown
from argmap.store.faults import Fault
from argmap.store.fields import model_address
from argmap.store.scanner import Event, Mark

Place = tuple[str | int, ...]
"""An address, or one whose last part is the index of a list's entry."""

_HAS_PLACE = frozenset({Mark.TABLE, Mark.TABLES, Mark.KEY, Mark.ENTRY})


class Locator:
    """The lines of one file's elements, by the keys that lead to them."""

    def __init__(self, file: str, events: Iterable[Event]) -> None:
        self._file = file
        self._lines: dict[Place, int] = {}
        for event in events:
            if event.mark in _HAS_PLACE:
                self._note(event)

    def fault(self, where: Place, what: str, mend: str) -> Fault:
        """A fault at `where`, or where that has no line, at the nearest thing around it that has one."""
        while where and where not in self._lines:
            where = where[:-1]
        return Fault(shown(self._file), self._lines.get(where, 1), shown(what), shown(mend))

    def _note(self, event: Event) -> None:
        if event.mark is Mark.ENTRY:
            self._lines.setdefault((*event.at[:-1], event.index), event.line)
        for at in {event.at, model_address(event.at)}:
            for length in range(1, len(at) + 1):
                self._lines.setdefault(at[:length], event.line)
