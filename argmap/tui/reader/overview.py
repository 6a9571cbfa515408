"""A whole text as a column of cells: where its quotes lie, what they do, and where hits of a search are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.tui.reader.highlights import Highlight, HighlightIndex, Role
from argmap.tui.reader.pieces import Span

if TYPE_CHECKING:
    from argmap.find.hits import Hits
    from argmap.tui.reader.layout import Layout


@dataclass(frozen=True, slots=True)
class OverviewCell:
    """What lies in one stretch of the text."""

    span: Span
    """The stretch, in code points; empty below the end of a text that is shorter than the column."""
    quotes: tuple[Highlight, ...] = ()
    """By where they begin."""
    hit: Span | None = None
    """The first hit that begins here."""

    @property
    def role(self) -> Role | None:
        """What its quotes do. One in doubt is shown before all others: it asks for a look."""
        roles = {quote.role for quote in self.quotes}
        if Role.REVIEW in roles:
            return Role.REVIEW
        return None if not roles else roles.pop() if len(roles) == 1 else Role.MIXED

    @property
    def glyph(self) -> str | None:
        """What its quotes do, in one cell: the sign of the first that does just that."""
        role = self.role
        return next((quote.glyph for quote in self.quotes if quote.role is role), role.glyph) if role else None


def overview(layout: Layout, highlights: HighlightIndex, hits: Hits | None, height: int) -> list[OverviewCell]:
    """The whole text in so many cells. Each holds as many rows as the next, but a row at least."""
    scale = max(layout.row_count, height)
    edges = [min(layout.row_count, -(-number * scale // height)) for number in range(height + 1)]
    offsets = [layout.span(row)[0] if row < layout.row_count else len(layout.text) for row in edges]
    cells = []
    for start, end in pairwise(offsets):
        quotes = tuple(highlights.overlapping(start, end)) if start < end else ()
        cells.append(OverviewCell((start, end), quotes, _first_hit(hits, start, end)))
    return cells


def rows_in_overview(layout: Layout, first: int, last: int, height: int) -> range:
    """The cells that hold the rows from the one to the other."""
    scale = max(layout.row_count, height)
    return range(first * height // scale, min(height, last * height // scale + 1))


def _first_hit(hits: Hits | None, start: int, end: int) -> Span | None:
    if hits is None or start >= end:
        return None
    number = hits.first_from(start)
    return hits[number] if number < len(hits) and hits[number][0] < end else None
