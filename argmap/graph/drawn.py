"""What a drawn map is made of: boxes, joints and arrows, placed in character cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from argmap.model import Link, Role

End = str | Link
"""Where an arrow begins or ends: at the box of a claim or quote, by its id, or at the joint that a link has."""


class Direction(StrEnum):
    """Which way the argument is read, from the theses to what they rest on."""

    DOWN = "down"
    """Theses at the top; arrows point up."""
    RIGHT = "right"
    """Theses at the left; arrows point left."""


class Cell(NamedTuple):
    """A place in the drawing."""

    x: int
    y: int


class Size(NamedTuple):
    """Width and height in cells."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Box:
    """A claim or a quote; each is drawn once, however many links it is in."""

    id: str
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column right of it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.height

    @property
    def centre(self) -> Cell:
        """The cell in its middle."""
        return Cell(self.x + self.width // 2, self.y + self.height // 2)

    def has(self, cell: Cell) -> bool:
        """Whether a cell lies in it."""
        return self.x <= cell.x < self.right and self.y <= cell.y < self.bottom


@dataclass(frozen=True, slots=True)
class Joint:
    """The cell in which linked premises meet, or in which an undercut strikes the arrow of a link."""

    link: Link
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """One stretch of a link: from a premise to its claim, or to and from the joint of the link.

    Arrows of one role that end at the same box share a way wherever they can, as branches of one tree do.
    """

    link: Link
    begin: End
    end: End
    way: int
    """The same number for arrows that may share cells; arrows of different ways only ever cross."""
    points: tuple[Cell, ...]
    """The corners, from the cell that touches `begin` to the cell that touches `end`; runs are straight."""

    @property
    def role(self) -> Role:
        """What this stretch tells: a premise on its way to the joint of an undercut undercuts, too."""
        return self.link.role


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map laid out in character cells."""

    direction: Direction
    size: Size
    boxes: Mapping[str, Box]
    """By id, in the order in which they are read."""
    joints: Mapping[Link, Joint]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class Spacing:
    """Cells left free, along the direction of reading and across it."""

    between: int
    """Across, between boxes of one layer."""
    bends: int
    """Across, around lines that pass between boxes."""
    head: int
    """Along, from the far side of a box to the first line that turns: room for the arrow's head."""
    pitch: int
    """Along, from one line that turns to the next."""
    tail: int
    """Along, from the last line that turns to the next box."""
    strike: int
    """Across, from a joint to the line by which an undercut comes to it."""
    ports: int
    """Across, between lines that leave or enter a box at the same side."""


SPACING: Mapping[Direction, Spacing] = {
    Direction.DOWN: Spacing(between=2, bends=2, head=1, pitch=1, tail=0, strike=2, ports=3),
    Direction.RIGHT: Spacing(between=0, bends=0, head=2, pitch=2, tail=1, strike=1, ports=1),
}
"""A cell is about twice as high as it is wide."""
