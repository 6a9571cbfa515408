"""Where the ways of arrows pass and cross on one row of a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.model import Role
from argmap.tui.canvas.index import Run
from argmap.tui.canvas.lines import EAST, LEVEL, NORTH, SOUTH, WEST


def _arms(run: Run, row: int, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The columns of a run on a row, and to which sides it goes on from there."""
    if run.top == run.bottom and run.left != run.right:
        for x in range(max(run.left, begin), min(run.right + 1, end)):
            yield x, (EAST if x < run.right else 0) | (WEST if x > run.left else 0)
    elif begin <= run.left < end:
        yield run.left, (NORTH if row > run.top else 0) | (SOUTH if row < run.bottom else 0)


def crossings(runs: Iterable[Run], row: int, begin: int, end: int) -> tuple[dict[int, dict[int, int]], dict[int, Role]]:
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


def over(here: dict[int, int]) -> int:
    """The way that goes over the others where they cross: one that is not level."""
    return min(here, key=lambda way: (not here[way] & ~LEVEL, way))


def joined(arms: Iterable[int]) -> int:
    """All arms at once: where ways share a port of a small box."""
    joined = 0
    for some in arms:
        joined |= some
    return joined
