"""The map as a tree of rows that fold, can be asked for, focused on, marked, cut and dragged."""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType

from argmap.graph import Row
from argmap.graph.outline import Sieve
from argmap.model import Link
from argmap.tui.held import Spot
from argmap.tui.keys import key_of
from argmap.tui.panes import outline_messages
from argmap.tui.panes.carried_rows import CarriedRows
from argmap.tui.panes.look import Line
from argmap.tui.panes.outline_keys import OUTLINE_BINDINGS
from argmap.tui.panes.outline_lines import Hold, marker_column, outline_line
from argmap.tui.panes.sight import Shown
from argmap.tui.state.snapshot import Published


class OutlinePane(CarriedRows):
    """The outline of a map. Folds, marks and cursor stay where they are when the map changes."""

    BINDINGS: ClassVar[list[BindingType]] = [*OUTLINE_BINDINGS]
    CLICKS_TO_CHOOSE = 2

    RowMoved: TypeAlias = outline_messages.RowMoved
    RowChosen: TypeAlias = outline_messages.RowChosen
    RowsDropped: TypeAlias = outline_messages.RowsDropped

    def __init__(
        self,
        published: Published | None = None,
        *,
        empty: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        """`published` holds what is shown, also of other panes."""
        empty = empty or f"no claims yet: {key_of('claim')} makes one"
        super().__init__("Map", empty, published or Published(), id=id, classes=classes, name=name)
        self._run: tuple[int, int, tuple[Spot, ...]] | None = None
        """Where marking with the arrows began, where it has come to, and what had been marked before."""

    # What the app around it uses

    def show(self) -> None:
        """Show the map that is published. After an edit what was folded stays folded, the cursor stays on its row.

        Where that row is gone, the cursor goes to the nearest that is left.
        """
        before = self._current_at
        old = None if before is None else self._sight.tree.paths[before]
        rows = self._sight.tree.rows
        target = self._sight.show(before)
        if self.is_dragging and rows != self._sight.tree.rows:
            self.stop_dragging()  # its places in the tree may be those of other rows now
        self._lay_out(target)
        if self.held:
            self.held.keep_to(self._sight.spots())
        self._describe()
        after = self._current_at
        if old != (None if after is None else self._sight.tree.paths[after]):
            self.moved()

    @property
    def current(self) -> Row | None:
        """The row of the cursor; None in an empty map."""
        at = self._current_at
        return None if at is None else self._sight.tree.rows[at]

    @property
    def current_link(self) -> Link | None:
        """The link by which the row of the cursor bears on another; for linked premises also from each member."""
        at = self._current_at
        return None if at is None else self._sight.tree.spot(at).link

    def reveal(self, some_id: str) -> bool:
        """Put the cursor where a claim or quote stands in full, showing what hides it; False if it is not there."""
        return self._reveal(self._sight.find(some_id))

    def reveal_link(self, link: Link) -> bool:
        """Put the cursor on the row of a link, showing what hides it; False if it is not there."""
        return self._reveal(self._sight.find_link(link))

    # What actions use

    @property
    def sieve(self) -> Sieve:
        """Which rows are asked for."""
        return self._sight.sieve

    @property
    def found(self) -> tuple[int, int]:
        """How many rows are asked for, and of how many."""
        return self._sight.found

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the map is shown."""
        return bool(self.sieve or self._sight.focus)

    def sift(self, sieve: Sieve) -> None:
        """Show only the rows that are asked for and those above them; with an empty sieve, all."""
        at = self._current_at
        self._sight.sift(sieve)
        self._changed(0 if at is None else self._sight.nearest_asked(at))

    def focus_in(self) -> None:
        """Show only what hangs below the row of the cursor."""
        row = self.current
        if row is not None and row.premises not in self._sight.focus[-1:]:
            self._sight.focus_on(row.premises)
            self._changed(0)

    def mark(self) -> None:
        """Mark the row of the cursor, or no longer, and go to the next."""
        at = self._current_at
        if at is not None:
            self.held.toggle(self._sight.tree.spot(at))
            self.forget_row(self.cursor)
            self._describe()
            self.go_to_row(self.cursor + 1)
            self.moved()

    def mark_all(self) -> None:
        """Mark every row in sight that was asked for; where all are marked already, none."""
        spots = [self._sight.tree.spot(item.at) for item in self._items if item.asked]
        self.held.mark_only(() if all(map(self.held.is_marked, spots)) else spots)
        self._marks_changed()

    def let_go(self) -> None:
        """Let go of what is held; else show all rows again; else show what was shown before the focus."""
        at = self._current_at or 0
        if self.is_dragging:
            self.stop_dragging()
        elif self.held:
            self.held.let_go()
            self._marks_changed()
        elif self.sieve:
            self._sight.sift(Sieve())
            self._sight.bring_in_sight(at)
            self._changed(at)
        elif self._sight.focus:
            self._leave_focus(1)

    def holding_changed(self) -> None:
        """Show what is marked and cut now."""
        self._marks_changed()

    # Keys

    def action_fold(self) -> None:
        """Fold the row, or go to the one above it in the tree."""
        item = self.current_item
        if item is None:
            return
        parent = self._sight.tree.parents[item.at]
        if self._sight.tree.rows[item.at].branches and not item.folded:
            self._set_fold(item.at, folded=True)
        elif parent >= 0:
            self._put_cursor_on(parent)

    def action_unfold(self) -> None:
        """Unfold the row, or go to the first row below it."""
        item = self.current_item
        if item is None or not self._sight.tree.rows[item.at].branches:
            return
        if item.folded:
            self._set_fold(item.at, folded=False)
        else:
            self.go_to_row(self.cursor + 1)

    def action_fold_all(self, folded: bool) -> None:
        """Fold or unfold every row."""
        self._sight.fold_all(folded=folded)
        if (at := self._current_at) is not None:
            self._changed(at)

    def action_extend(self, step: int) -> None:
        """Mark the rows that the cursor goes over, from where it began; going back, no longer."""
        if self._run is None or self._run[1] != self.cursor:
            self._run = self.cursor, self.cursor, self.held.marked
        begin, _, before = self._run
        self.go_to_row(self.cursor + step)
        self._run = begin, self.cursor, before
        self._mark_from(begin, before)

    def action_let_go(self) -> None:
        """Let go of what is held; if there is nothing of the kind, the key is for someone else."""
        if not (self.held or self.sieve or self._sight.focus or self.is_dragging):
            raise SkipAction
        self.let_go()

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Mark with ctrl and shift; ask what can be done with the right button."""
        at = event.get_content_offset(self)
        row = None if at is None else self.scroll_offset.y + at.y
        if row is None or row >= len(self._items) or not (event.ctrl or event.shift or event.button == 3):
            return
        event.prevent_default()
        before = self.cursor
        self.go_to_row(row)
        if event.button == 3:
            self.call_later(self.run_action, "screen.try('menu')")
        elif event.shift:
            self._mark_from(before, self.held.marked)
        else:
            self.held.toggle(self._sight.tree.spot(self._items[row].at))
            self._marks_changed()

    def clicked(self, column: int, chain: int) -> None:
        """Fold where the marker was clicked; else choose with two clicks."""
        item, row = self.current_item, self.current
        marker = marker_column(row, self._width) if row else 0
        if item is not None and row is not None and row.branches and marker - 1 <= column <= marker:
            self._set_fold(item.at, folded=not item.folded)
        else:
            super().clicked(column, chain)

    def carried(self, dragged: tuple[Spot, ...], onto: Spot) -> None:
        """Tell what was dropped where; whoever moves it says why it cannot go there."""
        self.post_message(self.RowsDropped(self, dragged, onto))

    # As a list

    def line_of(self, item: Shown) -> Line:
        """A row of the outline."""
        row, spot = self._sight.tree.rows[item.at], self._sight.tree.spot(item.at)
        hold = Hold(marked=self.held.is_marked(spot), cut=self.held.is_cut(spot), asked=item.asked)
        now = self.published.now
        return outline_line(row, now.map, now.states.get(row.id), self._width, folded=item.folded, hold=hold)

    def moved(self) -> None:
        """Tell where the cursor stands."""
        self.post_message(self.RowMoved(self, self.current))

    def chosen(self, item: Shown) -> None:
        """Tell what was chosen."""
        self.post_message(self.RowChosen(self, self._sight.tree.rows[item.at]))

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _current_at(self) -> int | None:
        """The place in the tree of the row under the cursor."""
        item = self.current_item
        return None if item is None else item.at

    def _lay_out(self, target: int) -> None:
        """Show what is in sight, with the cursor on a row of the tree, or on the one that stands for it there."""
        shown = self._sight.rows()
        self.set_items(shown, self._sight.place(shown, target))

    def _changed(self, target: int) -> None:
        """Show other rows of the same map."""
        self._lay_out(target)
        self._describe()
        self.moved()

    def _set_fold(self, at: int, *, folded: bool) -> None:
        self._sight.set_fold(at, folded=folded)
        self._lay_out(at)

    def _put_cursor_on(self, at: int) -> None:
        """Put the cursor on a row of the tree that is in sight."""
        self.go_to_row(next(place for place, item in enumerate(self._items) if item.at == at))

    def _reveal(self, at: int | None) -> bool:
        if at is None:
            return False
        before = self._current_at
        self._sight.bring_in_sight(at)
        self._lay_out(at)
        self._describe()
        if at != before:
            self.moved()
        return True

    def _leave_focus(self, steps: int) -> None:
        left = self._sight.step_out(steps)
        at = self._sight.tree.full_row(left)
        if at is not None:
            self._sight.bring_in_sight(at)
        self._changed(at or 0)

    # Marks

    def _mark_from(self, begin: int, before: tuple[Spot, ...]) -> None:
        """Mark the rows from one to that of the cursor, and those that had been marked before."""
        first, last = sorted((begin, self.cursor))
        spots = [self._sight.tree.spot(item.at) for item in self._items[first : last + 1]]
        self.held.mark_only((*before, *spots))
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.repaint()
        self._describe()
        self.moved()

    def on_resize(self) -> None:
        """Fit the border to the new width."""
        self._describe()
