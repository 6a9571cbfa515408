"""How quickly the reader opens and pages a text of 5 MB, beside what Textual itself has.

    python benchmarks/reader.py

Opening is compared with a read-only TextArea that opens the same text, up to the paint that shows it. The reader wraps
in a thread meanwhile, so what counts for the keys is the longest time for which they had to wait, printed beside: the
processor's time that the screen's own thread used between two looks at its events. Turning a page, from key to paint,
is compared with a key press in a bare Textual app of three static panes. All are measured in one run, in turns, at
160x48 cells without a terminal; the medians and their ratios are printed.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static, TextArea

from argmap.tui.theme import FaintApp
from argmap.tui.widgets.reader.highlights import Highlight, HighlightRole
from argmap.tui.widgets.reader.reader import Reader

SEEDS = Path(__file__).parents[1] / "seeds"
BYTES = 5_000_000
SIZE = (160, 48)
OPENINGS = 3
PRESSES = 60


class PaintedApp(FaintApp[None]):
    """An app that says when it has painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = asyncio.Event()

    def on_ready(self) -> None:
        """As argmap does: collect no garbage among what was made to start."""
        gc.collect()
        gc.freeze()

    def _display(self, screen, renderable) -> None:  # noqa: ANN001
        super()._display(screen, renderable)
        self.painted.set()

    async def timed(self, act: Callable[[], object]) -> float:
        """Seconds from an act to the next paint."""
        self.painted.clear()
        begin = time.perf_counter()
        act()
        await self.painted.wait()
        return time.perf_counter() - begin


class ReaderApp(PaintedApp):
    def compose(self) -> ComposeResult:
        yield Reader()


class TextAreaApp(PaintedApp):
    def compose(self) -> ComposeResult:
        yield TextArea(read_only=True, soft_wrap=True)


class ThreePanesApp(PaintedApp):
    CSS = "Static { width: 1fr; }"
    BINDINGS: ClassVar = [("pagedown", "next", "Next")]

    def __init__(self, pages: list[str]) -> None:
        super().__init__()
        self.pages = pages
        self.page = 0

    def compose(self) -> ComposeResult:
        with Horizontal():
            for number in range(3):
                yield Static(self.pages[number], id=f"pane{number}", markup=False)

    def action_next(self) -> None:
        self.page += 1
        self.query_one("#pane1", Static).update(self.pages[self.page % len(self.pages)])


def long_text(numbers: tuple[int, ...]) -> str:
    """Some of the seed texts, one after the other, again and again up to the size."""
    paths = sorted(SEEDS.glob("*.txt"))
    once = "\n".join(paths[number].read_text(encoding="utf-8") for number in numbers)
    return (once * (BYTES // len(once.encode()) + 1)).encode()[:BYTES].decode(errors="ignore")


class Held:
    """How long the keys had to wait at most, in seconds of the processor's time for the screen's own thread."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._looking = asyncio.create_task(self._look())

    async def _look(self) -> None:
        while True:
            begin = time.thread_time()
            await asyncio.sleep(0.002)
            self.longest = max(self.longest, time.thread_time() - begin)

    def end(self) -> float:
        self._looking.cancel()
        return self.longest


async def opened(app: PaintedApp, text: str) -> float:
    """Seconds until a text is painted in the reader."""
    reader = app.query_one(Reader)
    begin = time.perf_counter()
    reader.open_text(text)
    while not reader.is_wrapped:
        await asyncio.sleep(0.001)
    app.painted.clear()
    await app.painted.wait()
    return time.perf_counter() - begin


async def opening(text: str) -> tuple[float, float, float]:
    """Medians of opening the text: in the reader, in the text area; and of what held up the keys in the reader."""
    ours, theirs, held = [], [], []
    for _ in range(OPENINGS):
        async with ReaderApp().run_test(size=SIZE) as pilot:
            await pilot.pause()
            holding = Held()
            ours.append(await opened(pilot.app, text))
            held.append(holding.end())
        async with TextAreaApp().run_test(size=SIZE) as pilot:
            await pilot.pause()
            area = pilot.app.query_one(TextArea)
            theirs.append(await pilot.app.timed(lambda area=area: area.load_text(text)))
    return statistics.median(ours), statistics.median(theirs), statistics.median(held)


async def pressed(app: PaintedApp, prepare: Callable[[PaintedApp], object]) -> list[float]:
    """Seconds from each of many presses of page-down to the paint."""
    async with app.run_test(size=SIZE) as pilot:
        prepare(app)
        await pilot.pause(0.2)
        times = []
        for _ in range(PRESSES):
            times.append(await app.timed(lambda: app.simulate_key("pagedown")))
            await asyncio.sleep(0.01)
        return times


async def paging(text: str, highlights: list[Highlight]) -> tuple[float, float]:
    """Medians of a press: in the reader, in the app with three panes."""
    lines = text[:200_000].split("\n")
    pages = ["\n".join(lines[at : at + SIZE[1]]) for at in range(0, 40 * SIZE[1], SIZE[1])]

    def open_in_reader(app: PaintedApp) -> None:
        reader = app.query_one(Reader)
        reader.focus()
        reader.open_text(text, highlights)

    ours, theirs = [], []
    for _ in range(3):
        ours += await pressed(ReaderApp(), open_in_reader)
        theirs += await pressed(ThreePanesApp(pages), lambda _: None)
    return statistics.median(ours), statistics.median(theirs)


def report(name: str, ours: float, theirs: float, peer: str, target: float) -> None:
    times = f"{ours * 1000:8.1f} ms   {peer} {theirs * 1000:8.1f} ms"
    print(f"{name:42} {times}   ratio {ours / theirs:.2f} (target {target})")


async def main() -> None:
    texts = {"mixed": long_text((0, 1, 2, 3, 4)), "Chinese": long_text((4,)), "German": long_text((3,))}
    for name, text in texts.items():
        ours, theirs, held = await opening(text)
        report(f"open 5 MB, {name}", ours, theirs, "TextArea", 0.25)
        print(f"{'':42} the keys wait at most {held * 1000:.1f} ms")
    mixed = texts["mixed"]
    step = len(mixed) // 20_000
    many = [Highlight(n * step, n * step + step + 20, list(HighlightRole)[n % 6], str(n)) for n in range(19_990)]
    report("page 5 MB", *await paging(mixed, []), "three panes", 1.5)
    report("page 5 MB with 20,000 overlapping quotes", *await paging(mixed, many), "three panes", 1.5)


if __name__ == "__main__":
    asyncio.run(main())
