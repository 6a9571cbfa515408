"""How quickly one moves, asks for rows and marks them in the tree of a map with 2,000 nodes, beside a bare Textual app.

    python benchmarks/tree.py

The whole workbench, with the map read from its file, is compared with a bare app in which Textual's own `Tree` holds
the same rows beside a text and shows each in full below, in the same run, in turns, at 160x48 cells without a terminal.
The time of a key is that from the key to the paint: 95th percentiles, of which the ratio is to be 1.5 at most.
Asking for rows is timed by itself, from the letter to the painted rows, and so is laying out the map after an edit.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from canvas import BOXES, ROUNDS, large_map, percentile, presses
from reader import SIZE, PaintedApp
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static, Tree

from argmap import tui
from argmap.graph import Row, outline
from argmap.graph.outline import Filter
from argmap.model import ArgMap
from argmap.session import Session
from argmap.store.saving import save
from argmap.tui.app import ArgmapApp
from argmap.tui.widgets.outline import OutlinePane

MOVES = {
    "a row down and up": ("down", "up"),
    "a page down and up": ("pagedown", "pageup"),
    "to the end and back": ("end", "home"),
    "mark rows": ("space",),
}


class BareTreeApp(PaintedApp):
    """A bare app that does the same: the rows of a map as an open tree, a text beside it, the chosen row in full."""

    CSS = "#text { width: 1fr; } #right { width: 33%; } Tree { height: 3fr; } #detail { height: 2fr; }"

    def __init__(self, rows: list[Row], whole: ArgMap) -> None:
        super().__init__()
        self._rows = rows
        self._whole = whole

    def compose(self) -> ComposeResult:
        tree: Tree[str] = Tree("map")
        tree.show_root = False
        above = [tree.root]
        for row in self._rows:
            del above[row.depth + 1 :]
            text = self._text(row.id)
            above.append(above[-1].add(text[:80], data=row.id, expand=True))
        with Horizontal():
            yield Static("\n".join(self._text(row.id) for row in self._rows[: SIZE[1]]), id="text", markup=False)
            with Vertical(id="right"):
                yield tree
                yield Static(id="detail", markup=False)
        yield Static(id="keys", markup=False)

    def on_tree_node_highlighted(self, message: Tree.NodeHighlighted[str]) -> None:
        some_id = message.node.data
        if some_id is None:
            return  # the root, which is not shown
        bearing = [link for link in self._whole.links() if some_id in link.premises]
        self.query_one("#detail", Static).update("\n\n".join([some_id, self._text(some_id), *map(str, bearing)]))
        self.query_one("#keys", Static).update(f"s support  c counter  e edit {some_id}")

    def _text(self, some_id: str) -> str:
        element = self._whole.claims.get(some_id) or self._whole.quotes[some_id]
        return element.text


class WorkbenchApp(PaintedApp, ArgmapApp):
    """argmap, which says when it has painted."""

    CSS_PATH = Path(tui.__file__).with_name("argmap.tcss")

    def __init__(self, path: Path) -> None:
        ArgmapApp.__init__(self, [path], Session(path))
        self.painted = asyncio.Event()


async def bare_tree(rows: list[Row], whole: ArgMap, keys: tuple[str, ...]) -> list[float]:
    app = BareTreeApp(rows, whole)
    async with app.run_test(size=SIZE) as pilot:
        tree = app.query_one(Tree)
        tree.focus()
        tree.cursor_line = 100  # so that each key of a pair has somewhere to go
        await pilot.pause(0.3)
        return await presses(app, keys)


async def workbench(path: Path) -> tuple[dict[str, list[float]], list[float], float]:
    """Times of keys, of letters of a filter, and of showing the map after an edit."""
    app = WorkbenchApp(path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        pane = app.screen.query_one(OutlinePane)
        await pilot.press("3", "shift+right")
        await pilot.pause(1.5)
        times = {}
        for name, keys in MOVES.items():
            pane.go_to_row(100)
            await pilot.pause(0.2)
            times[name] = await presses(app, keys)
        letters = [
            await filtered(app, pane, words) for words in ("c", "cl", "cla", "clai", "claim", "claim 1", "claim 12")
        ]
        begin = time.perf_counter()
        pane.show()
        return times, letters, time.perf_counter() - begin


async def filtered(app: PaintedApp, pane: OutlinePane, words: str) -> float:
    took = await app.timed(lambda: pane.sift(Filter(words=words, unanswered=len(words) % 2 == 0)))
    await asyncio.sleep(0.05)
    return took


async def main() -> None:
    whole = large_map(BOXES)
    rows = outline(whole)
    plain: dict[str, list[float]] = {"move": [], "page": []}
    ours: dict[str, list[float]] = {name: [] for name in MOVES}
    letters: list[float] = []
    shown: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.toml")
        save(path, whole, None)
        Path(folder, "s.txt").write_text("text\n", encoding="utf-8")
        for _ in range(ROUNDS):
            plain["move"] += await bare_tree(rows, whole, ("down", "up"))
            plain["page"] += await bare_tree(rows, whole, ("pagedown", "pageup"))
            times, typed, took = await workbench(path)
            for name, some in times.items():
                ours[name] += some
            letters += typed
            shown.append(took)
    base = {name: percentile(times, 0.95) for name, times in plain.items()}
    for name, times in plain.items():
        print(f"bare app, {name:28} p50 {percentile(times, 0.5):5.1f} ms  p95 {base[name]:5.1f} ms")
    for name, times in ours.items():
        p95 = percentile(times, 0.95)
        peer = base["page" if "page" in name or "end" in name else "move"]
        ours95 = f"p50 {percentile(times, 0.5):5.1f} ms  p95 {p95:5.1f} ms"
        print(f"{len(rows)} rows, {name:25} {ours95}  ratio {p95 / peer:.2f} (most 1.5)")
    typed = f"p50 {percentile(letters, 0.5):5.1f} ms  p95 {percentile(letters, 0.95):5.1f} ms"
    print(f"ask for rows, a letter                {typed}")
    print(f"show the map after an edit            p50 {percentile(shown, 0.5):5.1f} ms")


if __name__ == "__main__":
    asyncio.run(main())
