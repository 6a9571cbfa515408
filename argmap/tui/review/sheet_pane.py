"""A pane that shows a sheet: paragraphs wrapped to its width, to be scrolled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.binding import BindingType

from argmap.tui.panes.detail_pane import wrapped
from argmap.tui.panes.look import Piece
from argmap.tui.panes.wrapped_pane import WrappedPane, scroll_bindings
from argmap.tui.review.sheets import QUOTED, Block
from argmap.tui.safe_text import safe

_ROWS_AFTER: Final = 1
"""Rows kept in sight below the quoted words."""


class SheetPane(WrappedPane, can_focus=True, inherit_bindings=False):
    """One side of a comparison; what is gone is struck through, what is new is underlined, in any theme."""

    BINDINGS: ClassVar[list[BindingType]] = [*scroll_bindings("sheet")]
    DEFAULT_CSS = """
    SheetPane {
        border-subtitle-color: $text-faint;
    }
    """

    def __init__(self, title: str, *, id: str) -> None:
        super().__init__(title, "", id=id)
        self._blocks: Sequence[Block] = ()

    def show(self, title: str, blocks: Iterable[Block], *, legend: str = "") -> None:
        """Show another sheet, its quoted words in sight; `legend` says below it what its marks mean."""
        self.set_title(title)
        self.border_subtitle = safe(legend)
        shown = tuple(blocks)
        if shown != self._blocks:
            self._blocks = shown
            self.rewrap()

    def rows_for(self, width: int) -> Iterable[Sequence[Piece]]:
        """The blocks, one after the other."""
        return (row for block in self._blocks for row in _rows(block, width))

    def rewrap(self) -> None:
        """Make the rows anew, with the quoted words in sight."""
        super().rewrap()
        self.scroll_to(y=self._top_row(), animate=False, force=True)

    def _top_row(self) -> int:
        """The row to begin with: the first, unless there is no room then for the quoted words."""
        quoted = [number for number, row in enumerate(self.rows) if row and row[0] == QUOTED]
        if not quoted:
            return 0
        first, after = quoted[0], quoted[-1] + 1
        return max(0, min(first, after + _ROWS_AFTER - self.rows_in_sight))


def _rows(block: Block, width: int) -> Iterator[list[Piece]]:
    bar = block.bar
    if bar is None or cell_len(bar.text) >= width:
        yield from wrapped(block.paragraph, width)
        return
    for row in wrapped(block.paragraph, width - cell_len(bar.text)):
        yield [bar, *row]
