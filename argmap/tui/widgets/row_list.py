"""A pane whose rows are chosen by key and mouse, and dragged onto others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final, Generic, TypeVar

from textual import events
from textual.binding import BindingType

from argmap.tui.keys import binding
from argmap.tui.widgets.painted_pane import Line, PaintedPane, Piece

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


_SCROLLS_PER_SECOND: Final = 15


class DragRows(RowList[Item], Generic[Item]):
    """Rows that can be dragged. The row under the pointer is lit where they may be dropped.

    Beyond an edge the rows scroll as long as the pointer is held there, also while it does not move.
    """

    def __init__(
        self, title: str, empty: str, *, id: str | None = None, classes: str | None = None, name: str | None = None
    ) -> None:
        super().__init__(title, empty, id=id, classes=classes, name=name)
        self._grasped: int | None = None
        """The row on which the mouse button went down."""
        self._over: int | None = None
        """The row that the pointer is on while one is dragged."""
        self._droppable = False
        """Whether the row that is dragged may be dropped there."""
        self._dragged = False
        self._pointer = 0
        """The line of the pane that the pointer is on."""

    def on_mount(self) -> None:
        """Make the timer that scrolls while something is held beyond an edge."""
        self._edge_timer = self.set_interval(1 / _SCROLLS_PER_SECOND, self._scroll_at_edge, pause=True)

    def set_items(self, items: Sequence[Item], cursor: int) -> None:
        """Show other items; nothing is dragged any more, as another item may stand in the row that was."""
        if self._grasped is not None and items != self._items:
            self.stop_dragging()
        super().set_items(items, cursor)

    # What a list says about itself

    def aim(self, dragged: int, onto: int) -> bool:
        """Tell the user what dropping a row onto another would do; False where it may not be dropped there."""
        raise NotImplementedError

    def dropped(self, dragged: int, onto: int) -> None:
        """A row was dropped onto another, or onto itself."""
        raise NotImplementedError

    def drag_ended(self) -> None:
        """No row is on its way any more: there is nothing to tell of it."""

    # The mouse

    @property
    def is_dragging(self) -> bool:
        """Whether a row is on its way."""
        return self._over is not None

    def stop_dragging(self) -> None:
        """Let the row that is held go back to where it was."""
        if self._grasped is None:
            return
        was_dragging = self.is_dragging
        self._light(None)
        self._grasped = None
        self._edge_timer.pause()
        self.release_mouse()
        if was_dragging:
            self.drag_ended()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the row under the pointer."""
        at = event.get_content_offset(self)
        self._dragged = False
        self._grasped = None
        if event.button == 1 and at is not None and self.scroll_offset.y + at.y < self.row_count():
            self._grasped = self.scroll_offset.y + at.y

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the row that is held, and light the one below it."""
        if self._grasped is None:
            return
        if event.button != 1:
            self.stop_dragging()
            return
        self._pointer = event.get_content_offset_capture(self).y
        if self._row_at_pointer() != self._grasped and not self._dragged:
            self._dragged = True
            self.capture_mouse()
            self._edge_timer.resume()
        if self._dragged:
            self._light(self._row_at_pointer())

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop what was dragged."""
        grasped, over = self._grasped, self._over
        self.stop_dragging()
        inside = self.content_region.contains(event.screen_x, event.screen_y)
        if inside and grasped is not None and over is not None:
            self.dropped(grasped, over)

    def on_mouse_release(self) -> None:
        """Drag nothing any more where another screen has taken the mouse."""
        if self.is_dragging and self.app.mouse_captured is not self:
            self.stop_dragging()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor under the pointer, unless a row was dragged there."""
        if self._dragged:
            event.prevent_default()

    def row_style(self, row: int) -> str:
        """How a row is lit."""
        return "drop" if row == self._over and self._droppable else super().row_style(row)

    def _row_at_pointer(self) -> int:
        return max(0, min(self.scroll_offset.y + self._pointer, self.row_count() - 1))

    def _scroll_at_edge(self) -> None:
        beyond = (self._pointer >= self.rows_in_sight) - (self._pointer < 0)
        if self._dragged and beyond:
            self.scroll_relative(y=beyond, animate=False, force=True)
            self._light(self._row_at_pointer())

    def _light(self, row: int | None) -> None:
        if row != self._over:
            before, self._over = self._over, row
            self._droppable = row is not None and self._grasped is not None and self.aim(self._grasped, row)
            for some in (before, row):
                if some is not None:
                    self.refresh_line(some)
