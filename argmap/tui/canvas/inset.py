"""Where the overview stands on the sheet, and what of the drawing its cells stand for."""

from __future__ import annotations

from typing import Final

from textual.geometry import Offset, Region

from argmap.graph.drawn import Box, Cell, Drawing, Size
from argmap.tui.canvas.overview import MOST, Overview
from argmap.tui.panes.look import Piece

_SHARE: Final = 3
"""The overview takes at most such a part of the width and height."""


class Inset:
    """The overview of one drawing in a window of one size."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing: Final = drawing
        self._overview: Overview | None = None
        self._region = Region()
        self._view = Region()
        """What is in sight, in cells of the drawing."""
        self._kept: tuple[Region, list[list[Piece]]] | None = None
        """What was in sight when the overview was last painted, and its rows."""

    def placed(self, view: Region, unhidden: Box | None) -> Region | None:
        """Where it stands in a window that shows `view`: in the lower right corner, or the left one where it would
        hide a box. Nowhere while all is in sight.
        """
        whole = self._drawing.size
        self._view = view
        if whole.width <= view.width and whole.height <= view.height:
            return None
        if self._overview is None:
            most = Size(min(MOST.width, max(4, view.width // _SHARE)), min(MOST.height, max(2, view.height // _SHARE)))
            self._overview = Overview(self._drawing, most)
        size = self._overview.size
        place = Offset(max(0, view.width - size.width), max(0, view.height - size.height))
        self._region = Region(*place, *size)
        box = unhidden
        if box is not None and Region(box.x, box.y, box.width, box.height).overlaps(self._region + view.offset):
            self._region = Region(0, place.y, *size)
        return self._region

    def rows(self) -> list[list[Piece]]:
        """Its rows, with what is in sight now."""
        if self._overview is not None and (self._kept is None or self._kept[0] != self._view):
            self._kept = self._view, self._overview.rows(self._view)
        return [] if self._kept is None else self._kept[1]

    def place(self, at: Offset, *, anywhere: bool) -> Cell | None:
        """What a cell of the window stands for; outside of the overview nothing, or with `anywhere` what is nearest."""
        if self._overview is None or not (anywhere or self._region.contains(*at)):
            return None
        return self._overview.place(at.x - self._region.x, at.y - self._region.y)
