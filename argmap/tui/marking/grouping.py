"""Actions that collect passages, so that they become linked premises together."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from argmap.tui.bench import Bench
from argmap.tui.keys import key_of
from argmap.tui.marking.overlaps import settled
from argmap.tui.named_edits import Premise
from argmap.tui.safe_text import safe
from argmap.tui.searching import Searchable, found
from argmap.tui.sentences import count, shortened

_WORDS = 400
"""Cells of a passage in the list: more is never in sight."""


async def collect(bench: Bench) -> None:
    """Collect the selected passage, or the quote under the reader's cursor."""
    now = bench.situation()
    passage = now.passage or now.quoted
    mark = await settled(bench, passage) if passage is not None else None
    if mark is None:
        return
    if not bench.collection.add(mark):
        bench.tell(f"this passage is collected already · {key_of('collected')} shows all that are", "warning")
        return
    bench.let_selection_go()
    bench.show_map()


async def show_collected(bench: Bench) -> None:
    """Show what is collected, and drop what is chosen."""
    from argmap.tui.dialogs.picker import Entry, Picker

    marks = list(bench.collection)
    by_key = {str(number): mark for number, mark in enumerate(marks)}
    among = [Searchable(key, (mark.words, mark.marked.source_id)) for key, mark in by_key.items()]
    every: Entry[Premise | None] = Entry(None, Content("drop all").stylize("bold"))

    def entries(typed: str) -> Sequence[Entry[Premise | None]]:
        listed: list[Entry[Premise | None]] = [Entry(by_key[key], _prompt(by_key[key])) for key in found(typed, among)]
        return listed if typed.strip() else [*listed, every]

    def drop(chosen: Premise | None) -> None:
        bench.collection.clear() if chosen is None else bench.collection.drop(chosen)

    title = f"{count(len(marks), 'passage')} collected for linked premises: {key_of('dialog.select')} drops one"
    await bench.ask(Picker[Premise | None](title, entries, placeholder="type words of a passage", carry_out=drop))
    bench.show_map()


def _prompt(mark: Premise) -> Content:
    return Content.assemble("& ", safe(shortened(mark.words, _WORDS)), "  ", (safe(mark.marked.source_id).plain, "dim"))
