"""From the pieces of a row to the strip that Textual draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from argmap.tui.reader.highlights import HighlightIndex
from argmap.tui.reader.layout import Layout
from argmap.tui.reader.page_rule import bears_number, page_rule
from argmap.tui.reader.pieces import MarginMark, Overlay, Piece, margin_marks, row_pieces

if TYPE_CHECKING:
    from argmap.text.pages import Pages

MARKS_WIDTH: Final = 2
"""Cells of the margin for the glyphs of quotes; the second stays blank where there is one."""
OVERHANG: Final = 2
"""Cells right of the text: for the space that hangs over, and for the cursor at the end of a line."""
_NARROW: Final = 30
"""With fewer cells than this there are no line numbers."""
_CACHED_STRIPS = 128
"""Rows that are remembered as they were painted, two screens full: Textual makes a strip of several kilobytes."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How the cells of the widget are shared out, from left to right."""

    indent: int
    """Blank cells that centre the text."""
    numbers: int
    """Cells for line numbers with the blank after them; 0 for no numbers."""
    text: int
    """Cells for the text itself."""

    @classmethod
    def share(cls, width: int, lines: int, max_width: int, *, centred: bool, numbered: bool = True) -> Columns:
        """Share out a width among the columns for a text of so many lines.

        The text gets at most `max_width` cells, unless that is 0, and at least one.
        """
        numbers = 0 if width < _NARROW or not numbered else max(3, len(str(lines))) + 1
        free = width - numbers - MARKS_WIDTH - OVERHANG
        text = max(1, min(free, max_width or free))
        return cls((free - text) // 2 if centred and free > text else 0, numbers, text)

    @property
    def text_left(self) -> int:
        """The cells left of the text."""
        return self.indent + self.numbers + MARKS_WIDTH


class RowPainter:
    """Paints the rows of one layout with one set of highlights, and remembers what it has painted."""

    def __init__(
        self,
        layout: Layout,
        highlights: HighlightIndex,
        columns: Columns,
        component_style: Callable[[str], Style],
        base: Style,
        pages: Pages | None = None,
    ) -> None:
        """`component_style` gives the partial style of one of the reader's component classes."""
        self._layout = layout
        self._highlights = highlights
        self._columns = columns
        self._component_style = component_style
        self._base = base
        self._pages = pages
        self._styles: dict[tuple[str, ...], Style] = {}
        self._strips: LRUCache[tuple[int, int, Overlay], Strip] = LRUCache(_CACHED_STRIPS)

    def strip(self, row: int, width: int, overlay: Overlay) -> Strip:
        """A row as a strip of exactly so many cells."""
        seen = overlay.on(self._layout, row)
        strip = self._strips.get((row, width, seen))
        if strip is None:
            segments = [*self._margin(row), *self._text(row, seen)]
            blank = width - sum(segment.cell_length for segment in segments)
            if blank >= 0:
                strip = Strip([*segments, Segment(" " * blank, self._base)], width)
            else:
                strip = Strip(segments).crop(0, width)
            self._strips.set((row, width, seen), strip)
        return strip

    def _text(self, row: int, overlay: Overlay) -> list[Segment]:
        pieces = row_pieces(self._layout, self._highlights, row, overlay)
        if self._layout.ends_page(row):
            return self._rule(row, pieces)
        return [Segment(piece.text, self._piece_style(piece)) for piece in pieces]

    def _rule(self, row: int, pieces: Sequence[Piece]) -> list[Segment]:
        """The end of a page: in the cell of the form feed what is painted there, and on from there the rule alike.

        The cursor may also stand after the form feed, at the end of the line or of the text.
        """
        rule, piece = page_rule(self._layout, self._pages, row), pieces[0]
        after = replace(piece, cursor=any(other.cursor for other in pieces[1:]))
        on_from_there = replace(piece, cursor=False)
        shown = ((rule[0], piece), (rule[1:2] or " ", after), (rule[2:], on_from_there))
        return [Segment(text, self._piece_style(one, "reader--page-rule")) for text, one in shown]

    def _margin(self, row: int) -> list[Segment]:
        layout, columns = self._layout, self._columns
        number = f"{layout.line_of(row) + 1} " if columns.numbers and bears_number(layout, row) else ""
        segments = [
            Segment(" " * columns.indent, self._base),
            Segment(number.rjust(columns.numbers), self._style("reader--line-number")),
        ]
        marks = margin_marks(layout, self._highlights, row)
        if len(marks) > MARKS_WIDTH:
            marks = [marks[0], MarginMark("…", marks[-1].role)]
        segments += [Segment(mark.glyph, self._style(f"reader--mark-{mark.role}")) for mark in marks]
        segments.append(Segment(" " * (MARKS_WIDTH - len(marks)), self._base))
        return segments

    def _piece_style(self, piece: Piece, *below: str) -> Style:
        """Later ones win: what lies `below`, role, overlap, hit, the passage gone to, selection, cursor."""
        names = [*below, f"reader--{piece.role}"] if piece.role else [*below]
        shown = (
            ("reader--overlap", piece.overlap),
            ("reader--hit", piece.hit),
            ("reader--gone-to", piece.marked),
            ("reader--hit-here", piece.hit and piece.marked),
            ("reader--selection", piece.selected),
            ("reader--cursor", piece.cursor),
        )
        names += [name for name, applies in shown if applies]
        return self._style(*names)

    def _style(self, *names: str) -> Style:
        """Component classes over the reader's own style, the later over the earlier."""
        style = self._styles.get(names)
        if style is None:
            style = Style.combine([self._base, *map(self._component_style, names)])
            self._styles[names] = style
        return style
