"""What of the map the outline shows: all or a subtree, every row or those asked for, with what is folded left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from argmap.graph import outline
from argmap.graph.outline import Sieve, sifted
from argmap.model import Link, Premises
from argmap.tui.held import Spot
from argmap.tui.panes.folding import LARGE, OPEN_DEPTH, Folds, Paths, Tree, successor
from argmap.tui.state.snapshot import Published

_ROOT: Final = -1


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
        self.sieve = Sieve()
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

    def sift(self, sieve: Sieve) -> None:
        """Show the rows that are asked for, and those above them."""
        self.sieve = sieve
        self._folds_while_sifted = Folds()
        self._gone_to.clear()
        self._sift()

    @property
    def found(self) -> tuple[int, int]:
        """How many rows are asked for, and of how many."""
        return (sum(self._asked) if self.sieve else len(self.tree.rows)), len(self.tree.rows)

    def spots(self) -> frozenset[Spot]:
        """Every spot of the whole map, whatever is shown of it."""
        tree = self.tree if not self._focus else Tree.of(outline(self._published.now.map), Paths())
        return frozenset(map(tree.spot, range(len(tree.rows))))

    # Rows

    def rows(self) -> list[Shown]:
        """The rows in sight."""
        if not self.sieve:
            folds, tree = self._folds, self.tree
            return [Shown(at, folds.is_folded(tree.rows[at], tree.paths[at])) for at in folds.in_sight(tree)]
        return list(self._rows_while_sifted())

    def place(self, shown: Sequence[Shown], target: int) -> int:
        """The place, among the rows in sight, of a row of the tree, or of the one that stands for it there."""
        places = {item.at: place for place, item in enumerate(shown)}
        if self.sieve and target not in places:
            return bisect_left(shown, target, key=lambda item: item.at)
        return next((places[at] for at in (target, *self.tree.ancestors(target)) if at in places), 0) if shown else 0

    def nearest_asked(self, at: int) -> int:
        """A row itself if it is asked for, else the next that is, else the first; itself where there is none."""
        if not self.sieve or self._asked[at]:
            return at
        asked = [other for other, is_asked in enumerate(self._asked) if is_asked]
        return next((other for other in asked if other > at), asked[0] if asked else at)

    def set_fold(self, at: int, *, folded: bool) -> None:
        """Fold or unfold a row."""
        (self._folds_while_sifted if self.sieve else self._folds).set(self.tree.paths[at], folded=folded)

    def fold_all(self, *, folded: bool) -> None:
        """Fold or unfold every row."""
        for at, row in enumerate(self.tree.rows):
            if row.branches:
                self.set_fold(at, folded=folded)

    def bring_in_sight(self, at: int) -> None:
        """Unfold what hides a row, also where it was not asked for."""
        for above in self.tree.ancestors(at):
            self.set_fold(above, folded=False)
        if self.sieve and not self._kept[at]:
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
        if not self.sieve:
            return
        tree, now = self.tree, self._published.now
        states = {quote_id: str(standing.state) for quote_id, standing in now.states.items()}
        self._asked = sifted(now.map, tree.rows, self.sieve, states)
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
