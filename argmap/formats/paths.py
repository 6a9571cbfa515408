"""Lines and signs of the drawing as SVG paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from argmap.formats.drawing import Head, middle
from argmap.graph.drawn import Cell
from argmap.model import Role

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


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
