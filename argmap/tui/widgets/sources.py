"""The lists of the sources and of the quotes to review."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.message import Message

from argmap.corpus import QuoteState
from argmap.graph import STATE_SIGN
from argmap.text.one_line import reading_line
from argmap.tui.cell_text import cut
from argmap.tui.keys import key_of
from argmap.tui.state.loader import state_word
from argmap.tui.state.snapshot import Snapshot
from argmap.tui.widgets.outline import state_piece
from argmap.tui.widgets.painted_pane import Line, Piece
from argmap.tui.widgets.row_list import RowList

OPEN_MARKER: Final = "›"
"""Stands before the source that is open in the reader."""


_MOST_LANG_CELLS = 7
_FROM_BEST = tuple(STATE_SIGN)
"""The states, the best first."""


class SourceRow(NamedTuple):
    """What is shown of one source."""

    source_id: str
    lang: str
    quotes: int
    worst: QuoteState | None
    """How the worst of its quotes stands; None while that is not known or there are none."""
    worst_count: int
    """How many stand as badly as that."""


def source_rows(now: Snapshot) -> list[SourceRow]:
    """The sources of a map by id."""
    whole, quote_states = now.map, now.states
    quotes: dict[str, int] = Counter(quote.source for quote in whole.quotes.values())
    known: dict[str, list[QuoteState]] = {}
    for quote_id, quote in whole.quotes.items():
        if quote_id in quote_states:
            known.setdefault(quote.source, []).append(quote_states[quote_id])
    rows = []
    for source_id, source in sorted(whole.sources.items()):
        mine = known.get(source_id, [])
        worst = max(mine, key=lambda quote_state: _FROM_BEST.index(quote_state.state), default=None)
        count = sum(worst is not None and quote_state.state == worst.state for quote_state in mine)
        rows.append(SourceRow(source_id, source.lang or "", quotes.get(source_id, 0), worst, count))
    return rows


def _lang(row: SourceRow) -> str:
    return cut(row.lang, _MOST_LANG_CELLS)


def _state(row: SourceRow) -> Piece:
    """The sign of the worst state, with how many quotes stand so where that is bad."""
    if row.worst is None:
        return Piece("")
    return state_piece(row.worst, row.worst_count if row.worst.needs_review else None)


class SourcesPane(RowList[SourceRow]):
    """The sources of a map, with how their quotes stand."""

    class SourceChosen(Message):
        """The user wants to read a source."""

        def __init__(self, pane: SourcesPane, source_id: str) -> None:
            super().__init__()
            self.pane: Final = pane
            self.source_id: Final = source_id

        @property
        def control(self) -> SourcesPane:
            """The pane, for `on`."""
            return self.pane

    def __init__(
        self,
        *,
        empty: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(
            "Sources", empty or f"no texts yet: {key_of('add-source')} adds one", id=id, classes=classes, name=name
        )
        self._open: str | None = None
        self._lang_cells = self._state_cells = 0

    def show(self, now: Snapshot, open_source: str | None = None) -> None:
        """Show the sources of a map; `open_source` is the id of the one in the reader.

        The cursor keeps its source; where another text was opened, it goes there: what is done next is done to that.
        """
        current = self.current if open_source in (None, self._open) else open_source
        self._open = open_source
        rows = source_rows(now)
        self._lang_cells = max((cell_len(_lang(row)) for row in rows), default=0)
        self._state_cells = max((cell_len(_state(row).text) for row in rows), default=0)
        kept = (place for place, row in enumerate(rows) if row.source_id == current)
        self.set_items(rows, next(kept, self.cursor))

    @property
    def current(self) -> str | None:
        """The id of the source under the cursor."""
        row = self.current_item
        return row.source_id if row else None

    def line_of(self, item: SourceRow) -> Line:
        """A source: its id, language, number of quotes, and how the worst of them stands."""
        is_open = item.source_id == self._open
        before = Piece(f"{OPEN_MARKER} " if is_open else "  ", "thesis")
        lang, state = _lang(item), _state(item)
        after = (
            Piece(lang + " " * (self._lang_cells - cell_len(lang)) + " ", "faint"),
            Piece(f"{item.quotes:>3} ", "faint"),
            Piece(state.text + " " * (self._state_cells - cell_len(state.text)), state.style),
        )
        return Line(Piece(item.source_id, "strong" if is_open else ""), (before,), after=after)

    def chosen(self, item: SourceRow) -> None:
        """Tell which source was chosen."""
        self.post_message(self.SourceChosen(self, item.source_id))


_LOOKING: Final = "looking for every quote in its text …"
_SNIPPET: Final = 200
"""Code points of a quote that are looked at for its row."""


_WORST_FIRST = tuple(reversed(STATE_SIGN))


class QuoteToReview(NamedTuple):
    """A quote whose place or words are in doubt."""

    quote_id: str
    words: str
    """How it begins, on one line."""
    quote_state: QuoteState


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
            QuoteToReview(quote_id, reading_line(quotes[quote_id].text[:_SNIPPET]), quote_state)
            for quote_id, quote_state in states.items()
            if quote_state.needs_review and quote_id in quotes
        ]
        rows.sort(key=lambda row: (_WORST_FIRST.index(row.quote_state.state), row.quote_id))
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
            (state_piece(item.quote_state), Piece(" ")),
            after=(Piece(state_word(item.quote_state), "faint"),),
        )

    def moved(self) -> None:
        """Tell that the cursor stands on another quote."""
        self.post_message(self.ReviewMoved())

    def chosen(self, item: QuoteToReview) -> None:
        """Tell which quote was chosen."""
        self.post_message(self.ReviewChosen(self, item.quote_id))
