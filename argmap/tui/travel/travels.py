"""Going from place to place in the texts of a map, and back."""

from __future__ import annotations

from collections.abc import Callable, Container

from argmap.tui.travel.trail import Place, Trail


class Travels:
    """Where the reader of one map has been."""

    def __init__(self, here: Callable[[], Place | None]) -> None:
        """`here` gives the place where the user reads; None where no text is open."""
        self._here = here
        self.trail = Trail()

    def leave(self) -> None:
        """Let the user come back to where they read now."""
        here = self._here()
        if here is not None:
            self.trail = self.trail.left(here)

    def jumped_from(self, offset: int) -> None:
        """Let the user come back to the place in this text from which they jumped."""
        here = self._here()
        if here is not None:
            self.trail = self.trail.left(here._replace(offset=offset))

    def step(self, step: int, sources: Container[str]) -> Place | None:
        """Go back (-1) or forward (1) on the trail; gives where that leads. Places in lost sources are none."""
        here = self._here() or Place("", 0)
        while stepped := self.trail.back(here) if step < 0 else self.trail.forward(here):
            trail, place = stepped
            if place.source_id in sources:
                self.trail = trail
                return place
            self.trail = self.trail.without(place.source_id)
        return None
