"""The drawing as actions see it that mark, ask for and focus on parts of the map."""

from __future__ import annotations

from typing import Final

from argmap.graph.outline import Sieve
from argmap.model import Link
from argmap.tui.canvas.canvas import Canvas
from argmap.tui.held import Held, Spot


class CanvasView:
    """What is marked and asked for in a drawing. It holds what the tree holds."""

    def __init__(self, canvas: Canvas, held: Held) -> None:
        self._canvas: Final = canvas
        self.held: Final = held
        canvas.held = held

    @property
    def sieve(self) -> Sieve:
        """What is asked for."""
        return self._canvas.sieve

    @property
    def found(self) -> tuple[int, int]:
        """How many claims and quotes are asked for, and of how many."""
        return self._canvas.found

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the map is drawn."""
        return self._canvas.is_narrowed

    def sift(self, sieve: Sieve) -> None:
        """Draw what is asked for and what it bears on; with an empty sieve, everything."""
        self._canvas.sift(sieve)

    def focus_in(self) -> None:
        """Draw only what is near the selected box."""
        self._canvas.action_focus()

    def mark(self) -> None:
        """Mark the selected box or link, or no longer."""
        premises = self._canvas.current_premises
        if premises:
            self.held.toggle(Spot(premises, self._canvas.current_link))
            self.holding_changed()

    def mark_all(self) -> None:
        """Mark every box in the first of its links; where all are marked already, none."""
        first: dict[str, Link] = {}
        for link in self._canvas.map.links():
            for member in link.premises:
                first.setdefault(member, link)
        spots = [Spot((some_id,), first.get(some_id)) for some_id in self._canvas.drawing.boxes]
        self.held.mark_only(() if all(map(self.held.is_marked, spots)) else spots)
        self.holding_changed()

    def let_go(self) -> None:
        """Let go of what is held; else draw everything again."""
        if self.held or self.is_narrowed:
            self._canvas.action_let_go()

    def holding_changed(self) -> None:
        """Show what is marked now."""
        self._canvas.selection_changed()
