"""The ways to the conflicts of a map, and what remains when they are decided."""

from __future__ import annotations

import asyncio

from argmap.tui.bench import Bench
from argmap.tui.keeper import git_left_sides


async def decide(bench: Bench) -> None:
    """Show both readings of each conflict side by side; afterwards say what git still waits for."""
    from argmap.tui.conflicts.screen import ConflictScreen

    with bench.keeper.deciding():
        shown = await bench.ask(ConflictScreen(bench))
    if shown is not None:
        bench.reveal(shown)
    path = bench.session.path
    if not bench.session.map.conflicts and await asyncio.to_thread(git_left_sides, path):
        bench.tell(f"every conflict is decided · `git add {path.name}` tells git so")
