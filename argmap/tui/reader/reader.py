"""The widget that shows a text to be read, quoted from and never changed."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.geometry import Offset

from argmap.tui.reader import look, messages
from argmap.tui.reader.bindings import READER_BINDINGS
from argmap.tui.reader.layout import Layout
from argmap.tui.reader.pieces import Span
from argmap.tui.reader.reading_view import ReadingView
from argmap.tui.reader.selection import (
    MOTIONS,
    Selection,
    dragged,
    grown,
    sentence_around,
    vertical,
    word_around,
)

_DRAG_SCROLLS_PER_SECOND: Final = 20


class Reader(ReadingView, can_focus=True):
    """A long text, wrapped and scrolled, with highlights, a cursor and a selection.

    All offsets are code points of the text as given to `open_text`.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [*READER_BINDINGS]
    COMPONENT_CLASSES: ClassVar[set[str]] = set(look.COMPONENT_CLASSES)
    DEFAULT_CSS = look.DEFAULT_CSS

    QuotePressed = messages.QuotePressed

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(id=id, classes=classes, name=name)
        self._pressed: Span | None = None
        """The cluster where a drag began, while the mouse button is down."""
        self._pointer = Offset(0, 0)
        self._dragged = False
        """Whether the pointer has left that cluster since the button went down."""

    def action_move(self, motion: str, extend: bool = False) -> None:
        """Move the cursor, by the name of a motion; with `extend` or while selecting, select on the way."""
        if self._wrapped is not None:
            self._goal_column = None
            self._move_to(MOTIONS[motion](self._wrapped, self.cursor), extend=extend)
            self._keep_in_sight()

    def action_move_rows(self, rows: int, extend: bool = False) -> None:
        """Move the cursor up (negative) or down; moves that follow one another keep to the column."""
        if self._wrapped is not None:
            self._move_to(self._below(self._wrapped, rows), extend=extend)
            self._keep_in_sight()

    def action_turn_pages(self, pages: int, extend: bool = False) -> None:
        """Move the text and the cursor some pages back (negative) or on."""
        if self._wrapped is not None:
            rows = pages * self._page
            self.scroll_to(y=self.scroll_offset.y + rows, animate=False)
            self._move_to(self._below(self._wrapped, rows), extend=extend)
            self._keep_in_sight(context=0)

    def action_toggle_selecting(self) -> None:
        """Begin selecting at the cursor, or end it and keep what is selected."""
        self._selecting = not self._selecting
        if self._selecting:
            self._set_selection(Selection(self.cursor, self.cursor))

    def action_grow(self) -> None:
        """Select the sentence at the cursor, or one sentence more."""
        if self._wrapped is not None:
            self._set_selection(grown(self._wrapped, self._selection))
            self._keep_in_sight()

    def action_press_quote(self) -> None:
        """Tell that the quotes at the cursor were pressed; if there are none, the key is for someone else."""
        if not self._press_quotes_at(self.cursor):
            raise SkipAction

    def action_let_go(self) -> None:
        """Select and mark nothing any more; if nothing is, the key is for someone else."""
        if not (self._selection or self._selecting or self._gone_to or self._hits is not None):
            raise SkipAction
        self._selecting = False
        self.show_hits(None)
        self._set_selection(Selection(self.cursor, self.cursor))

    def on_mount(self) -> None:
        """Make the timer that scrolls while a drag is held beyond an edge."""
        self._drag_timer = self.set_interval(1 / _DRAG_SCROLLS_PER_SECOND, self._scroll_drag, pause=True, name="drag")

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor under the pointer and begin to drag; with shift, select up to the pointer."""
        if event.button != 1 or self._wrapped is None:
            return
        self._pointer = event.get_content_offset_capture(self)
        self._goal_column = None
        self._selecting = self._dragged = False
        if event.shift:
            self._pressed = (self._selection.anchor, self._selection.anchor)
            self._drag_to_pointer()
        else:
            self._pressed = self._cluster_at(self._wrapped, self._pointer)
            self._set_selection(Selection(self._pressed[0], self._pressed[0]))
        self.capture_mouse()
        self._drag_timer.resume()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the pointer."""
        if self._pressed is not None:
            self._pointer = event.get_content_offset_capture(self)
            self._drag_to_pointer()

    def on_mouse_up(self) -> None:
        """End a drag."""
        self._pressed = None
        self._drag_timer.pause()
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Press a quote; with two clicks select the word, with three the sentence."""
        if self._dragged or self._wrapped is None or event.button != 1:
            return
        start, end = self._cluster_at(self._wrapped, self._pointer)
        if event.chain > 1:
            around = word_around if event.chain == 2 else sentence_around
            self._set_selection(around(self._wrapped, start))
        elif start < end:
            self._press_quotes_at(start)

    def _drag_to_pointer(self) -> None:
        """Select from where the button went down to the pointer, once that has left the cluster."""
        if self._wrapped is None or self._pressed is None:
            return
        current = self._cluster_at(self._wrapped, self._pointer)
        self._dragged = self._dragged or current != self._pressed
        if self._dragged:
            self._set_selection(dragged(self._pressed, current))

    def _scroll_drag(self) -> None:
        """Scroll while a drag is held above or below the text: the farther, the faster."""
        beyond = min(self._pointer.y, 0) + max(self._pointer.y - self._height + 1, 0)
        if self._dragged and beyond:
            self.scroll_to(y=self.scroll_offset.y + beyond, animate=False)
            self._drag_to_pointer()

    def _below(self, layout: Layout, rows: int) -> int:
        """The place some rows below the cursor, or above it (negative), in the column that is kept to."""
        if self._goal_column is None:
            self._goal_column = layout.column_of(self.cursor)
        return vertical(layout, self.cursor, rows, self._goal_column)

    def _move_to(self, head: int, *, extend: bool) -> None:
        self._set_selection(self._selection.to(head, extend=extend or self._selecting))

    def _press_quotes_at(self, offset: int) -> bool:
        """Tell that the quotes at an offset were pressed; False if there are none."""
        keys = tuple(highlight.key for highlight in self.highlights_at(offset) if highlight.key)
        if keys:
            self.post_message(self.QuotePressed(self, keys))
        return bool(keys)
