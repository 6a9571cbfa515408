"""The line above a review: the way back, how much is left, and the map."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from textual.content import Content

from argmap.tui.actions import key_of
from argmap.tui.bars import Bar, Entry
from argmap.tui.review.cases import Agenda
from argmap.tui.safe_text import safe

_GAP: Final = 2


class ReviewTitle(Bar):
    """What is reviewed, how many quotes are due, how many only moved, and how many are kept for later."""

    BACK: Final = Entry("back", Content.assemble(("‹", "bold"), " map"), "Go back to the map.")

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._said = Content("")

    def show(self, map_title: str, left: Agenda, *, unsaved: bool) -> None:
        """Show what is left of the review of a map, and whether the file lacks some of it."""
        counts = [f"not saved: {key_of('save')} tries again"] if unsaved else []
        counts.append(f"{len(left.cases)} to review")
        if left.moved:
            counts.append(f"{len(left.moved)} only moved")
        if left.later:
            counts.append(f"{left.later} for later")
        self._said = Content.assemble(("review", "bold"), f" · {' · '.join(counts)} · ", safe(map_title))
        self._fit()

    def on_resize(self) -> None:
        """Cut the line to the new width."""
        self._fit()

    def _fit(self) -> None:
        room = self.content_size.width - cell_len(self.BACK.text.plain) - _GAP
        said = self._said.truncate(max(room, 0), ellipsis=True) if cell_len(self._said.plain) > room else self._said
        self.show_entries([self.BACK, Entry("", said)])
