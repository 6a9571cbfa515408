"""Where the reader is to go: a passage or a quote, as soon as its text is open and its place known."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from argmap.corpus import Standing
from argmap.model import ArgMap
from argmap.tui.keeper import Severity
from argmap.tui.reading_pane import ReadingPane

Span = tuple[int, int]


class Destination:
    """At most one passage or quote that the user asked for and does not see yet."""

    def __init__(self, reading: ReadingPane, tell: Callable[[str, Severity], None], first: str | None) -> None:
        """`first` is the quote to begin with, unless the first text is opened where an earlier session left it."""
        self._reading = reading
        self._tell = tell
        self._quote_id = first
        self._passage: tuple[str, Span] | None = None
        self._is_first = True

    def be_quote(self, quote_id: str) -> None:
        """Go to a quote."""
        self._quote_id, self._passage = quote_id, None

    def be_passage(self, source_id: str, span: Span) -> None:
        """Go to a passage, in code points of the text as it was when it was found."""
        self._quote_id, self._passage = None, (source_id, span)

    def be_nowhere(self) -> None:
        """Go nowhere any more."""
        self._quote_id = self._passage = None

    def text_opened(self) -> None:
        """A text is open now: who was in the first one before wants to read on there."""
        if self._is_first and self._reading.resumed:
            self._quote_id = None
        self._is_first = False

    def arrive(self, whole: ArgMap, standings: Mapping[str, Standing]) -> None:
        """Go to what was asked for, if that can be seen now."""
        self._arrive_at_passage()
        self._arrive_at_quote(whole, standings)

    def _arrive_at_passage(self) -> None:
        """What a text lost meanwhile is its end."""
        due, reading = self._passage, self._reading
        if due is None or due[0] != reading.source_id or reading.opened is None or reading.reader is None:
            return
        self._passage = None
        start, end = (min(offset, len(reading.opened.text)) for offset in due[1])
        reading.reader.go_to(start, end, passing=True)

    def _arrive_at_quote(self, whole: ArgMap, standings: Mapping[str, Standing]) -> None:
        due, reading = self._quote_id, self._reading
        standing = standings.get(due) if due is not None else None
        if due is None or due not in whole.quotes or standing is None or whole.quotes[due].source != reading.source_id:
            return
        self._quote_id = None
        found = standing.resolution
        if found is None or reading.opened is None or reading.reader is None:
            return  # the pane says why the text cannot be read
        from argmap.tui.roles import place_of

        guess = [(candidate.start, candidate.end) for candidate in found.candidates]
        place = place_of(standing) or (guess[0] if guess else None)
        if place is not None and place[1] <= len(reading.opened.text):
            reading.reader.go_to(*place, passing=True)
        if not found.found:
            shown = "; the likeliest place is shown" if place else ""
            self._tell(f"{due} is {standing.state}: {found.reason}{shown}", "warning")
