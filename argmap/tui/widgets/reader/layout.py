"""A text wrapped into rows of a given width, with exact ways between offsets, rows and columns.

A row is a half-open span of code points. The rows follow one another without gap, so that the rows joined give the
text, and each offset from 0 to the text's length belongs to exactly one row. A line break belongs to the last row of
its line; nothing but a line feed ends a line. A row's start is a cluster boundary. A form feed, which ends a page,
has a row of its own.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from rich._unicode_data import load as load_cell_table
from rich.cells import get_character_cell_size

from argmap.text.characters import NEVER_FIRST, NEVER_LAST
from argmap.text.visible import PICTURES

if TYPE_CHECKING:
    from collections.abc import MutableSequence

# The low four bits: what matters to a break before or after it.
PLAIN: Final = 0
IDEOGRAPH: Final = 1
DIGIT: Final = 2
HYPHEN: Final = 3
CLOSING: Final = 4
"""Never first in a row."""


CLOSING_WIDE: Final = 5
OPENING: Final = 6
"""Never last in a row."""


OPENING_WIDE: Final = 7
SPACE: Final = 8
MARK: Final = 9
"""It takes no cell: it belongs to what stands before it."""


NEWLINE: Final = 10
ROLE: Final = 0b1111
WIDTH: Final = 4
"""How far the width in cells, two bits of it, is shifted."""


SPECIAL: Final = 1 << 6
"""It may change what stands beside it: a joiner, a variation selector, half a flag, a tab."""


ZWJ: Final = "\u200d"
VS16: Final = "\ufe0f"
FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_SPECIALS = frozenset({ZWJ, VS16, "\t", *map(chr, FLAG_LETTERS)})
_ROLES_OF_CHARACTERS = (
    (frozenset(" \t\u3000"), SPACE, SPACE),
    (frozenset(NEVER_FIRST), CLOSING, CLOSING_WIDE),
    (frozenset(NEVER_LAST), OPENING, OPENING_WIDE),
    (frozenset("-‐–—/"), HYPHEN, HYPHEN),
    (frozenset("0123456789"), DIGIT, DIGIT),
)
"""The characters of each role, and the role where they are wide."""


_HANGUL = (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xA960, 0xA980), range(0xAC00, 0xD800))
_IDEOGRAPH_BLOCKS = (*range(0x34, 0x4D), *range(0x4E, 0xA0))
"""Extension A and the unified ideographs, which are all alike."""


_HANGUL_BLOCKS = (*range(0xAC, 0xD7),)
_ALIKE = bytes((*_IDEOGRAPH_BLOCKS, *_HANGUL_BLOCKS))
_FAR = re.compile("[\U00010000-\U0010ffff]")
"""Code points beyond the first 65,536, which are two units of UTF-16."""


_NEAR = "\ue000"
"""Stands for them meanwhile."""


def kinds_of(text: str) -> bytes:
    """The kind of each code point of a text."""
    units, far = text.encode("utf-16-le", "surrogatepass"), []
    if len(units) > 2 * len(text):
        far = [(found.start(), found[0]) for found in _FAR.finditer(text)]
        units = _FAR.sub(_NEAR, text).encode("utf-16-le", "surrogatepass")
    lows, blocks = units[::2], units[1::2]
    kinds = int.from_bytes(blocks.translate(_alike_kinds()), "little")
    mixed = blocks.translate(None, _ALIKE)
    while mixed:
        block = mixed[:1]
        mixed = mixed.translate(None, block)
        # Numbers as long as the text: the kinds that the low bytes would have in this block, where they are in it.
        there = int.from_bytes(blocks.translate(_mask(block)), "little")
        kinds |= there & int.from_bytes(lows.translate(_kinds_in(block[0])), "little")
    found = bytearray(kinds.to_bytes(len(text), "little"))
    for at, character in far:
        found[at] = kind_of(character)
    return bytes(found)


@lru_cache(1 << 10)
def kind_of(character: str) -> int:
    """The kind of one character."""
    return _kind(character)


def _kind(character: str) -> int:
    if character == "\n":
        return NEWLINE
    # What is shown in place of these is one cell wide. Rich's own cache is left to what is painted.
    width = 1 if ord(character) in PICTURES else get_character_cell_size.__wrapped__(character)
    return _role(character, width) | width << WIDTH | (SPECIAL if character in _SPECIALS else 0)


def _role(character: str, width: int) -> int:
    if width == 0:
        return MARK
    wide = width == 2 and not any(ord(character) in block for block in _HANGUL)
    for characters, role, wide_role in _ROLES_OF_CHARACTERS:
        if character in characters:
            return wide_role if wide else role
    return IDEOGRAPH if wide else PLAIN


@cache
def _kinds_in(block: int) -> bytes:
    """The kinds of the 256 code points with the same high byte."""
    return bytes(_kind(chr(block << 8 | low)) for low in range(256))


@cache
def _mask(block: bytes) -> bytes:
    """All bits for a high byte, and none for the others."""
    return bytes(0xFF if high == block[0] else 0 for high in range(256))


@cache
def _alike_kinds() -> bytes:
    """The kind of all code points with the same high byte, where they are alike; else nothing."""
    return bytes(_kind(chr(block << 8)) if block in _ALIKE else 0 for block in range(256))


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


_WIDE_ROLES = frozenset({IDEOGRAPH, CLOSING_WIDE, OPENING_WIDE})
_NEVER_FIRST_ROLES = frozenset({CLOSING, CLOSING_WIDE, NEWLINE})
_NEVER_LAST_ROLES = frozenset({OPENING, OPENING_WIDE})


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
    if before == NEWLINE:
        return GOOD
    if after == MARK:
        return INSIDE
    if after == SPACE:
        return GOOD if before == SPACE else UGLY
    if after in _NEVER_FIRST_ROLES or before in _NEVER_LAST_ROLES or before == after == HYPHEN:
        return UGLY  # with the hyphens, the two halves of "——" stay together
    if before == HYPHEN:
        return IN_WORD if after == DIGIT else GOOD
    good = before == SPACE or before in _WIDE_ROLES or after in _WIDE_ROLES
    return GOOD if good else IN_WORD


_ROLES = bytes(kind & ROLE for kind in range(256))
_ROLES_BEFORE = bytes((kind & ROLE) << 4 for kind in range(256))
_WIDTHS = bytes(kind >> WIDTH & 0b11 for kind in range(256))


INSIDE: Final = 0
"""The level of a place inside a cluster."""


_LEVELS = bytes(_level(pair >> 4, pair & ROLE) for pair in range(256))
_LINE_BEGINS = bytes([NEWLINE << 4])
_LONELY_MARK = NEWLINE << 4 | MARK
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


_BY_GOODNESS: Final = tuple(bytes([level]) for level in (GOOD, IN_WORD, UGLY))
_PAGE_END: Final = "\f"
"""As in `argmap.text.pages`."""


_WIDER: Final = (4, 3, 2)
"""Cells that a code point can take beside one and none; a tab up to four."""


class Layout:
    """A text wrapped to a width in cells; immutable.

    One space may hang over the right edge of a row, as may the cursor at the end of a line: paint one column more
    than `width`.
    """

    def __init__(self, text: str, width: int, cells: Cells | None = None) -> None:
        """Wrap the text. To wrap the same text again to another width, pass the `cells` of its first layout.

        Raises ValueError if the width is less than one cell.
        """
        if width < 1:
            raise ValueError(f"a row needs at least one cell, not {width}")
        self.text: Final = text
        self.width: Final = width
        self.cells: Final = Cells(text) if cells is None else cells
        self._rows = _wrap(text, self.cells, width)

    @property
    def row_count(self) -> int:
        """How many rows there are: at least one."""
        return len(self._rows)

    @property
    def line_count(self) -> int:
        """How many lines there are: one more than line breaks."""
        return len(self.cells.line_starts)

    def row_of(self, offset: int) -> int:
        """The row that an offset belongs to."""
        return bisect_right(self._rows, offset) - 1

    def span(self, row: int) -> tuple[int, int]:
        """Where a row begins and ends, in code points, with the line break that ends it."""
        end = self._rows[row + 1] if row + 1 < len(self._rows) else len(self.text)
        return self._rows[row], end

    def content(self, row: int) -> tuple[int, int]:
        """Where a row begins and ends, in code points, without the line break that ends it."""
        start, end = self.span(row)
        return start, end - self.text.endswith("\n", start, end)

    def cell_width(self, row: int) -> int:
        """How many cells a row takes, with a space that hangs over."""
        start, end = self.span(row)
        return sum(self.cells.widths(start, end))

    def line_of(self, row: int) -> int:
        """The line that a row is a part of, counted from 0."""
        return bisect_right(self.cells.line_starts, self._rows[row]) - 1

    def begins_line(self, row: int) -> bool:
        """Whether a row is the first of its line."""
        start = self._rows[row]
        return start == 0 or self.text[start - 1] == "\n"

    def ends_page(self, row: int) -> bool:
        """Whether a row is that of a form feed."""
        return self.text.startswith(_PAGE_END, self._rows[row])

    def column_of(self, offset: int) -> int:
        """The cells from the beginning of an offset's row to the cluster that the offset lies in."""
        start = self._rows[self.row_of(offset)]
        return sum(self.cells.widths(start, self.cells.boundary_at(offset)))

    def offset_at(self, row: int, column: int) -> int:
        """The beginning of the cluster at a column; right of the row, the last offset of the row.

        The last offset is that of the line break, or for a row that goes on in the next, of its last cluster.
        """
        start, end = self.content(row)
        at = self._cluster_start(row, column)
        return self.cells.boundary_at(end - 1) if at == end > start and self._goes_on(row) else at

    def cluster_at(self, row: int, column: int) -> tuple[int, int]:
        """The span of the cluster at a column; left or right of the row, the empty span at that end of it."""
        start, end = self.content(row)
        if column < 0:
            return start, start
        at = self._cluster_start(row, column)
        return at, min(end, self.cells.next_boundary(at))

    def aligned(self, offset: int) -> int:
        """The offset itself if a cluster begins there, else the beginning of the cluster it lies in."""
        return self.cells.boundary_at(offset)

    def aligned_up(self, offset: int) -> int:
        """The offset itself if a cluster begins there, else the end of the cluster it lies in."""
        return offset if self.aligned(offset) == offset else self.boundary_after(offset)

    def boundary_after(self, offset: int) -> int:
        """The first cluster boundary after the offset, or the end of the text."""
        return self.cells.next_boundary(offset)

    def boundary_before(self, offset: int) -> int:
        """The last cluster boundary before the offset, or the beginning of the text."""
        return self.cells.boundary_at(max(0, offset - 1))

    def _goes_on(self, row: int) -> bool:
        """Whether the line of a row goes on in the next row."""
        return row + 1 < len(self._rows) and not self.begins_line(row + 1)

    def _cluster_start(self, row: int, column: int) -> int:
        """The beginning of the cluster at a column, or the end of the row's content if it is right of that."""
        start, end = self.content(row)
        if column < 0:
            return start
        edges = list(accumulate(self.cells.widths(start, end)))
        return self.cells.boundary_at(start + bisect_right(edges, column))


def _wrap(text: str, cells: Cells, width: int) -> Sequence[int]:
    """Where the rows begin."""
    rows = array("I")
    line_starts, first = cells.line_starts, 0
    for stretch in cells.stretches():
        last = bisect_left(line_starts, stretch.end, first)
        widest = next((cells for cells in _WIDER if cells in stretch.widths), 1)
        parts: Sequence[int] = line_starts[first:last]
        if text.find(_PAGE_END, stretch.start, stretch.end) >= 0:
            parts = sorted({*parts, *_page_ends(text, stretch)})
        for start, following in pairwise((*parts, stretch.end)):
            rows.append(start)
            if (following - start) * widest > width:
                _wrap_line(text, stretch, widest, start, following, width, rows)
        first = last
    if line_starts[-1] == len(text):
        rows.append(len(text))  # a last line without anything in it
    return rows


def _page_ends(text: str, stretch: Stretch) -> Iterator[int]:
    """Where a form feed stands, and where the row after it begins; a line break after it belongs to its row."""
    base, _, levels = stretch
    at = text.find(_PAGE_END, base, stretch.end)
    while at >= 0:
        yield at
        after = at + 1
        while after < stretch.end and levels[after - base] == INSIDE:
            after += 1
        if after < stretch.end and text[after] != "\n":
            yield after
        at = text.find(_PAGE_END, after, stretch.end)


def _wrap_line(
    text: str, stretch: Stretch, widest: int, start: int, following: int, width: int, rows: MutableSequence[int]
) -> None:
    """Append where the rows of a line, or of a part of it, begin, except the first; a row takes what it can hold."""
    base, widths, levels = stretch
    end = following - text.endswith("\n", start, following)
    while (fit := base + _fit(widths, widest, start - base, end - base, width)) < end:
        if text[fit] == " " and (fit + 1 == end or levels[fit + 1 - base] == GOOD):
            fit += 1
        if fit == end:
            return
        for level in _BY_GOODNESS:
            place = base + levels.rfind(level, start + 1 - base, fit + 1 - base)
            if place >= base:
                break
        else:
            # One cluster is wider than the row: it stands alone.
            place = next((at for at in range(fit + 1, end) if levels[at - base]), end)
        if place >= end:
            return
        rows.append(place)
        start = place


def _fit(widths: bytes, widest: int, start: int, end: int, width: int) -> int:
    """How far a row reaches that begins at `start`, in a line that ends at `end`.

    No code point takes more than `widest` cells.
    """
    while start < end:
        # As many code points as fit for certain, and then as many again in what they have left over.
        to = min(end, start + width // widest)
        if to == start:
            if widths[start] > width:
                break
            to += 1
        width -= to - start - widths.count(0, start, to)
        for wide in range(2, widest + 1):
            width -= (wide - 1) * widths.count(wide, start, to)
        start = to
    return start


TAB_SIZE: Final = 4
"""Cells from one tab stop to the next, counted from the beginning of the line."""


_EMOJI = (range(0x2190, 0x2E80), range(0x1F000, 0x1FB00))


def join(text: str, kinds: bytes, widths: bytearray, levels: bytearray) -> None:
    """Take together what is painted as one in some whole lines, and give each tab its cells."""
    special = [found.start() for found in _SPECIAL.finditer(kinds)]
    _join_emoji(text, special, widths, levels)
    _join_flags(text, special, levels)
    _set_tabs(text, special, widths)


def _join_emoji(text: str, special: list[int], widths: bytearray, levels: bytearray) -> None:
    """Join what a zero-width joiner joins, and widen what a variation selector makes an emoji."""
    for at in special:
        if text[at] == ZWJ and 0 < at < len(text) - 1 and _is_joinable(text[at - 1]) and _is_emoji(text[at + 1]):
            widths[at + 1] = 0
            levels[at + 1] = INSIDE
    narrow = load_cell_table("auto").narrow_to_wide
    for at in special:
        if text[at] == VS16 and at and text[at - 1] in narrow and widths[at - 1] == 1 and levels[at] == INSIDE:
            widths[at] = 1


def _is_joinable(character: str) -> bool:
    return _is_emoji(character) or character == VS16 or _width(character) == 0


def _is_emoji(character: str) -> bool:
    """Whether a zero-width joiner can join it: pictures, near enough to Extended_Pictographic."""
    code = ord(character)
    if not any(code in block for block in _EMOJI):
        return False
    return _width(character) == 2 or character in load_cell_table("auto").narrow_to_wide


def _width(character: str) -> int:
    return 1 if character == "\n" else kind_of(character) >> WIDTH & 0b11


def _join_flags(text: str, special: list[int], levels: bytearray) -> None:
    """Join regional indicators two by two, counted from the beginning of each run of them."""
    letters = [at for at in special if ord(text[at]) in FLAG_LETTERS]
    for _, run in groupby(enumerate(letters), key=lambda numbered: numbered[1] - numbered[0]):
        for _, at in list(run)[1::2]:
            levels[at] = INSIDE


def _set_tabs(text: str, special: list[int], widths: bytearray) -> None:
    """Give each tab the cells up to its tab stop; stops are counted from the beginning of the unwrapped line."""
    counted = column = 0
    for at in special:
        if text[at] != "\t":
            continue
        line = text.rfind("\n", counted, at) + 1
        if line:
            counted, column = line, 0
        column += sum(widths[counted:at])
        widths[at] = TAB_SIZE - column % TAB_SIZE
        counted = at
