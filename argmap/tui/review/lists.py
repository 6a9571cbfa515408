"""The two lists to choose from: the quotes to review, and the places where one of them may stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.message import Message

from argmap.text.one_line import reading_line
from argmap.tui.panes.look import Line, Piece
from argmap.tui.panes.outline_lines import state_piece
from argmap.tui.panes.row_list import RowList
from argmap.tui.review.cases import Case
from argmap.tui.review.places import Place
from argmap.tui.review.sureness import sureness

_SNIPPET: Final = 200
"""Code points of a quote or of a place that are looked at for its row."""


class CaseList(RowList[Case]):
    """The quotes to review."""

    class Moved(Message):
        """Another quote is to be shown."""

    class Chosen(Message):
        """The user wants to look at the places of the quote under the cursor."""

    CLICKS_TO_CHOOSE: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:
        super().__init__("Not exact", "", id=id)

    def show(self, cases: Sequence[Case], current: str | None) -> None:
        """Show other quotes, with the cursor on `current`, or on the row where the cursor was."""
        kept = (row for row, case in enumerate(cases) if case.quote_id == current)
        self.set_items(cases, next(kept, self.cursor))

    def line_of(self, item: Case) -> Line:
        """A quote: the sign of its state, its own words, how sure its place is, and its state in a word."""
        word, sure = item.standing.state, sureness(item)
        after = (Piece(f"{sure}  ", "faint"), Piece(word)) if sure else (Piece(word),)
        words = reading_line(item.quote.text[:_SNIPPET])
        return Line(Piece(f"“{words}”"), (state_piece(item.standing), Piece(" ")), after=after)

    def moved(self) -> None:
        """Tell that another quote is under the cursor."""
        self.post_message(self.Moved())

    def chosen(self, item: Case) -> None:  # noqa: ARG002 (the one under the cursor)
        """Tell that the user wants more of the quote under the cursor."""
        self.post_message(self.Chosen())


class PlaceList(RowList[Place]):
    """The places where a quote may stand."""

    class Moved(Message):
        """Another place is to be shown."""

    class Chosen(Message):
        """The user takes the place under the cursor."""

    CLICKS_TO_CHOOSE: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:
        super().__init__("Places", "", id=id)

    def show(self, places: Sequence[Place]) -> None:
        """Show the places of a quote, with the cursor on the likeliest, unless they are shown already."""
        if tuple(places) != tuple(self._items):
            self.set_items(places, 0)
        self.set_title(f"Places {len(places)}")

    def line_of(self, item: Place) -> Line:
        """A place: its line, its first words, and how like the quote they are."""
        words = reading_line(item.words[:_SNIPPET])
        return Line(Piece(words), (Piece(f"line {item.line}  ", "faint"),), after=(Piece(item.sureness, "faint"),))

    def moved(self) -> None:
        """Tell that another place is under the cursor."""
        self.post_message(self.Moved())

    def chosen(self, item: Place) -> None:  # noqa: ARG002 (the one under the cursor)
        """Tell that the place under the cursor is taken."""
        self.post_message(self.Chosen())
