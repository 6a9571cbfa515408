"""What changed, row by row: an element, and below it each thing that changed of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from argmap.diff import Changes, ElementChange, Line, diff, parts, told, told_of, told_part
from argmap.graph import outline
from argmap.model import ArgMap, Link


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A row of the list."""

    line: Line
    element: ElementChange | None = None
    """The element that it is about; None for a conflict of a merge."""
    change: ElementChange | None = None
    """What is taken back from here: all that changed of the element, or one thing; None where nothing can be."""

    @property
    def is_heading(self) -> bool:
        """Whether an element's changes begin here."""
        return self.line.depth == 0

    @property
    def shows(self) -> str | Link | None:
        """What to look at in the tree; None where the tree does not have it."""
        if self.element is None or self.element.section not in ("claims", "quotes"):
            return None
        if self.change is not None and self.change.links and not self.is_heading:
            tie = self.change.links[0]
            return (tie.new or tie.old)[0]
        return self.element.id


def compared(then: ArgMap, now: ArgMap) -> Changes:
    """What changed, in the order of the argument: as it is now, then as it was."""
    changes = diff(then, now)
    order = (*outline(changes.new), *outline(changes.old))
    return changes.in_order(some_id for row in order for some_id in row.premises)


def change_rows(changes: Changes) -> list[ChangeRow]:
    """The rows of the list."""
    rows = [row for element in changes.elements for row in _of_element(element, changes)]
    conflicts = told(replace(changes, elements=()))
    return [*rows, *(ChangeRow(line) for line in conflicts)]


def _of_element(element: ElementChange, changes: Changes) -> Iterator[ChangeRow]:
    single = list(parts(element))
    whole = element if single else None
    if len(single) < 2:
        yield from (ChangeRow(line, element, whole) for line in told_of(element, changes))
        return
    # The row that names it only reminds of its words: what became of them is one thing among others.
    others = tuple(field for field in element.fields if field.name != "text")
    heading, *further = told_of(replace(element, fields=others), changes)
    yield ChangeRow(heading, element, whole)
    yield from (ChangeRow(line, element, whole) for line in further if line.sign == "!")
    for part in single:
        yield from (ChangeRow(line, element, part) for line in told_part(part, changes))
