"""Stretches of rows of a drawing as strips, each painted once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from argmap.graph.drawn import Arrow, Box, Cell, Drawing, Size
from argmap.model import Role
from argmap.tui.canvas.index import TILE, Index, Run, runs_of
from argmap.tui.canvas.lines import EAST, LEVEL, NORTH, SOUTH, UPRIGHT, WEST, line_character
from argmap.tui.canvas.zoom import Lettering

_CACHED_STRETCHES: Final = 4096
_CACHED_BOXES: Final = 1024
_LINE_STYLE: Final = {role: f"{role}-line" for role in Role}

StyleOf = Callable[[str], Style]


class Painter:
    """Paints a drawing. What is selected and found is set from outside; then only changed boxes are painted anew."""

    def __init__(self, drawing: Drawing, lettering: Lettering) -> None:
        self.index: Final = Index(drawing)
        self.lettering: Final = lettering
        self._selected: frozenset[str] = frozenset()
        self._hits: frozenset[str] = frozenset()
        self._marked: frozenset[str] = frozenset()
        self._strong: tuple[Run, ...] = ()
        self._stretches: LRUCache[tuple[int, int], Strip] = LRUCache(_CACHED_STRETCHES)
        self._box_rows: LRUCache[str, list[list[Segment]]] = LRUCache(_CACHED_BOXES)

    def forget(self) -> None:
        """Paint everything anew: the colours changed."""
        self._stretches.clear()
        self._box_rows.clear()

    def emphasise(
        self, selected: Iterable[str], hits: Iterable[str], marked: Iterable[str], strong: Iterable[Arrow]
    ) -> None:
        """Tell which boxes are selected, which were found or marked, and which arrows are to stand out."""
        before = self._selected | self._hits | self._marked
        self._selected, self._hits, self._marked = frozenset(selected), frozenset(hits), frozenset(marked)
        self._strong = tuple(runs_of(self.index.drawing, strong))
        self._stretches.clear()
        for some_id in before | self._selected | self._hits | self._marked:
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
            lettered = self.lettering.rows(
                box.id,
                size,
                selected=box.id in self._selected,
                hit=box.id in self._hits,
                marked=box.id in self._marked,
            )
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
        ways, roles = _crossings(runs, row, begin, end)
        cells = {x: (_line_character(here, here, roles), _LINE_STYLE[roles[_over(here)]]) for x, here in ways.items()}
        strong, roles = _crossings(self._strong, row, begin, end)
        for x, here in strong.items():
            cells[x] = (_line_character(here, ways[x], roles, heavy=True), str(roles[_over(here)]))
        for some in tiles:
            for mark in self.index.marks.near(row, some):
                if mark.cell.y == row:
                    cells[mark.cell.x] = (mark.text, str(mark.role))
        return cells


def _arms(run: Run, row: int, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The columns of a run on a row, and to which sides it goes on from there."""
    if run.top == run.bottom and run.left != run.right:
        for x in range(max(run.left, begin), min(run.right + 1, end)):
            yield x, (EAST if x < run.right else 0) | (WEST if x > run.left else 0)
    elif begin <= run.left < end:
        yield run.left, (NORTH if row > run.top else 0) | (SOUTH if row < run.bottom else 0)


def _crossings(
    runs: Iterable[Run], row: int, begin: int, end: int
) -> tuple[dict[int, dict[int, int]], dict[int, Role]]:
    """For each column of a row the ways that pass, with the sides they go on to; and the roles of the ways."""
    ways: dict[int, dict[int, int]] = {}
    roles: dict[int, Role] = {}
    for run in runs:
        if run.top <= row <= run.bottom:
            roles[run.way] = run.role
            for x, towards in _arms(run, row, begin, end):
                here = ways.setdefault(x, {})
                here[run.way] = here.get(run.way, 0) | towards
    return ways, roles


def _over(here: dict[int, int]) -> int:
    """The way that goes over the others where they cross: one that is not level."""
    return min(here, key=lambda way: (not here[way] & ~LEVEL, way))


def _line_character(
    here: dict[int, int], everything: dict[int, int], roles: dict[int, Role], *, heavy: bool = False
) -> str:
    """The character where some ways pass; `everything` has also those arms that do not stand out."""
    over = _over(here)
    crossed = set(here.values()) <= {LEVEL, UPRIGHT}
    towards = everything[over] if crossed or len(here) == 1 else _joined(here.values())
    return line_character(roles[over], towards, heavy=heavy)


def _joined(arms: Iterable[int]) -> int:
    """All arms at once: where ways share a port of a small box."""
    joined = 0
    for some in arms:
        joined |= some
    return joined


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
