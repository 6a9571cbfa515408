"""A screen with nothing but a lectern, and hands for it."""

from contextlib import asynccontextmanager
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

import argmap.tui
from argmap.tui.screens.map_actions import ACTIONS
from argmap.tui.theme import FaintApp
from argmap.tui.widgets.reader.container import ReaderContainer
from argmap.tui.widgets.reader.reader import Reader
from tests.tui.at_once import completed

_SHORT = ("folding", "preparing", "finding")
"""The groups of workers that end by themselves; others wait for answers."""


_IN_A_TEXT = {
    *("search", "next-hit", "previous-hit", "go-to-line", "sections", "next-quote", "previous-quote"),
    *("line-numbers", "narrower", "wider"),
}


class LecternApp(FaintApp[None]):
    """Has the actions of the registry that need nothing but a lectern, under their keys."""

    BINDINGS = [  # noqa: RUF012
        Binding(action.keys, f"act('{action.name}')", action.label)
        for action in ACTIONS.values()
        if action.name in _IN_A_TEXT
    ]
    CSS_PATH = Path(argmap.tui.__file__).parent / "argmap.tcss"

    def __init__(self, text="", highlights=(), cursor=0):
        super().__init__()
        self.opening = (text, highlights, cursor)
        self.jumps = []

    def compose(self) -> ComposeResult:
        yield ReaderContainer()

    def on_mount(self):
        reader = self.query_one(Reader)
        reader.open_text(*self.opening)
        reader.focus()

    def action_act(self, name):
        if name.endswith("-hit") and not self.query_one(Reader).hits:
            return
        self.run_worker(ACTIONS[name].run(self), group="actions")

    def at_text(self, kind):
        return self.query_one(kind)

    async def ask(self, dialog):
        return await self.push_screen_wait(dialog)

    def tell(self, said, severity):
        self.notify(said, severity=severity)

    def on_reader_jumped(self, message):
        self.jumps.append((message.left, message.to))


class MainLayout:
    """What a user does and sees."""

    def __init__(self, pilot):
        self.pilot = pilot
        self.app = pilot.app
        self.reader = pilot.app.query_one(Reader)

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self):
        working = [worker for worker in self.app.workers if worker.group in _SHORT]
        await completed(working)
        await self.pilot.pause()
        await self.pilot.pause()

    async def type(self, words, *then):
        """Types words as an input method sends them, then presses keys."""
        self.app.screen.focused.insert_text_at_cursor(words)
        await self.settle()
        await self.press(*then)

    @property
    def said(self):
        """What the open bar says; None where none is open."""
        bars = [bar for bar in self.app.query("SearchBar, LineBar") if bar.display]
        return str(bars[0].query_one(".said", Static).render()) if bars else None

    @property
    def here(self):
        """The text from the cursor on."""
        return self.reader.text[self.reader.cursor :]

    def marked(self, style="hit"):
        """The stretches of the rows in sight that are painted as hits."""
        wanted = self.reader.get_component_rich_style(f"reader--{style}").bgcolor
        rows = [self.reader.render_line(y) for y in range(self.reader.size.height)]
        return [segment.text for row in rows for segment in row if segment.style and segment.style.bgcolor == wanted]


@asynccontextmanager
async def at_lectern(text, highlights=(), cursor=0, size=(60, 14)):
    app = LecternApp(text, highlights, cursor)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        yield MainLayout(pilot)
