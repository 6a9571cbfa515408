"""The list of what changed, and the tree in which it is marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import ClassVar, Final

from textual.message import Message

from argmap.corpus import Standing
from argmap.diff import Line as ToldLine
from argmap.diff import Tone
from argmap.graph import Row
from argmap.model import ArgMap, Link
from argmap.tui.comparing.marks import SIGN_STYLE, STYLE, RowMark
from argmap.tui.comparing.rows import ChangeRow
from argmap.tui.panes.detail_pane import wrapped
from argmap.tui.panes.details import Paragraph
from argmap.tui.panes.look import Line, Piece
from argmap.tui.panes.outline_lines import outline_line
from argmap.tui.panes.row_list import RowList

_TONE: Final = {
    Tone.GONE: "gone",
    Tone.NEW: "new",
    Tone.ID: "strong",
    Tone.REMINDER: "faint",
    Tone.CONSEQUENCE: "review",
}
_GUTTER: Final = 2
"""Cells left of the tree for the sign of a change."""


def told_paragraph(line: ToldLine) -> Paragraph:
    """A line of what changed, to be wrapped beside its sign."""
    pieces = tuple(Piece(piece.text, _TONE.get(piece.tone, "")) for piece in line.pieces)
    return Paragraph(pieces, Piece(f"{'  ' * line.depth}{line.sign or ' '} ", SIGN_STYLE.get(line.sign, "faint")))


class ChangeList(RowList[ChangeRow]):
    """What changed, in the order of the argument."""

    class Moved(Message):
        """Another change is under the cursor."""

    class Chosen(Message):
        """The user wants to go to what changed."""

    CLICKS_TO_CHOOSE: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:
        super().__init__("Changes", "", id=id)

    def show(self, rows: Sequence[ChangeRow], number: int) -> None:
        """Show other rows, of so many elements, with the cursor on the same change or where it was."""
        shown = self.current_item
        same = (at for at, row in enumerate(rows) if shown is not None and row.line == shown.line)
        self.set_items(rows, next(same, self.cursor))
        self.set_title(f"Changes {number}")

    def go_to_element(self, some_id: str) -> None:
        """Put the cursor on what changed of an element, unless it is there or nothing did."""
        current = self.current_item
        if current is None or current.element is None or current.element.id != some_id:
            rows = enumerate(self._items)
            at = next((at for at, row in rows if row.element is not None and row.element.id == some_id), None)
            if at is not None:
                self.go_to_row(at)

    def step(self, step: int) -> bool:
        """Go to the next element that changed (1) or the one before (-1); False where there is none."""
        headings = [at for at, row in enumerate(self._items) if row.is_heading]
        after = [at for at in headings if (at > self.cursor if step > 0 else at < self.cursor)]
        if after:
            self.go_to_row(after[0] if step > 0 else after[-1])
        return bool(after)

    def row_pieces(self, row: int, width: int) -> Iterable[Piece]:
        """As much of a change as fits into one row."""
        rows = list(islice(wrapped(told_paragraph(self._items[row].line), max(width - 2, 1)), 2))
        return [*rows[0], Piece(" …", "faint")] if len(rows) > 1 else rows[0]

    def moved(self) -> None:
        """Tell that another change is under the cursor."""
        self.post_message(self.Moved())

    def chosen(self, item: ChangeRow) -> None:  # noqa: ARG002 (the one under the cursor)
        """Tell that the user wants to go there."""
        self.post_message(self.Chosen())


class ComparedTree(RowList[Row]):
    """The outline of both versions in one, each changed row marked in the margin and told at the right edge."""

    class Moved(Message):
        """Another row is under the cursor."""

    class Chosen(Message):
        """The user wants to go to a row."""

    CLICKS_TO_CHOOSE: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:
        super().__init__("Map", "the map is empty", id=id)
        self._both = ArgMap(title="")
        self._standings: Mapping[str, Standing] = {}
        self._marks: Mapping[Row, RowMark] = {}

    def show(
        self, both: ArgMap, rows: Sequence[Row], marks: Mapping[Row, RowMark], standings: Mapping[str, Standing]
    ) -> None:
        """Show the two versions in one, with the marks of the rows that have one."""
        self._both, self._marks, self._standings = both, marks, standings
        self.set_items(rows, self.cursor)

    def reveal(self, shown: str | Link) -> None:
        """Put the cursor on the row of a link, else on the claim that it points at, or on a claim or quote in full."""
        if isinstance(shown, Link):
            same = (at for at, row in enumerate(self._items) if row.link == shown)
            if (at := next(same, None)) is not None:
                self.go_to_row(at)
                return
            shown = shown.target
        in_full = (at for at, row in enumerate(self._items) if row.premises == (shown,) and not row.again)
        self.go_to_row(next(in_full, self.cursor))

    def line_of(self, item: Row) -> Line:
        """A row of the outline behind the sign of what became of it."""
        standing = self._standings.get(item.id)
        width = max(self.scrollable_content_region.width - _GUTTER, 1)
        line = outline_line(replace(item, branches=False), self._both, standing, width, folded=False)
        mark = self._marks.get(item)
        if mark is None:
            return replace(line, before=(Piece(" " * _GUTTER), *line.before))
        style = STYLE[mark.sign]
        sign = Piece(mark.sign.ljust(_GUTTER), SIGN_STYLE[mark.sign])
        text = Piece(line.text.text, "gone") if mark.struck else line.text
        return replace(line, before=(sign, *line.before), text=text, after=(Piece(f"{mark.said} ", style), *line.after))

    def moved(self) -> None:
        """Tell that another row is under the cursor."""
        self.post_message(self.Moved())

    def chosen(self, item: Row) -> None:  # noqa: ARG002 (the one under the cursor)
        """Tell that the user wants to go there."""
        self.post_message(self.Chosen())
