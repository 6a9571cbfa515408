"""Somebody who plays with the keyboard and the mouse without any sense, and others who change the files meanwhile."""

import asyncio
from collections import Counter, deque
from contextlib import suppress
from pathlib import Path
from random import Random

from textual import events
from textual.errors import NoWidget
from textual.geometry import Offset, Region
from textual.pilot import OutOfBounds
from textual.widget import Widget
from textual.widgets import Input, TextArea

from argmap import edit
from argmap.edit import Refused
from argmap.store import dumps, load
from argmap.tui.app import ArgmapApp
from argmap.tui.keys import KEYS
from argmap.tui.screens.base import ActionScreen
from argmap.tui.widgets.bars import Bar
from argmap.tui.widgets.canvas.canvas import Canvas
from argmap.tui.widgets.reader.reader import Reader
from argmap.tui.widgets.row_list import DragRows
from tests.tui.inside import mouse

_LEAVES = frozenset({"ctrl+q", "ctrl+c", "ctrl+z+z"})
"""Keys that end the app, or that the terminal takes."""
_COMMON = ("up", "down", "left", "right", "enter", "enter", "escape", "tab", "pagedown", "home", "end", "1", "2", "3")
_WORDS = (
    "出口管制", "export control", "[/b][@click=app.quit]x[/]", "\x1b[31m", "\u202eevil\u202c", "a" * 300,
    "\u200b" * 20, "e\u0301" * 5, "👩‍👩‍👧", "Halb-leiter", "-", "+", "=1+1", "  ",
)  # fmt: skip
_WAYS = (("m",), ("m",), ("R",), ("V", "enter"), ("V", "enter", "m"), ("C",), ("a",), ("E", "x", "escape"))
"""Keys that lead from the panes to other screens, and into a form with something written in it."""
_SIZES = ((80, 24), (140, 45), (200, 60), (60, 15), (30, 8), (100, 30))
_MEANWHILE = ("escape", "z", "ctrl+y", "tab", "m", "+", "v", "backspace", "enter", "?", "space", "/")
"""Keys that are pressed while something is held by the mouse."""


def keys() -> list[str]:
    """Every key that does something anywhere, the moving ones several times."""
    bound = {key for known in KEYS.values() for key in known.keys.split(",") if key}
    return sorted(bound - _LEAVES) + list(_COMMON) * 6


class Player:
    """What is done at random, and how often."""

    def __init__(self, app: ArgmapApp, pilot, path: Path, random: Random) -> None:
        self.app = app
        self.pilot = pilot
        self.path = path
        self.random = random
        self.keys = keys()
        self.last: deque[str] = deque(maxlen=40)
        """What was done last, to tell what broke it."""
        self.seen: Counter[str] = Counter()
        """How often something was dragged, opened …, by what it was, to tell what the play reaches."""

    async def step(self) -> None:
        """Do one thing."""
        focused = self.app.focused
        if isinstance(focused, Input | TextArea) and self.random.random() < 0.25:
            await self._type(focused)
            return
        if not isinstance(self.app.screen, ActionScreen) and self.random.random() < 0.1:
            await self._press("escape")  # dialogs would take most of the play
            return
        chance = self.random.random()
        for share, deed in (
            (0.05, self._click),
            (0.08, self._drag),
            (0.01, self._wheel),
            (0.03, self._go_elsewhere),
            (0.005, self._resize),
            (0.01, self._others_change_the_map),
        ):
            if chance < share:
                await deed()
                return
            chance -= share
        await self._press(self.random.choice(self.keys))

    def _did(self, what: str) -> None:
        self.last.append(what)
        self.seen[f"{self.app.screen.__class__.__name__}: {what.split(' ', maxsplit=1)[0]}"] += 1

    # Keys

    async def _press(self, key: str) -> None:
        """As a terminal sends it, without waiting for the screen each time: people type ahead."""
        self.last.append(key)
        self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(8):
            await asyncio.sleep(0)
        if self.random.random() < 0.15:
            await self.pilot.pause()

    async def _type(self, focused: Input | TextArea) -> None:
        words = self.random.choice(_WORDS)
        self._did(f"types {words[:20]!r}")
        if isinstance(focused, Input):
            focused.insert_text_at_cursor(words.replace("\n", " "))
        else:
            focused.insert(words)
        await self.pilot.pause()

    async def _go_elsewhere(self) -> None:
        way = self.random.choice(_WAYS)
        self._did(f"goes-by-{'-'.join(way)}")
        for key in ("escape", "escape", *way):
            await self._press(key)
            await self.pilot.pause()

    # The mouse

    async def _mouse(self, kind: type[events.MouseEvent], at: Offset, button: int = 1, **more: bool) -> None:
        with suppress(OutOfBounds, NoWidget):  # the screen was changing its size
            await mouse(self.pilot, kind, None, at, button, **more)

    async def _click(self) -> None:
        at = self._somewhere()
        button = self.random.choice((1, 1, 1, 3))
        control = self.random.random() < 0.15
        self._did(f"clicks{button}{'+ctrl' * control} {tuple(at)}")
        with suppress(OutOfBounds, NoWidget):  # the screen was changing its size
            kinds = Canvas | DragRows | Reader  # elsewhere the next click would go to a screen that is gone
            several = isinstance(self.app.get_widget_at(*at)[0], kinds)
            times = self.random.choice((1, 1, 1, 2, 3)) if several else 1
            await self.pilot.click(offset=at, times=times, button=button, control=control)

    async def _drag(self) -> None:
        """From one thing to another, with something else in between now and then."""
        widget, button = self._some_widget(), self.random.choice((1, 1, 1, 1, 1, 2, 3))
        begin, end = (self._within(widget) if widget else self._somewhere() for _ in range(2))
        kind = widget.__class__.__name__ if widget else "anything"
        self._did(f"drags-{kind} with {button} {tuple(begin)}-{tuple(end)}")
        await self._mouse(events.MouseDown, begin, button)
        await self._mouse(events.MouseMove, Offset((begin.x + end.x) // 2, (begin.y + end.y) // 2), button)
        await self._mouse(events.MouseMove, end, button)
        if self.random.random() < 0.3:
            await self._interrupt()
            await self._mouse(events.MouseMove, self._somewhere(), button)
        if self.random.random() < 0.9:  # else it comes up where nobody sees it
            await self._mouse(events.MouseUp, end, button)
            await self.pilot.pause()
            captured = self.app.mouse_captured
            assert captured is None, f"{captured} holds the mouse though no button is down"

    async def _interrupt(self) -> None:
        deed = self.random.randrange(4)
        if deed == 0:
            await self._resize()
        elif deed == 1:
            await self._others_change_the_map()
        else:
            await self._press(self.random.choice(_MEANWHILE))
            await self.pilot.pause()

    async def _wheel(self) -> None:
        kind = self.random.choice((events.MouseScrollUp, events.MouseScrollDown))
        at = self._somewhere()
        self._did(f"wheel {tuple(at)}")
        for _ in range(self.random.randrange(1, 4)):
            await self._mouse(kind, at, 0)

    def _somewhere(self) -> Offset:
        widget = self._some_widget() if self.random.random() < 0.5 else None
        return self._within(widget) if widget else self._in(self.app.screen.region)

    def _some_widget(self) -> Widget | None:
        """One of those on the screen in which the mouse does more than to press."""
        kinds = Canvas | DragRows | Reader | Bar
        able = [one for one in self.app.screen.query("*") if isinstance(one, kinds) and one.region and one.display]
        return self.random.choice(able) if able else None

    def _within(self, widget: Widget) -> Offset:
        """Where something stands in a widget."""
        if isinstance(widget, Canvas) and widget.drawing.boxes:
            x, y = self.random.choice(list(widget.drawing.boxes.values())).centre
            at = widget.content_region.offset + (Offset(x, y) - widget.scroll_offset)
            if widget.content_region.contains_point(at):
                return at
        return self._in(widget.content_region)

    def _in(self, region: Region) -> Offset:
        region = region.intersection(self.app.screen.region)
        return Offset(
            region.x + self.random.randrange(max(1, region.width)),
            region.y + self.random.randrange(max(1, region.height)),
        )

    # What comes from outside

    async def _resize(self) -> None:
        size = self.random.choice(_SIZES)
        self._did(f"resizes {size}")
        await self.pilot.resize_terminal(*size)

    async def _others_change_the_map(self) -> None:
        """Somebody else writes to the map's file, and the screen sees it."""
        whole = load(self.path).map
        some_id = self.random.choice([*whole.claims, *whole.quotes] or [""])
        text = f"Others say so {self.random.randrange(1000)}."
        try:
            if some_id in whole.claims and self.random.random() < 0.5:
                whole = edit.change_claim(whole, some_id, text=text)
            elif some_id:
                whole = edit.remove(whole, some_id)
        except Refused:
            return
        self._did(f"others-change {some_id}")
        beside = self.path.with_suffix(".others")
        beside.write_text(dumps(whole), encoding="utf-8")
        beside.replace(self.path)
