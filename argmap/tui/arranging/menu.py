"""The action that asks what is to be done with a row or a passage: everything that can be, for those with a mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from argmap.tui.bench import Bench
from argmap.tui.panes.glyphs import cut
from argmap.tui.safe_text import safe
from argmap.tui.searching import Searchable, found
from argmap.tui.sentences import count, premises_sentence
from argmap.tui.situation import Pane, Situation

_OF_ROWS: Final = (
    "edit", "mark", "support", "counter", "supporting-claim", "counterclaim", "undercut", "tag", "turn", "cut",
    "paste", "note", "translate", "adjust", "join", "take-apart", "merge", "focus", "thesis", "thesis-earlier",
    "thesis-later", "rename", "unlink", "remove", "filter", "mark-all", "let-go",
)  # fmt: skip
"""The actions on rows of the map, those that are wanted most first."""
_OF_PASSAGES: Final = (
    "support", "counter", "undercut", "quote", "collect", "collected", "supporting-claim", "counterclaim", "follow",
    "adjust", "translate", "note", "edit", "rename", "remove",
)  # fmt: skip
"""The actions on what is selected in a text, or quoted where it was clicked."""

_TOOLTIP_CELLS: Final = 45
"""Of what an action does, as much as keeps it on one line at 80 columns."""


async def menu(bench: Bench) -> None:
    """Ask which of the possible actions is wanted, and do it."""
    from argmap.tui.actions import ACTIONS
    from argmap.tui.dialogs.picker import Entry, Picker

    now = bench.situation()
    offered = _OF_PASSAGES if now.pane is Pane.READER else _OF_ROWS
    possible = {name: ACTIONS[name] for name in offered if ACTIONS[name].why_not(now) is None}
    among = [Searchable(name, (action.label, action.tooltip, action.words)) for name, action in possible.items()]

    def prompt(name: str) -> Content:
        action = possible[name]
        label, key = f"{action.label:<14}", f"{action.shown_key:<11}"
        return Content.assemble((label, "bold"), (key, "dim"), safe(cut(action.tooltip, _TOOLTIP_CELLS)))

    def entries(typed: str) -> Sequence[Entry[str]]:
        return [Entry(name, prompt(name)) for name in found(typed, among)]

    chosen = await bench.ask(Picker[str](f"What is to be done with {_subject(now)}?", entries))
    if chosen is not None:
        await ACTIONS[chosen].run(bench)


def _subject(now: Situation) -> str:
    """What the actions of the menu act on, in a few words."""
    if now.passage is not None:
        return "the selected passage"
    return count(len(now.marked), "marked row") if now.marked else premises_sentence(now.map, now.premises, 50)
