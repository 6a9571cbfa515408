"""The line above the drawing: how it is looked at, for those with a mouse, and the keys for the others."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from argmap.tui.bars import Bar, Entry
from argmap.tui.canvas.bindings import CANVAS_BINDINGS
from argmap.tui.keys import key_of

_LABELS: Final = {
    "canvas.smaller": "smaller",
    "canvas.larger": "larger",
    "canvas.turn": "turn",
    "canvas.overview": "overview",
    "canvas.search": "search",
    "canvas.next-hit": "next",
    "canvas.show-all": "all",
    "canvas.focus": "near",
    "canvas.next-link": "link",
    "canvas.previous-hit": "previous",
}
"""By the id of the binding, those that are wanted most first."""
_WITH_HITS: Final = frozenset({"canvas.next-hit", "canvas.previous-hit"})
_WITH_LESS: Final = frozenset({"canvas.show-all"})


class Tools(Bar):
    """What can be done to the drawing as a whole. The name of each entry is the action of the canvas."""

    BACK: Final = Entry("back", Content.assemble(("‹", "bold"), " map"), "Go back to the panes.")

    def __init__(self, *, id: str, back: bool) -> None:
        """`back` tells whether it leads back to the panes, too."""
        super().__init__(id=id)
        self._leading: Final = [self.BACK] if back else []
        self.show(hits=False, less=False)

    def show(self, *, hits: bool, less: bool) -> None:
        """Show what can be done: with `hits` of a search, and with `less` than everything or something marked."""
        left_out = (frozenset() if hits else _WITH_HITS) | (frozenset() if less else _WITH_LESS)
        bound = {str(binding.id): binding for binding in CANVAS_BINDINGS}
        entries = [
            Entry(
                bound[name].action,
                Content.assemble((key_of(name), "bold"), f" {label}"),
                bound[name].tooltip,
            )
            for name, label in _LABELS.items()
            if name not in left_out
        ]
        self.show_entries([*self._leading, *entries])
