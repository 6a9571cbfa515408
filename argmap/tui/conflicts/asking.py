"""Asking what is to be done about what was changed in two ways at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from argmap.model import Address
from argmap.tui.bench import Bench
from argmap.tui.conflicts.disputes import Dispute, disputes
from argmap.tui.conflicts.opening import decide
from argmap.tui.conflicts.readings import sheets
from argmap.tui.dialogs.question import Question
from argmap.tui.review.sheets import QUOTED, Block
from argmap.tui.sentences import count

DECIDE: Final = "Decide now"
_SHOWN: Final = 3
"""Clashes that are shown in the question; the others are seen when they are decided."""
_WORDS: Final = 200
"""Code points of a reading that are shown."""


async def ask_to_decide(bench: Bench, clashes: Collection[Address]) -> None:
    """Show both readings of what clashes, and go on to where it is decided if the user wants that now."""
    whole = bench.session.map
    found = [one for one in disputes(whole) if one.where in clashes]
    said = [_said(one, sheets(whole, one).ours, sheets(whole, one).theirs) for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        said.append(f"and {count(len(found) - _SHOWN, 'conflict')} more")
    body = "\n\n".join([*said, "Both readings are kept until one of them is taken."])
    if await bench.ask(Question("Changed in two ways", body, [DECIDE, "Later"], warning=True)) == DECIDE:
        await decide(bench)


def _said(dispute: Dispute, ours: Sequence[Block], theirs: Sequence[Block]) -> str:
    return f"{dispute.of} · {dispute.said}\n· here: {_words(ours)}\n· on disk: {_words(theirs)}"


def _words(blocks: Sequence[Block]) -> str:
    """The words of a reading, without what stands around them."""
    chosen = next((block for block in blocks if block.bar == QUOTED), blocks[0] if blocks else None)
    words = "".join(piece.text for piece in chosen.paragraph.pieces) if chosen else "nothing"
    return words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
