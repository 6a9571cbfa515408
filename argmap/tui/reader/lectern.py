"""What a text is read at: the reader, the map of quotes at its edge, and the bars to search and to go to a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from argmap.tui.reader.line_bar import LineBar
from argmap.tui.reader.messages import CursorMoved
from argmap.tui.reader.quote_map import QuoteMap
from argmap.tui.reader.reader import Reader
from argmap.tui.reader.search_bar import SearchBar

if TYPE_CHECKING:
    from argmap.text.folding import Folded
    from argmap.tui.reader.bar import ReaderBar


class Lectern(Vertical):
    """A reader with what helps to find one's way in a long text."""

    DEFAULT_CSS = """
    Lectern {
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
