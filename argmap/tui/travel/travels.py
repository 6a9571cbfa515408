"""Going from place to place in the texts of a map, and back."""

from __future__ import annotations

from collections.abc import Container

from argmap.tui.reading_pane import ReadingPane
from argmap.tui.travel.trail import Place, Trail

Span = tuple[int, int]


class Travels:
    """Where the reader of one map has been, and where they are to go as soon as its text is open."""

    def __init__(self, reading: ReadingPane) -> None:
        self._reading = reading
        self.trail = Trail()
        self._due: tuple[str, Span] | None = None

    def leave(self) -> None:
        """Let the user come back to where they read now."""
        here = self._here()
        if here is not None:
            self.trail = self.trail.left(here)

    def jumped_from(self, offset: int) -> None:
        """Let the user come back to the place in this text from which they jumped."""
        if self._reading.source_id is not None:
            self.trail = self.trail.left(Place(self._reading.source_id, offset))

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

    def intend(self, source_id: str, span: Span) -> None:
        """Go to a passage as soon as the text of its source is open."""
        self._due = (source_id, span)

    def forget(self) -> None:
        """Go nowhere any more when a text is opened."""
        self._due = None

    def arrive(self) -> None:
        """Go to the passage that is due, if its text is open. What a text lost meanwhile is its end."""
        due, reading = self._due, self._reading
        if due is None or due[0] != reading.source_id or reading.opened is None or reading.reader is None:
            return
        self._due = None
        start, end = (min(offset, len(reading.opened.text)) for offset in due[1])
        reading.reader.go_to(start, end, passing=True)

    def _here(self) -> Place | None:
        """Where the user reads."""
        reading = self._reading
        if reading.source_id is None or reading.opened is None or reading.reader is None:
            return None
        return Place(reading.source_id, reading.reader.cursor)
