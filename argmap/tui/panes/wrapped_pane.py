"""A pane of running text, wrapped to its width, to be scrolled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual.binding import Binding

from argmap.tui.panes.look import Piece
from argmap.tui.panes.painted_pane import PaintedPane

_SCROLLS: Final = (
    ("up,k", "up", "a row up"),
    ("down,j", "down", "a row down"),
    ("pageup", "page_up", "a page up"),
    ("pagedown,space", "page_down", "a page down"),
    ("home,g", "first", "to the beginning"),
    ("end,G", "last", "to the end"),
)


def scroll_bindings(prefix: str) -> list[Binding]:
    """The keys that scroll; their ids, by which they can be bound anew, begin with `prefix`."""
    return [
        Binding(
            keys,
            f"scroll_by('{step}')",
            f"Scroll {goal}",
            show=False,
            tooltip=f"Scroll {goal}.",
            id=f"{prefix}.{step.replace('_', '-')}",
        )
        for keys, step, goal in _SCROLLS
    ]


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
