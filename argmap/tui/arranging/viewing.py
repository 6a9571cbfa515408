"""Actions that change what of the map is shown and marked, and nothing in it."""

from __future__ import annotations

from collections import Counter

from argmap.graph.outline import Sieve
from argmap.tui.bench import Bench


async def mark(bench: Bench) -> None:
    """Mark what is under the cursor, or no longer."""
    bench.view.mark()


async def mark_all(bench: Bench) -> None:
    """Mark everything that is in sight, or nothing."""
    bench.view.mark_all()


async def focus(bench: Bench) -> None:
    """Show only what hangs below the row of the cursor."""
    bench.view.focus_in()


async def let_go(bench: Bench) -> None:
    """Let go of what is marked and cut, then of what was asked for, then of the focus."""
    bench.view.let_go()


async def ask_for(bench: Bench) -> None:
    """Choose which rows are shown."""
    from argmap.tui.dialogs.sieve import SieveDialog

    whole, view = bench.session.map, bench.view
    tags = Counter(tag for claim in whole.claims.values() for tag in claim.tags)
    tags.update(tag for quote in whole.quotes.values() for tag in quote.tags)
    before, now = view.sieve, bench.situation()

    def preview(sieve: Sieve) -> tuple[int, int]:
        view.sift(sieve)
        return view.found

    chosen = await bench.ask(SieveDialog(before, tags, preview))
    if chosen is None:
        view.sift(before)
        if now.premises:
            bench.reveal(now.link or now.premises[0])
