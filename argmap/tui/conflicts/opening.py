"""The ways to the conflicts of a map, and what remains when they are decided."""

from __future__ import annotations

import asyncio
from pathlib import Path

from argmap.tui.bench import Bench
from argmap.tui.sentences import count


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


async def merge_sides(bench: Bench) -> None:
    """Merge what git left in the file, take that over, and go on to what is to be decided."""
    from argmap.edit import Refused
    from argmap.git import GitFault
    from argmap.store import MapFileError

    try:
        said, _ = await asyncio.to_thread(merge_sides_of, bench.session.path)
    except (GitFault, MapFileError, Refused) as fault:
        bench.tell(str(fault), "error")
        return
    with bench.keeper.deciding():
        bench.keeper.save_again()
    bench.tell(said)
    if bench.session.map.conflicts:
        await decide(bench)


def git_left_sides(path: Path) -> bool:
    """Whether git left two sides of the map to be merged; not, where git cannot be asked."""
    from argmap.git import GitFault, Repository
    from argmap.git.finishing import has_sides

    try:
        return has_sides(Repository.of(path.parent), path)
    except GitFault:
        return False


def merge_sides_of(path: Path) -> tuple[str, bool]:
    """Merge the sides that git left of the map; what to say of that, and whether something is left to decide.

    Raises what `finish_merge` raises.
    """
    from argmap.git.finishing import finish_merge

    finished = finish_merge(path)
    left = count(len(finished.conflicts), "conflict") if finished.conflicts else "nothing"
    kept = f"the file as it was is {finished.copy.name}"
    return f"merged, {left} left to decide · then `git add {path.name}` · {kept}", bool(finished.map.conflicts)
