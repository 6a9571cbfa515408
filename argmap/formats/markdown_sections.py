"""The outline in sections that are not too deep to be read, nor for the programs that show Markdown.

A list within lists is cut off by some of them (markdown-it: after ten). So a claim that lies deep is named there, and
what it rests on follows in a section of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from argmap.graph import Kind, Row
from argmap.model import ArgMap, Role

_DEEPEST: Final = 6
"""The level of the list at which a claim is no more than named; joint premises and undercuts go up to two deeper."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row in a list."""

    row: Row
    level: int
    goes_on: bool
    """Whether what its claim rests on stands in a section of its own."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the list below it."""

    head: Row | None
    """The claim that it is about; None for that of all which no thesis rests on."""
    base: int
    """The depth of the rows that are the first level of its list."""
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_continuation(self) -> bool:
        """Whether it goes on with a claim that is named in an earlier one."""
        return self.head is not None and self.head.depth > 0


def sections(whole: ArgMap, rows: list[Row]) -> list[Section]:
    """The sections of an outline, whose rows begin with those of the theses."""
    made: list[Section] = []
    loose = Section(None, 0)
    home: dict[int, Section] = {}  # by depth, where the next row of that depth belongs
    aside: dict[int, Section] = {}  # the same for undercuts, which stay with the row whose link they are against
    for row in rows:
        if row.depth == 0:
            thesis = row.id in whole.thesis
            section = Section(row, 1) if thesis else loose
            if thesis or not loose.entries:
                made.append(section)
            home[0] = aside[0] = section
            if thesis:
                home[1] = aside[1] = section
                continue
        section = (aside if row.role is Role.UNDERCUT else home)[row.depth]
        level = row.depth - section.base
        goes_on = level >= _DEEPEST and _rests_on_something(row, whole)
        section.entries.append(Entry(row, level, goes_on))
        home[row.depth + 1] = aside[row.depth + 1] = section
        if goes_on:
            home[row.depth + 1] = Section(row, row.depth + 1)
            made.append(home[row.depth + 1])
    return made


def _rests_on_something(row: Row, whole: ArgMap) -> bool:
    if row.kind is not Kind.CLAIM or row.again:
        return False
    claim = whole.claims[row.id]
    return bool(claim.supported_by or claim.countered_by)
