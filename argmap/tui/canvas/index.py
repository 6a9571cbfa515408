"""What lies where in a drawing, so that a stretch of a row is painted without a look at the rest.

Boxes and lines are filed by blocks of cells that they touch, not by each row that they cross.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, Generic, NamedTuple, TypeVar

from argmap.graph.drawn import Arrow, Box, Cell, Drawing, End
from argmap.graph.outline import MEMBER_SIGN, ROLE_SIGN
from argmap.model import Link, Role
from argmap.tui.canvas.lines import EAST, HEADS, NORTH, SOUTH, WEST

TILE: Final = 128
"""Columns of a block."""
_BAND: Final = 16
"""Rows of a block."""

T = TypeVar("T")


class Run(NamedTuple):
    """A straight piece of an arrow."""

    left: int
    top: int
    right: int
    bottom: int
    way: int
    role: Role


class Mark(NamedTuple):
    """A sign that stands in a cell and those right of it, above lines and borders."""

    cell: Cell
    text: str
    role: Role


class Blocks(Generic[T]):
    """Things filed by the blocks that they touch."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[int, int], list[T]] = {}

    def add(self, thing: T, left: int, top: int, right: int, bottom: int) -> None:
        """File a thing that takes the cells from left to right and top to bottom, both included."""
        for band in range(top // _BAND, bottom // _BAND + 1):
            for tile in range(left // TILE, right // TILE + 1):
                self._blocks.setdefault((band, tile), []).append(thing)

    def near(self, row: int, tile: int) -> Sequence[T]:
        """What may be on a row within a tile."""
        return self._blocks.get((row // _BAND, tile), ())


class Index:
    """The boxes, runs and marks of a drawing."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing: Final = drawing
        self.boxes: Final = Blocks[Box]()
        self.runs: Final = Blocks[Run]()
        self.marks: Final = Blocks[Mark]()
        for box in drawing.boxes.values():
            self.boxes.add(box, box.x, box.y, box.right - 1, box.bottom - 1)
        for run in runs_of(drawing, drawing.arrows):
            self.runs.add(run, run.left, run.top, run.right, run.bottom)
        for mark in marks_of(drawing):
            self.marks.add(mark, *mark.cell, mark.cell.x + len(mark.text) - 1, mark.cell.y)

    def box_at(self, cell: Cell) -> Box | None:
        """The box that has a cell."""
        return next((box for box in self.boxes.near(cell.y, cell.x // TILE) if box.has(cell)), None)

    def boxes_on(self, row: int, tile: int) -> list[Box]:
        """The boxes on a row that touch a tile, from left to right."""
        near = self.boxes.near(row, tile)
        return sorted((box for box in near if box.y <= row < box.bottom), key=lambda box: box.x)

    def way_at(self, cell: Cell) -> int | None:
        """The way that passes a cell."""
        for run in self.runs.near(cell.y, cell.x // TILE):
            if run.left <= cell.x <= run.right and run.top <= cell.y <= run.bottom:
                return run.way
        return None

    def joint_at(self, cell: Cell) -> Link | None:
        """The link whose joint is in a cell."""
        return next((one.link for one in self.drawing.joints.values() if (one.x, one.y) == cell), None)

    def links_at(self, cell: Cell) -> list[Link]:
        """The links whose joint is in a cell or whose arrows pass it."""
        joint, way = self.joint_at(cell), self.way_at(cell)
        if joint is not None:
            return [joint]
        if way is None:
            return []
        passing = (arrow for arrow in self.drawing.arrows if arrow.way == way and _passes(arrow, cell))
        return list(dict.fromkeys(arrow.link for arrow in passing))


def runs_of(drawing: Drawing, arrows: Iterable[Arrow]) -> Iterator[Run]:
    """The straight pieces of some arrows, each once however many share it, from inside where they begin to inside where
    they end, so that no corner lacks an arm.
    """
    seen: set[Run] = set()
    for arrow in arrows:
        points = [_within(drawing, arrow.begin, arrow.points[0]), *arrow.points]
        points.append(_within(drawing, arrow.end, arrow.points[-1]))
        for one, other in pairwise(points):
            left, right = sorted((one.x, other.x))
            top, bottom = sorted((one.y, other.y))
            run = Run(left, top, right, bottom, arrow.way, arrow.role)
            if run not in seen:
                seen.add(run)
                yield run


def marks_of(drawing: Drawing) -> Iterator[Mark]:
    """Heads of arrows, signs of roles where arrows leave boxes, and joints."""
    for arrow in drawing.arrows:
        end, before = arrow.points[-1], arrow.points[-2] if len(arrow.points) > 1 else None
        if isinstance(arrow.end, str):
            yield Mark(end, HEADS[_heading(drawing.boxes[arrow.end], end)], arrow.role)
        elif arrow.role is Role.UNDERCUT and arrow.link != arrow.end and len(arrow.end.premises) > 1 and before:
            yield Mark(end, ROLE_SIGN[Role.UNDERCUT], Role.UNDERCUT)
        if isinstance(arrow.begin, str):
            box, start = drawing.boxes[arrow.begin], arrow.points[0]
            if box.height > 1:
                yield _sign(box, _nearest(box, start), arrow.role)
    for joint in drawing.joints.values():
        if len(joint.link.premises) > 1:
            yield Mark(Cell(joint.x, joint.y), MEMBER_SIGN, joint.link.role)
        else:
            yield Mark(Cell(joint.x, joint.y), ROLE_SIGN[Role.UNDERCUT], Role.UNDERCUT)


def _sign(box: Box, cell: Cell, role: Role) -> Mark:
    """The sign of a role in the border of a box, set off from a level border by blanks."""
    if cell.y in (box.y, box.bottom - 1) and box.x + 1 < cell.x < box.right - 2:
        return Mark(Cell(cell.x - 1, cell.y), f" {ROLE_SIGN[role]} ", role)
    return Mark(cell, ROLE_SIGN[role], role)


def _heading(box: Box, cell: Cell) -> int:
    """To which side a box lies of a cell that touches it."""
    if cell.y >= box.bottom:
        return NORTH
    if cell.y < box.y:
        return SOUTH
    return WEST if cell.x >= box.right else EAST


def _within(drawing: Drawing, end: End, cell: Cell) -> Cell:
    """The cell of a box or a joint that is nearest to a cell outside."""
    if isinstance(end, Link):
        return Cell(drawing.joints[end].x, drawing.joints[end].y)
    return _nearest(drawing.boxes[end], cell)


def _nearest(box: Box, cell: Cell) -> Cell:
    """The cell of a box that is nearest to one outside."""
    return Cell(min(max(cell.x, box.x), box.right - 1), min(max(cell.y, box.y), box.bottom - 1))


def _passes(arrow: Arrow, cell: Cell) -> bool:
    return any(
        min(one.x, other.x) <= cell.x <= max(one.x, other.x) and min(one.y, other.y) <= cell.y <= max(one.y, other.y)
        for one, other in pairwise((*arrow.points, arrow.points[-1]))
    )
