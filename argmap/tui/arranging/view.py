"""Where the map is looked at, as a tree or as a drawing, as far as actions that arrange it need to know."""

from __future__ import annotations

from typing import Protocol

from argmap.graph.outline import Sieve
from argmap.tui.held import Held


class MapView(Protocol):
    """The tree or the drawing."""

    @property
    def held(self) -> Held:
        """What is marked and cut; tree and drawing hold the same."""

    @property
    def sieve(self) -> Sieve:
        """What is asked for."""

    @property
    def found(self) -> tuple[int, int]:
        """How much is asked for, and of how much."""

    def sift(self, sieve: Sieve) -> None:
        """Show what is asked for; with an empty sieve, everything."""

    def focus_in(self) -> None:
        """Show only what the cursor stands on and what is near or below it."""

    def mark(self) -> None:
        """Mark what the cursor stands on, or no longer."""

    def mark_all(self) -> None:
        """Mark everything in sight that was asked for, or nothing where that is marked already."""

    def let_go(self) -> None:
        """Let go of one thing: what is held, what was asked for, or the focus."""

    def holding_changed(self) -> None:
        """Show what is marked and cut now."""
