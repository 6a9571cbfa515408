"""Actions on the list of theses."""

from __future__ import annotations

from argmap import edit
from argmap.tui.bench import Bench
from argmap.tui.named_edits import elements_of


async def earlier(bench: Bench) -> None:
    """List the marked theses, or that of the cursor, one place earlier."""
    _shift(bench, -1)


async def later(bench: Bench) -> None:
    """List them one place later."""
    _shift(bench, 1)


def _shift(bench: Bench, step: int) -> None:
    ids = elements_of(bench.situation().spots)
    where = "earlier" if step < 0 else "later"
    bench.keeper.do(f"list {', '.join(ids)} {where}", lambda whole: edit.shift_theses(whole, ids, step))
