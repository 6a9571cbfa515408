"""The characters of arrows: solid for supports, dashed for counters, dotted for undercuts; heavy ones stand out."""

from __future__ import annotations

from typing import Final

from argmap.model import Role

NORTH, EAST, SOUTH, WEST = 1, 2, 4, 8
UPRIGHT: Final = NORTH | SOUTH
LEVEL: Final = EAST | WEST

_SHAPES: Final = {
    NORTH: "│", SOUTH: "│", UPRIGHT: "│", EAST: "─", WEST: "─", LEVEL: "─",
    NORTH | EAST: "╰", EAST | SOUTH: "╭", SOUTH | WEST: "╮", NORTH | WEST: "╯",
    UPRIGHT | EAST: "├", UPRIGHT | WEST: "┤", LEVEL | SOUTH: "┬", LEVEL | NORTH: "┴", UPRIGHT | LEVEL: "┼",
}  # fmt: skip
_HEAVY: Final = dict(zip("│─╰╭╮╯├┤┬┴┼", "┃━┗┏┓┛┣┫┳┻╋", strict=True))
_DASHES: Final = {
    Role.SUPPORT: {},
    Role.COUNTER: {"│": "╎", "─": "╌", "┃": "╏", "━": "╍"},
    Role.UNDERCUT: {"│": "┊", "─": "┈", "┃": "┋", "━": "┉"},
}

HEADS: Final = {NORTH: "▲", EAST: "▶", SOUTH: "▼", WEST: "◀"}
"""By the way they point."""


def line_character(role: Role, arms: int, *, heavy: bool = False) -> str:
    """The character with arms to these sides."""
    shape = _SHAPES[arms]
    if heavy:
        shape = _HEAVY[shape]
    return _DASHES[role].get(shape, shape)
