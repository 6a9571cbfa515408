"""A wrapped text on the screen: rows in pieces that are painted alike, scrolling, and keeping the place on a resize."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from argmap.text.pages import Pages, pages_of
from argmap.text.visible import visible
from argmap.tui.memory import give_back_small_blocks
from argmap.tui.widgets.reader.highlights import Highlight, HighlightIndex, HighlightRole
from argmap.tui.widgets.reader.layout import Cells, Layout
from argmap.tui.widgets.reader.selection import Selection, whole

if TYPE_CHECKING:
    from argmap.find.hits import Hits

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


LINE: Final = "─"


def page_rule(layout: Layout, pages: Pages | None, row: int) -> str:
    """A rule as wide as the text; a last page that is followed by none, or a page without a number, is not named."""
    at = layout.span(row)[0]
    label = pages.labels[bisect_right(pages.breaks, at)] if pages is not None and at + 1 < len(layout.text) else ""
    said = f"{LINE} page {label} " if label else ""
    if cell_len(said) >= layout.width:
        return set_cell_size(said, layout.width)
    return said + LINE * (layout.width - cell_len(said))


def bears_number(layout: Layout, row: int) -> bool:
    """Whether the number of a row's line stands before it: at the first row with words, or at a rule that is all."""
    if layout.ends_page(row):
        return layout.begins_line(row) and (row + 1 == layout.row_count or layout.begins_line(row + 1))
    while row and layout.ends_page(row - 1) and not layout.begins_line(row):
        row -= 1
    return layout.begins_line(row)


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
    role: HighlightRole | None = None
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
    role: HighlightRole


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


def _piece(text: str, left: int, right: int, roles: Sequence[HighlightRole], overlay: Overlay) -> Piece:
    return Piece(
        text,
        role=None if not roles else roles[0] if len(set(roles)) == 1 else HighlightRole.MIXED,
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
    def role(self) -> HighlightRole | None:
        """What its quotes do. One in doubt is shown before all others: it asks for a look."""
        roles = {quote.role for quote in self.quotes}
        if HighlightRole.REVIEW in roles:
            return HighlightRole.REVIEW
        return None if not roles else roles.pop() if len(roles) == 1 else HighlightRole.MIXED

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
