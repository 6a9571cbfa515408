"""A text wrapped into rows of a given width, with exact ways between offsets, rows and columns.

A row is a half-open span of code points. The rows follow one another without gap, so that the rows joined give the
text, and each offset from 0 to the text's length belongs to exactly one row. A line break belongs to the last row of
its line; nothing but a line feed ends a line. A row's start is a cluster boundary. A form feed, which ends a page,
has a row of its own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from argmap.tui.reader.cells import GOOD, IN_WORD, UGLY, Cells, Stretch
from argmap.tui.reader.clusters import INSIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableSequence, Sequence

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
