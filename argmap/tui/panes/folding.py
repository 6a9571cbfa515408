"""Which rows of the outline are in sight, and what stays of that when the map changes.

A row is known by its path: the links that lead down to it from its root. Paths are numbered, so that rows
thousands of steps deep cost no more than others, and a path has the same number in every version of the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from argmap.graph import Row
from argmap.model import Premises, Role
from argmap.tui.held import Spot

LARGE: Final = 300
"""A map with more rows than this starts folded."""
OPEN_DEPTH: Final = 2
"""How many levels below the roots are in sight in a large map."""

_ROOT = -1


class Paths:
    """Numbers for paths, the same for the same path."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, Role | None, Premises], int] = {}

    def number(self, parent: int, row: Row) -> int:
        """The number of the path that leads from the path `parent` (-1 for roots) to a row."""
        return self._numbers.setdefault((parent, row.role, row.premises), len(self._numbers))


@dataclass(frozen=True)
class Tree:
    """The rows of one version of the map, with their paths; all sequences are in reading order."""

    rows: Sequence[Row]
    paths: Sequence[int]
    parents: Sequence[int]
    """The index of the row above in the tree; -1 for roots."""
    index: dict[int, int]
    """Where each path is."""

    @classmethod
    def of(cls, rows: Sequence[Row], numbers: Paths) -> Tree:
        """The rows of an outline as a tree."""
        paths: list[int] = []
        parents: list[int] = []
        above: list[int] = []
        for at, row in enumerate(rows):
            del above[row.depth :]
            parent = above[-1] if above else _ROOT
            parents.append(parent)
            paths.append(numbers.number(paths[parent] if above else _ROOT, row))
            above.append(at)
        return cls(rows, paths, parents, {path: at for at, path in reversed(list(enumerate(paths)))})

    def spot(self, at: int) -> Spot:
        """What a row stands for; one of several linked premises stands in the link of them all."""
        row = self.rows[at]
        return Spot(row.premises, row.link if row.link or not row.guides else self.rows[self.parents[at]].link)

    def ancestors(self, at: int) -> Iterator[int]:
        """The rows above a row in the tree, nearest first."""
        while (at := self.parents[at]) != _ROOT:
            yield at

    def siblings(self, at: int) -> list[int]:
        """The rows with the same parent, itself among them."""
        parent, depth = self.parents[at], self.rows[at].depth
        found = []
        for other in range(parent + 1, len(self.rows)):
            if self.rows[other].depth < depth:
                break
            if self.parents[other] == parent:
                found.append(other)
        return found

    def full_row(self, premises: Premises) -> int | None:
        """Where a claim, a quote or linked premises stand in full; None if they are not in the map."""
        return next((at for at, row in enumerate(self.rows) if row.premises == premises and not row.again), None)


class Folds:
    """Which rows are folded: what the user chose, else what the depth says."""

    def __init__(self, open_depth: int | None = None) -> None:
        """With `open_depth`, rows so many levels below the roots start folded; without, none do."""
        self._open_depth = open_depth
        self._chosen: dict[int, bool] = {}

    def is_folded(self, row: Row, path: int) -> bool:
        """Whether what hangs below a row is hidden."""
        by_depth = self._open_depth is not None and row.depth >= self._open_depth
        return row.branches and self.chosen(path, by_depth)

    def chosen(self, path: int, otherwise: bool) -> bool:
        """Whether the user folded the row of a path; `otherwise` where nobody did anything."""
        return self._chosen.get(path, otherwise)

    def set(self, path: int, *, folded: bool) -> None:
        """Fold or unfold the row of a path."""
        self._chosen[path] = folded

    def in_sight(self, tree: Tree) -> list[int]:
        """The rows that no fold hides."""
        shown = []
        hidden_below: int | None = None
        for at, row in enumerate(tree.rows):
            if hidden_below is not None and row.depth > hidden_below:
                continue
            hidden_below = row.depth if self.is_folded(row, tree.paths[at]) else None
            shown.append(at)
        return shown


def successor(old: Tree, at: int, new: Tree) -> int:
    """The row that takes a row's place after the map has changed; 0 if nothing near it is left.

    The row itself; else the same element below the same row, now in another role; else the next of its neighbours
    that is left, or the one before, or the row above. Where the row above is gone or never was: the same element,
    wherever it stands now.
    """
    if (same := new.index.get(old.paths[at])) is not None:
        return same
    followed = at
    while (parent := old.parents[at]) != _ROOT and old.paths[parent] not in new.index:
        at = parent
    above = _ROOT if parent == _ROOT else new.index[old.paths[parent]]
    premises = old.rows[followed].premises
    again = new.full_row(premises) if followed != at or above == _ROOT else _child(new, above, premises)
    if again is not None:
        return again
    neighbours = old.siblings(at)
    place = neighbours.index(at)
    for neighbour in (*neighbours[place:], *reversed(neighbours[:place])):
        if (left := new.index.get(old.paths[neighbour])) is not None:
            return left
    return max(above, 0)


def _child(tree: Tree, parent: int, premises: Premises) -> int | None:
    """The row below `parent` that stands for `premises`, in whatever role."""
    first = parent + 1
    if first >= len(tree.rows) or tree.parents[first] != parent:
        return None
    return next((at for at in tree.siblings(first) if tree.rows[at].premises == premises), None)
