"""The whole drawing as a small picture of dots, with what is in sight marked."""

from __future__ import annotations

from typing import Final

from textual.geometry import Region

from argmap.graph.drawn import Cell, Drawing, Size
from argmap.tui.panes.look import Piece

MOST: Final = Size(30, 10)
"""Cells that the picture takes at most, without its border."""
_DOTS: Final = Size(2, 4)
"""Dots of a cell, in Unicode's braille patterns."""
_BRAILLE: Final = 0x2800
_BITS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""By column and row of the dot."""


class Overview:
    """A picture of one drawing."""

    def __init__(self, drawing: Drawing, most: Size = MOST) -> None:
        self._full: Final = Size(max(1, drawing.size.width), max(1, drawing.size.height))
        self.size: Final = self._fitting(most)
        """Cells of the picture, with its border."""
        dots: dict[tuple[int, int], int] = {}
        for box in drawing.boxes.values():
            left, top = self._dot(box.x, box.y)
            right, bottom = self._dot(box.right - 1, box.bottom - 1)
            for x in range(left, max(right, left + 1)):
                for y in range(top, max(bottom, top + 1)):
                    cell = (x // _DOTS.width, y // _DOTS.height)
                    dots[cell] = dots.get(cell, 0) | _BITS[x % _DOTS.width][y % _DOTS.height]
        self._dots: Final = dots

    def rows(self, view: Region) -> list[list[Piece]]:
        """The picture in its border; `view` is what is in sight, in cells of the drawing."""
        width, height = self.size.width - 2, self.size.height - 2
        first, last = self._cell(view.x, view.y), self._cell(view.right - 1, view.bottom - 1)
        rows = [[Piece("╭" + "─" * width + "╮", "faint")]]
        for y in range(height):
            row = [Piece("│", "faint")]
            for x in range(width):
                seen = first.x <= x <= last.x and first.y <= y <= last.y
                row.append(Piece(chr(_BRAILLE + self._dots.get((x, y), 0)), "view" if seen else "box"))
            rows.append([*row, Piece("│", "faint")])
        return [*rows, [Piece("╰" + "─" * width + "╯", "faint")]]

    def place(self, x: int, y: int) -> Cell:
        """The place of the drawing that a cell of the picture stands for, border and all."""
        width, height = self.size.width - 2, self.size.height - 2
        across = min(max(x - 1, 0), width - 1) + 0.5
        along = min(max(y - 1, 0), height - 1) + 0.5
        return Cell(int(across * self._full.width / width), int(along * self._full.height / height))

    def _fitting(self, most: Size) -> Size:
        """As large as can be in the shape of the drawing; flat or narrow ones get a cell at least."""
        scale = min(most.width / self._full.width, most.height / self._full.height)
        return Size(max(2, round(self._full.width * scale)) + 2, max(1, round(self._full.height * scale)) + 2)

    def _dot(self, x: int, y: int) -> tuple[int, int]:
        width, height = (self.size.width - 2) * _DOTS.width, (self.size.height - 2) * _DOTS.height
        return min(width - 1, x * width // self._full.width), min(height - 1, y * height // self._full.height)

    def _cell(self, x: int, y: int) -> Cell:
        across, along = self._dot(min(x, self._full.width - 1), min(y, self._full.height - 1))
        return Cell(across // _DOTS.width, along // _DOTS.height)
