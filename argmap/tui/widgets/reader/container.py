"""The reader with the minimap of its quotes and the bars to search and to go to a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip
from textual.widget import Widget

from argmap.tui.content import safe
from argmap.tui.widgets.reader.highlights import HighlightRole
from argmap.tui.widgets.reader.input_bars import LineBar, ReaderBar, SearchBar
from argmap.tui.widgets.reader.reader import CursorMoved, Reader, ReadingView
from argmap.tui.widgets.reader.text_view import OverviewCell

if TYPE_CHECKING:
    from argmap.text.folding import Folded


class ReaderContainer(Vertical):
    """A reader with what helps to find one's way in a long text."""

    DEFAULT_CSS = """
    ReaderContainer {
        height: 1fr;
        & Reader { width: 1fr; height: 1fr; }
    }
    """

    def __init__(
        self,
        reader: Reader | None = None,
        folded: Callable[[str], Folded] | None = None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`folded` gives a text folded, from where that is done already; it may be called in a thread."""
        super().__init__(id=id, classes=classes)
        self.reader: Final = reader or Reader()
        self.search_bar: Final = SearchBar(self.reader, folded) if folded else SearchBar(self.reader)
        self.line_bar: Final = LineBar(self.reader)
        self._quote_map = QuoteMap(self.reader)

    def compose(self) -> ComposeResult:
        """The text with its margin, and the bars below it."""
        with Horizontal():
            yield self.reader
            yield self._quote_map
        yield self.search_bar
        yield self.line_bar

    @property
    def typed_in(self) -> ReaderBar | None:
        """The bar that has the keyboard."""
        return next((bar for bar in (self.search_bar, self.line_bar) if bar.is_typed_in), None)

    @on(CursorMoved)
    def _count_hits(self) -> None:
        self.search_bar.count()


_HIT_GLYPH: Final = "•"
_MOST_NAMED: Final = 6


class QuoteMap(Widget):
    """Where in the whole text the quotes lie, one glyph for each role, and the hits of a search; a click goes there.

    The part of the text that is in sight is tinted.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "quote-map--window",
        "quote-map--hit",
        *(f"quote-map--{role}" for role in HighlightRole),
    }
    DEFAULT_CSS = """
    QuoteMap {
        width: 1;
        height: 1fr;
        background: $surface;
        color: $foreground;
        & .quote-map--window { background: $foreground 12%; }
        & .quote-map--hit { background: $accent 55%; color: $text; }
        & .quote-map--support { color: $text-success; text-style: bold; }
        & .quote-map--counter { color: $text-error; text-style: bold; }
        & .quote-map--undercut { color: $text-warning; text-style: bold; }
        & .quote-map--mixed { color: $text-secondary; text-style: bold; }
        & .quote-map--plain { color: $text-faint; text-style: bold; }
        & .quote-map--review { color: $text-warning; text-style: bold; }
        & .quote-map--collected { color: $text-accent; text-style: bold; }
        &:nocolor .quote-map--hit { text-style: reverse; }
    }
    """

    def __init__(self, reader: ReadingView, *, id: str | None = None, classes: str | None = None) -> None:
        """Picture the text of a reader, which may be anywhere on the same screen."""
        super().__init__(id=id, classes=classes)
        self._reader = reader
        self._cells: list[OverviewCell] = []
        self._in_sight = range(0)
        self._styles: dict[tuple[str, ...], Style] = {}
        """What was combined already, by the names of its component classes: a hit at each key asks for all of them."""

    def on_mount(self) -> None:
        """Follow the reader."""
        self.watch(self._reader, "picture", self._picture)
        self.watch(self._reader, "scroll_y", self._follow)

    def on_resize(self) -> None:
        """Picture the text in another height."""
        self._picture()

    def render_line(self, y: int) -> Strip:
        """One cell."""
        if y >= len(self._cells):
            return Strip.blank(self.size.width, self.rich_style)
        cell = self._cells[y]
        glyph = cell.glyph or (_HIT_GLYPH if cell.hit else " ")
        shown = ("window" if y in self._in_sight else "", cell.role or "", "hit" if cell.hit else "")
        return Strip([Segment(glyph, self._style(*(name for name in shown if name)))], 1)

    def notify_style_update(self) -> None:
        """Paint anew when the theme or the style sheet changes."""
        super().notify_style_update()
        self._styles.clear()

    def on_click(self, event: events.Click) -> None:
        """Go to the first quote of the cell, or its first hit, or just there."""
        if (cell := self._cell_at(event)) is None:
            return
        quote = cell.quotes[0] if cell.quotes else None
        span = (quote.start, quote.end) if quote else cell.hit or (cell.span[0], cell.span[0])
        self._reader.go_to(*span)
        self._reader.focus()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say which quotes lie under the pointer."""
        cell = self._cell_at(event)
        names = [quote.key for quote in cell.quotes[:_MOST_NAMED]] if cell else []
        more = len(cell.quotes) - len(names) if cell else 0
        said = ", ".join(names) + (f" and {more} more" if more else "")
        self.tooltip = safe(said) if said else None

    def _cell_at(self, event: events.MouseEvent) -> OverviewCell | None:
        at = event.get_content_offset(self)
        return self._cells[at.y] if at is not None and at.y < len(self._cells) else None

    def _picture(self) -> None:
        self._cells = self._reader.overview(self.size.height)
        self._in_sight = self._reader.in_sight(self.size.height)
        self.refresh()

    def _follow(self) -> None:
        """Tint the part that is in sight now."""
        in_sight = self._reader.in_sight(self.size.height)
        if in_sight != self._in_sight:
            self._in_sight = in_sight
            self.refresh()

    def _style(self, *names: str) -> Style:
        """Component classes over the margin's own style, the later over the earlier."""
        style = self._styles.get(names)
        if style is None:
            style = self._styles[names] = Style.combine([self.rich_style, *map(self._component_style, names)])
        return style

    def _component_style(self, name: str) -> Style:
        """What a component class itself sets, with colours blended onto the margin's own."""
        blended = self.get_component_rich_style(f"quote-map--{name}")
        own = self.get_component_rich_style(f"quote-map--{name}", partial=True)
        colours = Style.from_color(blended.color if own.color else None, blended.bgcolor if own.bgcolor else None)
        return colours + own.without_color
