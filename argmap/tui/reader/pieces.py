"""What stands on a row: pieces of text that are painted alike, and the marks in the margin."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.cells import cell_len

from argmap.text.visible import visible
from argmap.tui.reader.highlights import Role

if TYPE_CHECKING:
    from argmap.tui.reader.highlights import HighlightIndex
    from argmap.tui.reader.layout import Layout

_MOST_RIDERS = 8
"""Combining marks painted on one character: more of them are noise that slows terminals down."""
_RIDERS = frozenset({"Mn", "Mc", "Me", "Lo"})
_DOTTED_CIRCLE = "\u25cc"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies over the text and changes from one moment to the next; each span in code points."""

    selection: Span | None = None
    """What the user has selected."""
    mark: Span | None = None
    """The passage that was gone to."""
    cursor: int | None = None
    """Where the reading cursor stands."""
    hits: tuple[Span, ...] = ()
    """What was searched for, in order and apart; those around the rows that are painted are enough."""

    def on(self, layout: Layout, row: int) -> Overlay:
        """The part of it that lies on a row; the row is painted alike as long as this is equal."""
        start, end = layout.span(row)
        return Overlay(
            _clipped(self.selection, layout, start, end),
            _clipped(self.mark, layout, start, end),
            self.cursor if self.cursor is not None and layout.row_of(self.cursor) == row else None,
            tuple(hit for span in self.hits if (hit := _clipped(span, layout, start, end))),
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a row that is painted in one style."""

    text: str
    """Safe characters, as wide as the cells they stand for."""
    role: Role | None = None
    """What the quotes here do; `Role.MIXED` where they do several things."""
    overlap: bool = False
    """Whether several quotes lie here."""
    selected: bool = False
    marked: bool = False
    cursor: bool = False
    hit: bool = False
    """Whether what was searched for stands here."""


@dataclass(frozen=True, slots=True)
class MarginMark:
    """One cell in the margin."""

    glyph: str
    role: Role


def row_pieces(layout: Layout, highlights: HighlightIndex, row: int, overlay: Overlay) -> list[Piece]:
    """The pieces of a row, from left to right; a selected or marked line break is one blank cell."""
    start, end = layout.span(row)
    content_end = layout.content(row)[1]
    quotes = [
        (layout.aligned(quote.start), layout.aligned_up(quote.end), quote.role)
        for quote in highlights.overlapping(start, end)
    ]
    spans = [quote[:2] for quote in quotes]
    spans += [span for span in (overlay.selection, overlay.mark, *overlay.hits) if span]
    if overlay.cursor is not None:
        spans.append((overlay.cursor, min(content_end, layout.boundary_after(overlay.cursor))))
    edges = {edge for span in spans for edge in span if start < edge < content_end}
    ordered = [start, *sorted(edges), content_end]
    pieces = []
    for left, right in pairwise(ordered):
        if left < right:
            roles = [role for quote_start, quote_end, role in quotes if quote_start <= left < quote_end]
            pieces.append(_piece(painted(layout, left, right), left, right, roles, overlay))
    # The line break, or the end of the text, takes a cell only when there is something to show in it.
    tail = _piece(" ", content_end, content_end + 1, [], overlay)
    if (content_end < end or content_end == len(layout.text)) and (tail.cursor or tail.selected):
        pieces.append(tail)
    return pieces


def margin_marks(layout: Layout, highlights: HighlightIndex, row: int) -> list[MarginMark]:
    """The quotes of a row as marks: a glyph for each kind that begins there, a bar for each that goes on.

    In the order in which the quotes begin, without repeats.
    """
    start, end = layout.span(row)
    marks = (
        MarginMark(quote.glyph if quote.start >= start else quote.role.bar, quote.role)
        for quote in highlights.overlapping(start, end)
    )
    return list(dict.fromkeys(marks))


def painted(layout: Layout, start: int, end: int) -> str:
    """A part of a row as safe characters that take exactly its cells, in Textual's count and in any terminal's."""
    cells = layout.cells
    shown = visible(layout.text[start:end])
    plain = cells.is_plain(start, end) and "\t" not in layout.text[start:end]
    if plain and cell_len(shown) == sum(cells.widths(start, end)):
        return shown
    return "".join(_painted_cluster(layout, at, to) for at, to in cells.clusters(start, end))


def _painted_cluster(layout: Layout, start: int, end: int) -> str:
    """One cluster as characters whose width no terminal doubts.

    Terminals disagree about emoji made of several code points, so of these only the first is painted; invisible
    format characters are not painted at all.
    """
    cells = sum(layout.cells.widths(start, end))
    first = layout.text[start]
    if first == "\t":
        return " " * cells
    base = visible(first)
    if cell_len(base) == 0:
        base = _DOTTED_CIRCLE + first if _rides(first) else ""
    riders = (char for char in layout.text[start + 1 : end] if _rides(char))
    shown = base + "".join(islice(riders, _MOST_RIDERS))
    return shown + " " * (cells - cell_len(shown))


def _rides(character: str) -> bool:
    """Whether a character of a cluster, not its first, is painted: marks, vowels of Hangul, the half of a flag."""
    if "\ufe00" <= character <= "\ufe0f":
        return False
    return unicodedata.category(character) in _RIDERS or "\U0001f1e6" <= character <= "\U0001f1ff"


def _piece(text: str, left: int, right: int, roles: Sequence[Role], overlay: Overlay) -> Piece:
    return Piece(
        text,
        role=None if not roles else roles[0] if len(set(roles)) == 1 else Role.MIXED,
        overlap=len(roles) > 1,
        selected=_holds(overlay.selection, left),
        marked=_holds(overlay.mark, left),
        cursor=overlay.cursor is not None and left <= overlay.cursor < right,
        hit=_one_holds(overlay.hits, left),
    )


def _holds(span: Span | None, offset: int) -> bool:
    return span is not None and span[0] <= offset < span[1]


def _one_holds(spans: Sequence[Span], offset: int) -> bool:
    """Whether one of several spans, in order and apart, holds an offset. A row of a long text can have a hundred."""
    before = bisect_right(spans, offset, key=itemgetter(0))
    return before > 0 and offset < spans[before - 1][1]


def _clipped(span: Span | None, layout: Layout, start: int, end: int) -> Span | None:
    """The part of a span that lies in a row, a little larger where it would cut a cluster; or nothing."""
    if span is None or span[0] >= end or span[1] <= start:
        return None
    return layout.aligned(max(span[0], start)), layout.aligned_up(min(span[1], end))
