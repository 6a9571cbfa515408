"""A list from which rows are dragged onto others with the mouse."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual import events

from argmap.tui.panes.row_list import RowList

Item = TypeVar("Item")


class DragRows(RowList[Item], Generic[Item]):
    """Rows that can be dragged. The row under the pointer is lit where they may be dropped; the edges scroll."""

    def __init__(
        self, title: str, empty: str, *, id: str | None = None, classes: str | None = None, name: str | None = None
    ) -> None:
        super().__init__(title, empty, id=id, classes=classes, name=name)
        self._grasped: int | None = None
        """The row on which the mouse button went down."""
        self._over: int | None = None
        """The row that the pointer is on while one is dragged."""
        self._dragged = False

    # What a list says about itself

    def may_drop(self, dragged: int, onto: int) -> bool:
        """Whether a row may be dropped onto another."""
        raise NotImplementedError

    def dropped(self, dragged: int, onto: int) -> None:
        """A row was dropped onto another."""
        raise NotImplementedError

    # The mouse

    @property
    def is_dragging(self) -> bool:
        """Whether a row is on its way."""
        return self._over is not None

    def stop_dragging(self) -> None:
        """Let the dragged row go back to where it was."""
        self._light(None)
        self._grasped = None
        self.release_mouse()

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
        y = event.get_content_offset_capture(self).y
        if y < 0 or y >= self.rows_in_sight:
            self.scroll_relative(y=-1 if y < 0 else 1, animate=False, force=True)
        row = max(0, min(self.scroll_offset.y + y, self.row_count() - 1))
        if row != self._grasped and not self._dragged:
            self._dragged = True
            self.capture_mouse()
        if self._dragged:
            self._light(row)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop what was dragged."""
        grasped, over = self._grasped, self._over
        self.stop_dragging()
        inside = self.content_region.contains(event.screen_x, event.screen_y)
        if inside and grasped is not None and over is not None and self.may_drop(grasped, over):
            self.dropped(grasped, over)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor under the pointer, unless a row was dragged there."""
        if self._dragged:
            event.prevent_default()

    def row_style(self, row: int) -> str:
        """How a row is lit."""
        if row == self._over and self._grasped is not None and self.may_drop(self._grasped, row):
            return "drop"
        return super().row_style(row)

    def _light(self, row: int | None) -> None:
        if row != self._over:
            before, self._over = self._over, row
            for some in (before, row):
                if some is not None:
                    self.refresh_line(some)
