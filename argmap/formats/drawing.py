"""The drawn map in pixels: the layout of the screen, with boxes lettered in full and lines ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from argmap.corpus import Standing
from argmap.formats.format import Material
from argmap.formats.lettering import cut, rows_of
from argmap.formats.wires import Points, Wire, inside, whole_line, wires_of
from argmap.graph.drawn import Box, Cell, Direction, Drawing, Size
from argmap.graph.layers import drawing
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
class Lettered:
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

    def __init__(self, material: Material) -> None:
        self.map: Final = material.map
        self._standings: Mapping[str, Standing] = material.standings
        self.lettered: Final = {
            some_id: self._lettered(some_id) for some_id in (*material.map.claims, *material.map.quotes)
        }
        self.drawing: Final[Drawing] = drawing(material.map, self._size, direction=Direction.RIGHT)

    @property
    def size(self) -> Size:
        """In pixels."""
        return Size(self.drawing.size.width * CELL.width, self.drawing.size.height * CELL.height)

    @cached_property
    def lines(self) -> tuple[Points, ...]:
        """Of each arrow the whole line, in cells."""
        return tuple(whole_line(self.drawing, arrow) for arrow in self.drawing.arrows)

    def wires(self) -> Iterator[Wire]:
        """The lines as they are drawn, together for all arrows that share a way."""
        return wires_of(self.drawing.arrows, self.lines)

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

    def standing_of(self, some_id: str) -> Standing | None:
        """Where a quote stands; None where it was not looked for."""
        return self._standings.get(some_id)

    def _size(self, some_id: str) -> Size:
        return Size(_BOX_WIDTH, len(self.lettered[some_id].rows) + 3)

    def _lettered(self, some_id: str) -> Lettered:
        rows = tuple(self._rows(some_id, _MOST_ROWS))
        if some_id in self.map.claims:
            return Lettered(rows, cut(some_id, _FOOT_ROOM))
        return Lettered(rows, cut(f"{self.map.quotes[some_id].source} · {some_id}", _FOOT_ROOM - _STATE_ROOM))

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
