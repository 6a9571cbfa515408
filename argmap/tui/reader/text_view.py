"""A wrapped text on the screen: painting it, scrolling it, and keeping the place when the width changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from argmap.text.pages import Pages, pages_of
from argmap.tui.freed_memory import give_back_small_blocks
from argmap.tui.reader.highlights import HighlightIndex
from argmap.tui.reader.layout import Layout
from argmap.tui.reader.overview import OverviewCell, overview, rows_in_overview
from argmap.tui.reader.painter import Columns, RowPainter
from argmap.tui.reader.pieces import Overlay, Span
from argmap.tui.reader.selection import Selection, whole

if TYPE_CHECKING:
    from argmap.find.hits import Hits
    from argmap.tui.reader.cells import Cells

_WORDLESS: Final = "There are no words in this text."
_QUICKLY_WRAPPED: Final = 200_000
"""Code points that are measured and wrapped within a frame or two of the screen; longer texts go to a thread."""
_CONTEXT_ROWS: Final = 2
"""Rows kept in sight above and below the cursor while it moves, and from one page to the next."""


class Wrapped(Message):
    """A long text is wrapped."""

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self.layout: Final = layout


class TextView(ScrollView):
    """What the reader shows. It never acts on a key or the mouse: the reader does."""

    max_width: reactive[int] = reactive(0)
    """The most cells that a row of text takes; 0 for as many as there are."""
    centred: reactive[bool] = reactive(True)
    """Whether a text narrower than the widget stands in its middle, not at its left."""
    numbered: reactive[bool] = reactive(True)
    """Whether lines are numbered, where there is room."""
    picture: var[int] = var(0)
    """Grows when the text is wrapped anew or other quotes or hits are shown, for those who picture the whole text."""

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(id=id, classes=classes, name=name)
        self._text = ""
        self._is_wordless = False
        """Whether a text was opened that has no words."""
        self._pages: Pages | None = None
        """Where its pages end and what they are called, if it is known."""
        self._highlights = HighlightIndex()
        self._hits: Hits | None = None
        """What was searched for."""
        self._selection = Selection(0, 0)
        self._gone_to: Span | None = None
        """The passage that was gone to, until the cursor moves."""
        self._wrapped: Layout | None = None
        """The text wrapped to the size of the widget, as soon as it has one."""
        self._columns = Columns(0, 0, 1)
        self._painter: RowPainter | None = None
        self._top = 0
        """The first code point in sight, as the user scrolled to it: wrapping anew does not move it."""
        self._wrapping = False
        self._wanted = ("", self._columns)
        """The text that is to be shown, and how it is to share the width."""
        self._in_thread = False
        """Whether a long text is being wrapped, while the keys go on."""
        self._to_bring_in_sight = False
        """Whether the selection is to be brought in sight as soon as the text is wrapped."""

    @property
    def page(self) -> str | None:
        """The page of the cursor, or where that is out of sight, of the row at the top; None without a number."""
        if self._pages is None:
            return None
        at = self._selection.head
        if self._wrapped is not None:
            top = min(self.scroll_offset.y, self._wrapped.row_count - 1)
            last = min(top + self._height, self._wrapped.row_count) - 1
            if not self._wrapped.span(top)[0] <= at <= self._wrapped.span(last)[1]:
                at = self._wrapped.span(top)[0]
        return self._pages.cited(at, at + 1)

    @property
    def is_wrapped(self) -> bool:
        """Whether the text can be seen; a long one takes a moment."""
        return self._wrapped is not None

    def render_line(self, y: int) -> Strip:
        """One row of the widget; blank until the text is wrapped."""
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y
        if self._wrapped is None or row > self._wrapped.row_count:
            return Strip.blank(width, self.rich_style)
        if row == self._wrapped.row_count:
            return self._below_text(width)
        if self._painter is None:
            self._painter = RowPainter(
                self._wrapped, self._highlights, self._columns, self._component_style, self.rich_style, self._pages
            )
        selection = (self._selection.start, self._selection.end) if self._selection else None
        hits = tuple(self._hits.within(*self._wrapped.span(row))) if self._hits is not None else ()
        return self._painter.strip(row, width, Overlay(selection, self._gone_to, self._selection.head, hits))

    def _below_text(self, width: int) -> Strip:
        """The row after the last: it says of a text that has no words that it has none."""
        said = _WORDLESS if self._is_wordless else ""
        style = self.rich_style + self._component_style("reader--line-number")
        before = Segment(" " * self._columns.text_left, self.rich_style)
        return Strip([before, Segment(said, style)]).adjust_cell_length(width, self.rich_style)

    def notify_style_update(self) -> None:
        """Paint anew when the theme or the style sheet changes."""
        super().notify_style_update()
        self._painter = None

    def on_resize(self) -> None:
        """Wrap to the new width and keep the passage at the top in its place."""
        self._wrap()

    def watch_max_width(self) -> None:
        """Wrap to the new width."""
        self._wrap()

    def watch_centred(self) -> None:
        """Move the text."""
        self._wrap()

    def watch_numbered(self) -> None:
        """Wrap to what the numbers leave."""
        self._wrap()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember which passage stands at the top."""
        super().watch_scroll_y(old_value, new_value)
        if self._wrapped is not None and not self._wrapping:
            self._top = self._wrapped.span(min(round(new_value), self._wrapped.row_count - 1))[0]
        self._place_terminal_cursor()

    def on_focus(self) -> None:
        """Put the terminal's cursor where the reading cursor is."""
        self._place_terminal_cursor()

    def overview(self, height: int) -> list[OverviewCell]:
        """The whole text as a column of so many cells; no cells until it is wrapped."""
        if self._wrapped is None or height < 1:
            return []
        return overview(self._wrapped, self._highlights, self._hits, height)

    def in_sight(self, height: int) -> range:
        """Which of so many cells, of which each stands for as much of the text, are in sight."""
        if self._wrapped is None or height < 1:
            return range(0)
        top = self.scroll_offset.y
        return rows_in_overview(self._wrapped, top, min(top + self._height, self._wrapped.row_count) - 1, height)

    @property
    def _width_wanted(self) -> int:
        """Cells of a row of text as it is to be shown, which for a long text may not be done yet."""
        return self._wanted[1].text

    @property
    def _room(self) -> int:
        """The most cells that a row of text can have in a widget of this width."""
        return self._shared(0).text

    @property
    def _height(self) -> int:
        """Rows in sight."""
        return self.scrollable_content_region.height

    @property
    def _page(self) -> int:
        """Rows from one page to the next."""
        return max(1, self._height - _CONTEXT_ROWS)

    def _replace_text(self, text: str) -> None:
        """Show another text from its beginning."""
        self._text = text
        self._is_wordless = not text or text.isspace()
        self._pages = pages_of(text)
        self._wrapped = None
        self._painter = None
        self._top = 0
        self._wrap()

    def _wrap(self) -> None:
        """Wrap the text to the size of the widget, unless it is wrapped so already."""
        width = self.scrollable_content_region.width
        if width < 1:
            return
        columns = self._shared(self.max_width)
        wrapped = self._wrapped
        self._wanted = (self._text, columns)
        if wrapped is not None and wrapped.width == columns.text:
            self._show_wrapped(wrapped, columns)
        elif len(self._text) <= _QUICKLY_WRAPPED:
            self._show_wrapped(Layout(self._text, columns.text, wrapped.cells if wrapped else None), columns)
        elif not self._in_thread:
            self._wrap_in_thread()

    def _shared(self, max_width: int) -> Columns:
        """How the cells of the widget are shared out, where a row of text may have so many."""
        width, lines = self.scrollable_content_region.width, self._text.count("\n") + 1
        return Columns.share(width, lines, max_width, centred=self.centred, numbered=self.numbered)

    def _wrap_in_thread(self) -> None:
        """Begin to wrap a long text as it is wanted now; what is wanted meanwhile is wrapped afterwards."""
        self._in_thread = True
        cells = self._wrapped.cells if self._wrapped else None
        text, columns = self._wanted
        wrap = partial(self._wrap_long, text, columns.text, cells)
        # Without a description, Textual writes out the whole text as one.
        self.run_worker(wrap, thread=True, group="wrapping", description="wrap a long text")

    def _wrap_long(self, text: str, width: int, cells: Cells | None) -> None:
        self.post_message(Wrapped(Layout(text, width, cells)))
        give_back_small_blocks()

    @on(Wrapped)
    def _long_wrapped(self, message: Wrapped) -> None:
        self._in_thread = False
        text, columns = self._wanted
        if message.layout.text == text and message.layout.width == columns.text:
            self._show_wrapped(message.layout, columns)
        elif len(text) > _QUICKLY_WRAPPED:
            self._wrap_in_thread()

    def _show_wrapped(self, wrapped: Layout, columns: Columns) -> None:
        """Show the text in rows of another width, or another text, with the passage at the top in its place."""
        self._columns = columns
        if wrapped is not self._wrapped:
            self._wrapped = wrapped
            self._selection = whole(wrapped, self._selection)
        self.virtual_size = Size(self.scrollable_content_region.width, wrapped.row_count)
        self._wrapping = True
        self.scroll_to(y=wrapped.row_of(self._top), animate=False, force=True)
        self._wrapping = False
        self._repaint()
        if self._to_bring_in_sight:
            self._bring_in_sight()

    def _repaint(self) -> None:
        """Forget what was painted and paint it anew."""
        self._painter = None
        self.picture += 1
        self.refresh()

    def _repaint_rows(self, first: int, last: int) -> None:
        """Paint the rows from the one to the other again."""
        self.refresh_lines(min(first, last), abs(last - first) + 1)

    def _bring_in_sight(self) -> None:
        """Scroll so that the selection begins a third from the top, now or as soon as there is a size."""
        self._to_bring_in_sight = self._wrapped is None
        if self._wrapped is not None:
            row = self._wrapped.row_of(self._selection.start)
            self.scroll_to(y=row - self._height // 3, animate=False, force=True)
            self._place_terminal_cursor()

    def _keep_in_sight(self, context: int = _CONTEXT_ROWS) -> None:
        """Scroll as little as is needed to see the cursor and some rows around it."""
        if self._wrapped is None:
            return
        row, top, height = self._wrapped.row_of(self._selection.head), self.scroll_offset.y, self._height
        context = min(context, (height - 1) // 2)
        if row < top + context:
            self.scroll_to(y=row - context, animate=False)
        elif row > top + height - 1 - context:
            self.scroll_to(y=row - height + 1 + context, animate=False)

    def _cluster_at(self, layout: Layout, position: Offset) -> Span:
        """The cluster under a place in the widget's content; outside, at the nearest row."""
        row = self.scroll_offset.y + max(0, min(position.y, self._height - 1))
        return layout.cluster_at(min(row, layout.row_count - 1), position.x - self._columns.text_left)

    def _place_terminal_cursor(self) -> None:
        """Put the terminal's own cursor on the reading cursor, for input methods and screen readers."""
        if self._wrapped is None or not self.has_focus:
            return
        row = self._wrapped.row_of(self._selection.head) - self.scroll_offset.y
        if 0 <= row < self._height:
            column = self._columns.text_left + self._wrapped.column_of(self._selection.head)
            self.app.cursor_position = self.content_region.offset + Offset(column, row)

    def _component_style(self, name: str) -> Style:
        """What a component class itself sets, with colours blended onto the reader's own."""
        blended = self.get_component_rich_style(name)
        own = self.get_component_rich_style(name, partial=True)
        colours = Style.from_color(blended.color if own.color else None, blended.bgcolor if own.bgcolor else None)
        return colours + own.without_color
