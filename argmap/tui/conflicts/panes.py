"""The list of what is undecided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.message import Message

from argmap.tui.conflicts.disputes import Dispute
from argmap.tui.panes.look import Line, Piece
from argmap.tui.panes.row_list import RowList


class DisputeList(RowList[Dispute]):
    """The conflicts that are left."""

    class Moved(Message):
        """Another conflict is under the cursor."""

    class Chosen(Message):
        """The user wants to go to what a conflict is about."""

    CLICKS_TO_CHOOSE: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:
        super().__init__("Undecided", "", id=id)

    def show(self, left: Sequence[Dispute]) -> None:
        """Show what is left, with the cursor on the same one, or where it was."""
        shown = self.current_item
        same = (at for at, one in enumerate(left) if shown is not None and one.where == shown.where)
        self.set_items(left, next(same, self.cursor))
        self.set_title(f"Undecided {len(left)}")

    def line_of(self, item: Dispute) -> Line:
        """Whose it is, and what it is about."""
        return Line(Piece(item.element or "the map"), (Piece("≠ ", "review"),), after=(Piece(item.said, "faint"),))

    def moved(self) -> None:
        """Tell that another conflict is under the cursor."""
        self.post_message(self.Moved())

    def chosen(self, item: Dispute) -> None:  # noqa: ARG002 (the one under the cursor)
        """Tell that the user wants to go there."""
        self.post_message(self.Chosen())
