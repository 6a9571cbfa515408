"""The lines of the drawing, each stretch drawn once: dashes drawn over one another would close up to a solid line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from argmap.graph.drawn import Arrow, Cell, Drawing, End
from argmap.model import Link, Role

Points = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Wire:
    """The arrows that share a way, as lines that do not lie on one another."""

    way: int
    role: Role
    lines: tuple[Points, ...]
    """The corners of each, in cells, from where it begins to where it meets one before it or ends."""


def wires_of(arrows: Sequence[Arrow], whole_lines: Sequence[Points]) -> Iterator[Wire]:
    """The lines of arrows, of each of which the whole line is known, in the order of their ways."""
    ways: dict[int, list[Points]] = {}
    roles: dict[int, Role] = {}
    for arrow, line in zip(arrows, whole_lines, strict=True):
        ways.setdefault(arrow.way, []).append(line)
        roles[arrow.way] = arrow.role
    for way, lines in ways.items():
        drawn = _Drawn()
        yield Wire(way, roles[way], tuple(drawn.new_part(line) for line in lines))


def whole_line(drawing: Drawing, arrow: Arrow) -> Points:
    """An arrow from the border or joint where it begins to the one where it ends."""
    first = inside(drawing, arrow.begin, arrow.points[0])
    last = inside(drawing, arrow.end, arrow.points[-1])
    return _without_needless((first, *arrow.points, last))


def inside(drawing: Drawing, end: End, cell: Cell) -> Cell:
    """The cell of a box or a joint from which a line goes on to a cell outside."""
    if isinstance(end, Link):
        return Cell(drawing.joints[end].x, drawing.joints[end].y)
    box = drawing.boxes[end]
    return Cell(min(max(cell.x, box.x), box.right - 1), min(max(cell.y, box.y), box.bottom - 1))


class _Drawn:
    """The stretches of one way that are drawn already. A line that meets one of them goes on with it to the end."""

    def __init__(self) -> None:
        self._level: dict[int, list[tuple[int, int]]] = {}
        """By row, the columns from and to which lines run."""
        self._upright: dict[int, list[tuple[int, int]]] = {}
        """By column, the rows."""

    def new_part(self, line: Points) -> Points:
        """As much of a line as is not drawn yet, and one cell more, so that no corner that was rounded gapes."""
        kept = [line[0]]
        for one, other in pairwise(line):
            meets = self._meets(one, other)
            if meets is not None:
                beyond = _beyond(line, meets, other)
                self._draw((*kept, meets))
                return _without_needless((*kept, meets) if beyond is None else (*kept, meets, beyond))
            kept.append(other)
        self._draw(kept)
        return tuple(kept)

    def _draw(self, line: Sequence[Cell]) -> None:
        for one, other in pairwise(line):
            if one.y == other.y:
                _widen(self._level.setdefault(one.y, []), *sorted((one.x, other.x)))
            else:
                _widen(self._upright.setdefault(one.x, []), *sorted((one.y, other.y)))

    def _meets(self, one: Cell, other: Cell) -> Cell | None:
        """The first cell of a run that is drawn already, as seen from where the run begins."""
        if one.y == other.y:
            x = _first_within(self._level.get(one.y, ()), one.x, other.x)
            return None if x is None else Cell(x, one.y)
        found = [_first_within(self._upright.get(one.x, ()), one.y, other.y)]
        low, high = sorted((one.y, other.y))
        for y, runs in self._level.items():
            if low <= y <= high and any(first <= one.x <= last for first, last in runs):
                found.append(y)
        crossed = [y for y in found if y is not None]
        return Cell(one.x, min(crossed, key=lambda y: abs(y - one.y))) if crossed else None


def _widen(runs: list[tuple[int, int]], first: int, last: int) -> None:
    """Add a run to some, as one with those that it touches."""
    apart = [run for run in runs if run[1] < first or run[0] > last]
    joined = [run for run in runs if not (run[1] < first or run[0] > last)]
    runs[:] = [*apart, (min([first, *(run[0] for run in joined)]), max([last, *(run[1] for run in joined)]))]


def _first_within(runs: Sequence[tuple[int, int]], begin: int, end: int) -> int | None:
    """The place nearest to `begin`, on the way to `end`, that lies in one of the runs."""
    forwards = begin <= end
    found = [
        max(begin, first) if forwards else min(begin, last)
        for first, last in runs
        if first <= max(begin, end) and min(begin, end) <= last
    ]
    return min(found, key=lambda place: abs(place - begin)) if found else None


def _beyond(line: Points, meets: Cell, corner: Cell) -> Cell | None:
    """The cell after the one where a line meets another, on its own way; None at its end."""
    after = corner
    if meets == corner:
        at = line.index(corner)
        if at + 1 == len(line):
            return None
        after = line[at + 1]
    return Cell(meets.x + _sign(after.x - meets.x), meets.y + _sign(after.y - meets.y))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _without_needless(points: Sequence[Cell]) -> Points:
    """The corners where a line turns, and its two ends."""
    kept: list[Cell] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (kept[-2].x == kept[-1].x == point.x or kept[-2].y == kept[-1].y == point.y):
            kept.pop()
        kept.append(point)
    return tuple(kept)
