"""The map as a drawing: boxes in layers, from the theses to what they rest on, with arrows between them.

Pure and determined by what goes in: a caller measures its texts and tells how large each box is, so no screen is
known here. Layers, orders and places are found by rooms of our own (`levels`, `ordering`, `placing`, `ports`,
`tracks`) and not by a library: of the two that there are for Python, grandalf is under the GPL or EPL, and
fast-sugiyama draws points of one size, cannot let arrows that end at one box share a way, nor keep joints between
the levels of the boxes, and forgets the order in which the argument is read (0.5.3; 0.4 s for 2,000 points).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final

from argmap.graph.drawn import SPACING, Box, Direction, Drawing, Size
from argmap.graph.routes import Part, part_of
from argmap.graph.webs import parts_of, web_of
from argmap.model import ArgMap

Measure = Callable[[str], Size]
"""How large the box of a claim or quote is, by its id: at least one cell each way."""

_BETWEEN_PARTS: Final = {Direction.DOWN: 4, Direction.RIGHT: 1}
"""Cells across."""
_LOOSE_ASPECT: Final = 2
"""Boxes without links are laid so many times as far along as across."""


def drawing(
    whole: ArgMap, measure: Measure, *, direction: Direction = Direction.DOWN, shown: Iterable[str] | None = None
) -> Drawing:
    """The drawing of a map, or of the elements `shown` and the links between them.

    Parts that no link ties together stand side by side, in the order of the theses; after them what no link touches.
    """
    everything = frozenset(whole.claims) | frozenset(whole.quotes)
    chosen = everything if shown is None else everything & frozenset(shown)
    webs, loose = parts_of(web_of(whole, chosen))
    sizes = {some_id: measure(some_id) for some_id in sorted(chosen)}
    parts = [part_of(web, sizes, direction) for web in webs]
    if loose:
        parts.append(_shelf([Box(some_id, 0, 0, *sizes[some_id]) for some_id in loose], direction))
    return _together(parts, direction)


def _together(parts: Sequence[Part], direction: Direction) -> Drawing:
    down = direction is Direction.DOWN
    sizes = [part.size for part in parts]
    steps = [(size.width if down else size.height) + _BETWEEN_PARTS[direction] for size in sizes]
    ways = [1 + max((arrow.way for arrow in part.arrows), default=-1) for part in parts]
    placed = [
        part.moved(across if down else 0, 0 if down else across, way)
        for part, across, way in zip(parts, accumulate(steps, initial=0), accumulate(ways, initial=0), strict=False)
    ]
    across = max(0, sum(steps) - _BETWEEN_PARTS[direction])
    along = max((size.height if down else size.width for size in sizes), default=0)
    boxes = sorted((box for part in placed for box in part.boxes), key=lambda box: (box.y, box.x))
    return Drawing(
        direction,
        Size(across, along) if down else Size(along, across),
        {box.id: box for box in boxes},
        {joint.link: joint for part in placed for joint in part.joints},
        tuple(arrow for part in placed for arrow in part.arrows),
    )


def _shelf(boxes: Sequence[Box], direction: Direction) -> Part:
    """Boxes that no link touches, one after the other along the direction of reading, in several lines if many."""
    down, spacing = direction is Direction.DOWN, SPACING[direction]
    gap = spacing.between
    along = [box.height if down else box.width for box in boxes]
    across = max(box.width if down else box.height for box in boxes) + gap
    longest = max(*along, int((sum(along) * across * _LOOSE_ASPECT) ** 0.5)) if len(boxes) > 1 else along[0]
    placed, line, at = [], 0, 0
    for box, length in zip(boxes, along, strict=True):
        if at and at + length > longest:
            line, at = line + 1, 0
        x, y = (line * across, at) if down else (at, line * across)
        placed.append(Box(box.id, x, y, box.width, box.height))
        at += length + (0 if down else gap + 2)
    return Part(tuple(placed), (), ())
