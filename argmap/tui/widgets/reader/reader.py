"""The widget that shows a text to be read, quoted from and never changed, with its keys, messages and styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.geometry import Offset
from textual.message import Message

from argmap.tui.keys import bindings
from argmap.tui.widgets.reader.highlights import Highlight, HighlightIndex, HighlightRole
from argmap.tui.widgets.reader.layout import Layout
from argmap.tui.widgets.reader.selection import (
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
    whole,
    widened,
    word_around,
)
from argmap.tui.widgets.reader.text_view import Span, TextView

if TYPE_CHECKING:
    from argmap.find.hits import Hits

NARROWEST_ROW: Final = 24
"""Cells of text: a reader is not made narrower by a user."""


@dataclass(frozen=True, slots=True)
class ReaderPlace:
    """What a reader shows of its text."""

    selection: Selection
    gone_to: Span | None
    top: int
    """The first code point in sight."""


class ReadingView(TextView):
    """What the widgets around a reader use of it, and what its keys and mouse are made of.

    All offsets are code points of the text as given to `open_text`.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(id=id, classes=classes, name=name)
        self._selecting = False
        self._goal_column: int | None = None
        """The column that moves up and down keep to."""

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._text

    @property
    def cursor(self) -> int:
        """Where the cursor stands, in code points: always where a cluster begins."""
        return self._selection.head

    @property
    def selected_span(self) -> Span | None:
        """Where the selection begins and ends, in code points; `None` if nothing is selected."""
        return (self._selection.start, self._selection.end) if self._selection else None

    @property
    def selecting(self) -> bool:
        """Whether every move of the cursor selects."""
        return self._selecting

    @property
    def line_starts(self) -> Sequence[int]:
        """Where each line begins, in code points; only a line feed ends a line."""
        return self._wrapped.cells.line_starts if self._wrapped is not None else (0,)

    @property
    def hits(self) -> Hits | None:
        """What was searched for and is marked."""
        return self._hits

    @property
    def place(self) -> ReaderPlace:
        """What `return_to` needs to show everything again as it is now."""
        return ReaderPlace(self._selection, self._gone_to, self._top)

    def open_text(self, text: str, highlights: Iterable[Highlight] = (), cursor: int = 0) -> None:
        """Show another text, with the cursor in sight.

        Raises ValueError if the cursor or a highlight lies outside the text.
        """
        _check_within(text, cursor, cursor)
        self._highlights = _index_within(text, highlights)
        self.show_hits(None)
        self._replace_text(text)
        self._jump(Selection(cursor, cursor))

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Show other quotes in the same text. Raises ValueError if one lies outside the text."""
        self._highlights = _index_within(self._text, highlights)
        self._repaint()

    def highlights_at(self, offset: int) -> list[Highlight]:
        """The quotes that hold the code point at an offset, the one that begins first before the others."""
        return self._highlights.at(offset)

    def highlights_in(self, start: int, end: int) -> list[Highlight]:
        """The quotes that share a code point with a span, by where they begin."""
        return self._highlights.overlapping(start, end)

    def show_hits(self, hits: Hits | None) -> None:
        """Mark what was searched for in the text; `None` for nothing."""
        if hits is not self._hits:
            self._hits = hits
            self.picture += 1
            self.refresh()

    def go_to(self, start: int, end: int, *, passing: bool = False) -> None:
        """Bring a passage in sight, a third from the top, with the cursor at its beginning.

        It is shown as gone to until the cursor moves. A jump is told of, unless the user is only `passing` through.
        Raises ValueError if it lies outside the text.
        """
        _check_within(self._text, start, end)
        left = self.cursor
        self._jump(Selection(start, start))
        self._gone_to = (start, end)
        self.refresh()
        if not passing:
            self.tell_jump(left)

    def tell_jump(self, left: int) -> None:
        """Tell that the cursor came from another place by a jump."""
        if left != self.cursor:
            self.post_message(Jumped(self, left, self.cursor))

    def return_to(self, place: ReaderPlace) -> None:
        """Show everything again as it was."""
        self._selecting = False
        self._goal_column = None
        self._set_selection(place.selection)
        self._gone_to = place.gone_to
        if self._wrapped is not None:
            self.scroll_to(y=self._wrapped.row_of(place.top), animate=False, force=True)
        else:
            self._top, self._to_bring_in_sight = place.top, False
        self.refresh()

    def step_to_hit(self, step: int, *, passing: bool = False) -> bool:
        """Go to the hit after the cursor, or before it (-1), around the ends; False if there is none."""
        if not self._hits:
            return False
        number = self._hits.first_from(self.cursor + 1) if step > 0 else self._hits.first_from(self.cursor) - 1
        self.go_to(*self._hits[number % len(self._hits)], passing=passing)
        return True

    def step_to_quote(self, step: int) -> bool:
        """Go to the quote that begins after the cursor, or before it (-1), around the ends; False if there is none."""
        find = self._highlights.next_after if step > 0 else self._highlights.last_before
        quote = find(self.cursor)
        if quote is not None:
            self.go_to(quote.start, quote.end)
        return quote is not None

    def widen(self, cells: int) -> bool:
        """Give rows of text so many cells more, or less (negative); False where there is no room for that."""
        width = self._width_wanted
        if width <= NARROWEST_ROW if cells < 0 else width >= self._room:
            return False
        self.max_width = max(NARROWEST_ROW, width + cells)
        return True

    def select(self, start: int, end: int) -> None:
        """Select a passage and bring it in sight. Raises ValueError if it lies outside the text."""
        _check_within(self._text, start, end)
        self._jump(Selection(start, end))

    def _jump(self, selection: Selection) -> None:
        """Select, cutting no cluster, and bring it in sight."""
        self._selecting = False
        self._goal_column = None
        if self._wrapped is not None:
            selection = whole(self._wrapped, selection)
        self._set_selection(selection)
        self._bring_in_sight()

    def _set_selection(self, selection: Selection) -> None:
        """Move the cursor, repaint the rows that look different now, and tell about it."""
        before, layout = self._selection, self._wrapped
        if selection == before and self._gone_to is None:
            return
        self._selection = selection
        only_head_moved = before.anchor == selection.anchor or not (before or selection)
        if layout is None or self._gone_to is not None or not only_head_moved:
            self.refresh()
        else:
            self._repaint_rows(layout.row_of(before.head), layout.row_of(selection.head))
        self._gone_to = None
        self._place_terminal_cursor()
        if selection.head != before.head:
            self.post_message(CursorMoved(self, selection.head))
        if (before or selection) and (before.start, before.end) != (selection.start, selection.end):
            self.post_message(SelectionChanged(self, self.selected_span))


def _check_within(text: str, start: int, end: int) -> None:
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start} to {end} lies outside a text of {len(text)} code points")


def _index_within(text: str, highlights: Iterable[Highlight]) -> HighlightIndex:
    """The highlights by place. Raises ValueError if one lies outside the text."""
    listed = list(highlights)
    for highlight in listed:
        _check_within(text, highlight.start, highlight.end)
    return HighlightIndex(listed)


class _FromReader(Message):
    """A message of one reader."""

    def __init__(self, reader: ReadingView) -> None:
        super().__init__()
        self.reader: Final = reader

    @property
    def control(self) -> ReadingView:
        """The reader, for `on`."""
        return self.reader


class _LatestOnly(_FromReader):
    """Of several that wait to be handled, only the last is."""

    def can_replace(self, message: Message) -> bool:
        """Replace an older message of the same kind from the same reader."""
        return type(message) is type(self) and message.control is self.reader


class CursorMoved(_LatestOnly, namespace="reader"):
    """The cursor stands elsewhere."""

    def __init__(self, reader: ReadingView, offset: int) -> None:
        super().__init__(reader)
        self.offset: Final = offset
        """Where it stands now."""


class SelectionChanged(_LatestOnly, namespace="reader"):
    """Something else is selected."""

    def __init__(self, reader: ReadingView, span: tuple[int, int] | None) -> None:
        super().__init__(reader)
        self.span: Final = span
        """What is selected now; `None` for nothing."""


class Jumped(_FromReader, namespace="reader"):
    """The user left a place for another that may be far away, and may want to go back."""

    def __init__(self, reader: ReadingView, left: int, to: int) -> None:
        super().__init__(reader)
        self.left: Final = left
        """Where the cursor stood before."""
        self.to: Final = to
        """Where it stands now."""


class QuotePressed(_FromReader, namespace="reader"):
    """The user wants to go from a quoted passage to what it is tied to, or pointed at it."""

    def __init__(self, reader: ReadingView, keys: tuple[str, ...], *, pointed: bool = False) -> None:
        super().__init__(reader)
        self.pointed: Final = pointed
        """Whether it was only clicked in passing: the user may be about to select words in it."""
        self.keys: Final = keys
        """The keys of the highlights at that place, the one that begins first before the others."""


READER_BINDINGS: Final = bindings(
    "reader",
    {
        "select": "toggle_selecting",
        "grow": "grow",
        "widen-selection": "widen_selection",
        "narrow-selection": "narrow_selection",
        "select-lines": "select_lines",
        "other-end": "other_end",
        "press": "press_quote",
        "let-go": "let_go",
        "left": "move('left')",
        "select-left": "move('left', True)",
        "right": "move('right')",
        "select-right": "move('right', True)",
        "up": "move_rows(-1)",
        "select-up": "move_rows(-1, True)",
        "down": "move_rows(1)",
        "select-down": "move_rows(1, True)",
        "word-left": "move('word_left')",
        "select-word-left": "move('word_left', True)",
        "word-right": "move('word_right')",
        "select-word-right": "move('word_right', True)",
        "sentence-left": "move('sentence_left')",
        "sentence-right": "move('sentence_right')",
        "paragraph-left": "move('paragraph_left')",
        "select-paragraph-left": "move('paragraph_left', True)",
        "paragraph-right": "move('paragraph_right')",
        "select-paragraph-right": "move('paragraph_right', True)",
        "row-start": "move('row_start')",
        "select-row-start": "move('row_start', True)",
        "row-end": "move('row_end')",
        "select-row-end": "move('row_end', True)",
        "page-up": "turn_pages(-1)",
        "select-page-up": "turn_pages(-1, True)",
        "page-down": "turn_pages(1)",
        "select-page-down": "turn_pages(1, True)",
        "text-start": "move('text_start')",
        "select-text-start": "move('text_start', True)",
        "text-end": "move('text_end')",
        "select-text-end": "move('text_end', True)",
    },
)


READER_CLASSES: Final = frozenset(
    {
        "reader--line-number",
        "reader--page-rule",
        "reader--overlap",
        "reader--gone-to",
        "reader--hit",
        "reader--hit-here",
        "reader--selection",
        "reader--cursor",
        *(f"reader--{role}" for role in HighlightRole),
        *(f"reader--mark-{role}" for role in HighlightRole),
    }
)
"""`reader--<role>` styles a quote, `reader--mark-<role>` its glyph in the margin."""


READER_CSS: Final = """
Reader {
    background: $surface;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size-vertical: 1;
    & .reader--line-number, & .reader--page-rule { color: $text-fainter; }
    & .reader--support { background: $success 22%; }
    & .reader--counter { background: $error 25%; }
    & .reader--undercut { background: $warning 22%; }
    & .reader--mixed { background: $secondary 30%; }
    & .reader--plain { background: $foreground 12%; }
    & .reader--review { background: $foreground 12%; text-style: italic; }
    & .reader--collected { background: $accent 25%; }
    & .reader--mark-support { color: $text-success; text-style: bold; }
    & .reader--mark-counter { color: $text-error; text-style: bold; }
    & .reader--mark-undercut { color: $text-warning; text-style: bold; }
    & .reader--mark-mixed { color: $text-secondary; text-style: bold; }
    & .reader--mark-plain { color: $text-faint; text-style: bold; }
    & .reader--mark-review { color: $text-warning; text-style: bold; }
    & .reader--mark-collected { color: $text-accent; text-style: bold; }
    & .reader--overlap { text-style: underline; }
    & .reader--gone-to { text-style: bold; }
    & .reader--hit { background: $accent 55%; color: $text; }
    & .reader--hit-here { background: $accent; color: $text; text-style: bold underline; }
    & .reader--selection { background: $primary; color: $text; }
    & .reader--cursor { background: $foreground 35%; }
    &:focus .reader--cursor { background: $foreground; color: $background; }
    &:ansi {
        & .reader--support, & .reader--counter, & .reader--undercut, & .reader--mixed, & .reader--collected {
            background: ansi_default;
            text-style: underline;
        }
        & .reader--support { color: $text-success; }
        & .reader--counter { color: $text-error; }
        & .reader--undercut { color: $text-warning; }
        & .reader--mixed { color: $text-secondary; }
        & .reader--collected { color: $text-accent; text-style: underline italic; }
        & .reader--line-number, & .reader--page-rule { text-style: dim; }
        & .reader--overlap { text-style: bold underline; }
        & .reader--hit { text-style: reverse; }
    }
    &:nocolor {
        & .reader--support, & .reader--mixed { text-style: underline; }
        & .reader--counter, & .reader--undercut { text-style: underline italic; }
        & .reader--plain, & .reader--review, & .reader--collected { text-style: italic; }
        & .reader--overlap { text-style: underline bold; }
        & .reader--hit { background: $surface; color: $foreground; text-style: reverse underline; }
        & .reader--hit-here { background: $surface; color: $foreground; text-style: reverse bold underline; }
        & .reader--selection { background: $surface; color: $foreground; text-style: reverse; }
        & .reader--cursor { background: $surface; color: $foreground; text-style: reverse bold; }
    }
}
"""
"""What tells roles apart without colour: the glyphs in the margin, and text styles where there are no colours.

The sixteen colours of a terminal have no pale ones: on their full tones a text of unknown colour cannot be read, so
there the words themselves have the colour."""


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
    COMPONENT_CLASSES: ClassVar[set[str]] = set(READER_CLASSES)
    DEFAULT_CSS = READER_CSS

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
            self.post_message(QuotePressed(self, keys, pointed=pointed))
        return bool(keys)


def _unit_of(clicks: int) -> Unit:
    """What several clicks in the same place select; more than three of them the paragraph."""
    return _BY_CLICKS.get(clicks, paragraph_around)
