"""Actions that take links from one place of the argument to another: cut and paste, and what was dragged."""

from __future__ import annotations

from collections.abc import Sequence

from argmap import edit
from argmap.model import Premises, Role
from argmap.tui.bench import Bench, apply_edit
from argmap.tui.held import Spot
from argmap.tui.keeper import Edited
from argmap.tui.keys import key_of
from argmap.tui.named_edits import claim_of, moving, sorted_out
from argmap.tui.sentences import count, premises_sentence, shortened, words_of

_SUPPORT, _COUNTER, _BEFORE = "It supports it", "It counters it", "List it before"
_LENGTH = 40
"""Cells of a claim that a question shows."""


async def cut(bench: Bench) -> None:
    """Take the marked rows, or that of the cursor, to put them elsewhere; until then they stay."""
    now = bench.situation()
    held = bench.view.held
    held.mark_only(())
    held.cut = now.spots
    bench.view.holding_changed()
    bench.tell(f"{count(len(held.cut), 'row')} cut: put the cursor on a claim and press {key_of('paste')}")


async def paste(bench: Bench) -> None:
    """Put what was cut under the claim, or against the link, of the cursor."""
    now = bench.situation()
    if await _put(bench, now.cut, Spot(now.premises, now.link)):
        bench.view.held.cut = ()
        bench.view.holding_changed()


async def drop(bench: Bench, dragged: Sequence[Spot], onto: Spot) -> None:
    """Put what was dragged onto a row under its claim, or against its link."""
    await _put(bench, dragged, onto)


async def _put(bench: Bench, spots: Sequence[Spot], onto: Spot) -> bool:
    """Move links, and link what was loose; False where the user goes back. Raises Refused, with nothing moved."""
    _, loose = sorted_out(spots)
    role = await _role_of(bench, loose, claim_of(bench.session.map, onto)) if loose else None
    if loose and role is None:
        return False
    if role != _BEFORE:
        apply_edit(bench, moving(spots, onto, Role(role) if role else None))
    return True


async def _role_of(bench: Bench, loose: Sequence[Premises], target: str) -> Role | str | None:
    """What the user says that something loose does to a claim; a text where the user had it listed before instead."""
    from argmap.tui.dialogs.question import Question

    whole = bench.session.map
    words = "\n".join(premises_sentence(whole, premises, _LENGTH) for premises in loose)
    title = f"What does it do to “{shortened(words_of(whole, target), _LENGTH)}”?"
    ids = [premises[0] for premises in loose]
    order = [_BEFORE] if {*ids, target} <= set(whole.thesis) and target not in ids else []
    answer = await bench.ask(Question(title, words, [_SUPPORT, _COUNTER, *order]))
    if answer == _BEFORE:
        name = f"list {', '.join(ids)} before {target}"
        apply_edit(bench, lambda map_: Edited(edit.place_theses(map_, ids, target), name, ids[0]))
        return _BEFORE
    return {_SUPPORT: Role.SUPPORT, _COUNTER: Role.COUNTER}.get(answer or "")
