"""How many terminal cells each code point takes, and where a row may begin.

Everything about one text is computed at once with numpy, from one table that classifies every code point. Widths
are those of `rich.cells`, because Textual crops and joins what it paints by them. What is painted as one glyph is one
*cluster*: a character with its combining marks, an emoji joined by zero-width joiners, a keycap, a flag.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from rich._unicode_data import load as load_cell_table

from argmap.text.kinsoku import NEVER_FIRST, NEVER_LAST
from argmap.text.visible import PICTURES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Levels = NDArray[np.uint8]
    Mask = NDArray[np.bool_]

TAB_SIZE: Final = 4
"""Cells from one tab stop to the next, counted from the beginning of the line."""

# How good a place is for a row to begin, from never to best.
INSIDE: Final = 0
"""Inside a cluster: never."""
UGLY: Final = 1
"""Against kinsoku, or before a space: only if there is no other place."""
IN_WORD: Final = 2
"""Inside a word: only if the word is longer than a row."""
GOOD: Final = 3
"""Between words, or next to an ideograph."""

_HYPHENS = "-‐–—/"

_CHUNK = 1 << 15

# The bits of the table. The low two are the width in cells.
_WIDTH = 0b11
_IDEOGRAPH = 1 << 2
_NEVER_FIRST = 1 << 3
_NEVER_LAST = 1 << 4
_HYPHEN = 1 << 5
_SPACE = 1 << 6
_SPECIAL = 1 << 7

_ZWJ, _VS16, _TAB, _NEWLINE = 0x200D, 0xFE0F, 0x09, 0x0A
_FLAG_FIRST, _FLAG_LAST = 0x1F1E6, 0x1F1FF
_HANGUL = ((0x1100, 0x1200), (0x3130, 0x3190), (0xA960, 0xA980), (0xAC00, 0xD800))
_EMOJI = ((0x2190, 0x2E80), (0x1F000, 0x1FB00))

_BOUNDARY = re.compile(rb"[^\x00]")
_CLUSTER = re.compile(rb"[^\x00]\x00*")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one text, one byte for each code point."""

    widths: bytes
    """The cells that each code point takes; a line break takes none."""
    levels: bytes
    """How good a place each code point is for a row to begin: `INSIDE`, `UGLY`, `IN_WORD` or `GOOD`."""
    line_starts: Sequence[int]
    """Where each line begins, in code points; only a line feed ends a line."""

    def clusters(self, start: int, end: int) -> list[tuple[int, int]]:
        """The clusters between two cluster boundaries, as (start, end) pairs in code points."""
        return [match.span() for match in _CLUSTER.finditer(self.levels, start, end)]

    def next_boundary(self, offset: int) -> int:
        """The first cluster boundary after the offset; the end of the text if there is none."""
        match = _BOUNDARY.search(self.levels, offset + 1)
        return match.start() if match else len(self.levels)

    def boundary_at(self, offset: int) -> int:
        """The offset itself if a cluster begins there, else the beginning of the cluster it lies in."""
        step = 64
        while 0 < offset < len(self.levels) and self.levels[offset] == INSIDE:
            floor = max(0, offset - step)
            before = self.levels[floor:offset].rstrip(b"\x00")
            offset = floor + len(before) - 1 if before else floor
            step *= 2
        return offset


def measure(text: str) -> Cells:
    """Measure a whole text: 5 million code points take about a tenth of a second."""
    import numpy as np

    if not text:
        return Cells(b"", b"", (0,))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _table()[codes]
    widths: Levels = kinds & np.uint8(_WIDTH)
    line_start = np.empty(len(codes), np.bool_)
    line_start[0] = True
    np.equal(codes[:-1], _NEWLINE, out=line_start[1:])
    inside = (widths == 0) & ~line_start
    # A combining mark that begins a line has nothing to stand on: it gets a cell of its own.
    widths[line_start & (widths == 0)] = 1
    special = np.flatnonzero(kinds & _SPECIAL)
    if len(special):
        _join_emoji(codes, special, widths, inside)
        _join_flags(codes, special, inside)
        _set_tabs(codes, special, widths)
    newline = codes == _NEWLINE
    widths[newline] = 0
    levels = _levels(codes, kinds)
    levels[inside] = INSIDE
    levels[newline] = UGLY
    levels[line_start] = GOOD
    line_starts = array("q", np.concatenate(([0], np.flatnonzero(newline) + 1)).tobytes())
    return Cells(widths.tobytes(), levels.tobytes(), line_starts)


def _levels(codes: Codes, kinds: Levels) -> Levels:
    """How good each place is for a row to begin, judged by the code points on its two sides."""
    import numpy as np

    levels = np.full(len(kinds), GOOD, np.uint8)
    # In chunks that stay in the processor's cache this takes a third of the time.
    for start in range(1, len(kinds), _CHUNK):
        end = start + _CHUNK
        before, after = kinds[start - 1 : end - 1], kinds[start:end]
        before = before[: len(after)]
        spaced = (before & _SPACE) != 0
        digit = (codes[start:end] >= ord("0")) & (codes[start:end] <= ord("9"))
        hyphenated = ((before & _HYPHEN) != 0) & ~digit
        good = spaced | (((before | after) & _IDEOGRAPH) != 0) | hyphenated
        ugly = ((after & (_NEVER_FIRST | _SPACE)) != 0) | ((before & _NEVER_LAST) != 0)
        ugly |= (before & after & _HYPHEN) != 0  # the two halves of "——" stay together
        ugly &= ~(spaced & ((after & _SPACE) != 0))
        levels[start:end] = np.where(ugly, np.uint8(UGLY), np.where(good, np.uint8(GOOD), np.uint8(IN_WORD)))
    return levels


def _join_emoji(codes: Codes, special: NDArray[np.intp], widths: Levels, inside: Mask) -> None:
    """Join what a zero-width joiner joins, and widen what a variation selector makes an emoji."""
    emoji = _emoji_table()
    joiners = special[(codes[special] == _ZWJ) & (special + 1 < len(codes)) & (special > 0)]
    before = codes[joiners - 1]
    joins = (emoji[before] | (before == _VS16) | (_table()[before] & _WIDTH == 0)) & emoji[codes[joiners + 1]]
    joined = joiners[joins] + 1
    widths[joined] = 0
    inside[joined] = True
    selectors = special[(codes[special] == _VS16) & (special > 0)]
    widens = _narrow_emoji_table()[codes[selectors - 1]] & (widths[selectors - 1] == 1) & inside[selectors]
    widths[selectors[widens]] = 1


def _join_flags(codes: Codes, special: NDArray[np.intp], inside: Mask) -> None:
    """Join regional indicators two by two, counted from the beginning of each run of them."""
    import numpy as np

    letters = special[(codes[special] >= _FLAG_FIRST) & (codes[special] <= _FLAG_LAST)]
    if not len(letters):
        return
    begins = np.ones(len(letters), np.bool_)
    begins[1:] = np.diff(letters) != 1
    index = np.arange(len(letters))
    run_start = np.maximum.accumulate(np.where(begins, index, 0))
    inside[letters[(index - run_start) % 2 == 1]] = True


def _set_tabs(codes: Codes, special: NDArray[np.intp], widths: Levels) -> None:
    """Give each tab the cells up to its tab stop; stops are counted from the beginning of the unwrapped line."""
    import numpy as np

    tabs = special[codes[special] == _TAB]
    if not len(tabs):
        return
    widths[tabs] = 0
    total = np.concatenate(([0], np.cumsum(widths, dtype=np.int64)))
    breaks = np.flatnonzero(codes == _NEWLINE)
    lines = np.searchsorted(breaks, tabs)
    line_starts = np.concatenate(([0], breaks + 1))[lines]
    plain_columns = (total[tabs] - total[line_starts]).tolist()
    tab_widths = bytearray()
    line, added = -1, 0
    for tab_line, plain_column in zip(lines.tolist(), plain_columns, strict=True):
        if tab_line != line:
            line, added = tab_line, 0
        width = TAB_SIZE - (plain_column + added) % TAB_SIZE
        added += width
        tab_widths.append(width)
    widths[tabs] = np.frombuffer(tab_widths, np.uint8)


@cache
def _table() -> Levels:
    """The width and the properties of every code point, as bits of one byte."""
    import numpy as np

    table = np.ones(0x110000, np.uint8)
    for start, end, width in load_cell_table("auto").widths:
        table[start : end + 1] = width
    # What is shown in place of these is one cell wide.
    table[list(PICTURES)] = 1
    wide = table == 2
    for start, end in _HANGUL:
        wide[start:end] = False
    table[wide] |= _IDEOGRAPH
    for characters, bit in (
        (NEVER_FIRST, _NEVER_FIRST),
        (NEVER_LAST, _NEVER_LAST),
        (_HYPHENS, _HYPHEN),
        (" \t\u3000", _SPACE),
    ):
        table[[ord(character) for character in characters]] |= bit
    table[[_ZWJ, _VS16, _TAB, *range(_FLAG_FIRST, _FLAG_LAST + 1)]] |= _SPECIAL
    return table


@cache
def _narrow_emoji_table() -> Mask:
    """Which code points become two cells wide before U+FE0F."""
    import numpy as np

    mask = np.zeros(0x110000, np.bool_)
    mask[[ord(character) for character in load_cell_table("auto").narrow_to_wide]] = True
    return mask


@cache
def _emoji_table() -> Mask:
    """Which code points a zero-width joiner can join: pictures, near enough to Extended_Pictographic."""
    import numpy as np

    pictures = np.zeros(0x110000, np.bool_)
    for start, end in _EMOJI:
        pictures[start:end] = True
    wide = (_table() & _WIDTH) == 2
    mask: Mask = pictures & (wide | _narrow_emoji_table())
    return mask
