"""The map as a tree of rows that fold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final, NamedTuple

from textual.binding import Binding, BindingType
from textual.message import Message

from argmap.corpus import Standing
from argmap.graph import Row, outline
from argmap.model import ArgMap, Link
from argmap.tui.panes.folding import LARGE, OPEN_DEPTH, Folds, Paths, Tree, successor
from argmap.tui.panes.look import Line
from argmap.tui.panes.outline_lines import marker_column, outline_line
from argmap.tui.panes.row_list import RowList


class _Shown(NamedTuple):
    """A row in sight."""

    at: int
    """Its place in the tree."""
    folded: bool


class OutlinePane(RowList[_Shown]):
    """The outline of a map. Folds and cursor stay where they are when the map changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left",
            "fold",
            "Fold",
            show=False,
            tooltip="Hide what hangs below this row; where nothing is open, go to the row above in the tree.",
            id="outline.fold",
        ),
        Binding(
            "right",
            "unfold",
            "Unfold",
            show=False,
            tooltip="Show what hangs below this row; where it is open, go to the first row below.",
            id="outline.unfold",
        ),
        Binding("space", "toggle_fold", "Fold", show=False, tooltip="Fold or unfold this row.", id="outline.toggle"),
        Binding(
            "shift+left",
            "fold_all(True)",
            "Fold all",
            show=False,
            tooltip="Fold every row of the map.",
            id="outline.fold-all",
        ),
        Binding(
            "shift+right",
            "fold_all(False)",
            "Unfold all",
            show=False,
            tooltip="Unfold every row of the map.",
            id="outline.unfold-all",
        ),
    ]
    CLICKS_TO_CHOOSE = 2

    class _FromOutline(Message):
        def __init__(self, pane: OutlinePane) -> None:
            super().__init__()
            self.pane: Final = pane

        @property
        def control(self) -> OutlinePane:
            """The pane, for `on`."""
            return self.pane

    class RowMoved(_FromOutline, namespace="outline_pane"):
        """The cursor stands on another row, or the map has none any more."""

        def __init__(self, pane: OutlinePane, row: Row | None) -> None:
            super().__init__(pane)
            self.row: Final = row

        def can_replace(self, message: Message) -> bool:
            """Of several that wait to be handled, only the last is."""
            return isinstance(message, OutlinePane.RowMoved) and message.pane is self.pane

    class RowChosen(_FromOutline, namespace="outline_pane"):
        """The user wants to go to what a row stands for."""

        def __init__(self, pane: OutlinePane, row: Row) -> None:
            super().__init__(pane)
            self.row: Final = row

    def __init__(
        self,
        *,
        empty: str = "no claims yet: n makes one",
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__("Map", empty, id=id, classes=classes, name=name)
        self._map = ArgMap(title="")
        self._standings: Mapping[str, Standing] = {}
        self._numbers = Paths()
        self._tree = Tree.of((), self._numbers)
        self._folds = Folds()

    # What the app around it uses

    def show(self, whole: ArgMap, standings: Mapping[str, Standing]) -> None:
        """Show a map, or the same map after an edit: what was folded stays folded, the cursor stays on its row.

        Where that row is gone, the cursor goes to the nearest that is left.
        """
        old, before = self._tree, self._current_at
        self._map = whole
        self._standings = standings
        self._tree = Tree.of(outline(whole), self._numbers)
        if before is None:
            self._folds = Folds(OPEN_DEPTH if len(self._tree.rows) > LARGE else None)
        target = 0 if before is None else successor(old, before, self._tree)
        self._lay_out(target)
        after = self._current_at
        if (before is None) != (after is None) or (
            before is not None and after is not None and old.paths[before] != self._tree.paths[after]
        ):
            self.moved()

    @property
    def current(self) -> Row | None:
        """The row of the cursor; None in an empty map."""
        at = self._current_at
        return None if at is None else self._tree.rows[at]

    @property
    def current_link(self) -> Link | None:
        """The link by which the row of the cursor bears on another; for linked premises also from each member."""
        at = self._current_at
        if at is None:
            return None
        row = self._tree.rows[at]
        return row.link if row.link or not row.guides else self._tree.rows[self._tree.parents[at]].link

    def reveal(self, some_id: str) -> bool:
        """Put the cursor where a claim or quote stands in full, unfolding what hides it; False if it is not there."""
        return self._reveal(self._tree.full_row((some_id,)))

    def reveal_link(self, link: Link) -> bool:
        """Put the cursor on the row of a link, unfolding what hides it; False if it is not there."""
        return self._reveal(next((at for at, row in enumerate(self._tree.rows) if row.link == link), None))

    # Keys and mouse

    def action_fold(self) -> None:
        """Fold the row, or go to the one above it in the tree."""
        item = self.current_item
        if item is None:
            return
        if self._tree.rows[item.at].branches and not item.folded:
            self._set_fold(item.at, folded=True)
        elif self._tree.parents[item.at] >= 0:
            self._put_cursor_on(self._tree.parents[item.at])

    def action_unfold(self) -> None:
        """Unfold the row, or go to the first row below it."""
        item = self.current_item
        if item is None or not self._tree.rows[item.at].branches:
            return
        if item.folded:
            self._set_fold(item.at, folded=False)
        else:
            self.go_to_row(self.cursor + 1)

    def action_toggle_fold(self) -> None:
        """Fold or unfold the row."""
        if (item := self.current_item) is not None and self._tree.rows[item.at].branches:
            self._set_fold(item.at, folded=not item.folded)

    def action_fold_all(self, folded: bool) -> None:
        """Fold or unfold every row."""
        before = self.current
        for row, path in zip(self._tree.rows, self._tree.paths, strict=True):
            if row.branches:
                self._folds.set(path, folded=folded)
        if (at := self._current_at) is not None:
            self._lay_out(at)
            if self.current is not before:
                self.moved()

    def clicked(self, column: int, chain: int) -> None:
        """Fold where the marker was clicked; else choose with two clicks."""
        row = self.current
        marker = marker_column(row, self._width) if row else 0
        if row is not None and row.branches and marker - 1 <= column <= marker:
            self.action_toggle_fold()
        else:
            super().clicked(column, chain)

    # As a list

    def line_of(self, item: _Shown) -> Line:
        """A row of the outline."""
        row = self._tree.rows[item.at]
        return outline_line(row, self._map, self._standings.get(row.id), self._width, folded=item.folded)

    def moved(self) -> None:
        """Tell where the cursor stands."""
        self.post_message(self.RowMoved(self, self.current))

    def chosen(self, item: _Shown) -> None:
        """Tell what was chosen."""
        self.post_message(self.RowChosen(self, self._tree.rows[item.at]))

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _current_at(self) -> int | None:
        """The place in the tree of the row under the cursor."""
        item = self.current_item
        return None if item is None else item.at

    def _lay_out(self, target: int) -> None:
        """Show what no fold hides, with the cursor on a row of the tree, or on the nearest above that is in sight."""
        tree = self._tree
        shown = self._folds.in_sight(tree)
        places = {at: place for place, at in enumerate(shown)}
        items = [_Shown(at, self._folds.is_folded(tree.rows[at], tree.paths[at])) for at in shown]
        candidates = (target, *tree.ancestors(target)) if shown else ()
        self.set_items(items, next((places[at] for at in candidates if at in places), 0))

    def _set_fold(self, at: int, *, folded: bool) -> None:
        self._folds.set(self._tree.paths[at], folded=folded)
        self._lay_out(at)

    def _put_cursor_on(self, at: int) -> None:
        """Put the cursor on a row of the tree that is in sight."""
        self.go_to_row(next(place for place, item in enumerate(self._items) if item.at == at))

    def _reveal(self, at: int | None) -> bool:
        if at is None:
            return False
        before = self._current_at
        for above in self._tree.ancestors(at):
            self._folds.set(self._tree.paths[above], folded=False)
        self._lay_out(at)
        if at != before:
            self.moved()
        return True
