"""A text with its quotes, the hits of a search, a cursor and a selection: a reader without keys and mouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from argmap.tui.reader import messages
from argmap.tui.reader.highlights import Highlight, HighlightIndex
from argmap.tui.reader.pieces import Span
from argmap.tui.reader.selection import Selection, whole
from argmap.tui.reader.text_view import TextView

if TYPE_CHECKING:
    from argmap.find.hits import Hits


NARROWEST_ROW: Final = 24
"""Cells of text: a reader is not made narrower by a user."""


@dataclass(frozen=True, slots=True)
class ReaderPlace:
    """What a reader shows of its text."""

    selection: Selection
    gone_to: Span | None
    top: int
    """The first code point in sight."""


class ReadingView(TextView):
    """What the widgets around a reader use of it, and what its keys and mouse are made of.

    All offsets are code points of the text as given to `open_text`.
    """

    CursorMoved = messages.CursorMoved
    SelectionChanged = messages.SelectionChanged
    Jumped = messages.Jumped

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(id=id, classes=classes, name=name)
        self._selecting = False
        self._goal_column: int | None = None
        """The column that moves up and down keep to."""

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._text

    @property
    def cursor(self) -> int:
        """Where the cursor stands, in code points: always where a cluster begins."""
        return self._selection.head

    @property
    def selected_span(self) -> Span | None:
        """Where the selection begins and ends, in code points; `None` if nothing is selected."""
        return (self._selection.start, self._selection.end) if self._selection else None

    @property
    def selecting(self) -> bool:
        """Whether every move of the cursor selects."""
        return self._selecting

    @property
    def line_starts(self) -> Sequence[int]:
        """Where each line begins, in code points; only a line feed ends a line."""
        return self._wrapped.cells.line_starts if self._wrapped is not None else (0,)

    @property
    def hits(self) -> Hits | None:
        """What was searched for and is marked."""
        return self._hits

    @property
    def place(self) -> ReaderPlace:
        """What `return_to` needs to show everything again as it is now."""
        return ReaderPlace(self._selection, self._gone_to, self._top)

    def open_text(self, text: str, highlights: Iterable[Highlight] = (), cursor: int = 0) -> None:
        """Show another text, with the cursor in sight.

        Raises ValueError if the cursor or a highlight lies outside the text.
        """
        _check_within(text, cursor, cursor)
        self._highlights = _index_within(text, highlights)
        self.show_hits(None)
        self._replace_text(text)
        self._jump(Selection(cursor, cursor))

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Show other quotes in the same text. Raises ValueError if one lies outside the text."""
        self._highlights = _index_within(self._text, highlights)
        self._repaint()

    def highlights_at(self, offset: int) -> list[Highlight]:
        """The quotes that hold the code point at an offset, the one that begins first before the others."""
        return self._highlights.at(offset)

    def highlights_in(self, start: int, end: int) -> list[Highlight]:
        """The quotes that share a code point with a span, by where they begin."""
        return self._highlights.overlapping(start, end)

    def show_hits(self, hits: Hits | None) -> None:
        """Mark what was searched for in the text; `None` for nothing."""
        if hits is not self._hits:
            self._hits = hits
            self.picture += 1
            self.refresh()

    def go_to(self, start: int, end: int, *, passing: bool = False) -> None:
        """Bring a passage in sight, a third from the top, with the cursor at its beginning.

        It is shown as gone to until the cursor moves. A jump is told of, unless the user is only `passing` through.
        Raises ValueError if it lies outside the text.
        """
        _check_within(self._text, start, end)
        left = self.cursor
        self._jump(Selection(start, start))
        self._gone_to = (start, end)
        self.refresh()
        if not passing:
            self.tell_jump(left)

    def tell_jump(self, left: int) -> None:
        """Tell that the cursor came from another place by a jump."""
        if left != self.cursor:
            self.post_message(self.Jumped(self, left, self.cursor))

    def return_to(self, place: ReaderPlace) -> None:
        """Show everything again as it was."""
        self._selecting = False
        self._goal_column = None
        self._set_selection(place.selection)
        self._gone_to = place.gone_to
        if self._wrapped is not None:
            self.scroll_to(y=self._wrapped.row_of(place.top), animate=False, force=True)
        else:
            self._top, self._to_bring_in_sight = place.top, False
        self.refresh()

    def step_to_hit(self, step: int, *, passing: bool = False) -> bool:
        """Go to the hit after the cursor, or before it (-1), around the ends; False if there is none."""
        if not self._hits:
            return False
        number = self._hits.first_from(self.cursor + 1) if step > 0 else self._hits.first_from(self.cursor) - 1
        self.go_to(*self._hits[number % len(self._hits)], passing=passing)
        return True

    def step_to_quote(self, step: int) -> bool:
        """Go to the quote that begins after the cursor, or before it (-1), around the ends; False if there is none."""
        find = self._highlights.next_after if step > 0 else self._highlights.last_before
        quote = find(self.cursor)
        if quote is not None:
            self.go_to(quote.start, quote.end)
        return quote is not None

    def widen(self, cells: int) -> bool:
        """Give rows of text so many cells more, or less (negative); False where there is no room for that."""
        width = self._width_wanted
        if width <= NARROWEST_ROW if cells < 0 else width >= self._room:
            return False
        self.max_width = max(NARROWEST_ROW, width + cells)
        return True

    def select(self, start: int, end: int) -> None:
        """Select a passage and bring it in sight. Raises ValueError if it lies outside the text."""
        _check_within(self._text, start, end)
        self._jump(Selection(start, end))

    def _jump(self, selection: Selection) -> None:
        """Select, cutting no cluster, and bring it in sight."""
        self._selecting = False
        self._goal_column = None
        if self._wrapped is not None:
            selection = whole(self._wrapped, selection)
        self._set_selection(selection)
        self._bring_in_sight()

    def _set_selection(self, selection: Selection) -> None:
        """Move the cursor, repaint the rows that look different now, and tell about it."""
        before, layout = self._selection, self._wrapped
        if selection == before and self._gone_to is None:
            return
        self._selection = selection
        only_head_moved = before.anchor == selection.anchor or not (before or selection)
        if layout is None or self._gone_to is not None or not only_head_moved:
            self.refresh()
        else:
            self._repaint_rows(layout.row_of(before.head), layout.row_of(selection.head))
        self._gone_to = None
        self._place_terminal_cursor()
        if selection.head != before.head:
            self.post_message(self.CursorMoved(self, selection.head))
        if (before or selection) and (before.start, before.end) != (selection.start, selection.end):
            self.post_message(self.SelectionChanged(self, self.selected_span))


def _check_within(text: str, start: int, end: int) -> None:
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start} to {end} lies outside a text of {len(text)} code points")


def _index_within(text: str, highlights: Iterable[Highlight]) -> HighlightIndex:
    """The highlights by place. Raises ValueError if one lies outside the text."""
    listed = list(highlights)
    for highlight in listed:
        _check_within(text, highlight.start, highlight.end)
    return HighlightIndex(listed)
