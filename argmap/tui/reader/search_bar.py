"""Searching a text as one types, blind to script, width, case and line breaks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from argmap.tui.reader.bar import ReaderBar
from argmap.tui.reader.reading_view import ReadingView
from argmap.tui.safe_text import safe

if TYPE_CHECKING:
    from argmap.find.searchable import SearchableText
    from argmap.text.folding import Folded

_QUICKLY_FOLDED: Final = 200_000
"""Code points that are folded in less than 100 ms, so that nobody needs to wait for another thread."""


def _fold(text: str) -> Folded:
    from argmap.text.folding import fold

    return fold(text)


class SearchBar(ReaderBar):
    """Marks every hit, counts them, and leads to the first one after the cursor.

    Enter keeps the hits marked and the bar in sight; Escape in the reader then lets go of both.
    """

    NAME = "search"
    SIGN = "/"
    PLACEHOLDER = "search in this text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,f3", "hit(1)", "Next", show=False, tooltip="Go to the next hit.", id="bar.next-hit"),
        Binding("up,shift+f3", "hit(-1)", "Previous", show=False, tooltip="Go to the hit before.", id="bar.hit-before"),
    ]

    class Ready(Message):
        """A long text can be searched now."""

        def __init__(self, text: SearchableText) -> None:
            super().__init__()
            self.text: Final = text

    def __init__(
        self,
        reader: ReadingView,
        folded: Callable[[str], Folded] = _fold,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`folded` gives a text folded, from where that is done already; for long texts it is called in a thread."""
        super().__init__(reader, id=id, classes=classes)
        self._folded = folded
        self._text: SearchableText | None = None
        """The text of the reader, ready to be searched."""
        self._preparing: str | None = None
        """The text that a thread is at."""

    def buttons(self) -> ComposeResult:
        """To the hit before, to the next one, and close."""
        for name, sign, tooltip in (("before", "‹", "Go to the hit before."), ("next", "›", "Go to the next hit.")):
            button = Static(safe(sign), classes="button", id=f"hit-{name}")
            button.tooltip = safe(tooltip)
            yield button
        yield from super().buttons()

    def on_mount(self) -> None:
        """Follow the reader's hits."""
        self.watch(self.reader, "picture", self._hits_changed, init=False)

    def search_for(self, words: str) -> None:
        """Begin a search for words, as if they had been typed."""
        self._input.value = words
        self.open()

    def typed(self, value: str) -> None:
        """Mark the hits, and show the first one after where the user began."""
        text = self._ready_text()
        if text is None:
            self.say("preparing the text …")
            return
        from argmap.find.hits import search

        hits = search(text, value)
        self.reader.show_hits(hits if value else None)
        if hits:
            number = hits.first_from(self.origin.selection.start)
            self.reader.go_to(*hits[number % len(hits)], passing=True)
        else:
            self.reader.return_to(self.origin)
        self.count()

    def count(self) -> None:
        """Say how many hits there are, and which of them the cursor is at."""
        hits = self.reader.hits
        if hits is None:
            self.say("")
        elif not hits:
            self.say("not found")
        else:
            number = hits.first_from(self.reader.cursor)
            at_one = number < len(hits) and hits[number][0] == self.reader.cursor
            self.say(
                f"{number + 1:,} of {len(hits):,}" if at_one else f"{len(hits):,} {'hit' if len(hits) == 1 else 'hits'}"
            )

    def closed(self) -> None:
        """Mark nothing any more."""
        self.reader.show_hits(None)

    def stayed(self) -> None:
        """Keep the bar in sight where there is something to see."""
        if not self.reader.hits:
            self.close()

    def action_hit(self, step: int) -> None:
        """Go to the next hit, or the one before (-1). What is tried from there on goes back to the same place."""
        if self.reader.hits:
            self.reader.step_to_hit(step, passing=self._origin is not None)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        pressed = event.widget.id if event.widget is not None else None
        if pressed in {"hit-next", "hit-before"}:
            self.action_hit(1 if pressed == "hit-next" else -1)
        else:
            super().on_click(event)

    @on(Ready)
    def _ready(self, message: Ready) -> None:
        if message.text.folded.original is self.reader.text:
            self._text, self._preparing = message.text, None
            if self._origin is not None:
                self.typed(self._input.value)

    def _ready_text(self) -> SearchableText | None:
        """The reader's text as it is searched; None where a thread is still at it."""
        text = self.reader.text
        if self._text is None or self._text.folded.original is not text:
            self._text = None
            # The first search of all imports numpy, which takes long enough to do it in the thread, too.
            if len(text) <= _QUICKLY_FOLDED and "argmap.text.folding" in sys.modules:
                self._text = self._prepared(text)
            elif self._preparing is not text:
                self._preparing = text
                self.run_worker(lambda: self._prepare(text), thread=True, group="folding")
        return self._text

    def _prepare(self, text: str) -> None:
        self.post_message(self.Ready(self._prepared(text)))

    def _prepared(self, text: str) -> SearchableText:
        from argmap.find.searchable import searchable

        return searchable(self._folded(text))

    def _hits_changed(self) -> None:
        """Follow the reader where it lets go of the hits, as it does with Escape and with another text."""
        if self.reader.hits is None and self._origin is None:
            self.remove_class("-open")
