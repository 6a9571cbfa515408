"""Which rows of the outline are in sight: all or a subtree, those asked for, without those that are folded.

A row is known by its path: the links that lead down to it from its root. Paths are numbered, so that rows
thousands of steps deep cost no more than others, and a path has the same number in every version of the map.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from argmap.graph import Row, outline
from argmap.graph.outline import Filter, filtered
from argmap.model import Link, Premises, Role
from argmap.tui.state.context import RowRef
from argmap.tui.state.snapshot import Published


class Shown(NamedTuple):
    """A row in sight."""

    at: int
    """Its place in the tree."""
    folded: bool
    asked: bool = True
    """Whether it is what was asked for, and not only above or below it."""


class Sight:
    """The rows in sight. Folds stay as the user left them, also while only some rows are asked for."""

    def __init__(self, published: Published) -> None:
        """`published` holds the map of which rows are shown."""
        self._published: Final = published
        self._numbers = Paths()
        self.tree = Tree.of((), self._numbers)
        self._folds = Folds()
        self._folds_while_sifted = Folds()
        self._focus: list[Premises] = []
        self.filter_ = Filter()
        self._asked: Sequence[bool] = ()
        self._kept: Sequence[bool] = ()
        """Whether each row is asked for, above one that is, or was gone to all the same."""
        self._keeping: Sequence[bool] = ()
        """Whether a row below each is kept."""
        self._gone_to: set[int] = set()
        """The paths of rows that the user was taken to although they were not asked for."""

    # What is shown

    def show(self, before: int | None) -> int:
        """Show the map that is published; gives the row that takes the place of the one `before` an edit of it."""
        old = self.tree
        ids = self._published.now.map.ids
        gone = (at for at, premises in enumerate(self._focus) if not ids.issuperset(premises))
        del self._focus[next(gone, len(self._focus)) :]
        self._plant()
        if before is None:
            self._folds = Folds(OPEN_DEPTH if len(self.tree.rows) > LARGE else None)
            return 0
        return successor(old, before, self.tree)

    def focus_on(self, premises: Premises) -> None:
        """Show only what hangs below a claim or linked premises."""
        self._focus.append(premises)
        self._plant()

    def step_out(self, steps: int = 1) -> Premises:
        """Show what was shown before the last focus; gives what that was on."""
        left = self._focus[-steps]
        del self._focus[-steps:]
        self._plant()
        return left

    @property
    def focus(self) -> tuple[Premises, ...]:
        """What was focused on, the innermost last."""
        return tuple(self._focus)

    def sift(self, filter_: Filter) -> None:
        """Show the rows that are asked for, and those above them."""
        self.filter_ = filter_
        self._folds_while_sifted = Folds()
        self._gone_to.clear()
        self._sift()

    @property
    def found(self) -> tuple[int, int]:
        """How many rows are asked for, and of how many."""
        return (sum(self._asked) if self.filter_ else len(self.tree.rows)), len(self.tree.rows)

    def spots(self) -> frozenset[RowRef]:
        """Every spot of the whole map, whatever is shown of it."""
        tree = self.tree if not self._focus else Tree.of(outline(self._published.now.map), Paths())
        return frozenset(map(tree.spot, range(len(tree.rows))))

    # Rows

    def rows(self) -> list[Shown]:
        """The rows in sight."""
        if not self.filter_:
            folds, tree = self._folds, self.tree
            return [Shown(at, folds.is_folded(tree.rows[at], tree.paths[at])) for at in folds.in_sight(tree)]
        return list(self._rows_while_sifted())

    def place(self, shown: Sequence[Shown], target: int) -> int:
        """The place, among the rows in sight, of a row of the tree, or of the one that stands for it there."""
        places = {item.at: place for place, item in enumerate(shown)}
        if self.filter_ and target not in places:
            return bisect_left(shown, target, key=lambda item: item.at)
        return next((places[at] for at in (target, *self.tree.ancestors(target)) if at in places), 0) if shown else 0

    def nearest_asked(self, at: int) -> int:
        """A row itself if it is asked for, else the next that is, else the first; itself where there is none."""
        if not self.filter_ or self._asked[at]:
            return at
        asked = [other for other, is_asked in enumerate(self._asked) if is_asked]
        return next((other for other in asked if other > at), asked[0] if asked else at)

    def set_fold(self, at: int, *, folded: bool) -> None:
        """Fold or unfold a row."""
        (self._folds_while_sifted if self.filter_ else self._folds).set(self.tree.paths[at], folded=folded)

    def fold_all(self, *, folded: bool) -> None:
        """Fold or unfold every row."""
        for at, row in enumerate(self.tree.rows):
            if row.branches:
                self.set_fold(at, folded=folded)

    def bring_in_sight(self, at: int) -> None:
        """Unfold what hides a row, also where it was not asked for."""
        for above in self.tree.ancestors(at):
            self.set_fold(above, folded=False)
        if self.filter_ and not self._kept[at]:
            self._gone_to.add(self.tree.paths[at])
            self._sift()

    def find(self, some_id: str) -> int | None:
        """Where a claim or quote stands in full, leaving the focus if it is not in it."""
        return self._find(lambda: self.tree.full_row((some_id,)))

    def find_link(self, link: Link) -> int | None:
        """Where the row of a link is, leaving the focus if it is not in it."""
        return self._find(lambda: next((at for at, row in enumerate(self.tree.rows) if row.link == link), None))

    def _find(self, look: Callable[[], int | None]) -> int | None:
        found = look()
        while found is None and self._focus:
            self.step_out()
            found = look()
        return found

    def _plant(self) -> None:
        roots = self._focus[-1] if self._focus else None
        self.tree = Tree.of(outline(self._published.now.map, roots), self._numbers)
        self._sift()

    def _sift(self) -> None:
        """Find which rows are kept: those asked for or gone to, and all above them."""
        if not self.filter_:
            return
        tree, now = self.tree, self._published.now
        states = {quote_id: str(quote_state.state) for quote_id, quote_state in now.states.items()}
        self._asked = filtered(now.map, tree.rows, self.filter_, states)
        kept = [asked or path in self._gone_to for asked, path in zip(self._asked, tree.paths, strict=True)]
        keeping = [False] * len(kept)
        for at in range(len(kept) - 1, -1, -1):
            if kept[at] and tree.parents[at] != _ROOT:
                kept[tree.parents[at]] = keeping[tree.parents[at]] = True
        self._kept, self._keeping = kept, keeping

    def _rows_while_sifted(self) -> Iterator[Shown]:
        """The rows that are kept. Below one that keeps none, unfolding shows all that hangs there."""
        tree, keeping = self.tree, self._keeping
        opened = [False] * len(tree.rows)
        for at, row in enumerate(tree.rows):
            parent = tree.parents[at]
            if not self._kept[at] and (parent == _ROOT or keeping[parent]):
                continue
            if parent != _ROOT and not opened[parent]:
                continue
            folded = row.branches and self._folds_while_sifted.chosen(tree.paths[at], not keeping[at])
            opened[at] = not folded
            yield Shown(at, folded, self._asked[at])


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

    def spot(self, at: int) -> RowRef:
        """What a row stands for; one of several linked premises stands in the link of them all."""
        row = self.rows[at]
        return RowRef(row.premises, row.link if row.link or not row.guides else self.rows[self.parents[at]].link)

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
