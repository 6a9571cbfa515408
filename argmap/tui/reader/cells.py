"""How many terminal cells each code point takes, and where a row may begin.

Nothing of this is kept for a whole text: it follows from the line alone that a code point stands in, so it is measured
for some lines at a time, when these are wrapped or painted, and soon forgotten. Widths are those of `rich.cells`,
because Textual crops and joins what it paints by them. What is painted as one glyph is one *cluster*: a character with
its combining marks, an emoji joined by zero-width joiners, a keycap, a flag.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from argmap.tui.reader import kinds
from argmap.tui.reader.clusters import INSIDE, join
from argmap.tui.reader.kinds import kinds_of

# How good a place is for a row to begin, from never (`INSIDE` a cluster) to best.
UGLY: Final = 1
"""Against kinsoku, or before a space: only if there is no other place."""
IN_WORD: Final = 2
"""Inside a word: only if the word is longer than a row."""
GOOD: Final = 3
"""Between words, or next to an ideograph."""

_STRETCH: Final = 1 << 15
"""Code points that are measured together, and more where a line is longer: that takes a millisecond."""
_KEPT: Final = 4
"""Stretches that are remembered: what is in sight, and what lies far away but is asked for with it."""

_LINE_FEED = re.compile("\n")
_BOUNDARY = re.compile(rb"[^\x00]")
_CLUSTER = re.compile(rb"[^\x00]\x00*")
_SPECIAL = re.compile(rb"[\x40-\xff]")
"""A kind with the bit `kinds.SPECIAL`."""

_WIDE_ROLES = frozenset({kinds.IDEOGRAPH, kinds.CLOSING_WIDE, kinds.OPENING_WIDE})
_NEVER_FIRST_ROLES = frozenset({kinds.CLOSING, kinds.CLOSING_WIDE, kinds.NEWLINE})
_NEVER_LAST_ROLES = frozenset({kinds.OPENING, kinds.OPENING_WIDE})


class Stretch(NamedTuple):
    """Some whole lines of a text, measured: one byte for each code point."""

    start: int
    """Where it begins in the text."""
    widths: bytes
    """The cells that each code point takes; a line break takes none."""
    levels: bytes
    """How good a place each code point is for a row to begin: `INSIDE`, `UGLY`, `IN_WORD` or `GOOD`."""

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.widths)


class Cells:
    """The cells of one text."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self.line_starts: Final = _line_starts(text)
        """Where each line begins, in code points; only a line feed ends a line."""
        self._starts = _stretch_starts(self.line_starts, len(text))
        starts = self._starts

        @lru_cache(_KEPT)
        def stretch(number: int) -> Stretch:
            start, end = starts[number], starts[number + 1]
            return Stretch(start, *measured(text[start:end]))

        self._stretch = stretch

    def stretches(self) -> Iterator[Stretch]:
        """The whole text, from its beginning."""
        return map(self._stretch, range(len(self._starts) - 1))

    def widths(self, start: int, end: int) -> bytes:
        """The cells that each code point of a part of a line takes."""
        stretch = self._stretch_at(start)
        return stretch.widths[start - stretch.start : end - stretch.start]

    def is_plain(self, start: int, end: int) -> bool:
        """Whether a cluster begins with every code point of a part of a line."""
        stretch = self._stretch_at(start)
        return INSIDE not in stretch.levels[start - stretch.start : end - stretch.start]

    def clusters(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clusters between two cluster boundaries of a line, as (start, end) pairs in code points."""
        stretch = self._stretch_at(start)
        base = stretch.start
        found = _CLUSTER.finditer(stretch.levels, start - base, end - base)
        return [(cluster.start() + base, cluster.end() + base) for cluster in found]

    def next_boundary(self, offset: int) -> int:
        """The first cluster boundary after the offset; the end of the text if there is none."""
        stretch = self._stretch_at(offset)
        found = _BOUNDARY.search(stretch.levels, offset - stretch.start + 1)
        return found.start() + stretch.start if found else stretch.end

    def boundary_at(self, offset: int) -> int:
        """The offset itself if a cluster begins there, else the beginning of the cluster it lies in."""
        if not 0 < offset < self._length:
            return offset
        stretch = self._stretch_at(offset)
        levels, offset, step = stretch.levels, offset - stretch.start, 64
        while offset > 0 and levels[offset] == INSIDE:
            floor = max(0, offset - step)
            before = levels[floor:offset].rstrip(b"\x00")
            offset = floor + len(before) - 1 if before else floor
            step *= 2
        return offset + stretch.start

    def _stretch_at(self, offset: int) -> Stretch:
        """The stretch that holds an offset; the last one for the end of the text."""
        return self._stretch(min(bisect_right(self._starts, offset), len(self._starts) - 1) - 1)


def measured(text: str) -> tuple[bytes, bytes]:
    """The cells that each code point of some whole lines takes, and how good a place it is for a row to begin."""
    found = kinds_of(text)
    # What matters is what stands on the two sides of a place: both roles in one byte, at all places at once.
    before = (_LINE_BEGINS + found.translate(_ROLES_BEFORE))[: len(text)]
    both = int.from_bytes(before, "little") | int.from_bytes(found.translate(_ROLES), "little")
    pairs = both.to_bytes(len(text), "little")
    widths, levels = bytearray(found.translate(_WIDTHS)), bytearray(pairs.translate(_LEVELS))
    lonely = pairs.find(_LONELY_MARK)
    while lonely >= 0:
        widths[lonely] = 1
        lonely = pairs.find(_LONELY_MARK, lonely + 1)
    if _SPECIAL.search(found):
        join(text, found, widths, levels)
    return bytes(widths), bytes(levels)


def _level(before: int, after: int) -> int:
    """How good the place between two roles is."""
    if before == kinds.NEWLINE:
        return GOOD
    if after == kinds.MARK:
        return INSIDE
    if after == kinds.SPACE:
        return GOOD if before == kinds.SPACE else UGLY
    if after in _NEVER_FIRST_ROLES or before in _NEVER_LAST_ROLES or before == after == kinds.HYPHEN:
        return UGLY  # with the hyphens, the two halves of "——" stay together
    if before == kinds.HYPHEN:
        good = after != kinds.DIGIT
    else:
        good = before == kinds.SPACE or before in _WIDE_ROLES or after in _WIDE_ROLES
    return GOOD if good else IN_WORD


_ROLES = bytes(kind & kinds.ROLE for kind in range(256))
_ROLES_BEFORE = bytes((kind & kinds.ROLE) << 4 for kind in range(256))
_WIDTHS = bytes(kind >> kinds.WIDTH & 0b11 for kind in range(256))
_LEVELS = bytes(_level(pair >> 4, pair & kinds.ROLE) for pair in range(256))
_LINE_BEGINS = bytes([kinds.NEWLINE << 4])
_LONELY_MARK = kinds.NEWLINE << 4 | kinds.MARK
"""A combining mark that begins a line has nothing to stand on: it gets a cell of its own."""


def _line_starts(text: str) -> Sequence[int]:
    starts = array("I", [0])
    starts.extend(found.end() for found in _LINE_FEED.finditer(text))
    return starts


def _stretch_starts(line_starts: Sequence[int], length: int) -> Sequence[int]:
    """Where the stretches begin, and at the last the text's end. There is one stretch at least."""
    starts = array("I", [0])
    while (line := bisect_left(line_starts, starts[-1] + _STRETCH)) < len(line_starts) and line_starts[line] < length:
        starts.append(line_starts[line])
    starts.append(length)
    return starts
