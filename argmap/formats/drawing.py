"""The drawn map in pixels: the layout of the screen with boxes lettered in full, and its lines as SVG paths.

Each stretch of a line is drawn once: dashes drawn over one another would close up to a solid line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from argmap.corpus import QuoteState
from argmap.formats.format import ExportInput
from argmap.formats.text_fitting import cut, rows_of
from argmap.graph.drawn import Arrow, Box, Cell, Direction, Drawing, End, Size
from argmap.graph.layout import drawing
from argmap.model import Link, Role

CELL: Final = Size(8, 18)
"""A cell of the layout, in pixels."""


LETTERS: Final = 14
"""The height of letters in boxes, in pixels."""


SMALL_LETTERS: Final = 11
"""The height of letters in the last row of a box."""


PADDING: Final = 12
"""Between the border of a box and its text."""


_BOX_WIDTH: Final = 42
"""In cells, as on the screen."""


_MOST_ROWS: Final = 14
_ROOM: Final = (_BOX_WIDTH - 1) * CELL.width - 2 * PADDING
"""For text, in pixels: the border is drawn through the middle of the cells at its edge."""


_FOOT_ROOM: Final = _ROOM * 100 // SMALL_LETTERS
_STATE_ROOM: Final = 850
"""For the sign and the word of the longest state, right of the foot; like the others in hundredths of the letters."""


@dataclass(frozen=True, slots=True)
class Rect:
    """The border of a box, in pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FittedText:
    """What a box says."""

    rows: tuple[str, ...]
    foot: str
    """The last row, in small letters: its id, and for a quote its source."""


@dataclass(frozen=True, slots=True)
class Head:
    """The point of an arrow: where it touches its box, and which way it points."""

    x: int
    y: int
    dx: int
    dy: int
    role: Role
    way: int
    """The way of the arrows that end in it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A small disc with the sign of a role, on the border of the box that a link begins at, or where lines meet."""

    x: int
    y: int
    role: Role
    link: Link
    """The link that begins, is struck, or has its joint there."""
    is_joint: bool = False
    """Whether linked premises meet there."""


class Picture:
    """A map, lettered and laid out."""

    def __init__(self, export_input: ExportInput) -> None:
        self.map: Final = export_input.map
        self._quote_states: Mapping[str, QuoteState] = export_input.quote_states
        self.lettered: Final = {
            some_id: self._lettered(some_id) for some_id in (*export_input.map.claims, *export_input.map.quotes)
        }
        self.drawing: Final[Drawing] = drawing(export_input.map, self._size, direction=Direction.RIGHT)

    @property
    def size(self) -> Size:
        """In pixels."""
        return Size(self.drawing.size.width * CELL.width, self.drawing.size.height * CELL.height)

    @cached_property
    def lines(self) -> tuple[Points, ...]:
        """Of each arrow the whole line, in cells."""
        return tuple(whole_line(self.drawing, arrow) for arrow in self.drawing.arrows)

    def edge_paths(self) -> Iterator[EdgePath]:
        """The lines as they are drawn, together for all arrows that share a way."""
        return edge_paths_of(self.drawing.arrows, self.lines)

    @property
    def cut_short(self) -> int:
        """How many boxes hold only the beginning of their text."""
        full = [at for at, lettered in self.lettered.items() if len(lettered.rows) == _MOST_ROWS]
        return sum(len(self._rows(at, _MOST_ROWS + 1)) > _MOST_ROWS for at in full)

    def rect(self, box: Box) -> Rect:
        """Where the border of a box is drawn."""
        x, y = middle(Cell(box.x, box.y))
        return Rect(x, y, (box.width - 1) * CELL.width, (box.height - 1) * CELL.height)

    def heads(self) -> Iterator[Head]:
        """The points of the arrows, each once."""
        seen = set()
        for arrow in self.drawing.arrows:
            if isinstance(arrow.end, str):
                last = arrow.points[-1]
                touched = inside(self.drawing, arrow.end, last)
                head = Head(*middle(touched), touched.x - last.x, touched.y - last.y, arrow.role, arrow.way)
                if head not in seen:
                    seen.add(head)
                    yield head

    def signs(self) -> Iterator[Sign]:
        """The signs of roles where arrows leave boxes, and the joints."""
        for arrow in self.drawing.arrows:
            if isinstance(arrow.begin, str):
                start = inside(self.drawing, arrow.begin, arrow.points[0])
                yield Sign(*middle(start), arrow.role, arrow.link)
            if isinstance(arrow.end, Link) and _strikes_a_joint(arrow.link, arrow.end):
                yield Sign(*middle(arrow.points[-1]), Role.UNDERCUT, arrow.link)
        for joint in self.drawing.joints.values():
            linked = len(joint.link.premises) > 1
            yield Sign(
                *middle(Cell(joint.x, joint.y)), joint.link.role if linked else Role.UNDERCUT, joint.link, linked
            )

    def quote_state_of(self, some_id: str) -> QuoteState | None:
        """Where a quote is found; None where it was not checked."""
        return self._quote_states.get(some_id)

    def _size(self, some_id: str) -> Size:
        return Size(_BOX_WIDTH, len(self.lettered[some_id].rows) + 3)

    def _lettered(self, some_id: str) -> FittedText:
        rows = tuple(self._rows(some_id, _MOST_ROWS))
        if some_id in self.map.claims:
            return FittedText(rows, cut(some_id, _FOOT_ROOM))
        return FittedText(rows, cut(f"{self.map.quotes[some_id].source} · {some_id}", _FOOT_ROOM - _STATE_ROOM))

    def _rows(self, some_id: str, most: int) -> list[str]:
        room = _ROOM * 100 // LETTERS
        if some_id in self.map.claims:
            return rows_of(self.map.claims[some_id].text, room, most, bold=some_id in self.map.thesis)
        quote = self.map.quotes[some_id]
        return rows_of(f"“{quote.translation or quote.text}”", room, most)


def middle(cell: Cell) -> tuple[int, int]:
    """The pixel in the middle of a cell."""
    return cell.x * CELL.width + CELL.width // 2, cell.y * CELL.height + CELL.height // 2


def _strikes_a_joint(link: Link, struck: Link) -> bool:
    return link.role is Role.UNDERCUT and link != struck and len(struck.premises) > 1


Points = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class EdgePath:
    """The arrows that share a way, as lines that do not lie on one another."""

    way: int
    role: Role
    lines: tuple[Points, ...]
    """The corners of each, in cells, from where it begins to where it meets one before it or ends."""


def edge_paths_of(arrows: Sequence[Arrow], whole_lines: Sequence[Points]) -> Iterator[EdgePath]:
    """The lines of arrows, of each of which the whole line is known, in the order of their ways."""
    ways: dict[int, list[Points]] = {}
    roles: dict[int, Role] = {}
    for arrow, line in zip(arrows, whole_lines, strict=True):
        ways.setdefault(arrow.way, []).append(line)
        roles[arrow.way] = arrow.role
    for way, lines in ways.items():
        drawn = _Drawn()
        yield EdgePath(way, roles[way], tuple(drawn.new_part(line) for line in lines))


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


_ROUNDING: Final = 6
"""The radius of corners, in pixels; less than a cell, so that lines stay apart."""


DISC: Final = "M-7.5 0a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0z"
SIGNS: Final = {
    Role.SUPPORT: f"{DISC}M-3.5 0h7M0-3.5v7",
    Role.COUNTER: f"{DISC}M-3.5 0h7",
    Role.UNDERCUT: f"{DISC}M-2.7-2.7l5.4 5.4M2.7-2.7l-5.4 5.4",
}
"""Around the origin."""


HEAD: Final = "M0 0L9-4L9 4z"
"""The point of an arrow to the left, whose tip is the origin."""


JOINED: Final = (
    f"{DISC}M3.7 3.9L-1.5-2.1C-2.6-3.5-1.5-4.4-.4-4.4C.8-4.4 1.6-3.4.8-2.4C0-1.5-3.3-.4-3.3 1.8C-3.3 4.8 2.3 4.8 3.2.4"
)
"""The sign &, for linked premises: they count only together."""


def line_path(points: Sequence[Cell]) -> str:
    """A line through the middles of some cells, with round corners."""
    return polyline_path([middle(point) for point in points])


def polyline_path(points: Sequence[tuple[int, int]]) -> str:
    """A line through points, in runs along the axes, with round corners."""
    path = [f"M{points[0][0]} {points[0][1]}"]
    for at in range(1, len(points) - 1):
        corner = points[at]
        enter, leave = _towards(corner, points[at - 1]), _towards(corner, points[at + 1])
        path.append(f"L{enter[0]} {enter[1]}Q{corner[0]} {corner[1]} {leave[0]} {leave[1]}")
    path.append(f"L{points[-1][0]} {points[-1][1]}")
    return "".join(path)


def head_turn(head: Head) -> str:
    """The transformation that turns `HEAD` the way an arrow points; empty for one that points left."""
    degrees = {(-1, 0): 0, (0, -1): 90, (1, 0): 180, (0, 1): 270}[_sign(head.dx), _sign(head.dy)]
    return f"rotate({degrees})" if degrees else ""


def _towards(corner: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """The point of a run where the rounding of its corner begins: never past the middle of the run."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    step = min(_ROUNDING, max(abs(dx), abs(dy)) // 2)
    return corner[0] + step * _sign(dx), corner[1] + step * _sign(dy)
