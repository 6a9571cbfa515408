"""Actions on history and file: undo, redo, saving again, leaving."""

from __future__ import annotations

import asyncio
from pathlib import Path

from argmap.edit import Refused
from argmap.session import Trouble, TroubleKind
from argmap.store import MapFileError
from argmap.tui.bench import Bench
from argmap.tui.keeper import git_left_sides, merge_sides_of
from argmap.tui.sentences import count

TRY_AGAIN = "Try again"
MERGE = "Merge the two sides"
WRITE_AGAIN = "Write it again"
SAVE_COPY = "Save a copy"
LATER = "Later"
MERGING = (
    "Git left two sides of it. They can be merged as arguments, not as lines: what clashes is kept in both readings, "
    "to be decided side by side. The file as it is now is kept beside it."
)


async def undo(bench: Bench) -> None:
    """Take the last edit back."""
    bench.keeper.undo()


async def redo(bench: Bench) -> None:
    """Do the last edit that was taken back again."""
    bench.keeper.redo()


async def save_again(bench: Bench) -> None:
    """Write what is not yet in the file."""
    bench.keeper.save_again()


async def save_copy(bench: Bench) -> None:
    """Write the map as it is to a file that is not there yet."""
    from argmap.tui.dialogs.form import Field, Form

    path = bench.session.path
    suggested = str(path.with_name(f"{path.stem}-copy{path.suffix}"))

    def carry_out(answers: dict[str, str]) -> None:
        wanted = Path(answers.get("path", suggested)).expanduser()
        bench.keeper.save_copy(wanted)
        bench.tell(f"saved as {wanted}")

    await bench.ask(Form("Save a copy", [Field("path", "File", suggested)], keep="Save", carry_out=carry_out))


async def tell_trouble(bench: Bench, trouble: Trouble) -> None:
    """Say that file and map are apart, and offer the ways on."""
    from argmap.tui.dialogs.question import Question

    session = bench.session
    gone = trouble.kind is TroubleKind.GONE
    title = "Not saved" if session.unsaved else "The file is gone" if gone else "The file on disk does not load"
    kept = f"\n\n{edits_kept(bench)}" if session.unsaved else "\n\nThe map as it was is still open here."
    sides = await asyncio.to_thread(git_left_sides, session.path)
    offer = [MERGE] if sides else []
    ways = [WRITE_AGAIN if gone else TRY_AGAIN, SAVE_COPY, LATER]
    body = (f"{MERGING}\n\n" if sides else "") + trouble.text + kept
    answer = await bench.ask(Question(title, body, [*offer, *ways], warning=True))
    if answer == MERGE:
        await merge_sides(bench)
    elif answer == WRITE_AGAIN:
        bench.keeper.write_again()
    elif answer == TRY_AGAIN:
        bench.keeper.save_again()
    elif answer == SAVE_COPY:
        await save_copy(bench)


async def merge_sides(bench: Bench) -> None:
    """Merge what git left in the file, take that over, and go on to what is to be decided."""
    from argmap.git import GitFault

    try:
        said, _ = await asyncio.to_thread(merge_sides_of, bench.session.path)
    except (GitFault, MapFileError, Refused) as fault:
        bench.tell(str(fault), "error")
        return
    with bench.keeper.deciding():
        bench.keeper.save_again()
    bench.tell(said)
    if bench.session.map.conflicts:
        await bench.decide_conflicts()


def edits_kept(bench: Bench) -> str:
    """Which edits are in memory only."""
    unsaved = bench.session.unsaved
    return "\n".join([f"{count(len(unsaved), 'edit')} in memory only:", *(f"· {name}" for name in unsaved)])


async def leave(bench: Bench) -> None:
    """End argmap; where edits are not in the file, ask first."""
    from argmap.tui.dialogs.question import Question

    if not bench.session.unsaved:
        bench.leave()
        return
    lose = f"Quit and lose {count(len(bench.session.unsaved), 'edit')}"
    answer = await bench.ask(
        Question("Not everything is saved", edits_kept(bench), [TRY_AGAIN, SAVE_COPY, lose, "Stay"], warning=True)
    )
    if answer == TRY_AGAIN:
        bench.keeper.save_again()
        if not bench.session.unsaved:
            bench.leave()
    elif answer == SAVE_COPY:
        await save_copy(bench)
    elif answer == lose:
        bench.leave()
