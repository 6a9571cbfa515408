"""Thousands of keys and clicks without any sense, on copies of the real maps: nothing breaks, and the map stays a map.

The seed is fixed, so that a failure comes back. `make fuzz` plays 12,000 steps.
"""

import asyncio
import os
import shutil
from collections import deque
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.pilot import OutOfBounds
from textual.widgets import Input, TextArea

from argmap.model import problems
from argmap.store import dumps, load
from argmap.tui.app import ArgmapApp, opened_at_once
from argmap.tui.settings.known_keys import known_keys

ROOT = Path(__file__).parents[3]
STEPS = int(os.environ.get("ARGMAP_FUZZ", "600"))
_LEAVES = frozenset({"ctrl+q", "ctrl+c", "ctrl+z+z"})
"""Keys that end the app, or that the terminal takes."""
_COMMON = ("up", "down", "left", "right", "enter", "enter", "escape", "tab", "pagedown", "home", "end", "1", "2", "3")
_WORDS = (
    "出口管制", "export control", "[/b][@click=app.quit]x[/]", "\x1b[31m", "\u202eevil\u202c", "a" * 300,
    "\u200b" * 20, "e\u0301" * 5, "👩‍👩‍👧", "Halb-leiter", "-", "+", "=1+1", "  ",
)  # fmt: skip


def keys() -> list[str]:
    """Every key that does something anywhere, the moving ones several times."""
    bound = {key for known in known_keys() for key in known.keys.split(",") if key}
    return sorted(bound - _LEAVES) + list(_COMMON) * 6


class Fuzzer:
    """Somebody who plays with the keyboard and the mouse."""

    def __init__(self, app: ArgmapApp, pilot, random: Random) -> None:
        self.app = app
        self.pilot = pilot
        self.random = random
        self.keys = keys()
        self.last: deque[str] = deque(maxlen=40)
        """What was done last, to tell what broke it."""

    async def step(self) -> None:
        chance = self.random.random()
        focused = self.app.focused
        if isinstance(focused, Input | TextArea) and chance < 0.5:
            await self._type(focused)
        elif chance < 0.06:
            await self._click()
        else:
            key = self.random.choice(self.keys)
            self.last.append(key)
            await self._press(key)

    async def _press(self, key: str) -> None:
        """As a terminal sends it, without waiting for the screen each time: people type ahead."""
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(self.app)
        self.app._driver.send_message(event)
        for _ in range(8):
            await asyncio.sleep(0)
        if self.random.random() < 0.15:
            await self.pilot.pause()

    async def _type(self, focused: Input | TextArea) -> None:
        words = self.random.choice(_WORDS)
        self.last.append(f"types {words[:20]!r}")
        if isinstance(focused, Input):
            focused.insert_text_at_cursor(words.replace("\n", " "))
        else:
            focused.insert(words)
        await self.pilot.pause()

    async def _click(self) -> None:
        width, height = self.app.size
        at = (self.random.randrange(width), self.random.randrange(height))
        self.last.append(f"clicks {at}")
        with suppress(OutOfBounds):  # the screen was changing its size
            await self.pilot.click(offset=at, times=self.random.choice((1, 1, 1, 2, 3)))


@pytest.mark.parametrize(
    ("name", "size", "seed"),
    [("us-japan-alliance", (140, 45), 1), ("chip-subsidies", (80, 24), 2), ("technonationalism", (200, 60), 3)],
)
async def test_no_sequence_of_keys_and_clicks_breaks_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, size: tuple[int, int], seed: int
):
    for part in ("maps", "seeds"):
        shutil.copytree(ROOT / part, tmp_path / part)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISUAL", "true")
    path = tmp_path / "maps" / f"{name}.toml"
    app = ArgmapApp([path], opened_at_once([path]))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        player = Fuzzer(app, pilot, Random(seed))
        for _ in range(STEPS // 3):
            try:
                await player.step()
            except Exception as broken:
                raise AssertionError(f"after {list(player.last)}") from broken
            if app._exit:
                raise AssertionError(f"the app ended after {list(player.last)}")
    whole = load(path).map
    assert not problems(whole)
    assert dumps(whole) == path.read_text("utf-8")
