"""What all panes are: rows of styled pieces, of which only those in sight are painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from argmap.tui.panes import look
from argmap.tui.panes.glyphs import glyphs, wrap
from argmap.tui.panes.look import Piece
from argmap.tui.panes.thumb import move_thumb
from argmap.tui.safe_text import safe

_CACHED_STRIPS: Final = 512


class PaintedPane(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolled pane of rows. What it says where it has none names the key that fills it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set(look.COMPONENT_CLASSES)
    DEFAULT_CSS = look.DEFAULT_CSS

    def __init__(
        self, title: str, empty: str, *, id: str | None = None, classes: str | None = None, name: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes, name=name)
        self.empty = empty
        """What is said where there is nothing to show."""
        self._strips: LRUCache[tuple[int, int, str], Strip] = LRUCache(_CACHED_STRIPS)
        self._looks: dict[str, Style] = {}
        """The styles by name, as long as theme and focus stay."""
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Show another title in the border; it is never read as markup."""
        self.border_title = safe(title)

    # What a pane says about itself

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_pieces(self, row: int, width: int) -> Iterable[Piece]:
        """What stands on a row, in at most so many cells of safe text."""
        raise NotImplementedError

    def is_cursor(self, row: int) -> bool:  # noqa: ARG002 (panes without a cursor)
        """Whether the cursor stands on a row."""
        return False

    def row_style(self, row: int) -> str:
        """The style that is laid over a whole row, or nothing."""
        return "cursor" if self.is_cursor(row) else ""

    # Painting

    def render_line(self, y: int) -> Strip:
        """One row of the widget."""
        width = self.scrollable_content_region.width
        if not self.row_count():
            return self._empty_strip(y, width)
        row = self.scroll_offset.y + y
        if row >= self.row_count():
            return Strip.blank(width, self.rich_style)
        key = (row, width, self.row_style(row))
        strip = self._strips.get(key)
        if strip is None:
            strip = self._paint(self.row_pieces(row, width), width, over=key[2])
            self._strips.set(key, strip)
        return strip

    def notify_style_update(self) -> None:
        """Paint anew when the theme, the style sheet or the focus changes."""
        super().notify_style_update()
        self._strips.clear()
        self._looks.clear()

    def repaint(self, *, among: int | None = None) -> None:
        """Paint anew what is in sight, `among` the first so many rows, and take in how many rows there are."""
        self._strips.clear()
        self._take_in(Size(self.scrollable_content_region.width, self.row_count()))
        if among is None:
            self.refresh()
        else:
            self.refresh_lines(self.scroll_offset.y, max(0, min(self.rows_in_sight, among - self.scroll_offset.y)))

    def _take_in(self, size: Size) -> None:
        """Scroll over so much from now on.

        Setting `virtual_size` lays out the whole screen anew, which takes longer than to paint it: that is only
        needed where a scrollbar comes or goes.
        """
        scrolls = size.height > self.rows_in_sight or self.styles.overflow_y == "scroll"
        if size.width != self.virtual_size.width or scrolls != self.show_vertical_scrollbar:
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(PaintedPane.virtual_size, size)
            if scrolls:
                move_thumb(self.vertical_scrollbar, rows=size.height)
            if self.scroll_offset.y > self.max_scroll_y:
                self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint what is in sight now, and the scrollbar where that looks otherwise."""
        if self.show_vertical_scrollbar:
            move_thumb(self.vertical_scrollbar, position=new_value)
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)

    def forget_row(self, row: int) -> None:
        """Paint one row anew."""
        for key in [key for key in self._strips.keys() if key[0] == row]:  # noqa: SIM118 (no iterator of its own)
            self._strips.discard(key)
        self.refresh_line(row)

    @property
    def rows_in_sight(self) -> int:
        """How many rows there is room for."""
        return self.scrollable_content_region.height

    def _paint(self, pieces: Iterable[Piece], width: int, *, over: str = "") -> Strip:
        above = self._style(over) if over else Style.null()
        segments = [Segment(piece.text, self._painted(_clear(piece.style, over)) + above) for piece in pieces]
        return Strip(segments).adjust_cell_length(width, self._painted("") + above).simplify()

    def _empty_strip(self, y: int, width: int) -> Strip:
        rows: Sequence[Sequence[Piece]] = []
        if width > 0:
            rows = [
                [Piece(glyph.text, glyph.style) for glyph in row] for row in wrap(glyphs(self.empty, "faint"), width)
            ]
        return self._paint(rows[y] if y < len(rows) else [], width)

    def _painted(self, name: str) -> Style:
        """What text in a style looks like on this widget."""
        style = self._looks.get(name)
        if style is None:
            style = self._looks[name] = self.rich_style + self._style(name) if name else self.rich_style
        return style

    def _style(self, name: str) -> Style:
        """What a style sets itself, with its colours blended onto the pane's own."""
        component = f"pane--{name}"
        blended = self.get_component_rich_style(component)
        own = self.get_component_rich_style(component, partial=True)
        colours = Style.from_color(blended.color if own.color else None, blended.bgcolor if own.bgcolor else None)
        return colours + own.without_color


def _clear(style: str, over: str) -> str:
    """The style of a piece of a row: on the coloured ground of the cursor what is faint could not be read."""
    return "" if over == "cursor" and style == "faint" else style
