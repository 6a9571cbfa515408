"""A pane of running text, wrapped to its width, to be scrolled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.binding import Binding

from argmap.tui.keys import binding
from argmap.tui.panes.look import Piece
from argmap.tui.panes.painted_pane import PaintedPane


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
