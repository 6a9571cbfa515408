"""The map as a tree of rows that fold and can be filtered, focused on, marked, cut and dragged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from argmap.corpus import QuoteState
from argmap.edit import Refused
from argmap.graph import AGAIN_SIGN, MEMBER_SIGN, ROLE_SIGN, STATE_SIGN, THESIS_SIGN, Kind, Row
from argmap.graph.outline import Filter
from argmap.model import ArgMap, Link, Premises, premises_text
from argmap.text.one_line import reading_line
from argmap.tui.cell_text import ELLIPSIS, cut
from argmap.tui.content import fitting, safe
from argmap.tui.keys import bindings, key_of, with_keys
from argmap.tui.state.context import Marks, RowRef
from argmap.tui.state.snapshot import Published
from argmap.tui.widgets.outline_tree import Shown, Sight
from argmap.tui.widgets.painted_pane import Line, Piece
from argmap.tui.widgets.row_list import DragRows


class CarriedRows(DragRows[Shown]):
    """Rows of a map that are dragged onto each other, alone or all that are marked."""

    def __init__(
        self,
        title: str,
        empty: str,
        published: Published,
        *,
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(title, empty, id=id, classes=classes, name=name)
        self.published: Final = published
        self._sight = Sight(published)
        self._without_claims: Final = empty
        self.marks = Marks()
        """The marked and cut rows."""
        self._said: tuple[Content, str] | None = None
        """What the border says is shown and held."""

    def carried(self, dragged: tuple[RowRef, ...], onto: RowRef) -> None:
        """Rows were dropped onto another."""
        raise NotImplementedError

    def aim(self, dragged: int, onto: int) -> bool:
        """Say in the border what dropping a row onto another would do, or why it cannot go there."""
        from argmap.tui.state.edits import preview_of_moving  # none is dragged before the first paint

        said, allowed = with_keys("drop it on a claim, or an undercut on a link · {outline.let-go} leaves it"), False
        if dragged != onto:
            try:
                goal = self._sight.tree.spot(self._items[onto].at)
                said, allowed = preview_of_moving(self.published.now.map, self._dragged_spots(dragged), goal), True
            except Refused as refusal:
                said = f"not here: {refusal.what}"
        self.border_subtitle = safe(f" {fitting(said, max(0, self.size.width - 6))} ")
        return allowed

    def drag_ended(self) -> None:
        """Say in the border again what is held."""
        self._said = None
        self._describe()

    def dropped(self, dragged: int, onto: int) -> None:
        """Tell what was dropped where; whoever moves it says why it cannot go there."""
        if dragged != onto:
            self.carried(self._dragged_spots(dragged), self._sight.tree.spot(self._items[onto].at))

    def _describe(self) -> None:
        """Say in the border what is shown, and how much is held."""
        found = self._sight.found if self._sight.filter_ else None
        room = max(0, self.size.width - 4)
        title = outline_title(self._sight.focus, self._sight.filter_, found, room)
        hidden = self._marked_out_of_sight()
        marked = self.marks.said + (f" ({hidden} out of sight)" if hidden else "")
        self.empty = "nothing has what the filter asks for" if self._sight.filter_ else self._without_claims
        if (title, marked) != self._said:  # as Textual paints all rows anew for a border
            self._said = title, marked
            self.border_title = title
            self.border_subtitle = safe(f" {marked} · {key_of('outline.let-go')} lets go " if marked else "")

    def _marked_out_of_sight(self) -> int:
        if not self.marks.marked or (
            not (self._sight.filter_ or self._sight.focus) and len(self._items) == len(self._sight.tree.rows)
        ):
            return 0
        spots = {self._sight.tree.spot(item.at) for item in self._items}
        return sum(spot not in spots for spot in self.marks.marked)

    def _dragged_spots(self, row: int) -> tuple[RowRef, ...]:
        """What is dragged with a row: all that is marked, if it is."""
        spot = self._sight.tree.spot(self._items[row].at)
        return self.marks.marked if self.marks.is_marked(spot) else (spot,)


class _FromOutline(Message):
    def __init__(self, pane: OutlinePane) -> None:
        super().__init__()
        self.pane: Final = pane

    @property
    def control(self) -> OutlinePane:
        """The pane, for `on`."""
        return self.pane


class RowMoved(_FromOutline, namespace="outline_pane"):
    """The cursor stands on another row, or the map has none any more; or other rows are marked."""

    def __init__(self, pane: OutlinePane, row: Row | None) -> None:
        super().__init__(pane)
        self.row: Final = row

    def can_replace(self, message: Message) -> bool:
        """Of several that wait to be handled, only the last is."""
        return isinstance(message, RowMoved) and message.pane is self.pane


class RowChosen(_FromOutline, namespace="outline_pane"):
    """The user wants to go to what a row stands for."""

    def __init__(self, pane: OutlinePane, row: Row) -> None:
        super().__init__(pane)
        self.row: Final = row


class RowsDropped(_FromOutline, namespace="outline_pane"):
    """Rows were dragged onto another."""

    def __init__(self, pane: OutlinePane, dragged: tuple[RowRef, ...], onto: RowRef) -> None:
        super().__init__(pane)
        self.dragged: Final = dragged
        self.onto: Final = onto


OUTLINE_BINDINGS: Final = bindings(
    "outline",
    {
        "fold": "fold",
        "unfold": "unfold",
        "fold-all": "fold_all(True)",
        "unfold-all": "fold_all(False)",
        "mark-up": "extend(-1)",
        "mark-down": "extend(1)",
        "let-go": "let_go",
    },
)


class OutlinePane(CarriedRows):
    """The outline of a map. Folds, marks and cursor stay where they are when the map changes."""

    BINDINGS: ClassVar[list[BindingType]] = [*OUTLINE_BINDINGS]
    CLICKS_TO_CHOOSE = 2

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
        self._run: tuple[int, int, tuple[RowRef, ...]] | None = None
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
        if self.marks:
            self.marks.keep_to(self._sight.spots())
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
    def filter_(self) -> Filter:
        """Which rows are asked for."""
        return self._sight.filter_

    @property
    def found(self) -> tuple[int, int]:
        """How many rows are asked for, and of how many."""
        return self._sight.found

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the map is shown."""
        return bool(self.filter_ or self._sight.focus)

    def sift(self, filter_: Filter) -> None:
        """Show only the rows that are asked for and those above them; with an empty filter, all."""
        at = self._current_at
        self._sight.sift(filter_)
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
            self.marks.toggle(self._sight.tree.spot(at))
            self.forget_row(self.cursor)
            self._describe()
            self.go_to_row(self.cursor + 1)
            self.moved()

    def mark_all(self) -> None:
        """Mark every row in sight that was asked for; where all are marked already, none."""
        spots = [self._sight.tree.spot(item.at) for item in self._items if item.asked]
        self.marks.mark_only(() if all(map(self.marks.is_marked, spots)) else spots)
        self._marks_changed()

    def let_go(self) -> None:
        """Let go of what is held; else show all rows again; else show what was shown before the focus."""
        at = self._current_at or 0
        if self.is_dragging:
            self.stop_dragging()
        elif self.marks:
            self.marks.let_go()
            self._marks_changed()
        elif self.filter_:
            self._sight.sift(Filter())
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
            self._run = self.cursor, self.cursor, self.marks.marked
        begin, _, before = self._run
        self.go_to_row(self.cursor + step)
        self._run = begin, self.cursor, before
        self._mark_from(begin, before)

    def action_let_go(self) -> None:
        """Let go of what is held; if there is nothing of the kind, the key is for someone else."""
        if not (self.marks or self.filter_ or self._sight.focus or self.is_dragging):
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
            self._mark_from(before, self.marks.marked)
        else:
            self.marks.toggle(self._sight.tree.spot(self._items[row].at))
            self._marks_changed()

    def clicked(self, column: int, chain: int) -> None:
        """Fold where the marker was clicked; else choose with two clicks."""
        item, row = self.current_item, self.current
        marker = marker_column(row, self._width) if row else 0
        if item is not None and row is not None and row.branches and marker - 1 <= column <= marker:
            self._set_fold(item.at, folded=not item.folded)
        else:
            super().clicked(column, chain)

    def carried(self, dragged: tuple[RowRef, ...], onto: RowRef) -> None:
        """Tell what was dropped where; whoever moves it says why it cannot go there."""
        self.post_message(RowsDropped(self, dragged, onto))

    # As a list

    def line_of(self, item: Shown) -> Line:
        """A row of the outline."""
        row, spot = self._sight.tree.rows[item.at], self._sight.tree.spot(item.at)
        hold = Hold(marked=self.marks.is_marked(spot), cut=self.marks.is_cut(spot), asked=item.asked)
        now = self.published.now
        return outline_line(row, now.map, now.states.get(row.id), self._width, folded=item.folded, hold=hold)

    def moved(self) -> None:
        """Tell where the cursor stands."""
        self.post_message(RowMoved(self, self.current))

    def chosen(self, item: Shown) -> None:
        """Tell what was chosen."""
        self.post_message(RowChosen(self, self._sight.tree.rows[item.at]))

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

    def _mark_from(self, begin: int, before: tuple[RowRef, ...]) -> None:
        """Mark the rows from one to that of the cursor, and those that had been marked before."""
        first, last = sorted((begin, self.cursor))
        spots = [self._sight.tree.spot(item.at) for item in self._items[first : last + 1]]
        self.marks.mark_only((*before, *spots))
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.repaint()
        self._describe()
        self.moved()

    def on_resize(self) -> None:
        """Fit the border to the new width."""
        self._describe()


OPEN_MARKER: Final = "▾"
FOLDED_MARKER: Final = "▸"
LOOSE_SIGN: Final = "·"
"""A root that is no thesis."""


_LEVEL = 2
"""Cells that a level is indented by."""


MARKED_SIGN: Final = "✓"
CUT_SIGN: Final = "›"


class Hold(NamedTuple):
    """What the user does with a row at the moment."""

    marked: bool = False
    cut: bool = False
    asked: bool = True
    """False where it is shown only because it is above what was asked for."""

    @property
    def sign(self) -> Piece:
        """What stands before the words of the row."""
        if not (self.cut or self.marked):
            return Piece(" ")
        return Piece(CUT_SIGN if self.cut else MARKED_SIGN, "marked")

    def style(self, otherwise: str) -> str:
        """The style of the words of the row."""
        if self.cut or not self.asked:
            return "faint"
        return "marked" if self.marked else otherwise


NOT_HELD: Final = Hold()


def marker_column(row: Row, width: int) -> int:
    """The column of a row's fold marker."""
    return len(_guides(row, width))


def outline_line(
    row: Row, whole: ArgMap, quote_state: QuoteState | None, width: int, *, folded: bool, hold: Hold = NOT_HELD
) -> Line:
    """How a row of the outline is shown in a pane so many cells wide."""
    marker = (FOLDED_MARKER if folded else OPEN_MARKER) if row.branches else "─" if row.guides else " "
    before = (Piece(_guides(row, width) + marker, "faint"), sign_piece(row, whole), hold.sign)
    after = [Piece(f"{AGAIN_SIGN} ", "faint")] if row.again else []
    identity = Piece(row.id, "faint")
    if row.kind is Kind.LINKED:
        return Line(Piece("together:" if not folded else premises_text(row.premises), hold.style("")), before)
    if row.kind is Kind.CLAIM:
        style = "strong" if row.role is None and not row.guides else ""
        sentence = Piece(reading_line(whole.claims[row.id].text), hold.style(style))
        return Line(sentence, before, extra=identity, after=tuple(after))
    quote = whole.quotes[row.id]
    if quote_state is not None:
        after.append(state_piece(quote_state))
    words = "“" + reading_line(quote.translation or quote.text)
    return Line(Piece(words, hold.style("")), before, closing="”", extra=identity, after=tuple(after))


def sign_piece(row: Row, whole: ArgMap) -> Piece:
    """The sign for what a row does, in its colour."""
    if row.role is not None:
        return Piece(ROLE_SIGN[row.role], str(row.role))
    if row.guides:
        return Piece(MEMBER_SIGN, "strong")
    return Piece(THESIS_SIGN, "thesis") if row.id in whole.thesis else Piece(LOOSE_SIGN, "faint")


def state_piece(quote_state: QuoteState, count: int | None = None) -> Piece:
    """The sign for how a quote stands, with a number beside it if one is given."""
    number = "" if count is None else str(count)
    return Piece(f"{STATE_SIGN[quote_state.state]}{number}", "review" if quote_state.needs_review else "calm")


def _guides(row: Row, width: int) -> str:
    """The lines left of a row's own marker; where they would take more than half the width, the rightmost of them."""
    if not row.guides:
        return ""
    most = max(0, width // 2 // _LEVEL - 1)
    outer = row.guides[:-1][max(0, row.depth - 1 - most) :]
    cut = ELLIPSIS if len(outer) < row.depth - 1 else " "
    return cut + "".join("│ " if goes_on else "  " for goes_on in outer) + ("├" if row.guides[-1] else "└")


def outline_title(focus: Sequence[Premises], filter_: Filter, found: tuple[int, int] | None, room: int) -> Content:
    """What the border says is shown: the way to the subtree, and what was asked for with how many rows were found."""
    asked = "" if found is None else f": {found[0]} of {found[1]} · {filter_text(filter_)}"
    crumbs = [premises_text(premises) for premises in focus]
    while len(crumbs) > 1 and cell_len(" › ".join(["Map", *crumbs])) + len(asked) > room:
        del crumbs[0]
    way = ["Map", *([ELLIPSIS] if len(crumbs) < len(focus) else []), *crumbs]
    return safe(cut(" › ".join(way) + asked, room))


def filter_text(filter_: Filter) -> str:
    """What is asked for, in a few words."""
    said = [f"“{filter_.words}”"] if filter_.words else []
    said += [*map(str, sorted(filter_.roles)), *(f"#{tag}" for tag in sorted(filter_.tags)), *sorted(filter_.states)]
    said += ["no quote"] if filter_.unquoted else []
    said += ["counter unanswered"] if filter_.unanswered else []
    return ", ".join(said)
