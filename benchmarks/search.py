"""How quickly a text of 5 MB is searched as one types, beside a key press in a bare Textual app.

    python benchmarks/search.py

From each key to the paint that follows it: letters typed into the search bar, one word after the other, and steps
from hit to hit. The bare app shows three static panes and updates one at each press. All are measured in one run, in
turns, at 160x48 cells without a terminal; 95th percentiles, medians and their ratios are printed. What happens only
once per text, in a thread, stands apart: folding, and making the folded text ready. On a busy machine the bare app's
percentile says how much is waiting; the processor's own time for a letter is printed beside.
"""

from __future__ import annotations

import asyncio
import statistics
import time

from textual.app import ComposeResult

from argmap.find.hits import search, searchable
from argmap.find.sections import sections
from argmap.text.folding import fold
from argmap.tui.widgets.reader.container import ReaderContainer
from argmap.tui.widgets.reader.reader import Reader
from benchmarks.reader import SIZE, PaintedApp, ThreePanesApp, long_text, pressed

WORDS = ("e", "das", "controls", "japan", "的", "出口管制", "經濟安全", "不存在的词")
STEPS = 20
TARGET_MS = 100


class LecternApp(PaintedApp):
    def compose(self) -> ComposeResult:
        yield ReaderContainer()


def percentile(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


async def typing(text: str) -> tuple[list[float], list[float], list[float], float]:
    """Seconds for each letter typed, of the processor's for it, for each step, and those before the first search."""
    app = LecternApp()
    async with app.run_test(size=SIZE) as pilot:
        reader, lectern = app.query_one(Reader), app.query_one(ReaderContainer)
        reader.open_text(text)
        reader.focus()
        await pilot.pause(0.3)
        begin = time.perf_counter()
        lectern.search_bar.search_for("x")
        await app.workers.wait_for_complete()
        waited = time.perf_counter() - begin
        letters, busy, steps = [], [], []
        for word in WORDS:
            lectern.search_bar.search_for("")
            await pilot.pause(0.05)
            for letter in word:
                begin = time.process_time()
                letters.append(await app.timed(lambda letter=letter: app.simulate_key(letter)))
                busy.append(time.process_time() - begin)
                await pilot.pause(0.02)
            for _ in range(STEPS if reader.hits else 0):
                steps.append(await app.timed(lambda: app.simulate_key("down")))
                await asyncio.sleep(0.01)
        return letters, busy, steps, waited


def report(name: str, ours: list[float], bare: list[float]) -> None:
    worst, middle = percentile(ours) * 1000, statistics.median(ours) * 1000
    bare_worst, bare_middle = percentile(bare) * 1000, statistics.median(bare) * 1000
    verdict = "" if worst <= TARGET_MS else "   TOO SLOW"
    print(
        f"{name:28} p95 {worst:6.1f} ms  median {middle:6.1f} ms   bare {bare_worst:5.1f} / {bare_middle:5.1f}"
        f"   ratio {worst / bare_worst:5.2f} / {middle / bare_middle:5.2f}{verdict}"
    )


def report_core(name: str, text: str) -> None:
    """What the parts take without a screen."""
    begin = time.perf_counter()
    folded = fold(text)
    folding = time.perf_counter()
    ready = searchable(folded)
    readying = time.perf_counter()
    found = len(sections(text))
    ended = time.perf_counter()
    print(
        f"{name:28} fold {folding - begin:5.2f} s, make ready {readying - folding:5.2f} s, "
        f"{found} headings {ended - readying:5.2f} s"
    )
    for word in WORDS:
        times = []
        for _ in range(5):
            begin = time.perf_counter()
            hits = len(search(ready, word))
            times.append(time.perf_counter() - begin)
        print(f"    {word:16} {hits:8,} hits in {statistics.median(times) * 1000:6.1f} ms")


async def main() -> None:
    texts = {"mixed": long_text((0, 1, 2, 3, 4)), "Chinese": long_text((4,)), "German": long_text((3,))}
    for name, text in texts.items():
        report_core(name, text)
    lines = texts["mixed"][:200_000].split("\n")
    pages = ["\n".join(lines[at : at + SIZE[1]]) for at in range(0, 40 * SIZE[1], SIZE[1])]
    for name, text in texts.items():
        bare = await pressed(ThreePanesApp(pages), lambda _: None)
        letters, busy, steps, waited = await typing(text)
        bare += await pressed(ThreePanesApp(pages), lambda _: None)
        report(f"type a letter, {name}", letters, bare)
        report(f"to the next hit, {name}", steps, bare)
        print(f"{'':28} of the processor's time for a letter: p95 {percentile(busy) * 1000:.1f} ms")
        print(f"{'':28} first search ready after {waited:.2f} s, in a thread")


if __name__ == "__main__":
    asyncio.run(main())
