"""What the outline tells the widgets around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message

from argmap.graph import Row
from argmap.tui.held import Spot

if TYPE_CHECKING:
    from argmap.tui.panes.outline_pane import OutlinePane


class _FromOutline(Message):
    def __init__(self, pane: OutlinePane) -> None:
        super().__init__()
        self.pane: Final = pane

    @property
    def control(self) -> OutlinePane:
        """The pane, for `on`."""
        return self.pane


class RowMoved(_FromOutline, namespace="outline_pane"):
    """The cursor stands on another row, or the map has none any more; or other rows are marked."""

    def __init__(self, pane: OutlinePane, row: Row | None) -> None:
        super().__init__(pane)
        self.row: Final = row

    def can_replace(self, message: Message) -> bool:
        """Of several that wait to be handled, only the last is."""
        return isinstance(message, RowMoved) and message.pane is self.pane


class RowChosen(_FromOutline, namespace="outline_pane"):
    """The user wants to go to what a row stands for."""

    def __init__(self, pane: OutlinePane, row: Row) -> None:
        super().__init__(pane)
        self.row: Final = row


class RowsDropped(_FromOutline, namespace="outline_pane"):
    """Rows were dragged onto another."""

    def __init__(self, pane: OutlinePane, dragged: tuple[Spot, ...], onto: Spot) -> None:
        super().__init__(pane)
        self.dragged: Final = dragged
        self.onto: Final = onto
