"""The quotes that a person should look at."""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.message import Message

from argmap.corpus import Standing
from argmap.graph import STATE_SIGN
from argmap.text.one_line import reading_line
from argmap.tui.panes.look import Line, Piece
from argmap.tui.panes.outline_lines import state_piece
from argmap.tui.panes.row_list import RowList
from argmap.tui.panes.wording import state_word
from argmap.tui.state.snapshot import Snapshot

_LOOKING: Final = "looking for every quote in its text …"
_SNIPPET: Final = 200
"""Code points of a quote that are looked at for its row."""
_WORST_FIRST = tuple(reversed(STATE_SIGN))


class QuoteToReview(NamedTuple):
    """A quote whose place or words are in doubt."""

    quote_id: str
    words: str
    """How it begins, on one line."""
    standing: Standing


class ReviewPane(RowList[QuoteToReview]):
    """The quotes to review, the worst first."""

    class ReviewMoved(Message):
        """The cursor stands on another quote."""

    class ReviewChosen(Message):
        """The user wants to look at a quote."""

        def __init__(self, pane: ReviewPane, quote_id: str) -> None:
            super().__init__()
            self.pane: Final = pane
            self.quote_id: Final = quote_id

        @property
        def control(self) -> ReviewPane:
            """The pane, for `on`."""
            return self.pane

    def __init__(
        self,
        *,
        empty: str = "nothing: every quote stands in its text",
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__("To review", empty, id=id, classes=classes, name=name)
        self._nothing: Final = empty

    def show(self, now: Snapshot) -> None:
        """Show the quotes of a map that need review, as soon as that is known. The cursor keeps its quote."""
        current, quotes, states = self.current, now.map.quotes, now.states
        rows = [
            QuoteToReview(quote_id, reading_line(quotes[quote_id].text[:_SNIPPET]), standing)
            for quote_id, standing in states.items()
            if standing.needs_review and quote_id in quotes
        ]
        rows.sort(key=lambda row: (_WORST_FIRST.index(row.standing.state), row.quote_id))
        kept = (place for place, row in enumerate(rows) if row.quote_id == current)
        self.set_items(rows, next(kept, self.cursor))
        known = bool(states) or not quotes
        self.set_title(f"To review {len(rows)}" if known else "To review")
        said = self._nothing if known else _LOOKING
        if said != self.empty:
            self.empty = said
            self.refresh()

    @property
    def current(self) -> str | None:
        """The id of the quote under the cursor."""
        row = self.current_item
        return row.quote_id if row else None

    def line_of(self, item: QuoteToReview) -> Line:
        """A quote: the sign of its state, its own words, as ids of Chinese quotes tell nobody much, and the state."""
        return Line(
            Piece(f"“{item.words}”"),
            (state_piece(item.standing), Piece(" ")),
            after=(Piece(state_word(item.standing), "faint"),),
        )

    def moved(self) -> None:
        """Tell that the cursor stands on another quote."""
        self.post_message(self.ReviewMoved())

    def chosen(self, item: QuoteToReview) -> None:
        """Tell which quote was chosen."""
        self.post_message(self.ReviewChosen(self, item.quote_id))
