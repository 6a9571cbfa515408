"""A screen with nothing but a reader, and hands for it."""

from contextlib import asynccontextmanager

from textual.app import ComposeResult
from textual.events import MouseMove

from argmap.tui.theme import FaintApp
from argmap.tui.widgets.reader.highlights import Highlight, HighlightRole
from argmap.tui.widgets.reader.reader import QuotePressed, Reader
from tests.tui.inside import mouse

GUTTER = 6
"""Cells left of the text where line numbers have three digits: the number, a blank, two glyphs."""


class ReaderApp(FaintApp[None]):
    def __init__(self, text="", highlights=(), cursor=0):
        super().__init__()
        self.opening = (text, highlights, cursor)
        self.told = []

    def compose(self) -> ComposeResult:
        yield Reader()

    def on_mount(self):
        self.query_one(Reader).focus()
        self.query_one(Reader).open_text(*self.opening)

    def on_reader_cursor_moved(self, message):
        self.told.append(message)

    on_reader_selection_changed = on_reader_quote_pressed = on_reader_cursor_moved

    def pressed(self):
        return [message.keys for message in self.told if isinstance(message, QuotePressed)]


@asynccontextmanager
async def reading(text, highlights=(), cursor=0, size=(46, 12)):
    """A reader on a screen of this size, and the pilot."""
    app = ReaderApp(text, highlights, cursor)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        yield app.query_one(Reader), pilot


def selected(reader):
    """The selected words, or nothing."""
    return reader.text[slice(*reader.selected_span)] if reader.selected_span else None


def quote(text, words, role=HighlightRole.SUPPORT, key="q"):
    """A highlight of the only place where the words stand."""
    assert text.count(words) == 1
    start = text.index(words)
    return Highlight(start, start + len(words), role, key)


def shown(reader):
    """The rows of the reader as they are painted."""
    return [reader.render_line(y).text for y in range(reader.size.height)]


async def drag(pilot, start, end):
    """Press at one cell of the text, move to another, let go; cells are (column, row) within the text."""
    await pilot.mouse_down(Reader, (start[0] + GUTTER, start[1]))
    await mouse(pilot, MouseMove, Reader, (end[0] + GUTTER, end[1]), button=1)
    await pilot.mouse_up(Reader, (end[0] + GUTTER, end[1]))
