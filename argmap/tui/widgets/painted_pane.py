"""The base of all panes: rows of styled pieces, of which only those in sight are painted, and panes of wrapped text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from argmap.tui.cell_text import cut, glyphs, wrap
from argmap.tui.content import safe
from argmap.tui.keys import binding

_EIGHTHS: Final = 8


def move_thumb(bar: ScrollBar, *, position: float | None = None, rows: int | None = None) -> None:
    """Let a scrollbar stand for another position, or for so many rows in all."""
    before = _ends_of(bar)
    if position is not None:
        bar.set_reactive(ScrollBar.position, position)
    if rows is not None:
        bar.set_reactive(ScrollBar.window_virtual_size, rows)
    if _ends_of(bar) != before:
        bar.refresh()


def ends(size: int, rows: int, seen: int, position: float) -> tuple[int, int] | None:
    """Where a thumb begins and ends, in eighths of a cell as `ScrollBarRender` draws it; None where there is none."""
    if not (size and seen) or rows <= seen:
        return None
    length = max(1, seen * size / rows)
    start = int((size - length) * position / (rows - seen) * _EIGHTHS)
    return start, start + ceil(length * _EIGHTHS)


def _ends_of(bar: ScrollBar) -> tuple[int, int] | None:
    return ends(bar.size.height, bar.window_virtual_size, bar.window_size, bar.position)


STYLES: Final = (
    "support",
    "counter",
    "undercut",
    "thesis",
    "calm",
    "review",
    "faint",
    "strong",
    "gone",
    "new",
    "cursor",
    "marked",
    "drop",
)
"""`support`, `counter` and `undercut` are roles; `calm` and `review` are states of quotes; `gone` and `new`
are words that differ."""


PANE_CLASSES: Final = frozenset(f"pane--{style}" for style in STYLES)
PANE_CSS: Final = """
PaintedPane {
    background: $surface;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-size-vertical: 1;
    border: round $foreground 30%;
    border-title-color: $foreground 80%;
    &:focus { border: round $primary; border-title-color: $foreground; border-title-style: bold; }
    & .pane--support { color: $text-success; text-style: bold; }
    & .pane--counter { color: $text-error; text-style: bold; }
    & .pane--undercut { color: $text-warning; text-style: bold; }
    & .pane--thesis { color: $text-primary; text-style: bold; }
    & .pane--calm { color: $text-success; }
    & .pane--review { color: $text-accent; text-style: bold; }
    & .pane--faint { color: $text-faint; }
    & .pane--strong { text-style: bold; }
    & .pane--gone { color: $text-error; text-style: strike; }
    & .pane--new { color: $text-success; text-style: bold underline; }
    & .pane--marked { color: $text-accent; text-style: bold; }
    & .pane--drop { background: $success-muted; text-style: bold underline; }
    & .pane--cursor { background: $block-cursor-blurred-background; }
    &:focus .pane--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    &:ansi .pane--faint { text-style: dim; }
    &:ansi .pane--drop { background: ansi_default; }
    &:nocolor .pane--cursor { text-style: underline; }
    &:nocolor:focus .pane--cursor { text-style: reverse; }
}
"""


class Piece(NamedTuple):
    """Some text in one style."""

    text: str
    style: str = ""
    """One of `STYLES`, or nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: a text that is cut to the room between what stands before it and at the right edge."""

    text: Piece
    before: tuple[Piece, ...] = ()
    closing: str = ""
    """Follows the text, also where it is cut."""
    extra: Piece | None = None
    """Stands left of `after` while the cursor is on the row, where the whole text leaves room for it."""
    after: tuple[Piece, ...] = ()
    """Stand at the right edge; the first ones give way where only a few cells would be left for the text."""

    def fitted(self, width: int, *, selected: bool = False) -> list[Piece]:
        """The pieces that fill exactly so many cells."""
        before = _cut_pieces(self.before, width)
        left = width - _cells(before)
        after = [Piece(" "), *self.after]
        while len(after) > 1 and _cells(after) + _LEAST_TEXT > left:
            del after[1]
        after = after if len(after) > 1 else []
        left -= _cells(after)
        text = cut(self.text.text, left - cell_len(self.closing))
        shown = Piece(text + self.closing if text else "", self.text.style)
        left -= cell_len(shown.text)
        extra = [Piece(" "), self.extra] if self.extra and selected else []
        if text.endswith("…") or _cells(extra) + 1 > left:
            extra = []
        gap = Piece(" " * (left - _cells(extra)))
        return [piece for piece in (*before, shown, gap, *extra, *after) if piece.text]


_LEAST_TEXT = 8
"""Cells of text; where fewer would be left, what stands at the right edge gives way."""


def _cells(pieces: Iterable[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)


def _cut_pieces(pieces: Iterable[Piece], width: int) -> list[Piece]:
    """As many of the pieces as fit, the last one cut."""
    shown = []
    for piece in pieces:
        text = cut(piece.text, width)
        shown.append(Piece(text, piece.style))
        width -= cell_len(text)
    return shown


_CACHED_STRIPS: Final = 512


class PaintedPane(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolled pane of rows. What it says where it has none names the key that fills it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set(PANE_CLASSES)
    DEFAULT_CSS = PANE_CSS

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


def scroll_bindings(place: str) -> list[Binding]:
    """The bindings that scroll, by the keys of a place."""
    steps = ("up", "down", "page_up", "page_down", "first", "last")
    return [binding(f"{place}.{step.replace('_', '-')}", f"scroll_by('{step}')") for step in steps]


class WrappedPane(PaintedPane):
    """Rows that are made anew for each width of the pane."""

    def __init__(
        self, title: str, empty: str, *, id: str | None, classes: str | None = None, name: str | None = None
    ) -> None:
        super().__init__(title, empty, id=id, classes=classes, name=name)
        self.rows: Sequence[Sequence[Piece]] = ()
        """The rows as they are wrapped now."""

    def rows_for(self, width: int) -> Iterable[Sequence[Piece]]:
        """What is shown, in rows of at most so many cells."""
        raise NotImplementedError

    def rewrap(self) -> None:
        """Make the rows anew, for other text or another width."""
        width, before = self.scrollable_content_region.width, self.rows
        if width > 0:
            self.rows = list(self.rows_for(width))
        self.repaint(among=max(len(before), len(self.rows)) if before and self.rows else None)

    def action_scroll_by(self, step: str) -> None:
        """Scroll: `up`, `down`, `page_up`, `page_down`, `first` or `last`."""
        page = max(1, self.rows_in_sight - 1)
        steps = {"up": -1, "down": 1, "page_up": -page, "page_down": page, "first": -len(self.rows)}
        self.scroll_to(y=self.scroll_offset.y + steps.get(step, len(self.rows)), animate=False)

    def row_count(self) -> int:
        """How many rows the wrapped text has."""
        return len(self.rows)

    def row_pieces(self, row: int, width: int) -> Iterable[Piece]:  # noqa: ARG002 (wrapped already)
        """A row of the wrapped text."""
        return self.rows[row]

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self.rewrap()
