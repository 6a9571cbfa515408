"""A pane whose rows are chosen from, with a cursor, by keys and by mouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final, Generic, TypeVar

from textual import events
from textual.binding import BindingType

from argmap.tui.keys import binding
from argmap.tui.panes.look import Line, Piece
from argmap.tui.panes.painted_pane import PaintedPane

Item = TypeVar("Item")

_MOVES: Final = ("up", "down", "page_up", "page_down", "first", "last")


class RowList(PaintedPane, Generic[Item], can_focus=True, inherit_bindings=False):
    """Items, one a row, of which the one under the cursor can be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("list.choose", "choose"),
        *(binding(f"list.{move.replace('_', '-')}", f"move('{move}')") for move in _MOVES),
    ]
    CLICKS_TO_CHOOSE: ClassVar[int] = 1
    """How many clicks choose a row; fewer only put the cursor there."""

    def __init__(
        self, title: str, empty: str, *, id: str | None = None, classes: str | None = None, name: str | None = None
    ) -> None:
        super().__init__(title, empty, id=id, classes=classes, name=name)
        self._items: Sequence[Item] = ()
        self._cursor = 0

    # What a list says about itself

    def line_of(self, item: Item) -> Line:
        """How an item is shown."""
        raise NotImplementedError

    def moved(self) -> None:
        """The cursor stands on another item; a list that wants to tell about it does so here."""

    def chosen(self, item: Item) -> None:
        """An item was chosen."""
        raise NotImplementedError

    # What the lists and the app around them use

    @property
    def cursor(self) -> int:
        """The row of the cursor; 0 while there are no rows."""
        return self._cursor

    @property
    def current_item(self) -> Item | None:
        """What the cursor stands on."""
        return self._items[self._cursor] if self._items else None

    def set_items(self, items: Sequence[Item], cursor: int) -> None:
        """Show other items, with the cursor on one of them, or on the last if there are fewer."""
        self._items = items
        self._cursor = max(0, min(cursor, len(items) - 1))
        self.repaint()
        self._keep_in_sight()

    def go_to_row(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest that there is, and bring it in sight."""
        before = self._cursor
        self._cursor = max(0, min(row, len(self._items) - 1))
        if self._cursor != before:
            self.refresh_line(before)
            self.refresh_line(self._cursor)
            self.moved()
        self._keep_in_sight()

    # Keys and mouse

    def action_move(self, move: str) -> None:
        """Move the cursor: `up`, `down`, `page_up`, `page_down`, `first` or `last`."""
        page = max(1, self.rows_in_sight - 1)
        steps = {"up": -1, "down": 1, "page_up": -page, "page_down": page, "first": -len(self._items)}
        self.go_to_row(self._cursor + steps.get(move, len(self._items)))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if (item := self.current_item) is not None:
            self.chosen(item)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor under the pointer, and choose with enough clicks."""
        at = event.get_content_offset(self)
        row = None if at is None else self.scroll_offset.y + at.y
        if event.button != 1 or at is None or row is None or row >= len(self._items):
            return
        self.go_to_row(row)
        self.clicked(at.x, event.chain)

    def clicked(self, column: int, chain: int) -> None:  # noqa: ARG002 (for lists whose rows have parts)
        """The row under the cursor was clicked in a column, for the first time, the second …"""
        if chain == self.CLICKS_TO_CHOOSE:
            self.action_choose()

    # Painting

    def row_count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def row_pieces(self, row: int, width: int) -> Iterable[Piece]:
        """An item, fitted to a width."""
        return self.line_of(self._items[row]).fitted(width, selected=self.is_cursor(row))

    def is_cursor(self, row: int) -> bool:
        """Whether the cursor stands on a row."""
        return row == self._cursor

    def on_resize(self) -> None:
        """Fit the rows to the new width, and keep the cursor in sight."""
        self.repaint()
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Scroll as little as is needed to see the cursor."""
        height = self.rows_in_sight
        top = self.scroll_offset.y
        if height < 1:
            return
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False, force=True)
        elif self._cursor >= top + height:
            self.scroll_to(y=self._cursor - height + 1, animate=False, force=True)
