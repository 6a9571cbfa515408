"""Stretches of rows of a drawing as strips, each painted once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from argmap.graph.drawn import Arrow, Box, Cell, Drawing, Size
from argmap.model import Link, Role
from argmap.tui.canvas.changed import Became
from argmap.tui.canvas.changed_lines import ChangedLines
from argmap.tui.canvas.crossings import crossings, joined, over
from argmap.tui.canvas.emphasis import Emphasis
from argmap.tui.canvas.index import TILE, Index, Run, runs_of
from argmap.tui.canvas.lines import LEVEL, UPRIGHT, line_character
from argmap.tui.canvas.zoom import Lettering

_CACHED_STRETCHES: Final = 4096
_CACHED_BOXES: Final = 1024
_LINE_STYLE: Final = {role: f"{role}-line" for role in Role}

_NONE: Final[Mapping[Link, Became]] = MappingProxyType({})

StyleOf = Callable[[str], Style]


class Painter:
    """Paints a drawing. What is selected and found is set from outside; then only changed boxes are painted anew."""

    def __init__(self, drawing: Drawing, lettering: Lettering, changed: Mapping[Link, Became] = _NONE) -> None:
        """`changed` tells what became of links since another version."""
        self.index: Final = Index(drawing)
        self.lettering: Final = lettering
        self._emphasis = Emphasis()
        self._strong: tuple[Run, ...] = ()
        self._changes: Final = ChangedLines(drawing, changed) if lettering.became or changed else None
        self._stretches: LRUCache[tuple[int, int], Strip] = LRUCache(_CACHED_STRETCHES)
        self._box_rows: LRUCache[str, list[list[Segment]]] = LRUCache(_CACHED_BOXES)

    def forget(self) -> None:
        """Paint everything anew: the colours changed."""
        self._stretches.clear()
        self._box_rows.clear()

    def emphasise(self, emphasis: Emphasis, strong: Iterable[Arrow]) -> None:
        """Tell which boxes stand out, and which arrows."""
        before, self._emphasis = self._emphasis, emphasis
        self._strong = tuple(runs_of(self.index.drawing, strong))
        self._stretches.clear()
        for some_id in before.boxes | emphasis.boxes:
            self._box_rows.discard(some_id)

    def strip(self, row: int, left: int, width: int, style_of: StyleOf) -> Strip:
        """The cells of a row from a column on."""
        first, last = left // TILE, (left + width - 1) // TILE
        stretches = [self._stretch(row, tile, style_of) for tile in range(first, last + 1)]
        begin = self._begin(row, first)
        if begin > left:
            stretches.insert(0, self._stretch(row, first - 1, style_of))
            begin = self._begin(row, first - 1)
        return Strip.join(stretches).crop(left - begin, left - begin + width)

    def _begin(self, row: int, tile: int) -> int:
        """The column at which the stretch of a tile begins: no box is cut in two."""
        edge = tile * TILE
        over = self.index.box_at(Cell(edge, row))
        return edge if over is None else over.right if over.x < edge else edge

    def _stretch(self, row: int, tile: int, style_of: StyleOf) -> Strip:
        strip = self._stretches.get((row, tile))
        if strip is None:
            strip = Strip(self._segments(row, tile, style_of)).simplify()
            self._stretches.set((row, tile), strip)
        return strip

    def _segments(self, row: int, tile: int, style_of: StyleOf) -> Iterator[Segment]:
        begin, end = self._begin(row, tile), self._begin(row, tile + 1)
        cells = self._line_cells(row, tile, begin, end)
        boxes = [box for box in self.index.boxes_on(row, tile) if box.x >= begin]
        base = style_of("")
        at = begin
        for box in boxes:
            yield from _between(at, box.x, cells, style_of, base)
            yield from self._box_segments(box, row, style_of)
            at = box.right
        yield from _between(at, end, cells, style_of, base)

    def _box_segments(self, box: Box, row: int, style_of: StyleOf) -> list[Segment]:
        rows = self._box_rows.get(box.id)
        if rows is None:
            size = Size(box.width, box.height)
            lettered = self.lettering.rows(box.id, size, self._emphasis.on(box.id))
            rows = [[Segment(piece.text, style_of(piece.style)) for piece in line] for line in lettered]
            self._box_rows.set(box.id, rows)
        segments = rows[row - box.y]
        marks = {
            mark.cell.x - box.x: Segment(mark.text, style_of(str(mark.role)))
            for tile in {box.x // TILE, (box.right - 1) // TILE}
            for mark in self.index.marks.near(row, tile)
            if mark.cell.y == row and box.x <= mark.cell.x < box.right
        }
        return _with_marks(segments, marks) if marks else segments

    def _line_cells(self, row: int, tile: int, begin: int, end: int) -> dict[int, tuple[str, str]]:
        """The characters of lines and marks by column, with their styles."""
        tiles = {tile, end // TILE} if end % TILE else {tile}
        runs = {run for some in tiles for run in self.index.runs.near(row, some)}
        ways, roles = crossings(runs, row, begin, end)
        changes = self._changes
        cells = {
            x: (_line_character(here, here, roles), "faint" if changes else _LINE_STYLE[roles[over(here)]])
            for x, here in ways.items()
        }
        if changes is not None:
            for x, style in changes.styles(row, tiles, begin, end).items():
                cells[x] = (cells[x][0], style)
        strong, roles = crossings(self._strong, row, begin, end)
        for x, here in strong.items():
            cells[x] = (_line_character(here, ways[x], roles, heavy=True), str(roles[over(here)]))
        for some in tiles:
            for mark in self.index.marks.near(row, some):
                if mark.cell.y == row:
                    cells[mark.cell.x] = (mark.text, str(mark.role))
        if changes is not None:
            cells.update(changes.signs(row, begin, end))
        return cells


def _line_character(
    here: dict[int, int], everything: dict[int, int], roles: dict[int, Role], *, heavy: bool = False
) -> str:
    """The character where some ways pass; `everything` has also those arms that do not stand out."""
    above = over(here)
    crossed = set(here.values()) <= {LEVEL, UPRIGHT}
    towards = everything[above] if crossed or len(here) == 1 else joined(here.values())
    return line_character(roles[above], towards, heavy=heavy)


def _between(at: int, end: int, cells: dict[int, tuple[str, str]], style_of: StyleOf, base: Style) -> Iterator[Segment]:
    """The segments of a stretch without boxes."""
    blanks = 0
    for x in range(at, end):
        cell = cells.get(x)
        if cell is None:
            blanks += 1
            continue
        if blanks:
            yield Segment(" " * blanks, base)
            blanks = 0
        yield Segment(cell[0], style_of(cell[1]))
    if blanks:
        yield Segment(" " * blanks, base)


def _with_marks(segments: Iterable[Segment], marks: dict[int, Segment]) -> list[Segment]:
    """The segments with marks in place of some of their cells, which hold characters of the border."""
    marked = Strip(list(segments))
    for at, mark in sorted(marks.items()):
        marked = Strip.join([marked.crop(0, at), Strip([mark]), marked.crop(at + mark.cell_length)])
    return list(marked)
