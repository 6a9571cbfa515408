"""How quickly the drawn map of 2,000 boxes is laid out and panned, beside a bare Textual app.

    python benchmarks/canvas.py

A press of a key that pans, from key to paint, is compared with a key press in a bare app of three static panes in
the same run, in turns, at 160x48 cells without a terminal: 95th percentiles, of which the ratio is to be 1.5 at most.
The layout is timed by itself, in both directions and at every zoom.
"""

from __future__ import annotations

import asyncio
import random
import time
from itertools import cycle

from reader import SIZE, PaintedApp, ThreePanesApp, long_text
from textual.app import ComposeResult

from argmap.graph.drawn import Direction
from argmap.graph.layout import drawing
from argmap.model import ArgMap, Claim, Quote, Source
from argmap.tui.widgets.canvas.boxes import Lettering, Zoom
from argmap.tui.widgets.canvas.canvas import Canvas

BOXES = 2000
ROUNDS = 3
PRESSES = 40
PANS = {
    "a little down and up": ("ctrl+down", "ctrl+up"),
    "a little right and left": ("ctrl+right", "ctrl+left"),
    "half a screen down and up": ("shift+down", "shift+up"),
    "half a screen right and left": ("shift+right", "shift+left"),
    "from box to box": ("down", "up"),
}


def large_map(boxes: int, seed: int = 1) -> ArgMap:
    """A map of so many claims and quotes with five theses, shared premises, linked ones and undercuts."""
    chance = random.Random(seed)
    claims = boxes * 2 // 5
    ids = [f"c{at}" if at < claims else f"q{at}" for at in range(boxes)]
    supports: dict[int, set[tuple[str, ...]]] = {at: set() for at in range(claims)}
    counters: dict[int, set[tuple[str, ...]]] = {at: set() for at in range(claims)}
    undercut: dict[int, dict[tuple[str, ...], tuple[tuple[str, ...], ...]]] = {at: {} for at in range(claims)}
    for at in range(5, boxes):
        last = min(at, claims)
        target = chance.randrange(max(0, last - claims // 3), last)
        linked = chance.random() < 0.05 and at + 1 < boxes
        premises = tuple(sorted((ids[at], ids[at + 1]))) if linked else (ids[at],)
        (counters if chance.random() < 0.2 else supports)[target].add(premises)
        if chance.random() < 0.05:
            undercut[target][premises] = ((ids[chance.randrange(claims, boxes)],),)
    made = {
        ids[at]: Claim(
            text=f"Claim {at}: the export controls of 美国 and 日本 diverge in aim and in reach",
            supported_by=tuple(supports[at]),
            countered_by=tuple(counters[at]),
            undercut={against: by for against, by in undercut[at].items() if by[0][0] not in against},
        )
        for at in range(claims)
    }
    words = "美国利用“实体清单”对华为等企业实施了制裁，日本没有像美国那样把管制对象扩大到基础和新兴技术。"
    quotes = {ids[at]: Quote(source="s", text=words * 2) for at in range(claims, boxes)}
    return ArgMap(title="large", thesis=tuple(ids[:5]), sources={"s": Source(path="s.txt")}, claims=made, quotes=quotes)


class CanvasApp(PaintedApp):
    CSS = "Canvas { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Canvas()


async def presses(app: PaintedApp, keys: tuple[str, ...]) -> list[float]:
    """Seconds from each of many presses of some keys, by turns, to the paint."""
    times = []
    for _, key in zip(range(PRESSES), cycle(keys), strict=False):
        times.append(await app.timed(lambda key=key: app.simulate_key(key)))
        await asyncio.sleep(0.01)
    return times


async def bare(pages: list[str]) -> list[float]:
    app = ThreePanesApp(pages)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.2)
        return await presses(app, ("pagedown",))


async def panned(whole: ArgMap) -> dict[str, list[float]]:
    app = CanvasApp()
    async with app.run_test(size=SIZE) as pilot:
        canvas = app.query_one(Canvas)
        canvas.focus()
        canvas.show(whole, {})
        while not canvas.drawing.boxes:
            await pilot.pause(0.05)
        size = canvas.drawing.size
        times = {}
        for name, keys in PANS.items():
            canvas.scroll_to(size.width // 2, size.height // 2, animate=False, force=True)
            await pilot.pause(0.2)
            times[name] = await presses(app, keys)
        return times


def percentile(times: list[float], part: float) -> float:
    return sorted(times)[int(part * (len(times) - 1))] * 1000


def layouts(whole: ArgMap) -> None:
    for direction in Direction:
        for zoom in Zoom:
            begin = time.perf_counter()
            drawn = drawing(whole, Lettering(whole, {}, zoom).size, direction=direction)
            took = time.perf_counter() - begin
            print(
                f"lay out {BOXES} boxes, {direction:5} {zoom.name:6}  {took * 1000:6.0f} ms   {tuple(drawn.size)} cells"
            )


async def main() -> None:
    whole = large_map(BOXES)
    layouts(whole)
    lines = long_text((0, 1, 2, 3, 4))[:200_000].split("\n")
    pages = ["\n".join(lines[at : at + SIZE[1]]) for at in range(0, 40 * SIZE[1], SIZE[1])]
    plain: list[float] = []
    ours: dict[str, list[float]] = {name: [] for name in PANS}
    for _ in range(ROUNDS):
        plain += await bare(pages)
        for name, times in (await panned(whole)).items():
            ours[name] += times
    base = percentile(plain, 0.95)
    print(f"bare app, three panes           p50 {percentile(plain, 0.5):5.1f} ms  p95 {base:5.1f} ms")
    for name, times in ours.items():
        p95 = percentile(times, 0.95)
        print(
            f"pan {name:28} p50 {percentile(times, 0.5):5.1f} ms  p95 {p95:5.1f} ms  ratio {p95 / base:.2f} (most 1.5)"
        )


if __name__ == "__main__":
    asyncio.run(main())
