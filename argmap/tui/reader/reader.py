"""The widget that shows a text to be read, quoted from and never changed."""

from __future__ import annotations

from collections.abc import Callable
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
    line_around,
    lined,
    narrowed,
    paragraph_around,
    sentence_around,
    vertical,
    widened,
    word_around,
)

_DRAG_SCROLLS_PER_SECOND: Final = 20
Unit = Callable[[Layout, int], Selection]
"""What is selected as a whole at an offset."""
_BY_CLICKS: Final[dict[int, Unit]] = {2: word_around, 3: sentence_around}


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
        self._unit: Unit | None = None
        """What that drag selects as a whole: words, sentences, or lines where it began in the margin; else clusters."""
        self._last_click: events.Click | None = None
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
        self._reshape(grown)

    def action_widen_selection(self) -> None:
        """Select the word at the cursor, or of what is selected the next larger unit."""
        self._reshape(widened)

    def action_narrow_selection(self) -> None:
        """Select the next smaller unit at the beginning of what is selected."""
        if self._selection:
            self._reshape(narrowed)

    def action_select_lines(self) -> None:
        """Select the whole line at the cursor, or one line more."""
        self._reshape(lined)

    def action_other_end(self) -> None:
        """Put the cursor at the other end of the selection; if there is none, the key is for someone else."""
        if not self._selection:
            raise SkipAction
        self._set_selection(Selection(self._selection.head, self._selection.anchor))
        self._keep_in_sight()

    def _reshape(self, reshaped: Callable[[Layout, Selection], Selection]) -> None:
        if self._wrapped is not None:
            self._set_selection(reshaped(self._wrapped, self._selection))
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
        """Put the cursor under the pointer and begin to drag; with shift, select up to the pointer.

        In the margin whole lines are selected; after one click in the same place whole words, after two sentences.
        """
        if event.button != 1 or self._wrapped is None:
            return
        self._pointer = event.get_content_offset_capture(self)
        self._goal_column = None
        self._selecting = self._dragged = False
        if event.shift:
            self._unit = None
            self._pressed = (self._selection.anchor, self._selection.anchor)
            self._drag_to_pointer()
        else:
            self._dragged = self._columns.indent <= self._pointer.x < self._columns.text_left
            self._unit = line_around if self._dragged else self._unit_of_clicks(event)
            self._pressed = self._under_pointer(self._wrapped)
            self._set_selection(Selection(self._pressed[0], self._pressed[self._unit is not None]))
        self.capture_mouse()
        self._drag_timer.resume()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the pointer."""
        if self._pressed is not None and not event.button:  # it came up where nobody saw it
            self.on_mouse_up()
        elif self._pressed is not None:
            self._pointer = event.get_content_offset_capture(self)
            self._drag_to_pointer()

    def on_mouse_up(self) -> None:
        """End a drag."""
        self._pressed = None
        self._drag_timer.pause()
        self.release_mouse()

    def on_mouse_release(self) -> None:
        """End a drag where another screen has taken the mouse."""
        if self._pressed is not None and self.app.mouse_captured is not self:
            self.on_mouse_up()

    def on_click(self, event: events.Click) -> None:
        """Point at a quote; with two clicks select the word, with three the sentence, with four the paragraph.

        With the right button ask what can be done with what is selected, or quoted there.
        """
        if self._wrapped is not None and event.button == 3:
            self._ask_at(self._cluster_at(self._wrapped, event.get_content_offset_capture(self))[0])
        self._last_click = event if event.button == 1 else None
        if self._dragged or self._wrapped is None or event.button != 1:
            return
        start, end = self._cluster_at(self._wrapped, self._pointer)
        if event.chain > 1:
            self._set_selection(_unit_of(event.chain)(self._wrapped, start))
        elif start < end:
            self._press_quotes_at(start, pointed=True)

    def _ask_at(self, offset: int) -> None:
        """Let the menu be shown for a place in the text, which the selection does not leave where it covers it.

        Where nothing is quoted the sentence is taken, as there is nothing else that could be meant.
        """
        if self._wrapped is not None and not self._selection.start <= offset < self._selection.end:
            quoted = any(highlight.key for highlight in self.highlights_at(offset))
            sentence = sentence_around(self._wrapped, offset)
            taken = not quoted and sentence.start <= offset < sentence.end
            self._set_selection(sentence if taken else Selection(offset, offset))
        self.call_later(self.run_action, "screen.try('menu')")

    def _under_pointer(self, layout: Layout) -> Span:
        """What a drag selects at least where the pointer is: a cluster, or what it selects as a whole."""
        span = self._cluster_at(layout, self._pointer)
        if self._unit is None:
            return span
        whole = self._unit(layout, span[0])
        return whole.start, whole.end

    def _unit_of_clicks(self, event: events.MouseDown) -> Unit | None:
        """What is selected as a whole by a press that follows clicks in the same place at once."""
        last = self._last_click
        if last is None or event.screen_offset != last.screen_offset:
            return None
        return _unit_of(last.chain + 1) if event.time - last.time <= self.app.CLICK_CHAIN_TIME_THRESHOLD else None

    def _drag_to_pointer(self) -> None:
        """Select from where the button went down to the pointer, once that has left the cluster."""
        if self._wrapped is None or self._pressed is None:
            return
        current = self._under_pointer(self._wrapped)
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

    def _press_quotes_at(self, offset: int, *, pointed: bool = False) -> bool:
        """Tell that the quotes at an offset were pressed; False if there are none."""
        keys = tuple(highlight.key for highlight in self.highlights_at(offset) if highlight.key)
        if keys:
            self.post_message(self.QuotePressed(self, keys, pointed=pointed))
        return bool(keys)


def _unit_of(clicks: int) -> Unit:
    """What several clicks in the same place select; more than three of them the paragraph."""
    return _BY_CLICKS.get(clicks, paragraph_around)
