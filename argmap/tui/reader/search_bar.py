"""Searching a text as one types, blind to script, width, case and line breaks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from argmap.anchor.selector import columns
from argmap.tui.keys import binding, with_keys
from argmap.tui.reader.bar import ReaderBar
from argmap.tui.reader.reading_view import ReadingView
from argmap.tui.safe_text import safe

if TYPE_CHECKING:
    from argmap.find.hits import SearchableText
    from argmap.text.folding import Folded

_PASSAGE: Final = 16
"""Columns of typed words from which on they may be a passage, and not a word that is looked for."""

_QUICKLY_FOLDED: Final = 200_000
"""Code points that are folded in less than 100 ms, so that nobody needs to wait for another thread."""


def _fold(text: str) -> Folded:
    from argmap.text.folding import fold

    return fold(text)


class SearchBar(ReaderBar):
    """Marks every hit, counts them, and leads to the first one after the cursor.

    Enter keeps the hits marked and the bar in sight; Escape in the reader then lets go of both. Where a sentence,
    pasted perhaps, stands nowhere, Enter selects the passage that it means or is most like.
    """

    NAME = "search"
    SIGN = "/"
    PLACEHOLDER = "search in this text"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("bar.next-hit", "hit(1)"),
        binding("bar.hit-before", "hit(-1)"),
    ]

    class Ready(Message):
        """A long text can be searched now."""

        def __init__(self, text: SearchableText) -> None:
            super().__init__()
            self.text: Final = text

    class Nearest(Message):
        """The passage that typed words mean or are most like was looked for."""

        def __init__(self, text: str, found: tuple[tuple[int, int], str] | None) -> None:
            super().__init__()
            self.text: Final = text
            self.found: Final = found

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
        self._instead = ""
        """What became of looking for the nearest passage, where what was typed stands nowhere."""
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
        self._instead = ""
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
            can_go_on = self._is_passage and self._origin is not None
            self.say(self._instead or (with_keys("not found · {bar.stay}: nearest") if can_go_on else "not found"))
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
        if self.reader.hits:
            return
        if not self._is_passage or self._text is None:
            self.close()
            return
        self._instead = "looking for the nearest …"
        self.count()
        text, folded, words = self.reader.text, self._text.folded, self._input.value
        self.run_worker(lambda: self._look_for_nearest(text, folded, words), thread=True, group="finding")

    @property
    def _is_passage(self) -> bool:
        """Whether so much is typed that a passage like it can be meant."""
        return columns(self._input.value) >= _PASSAGE

    def _look_for_nearest(self, text: str, folded: Folded, words: str) -> None:
        from argmap.corpus.passages import best_passage

        self.post_message(self.Nearest(text, best_passage(text, folded, words)))

    @on(Nearest)
    def _nearest(self, message: Nearest) -> None:
        """Select the nearest passage, if the user is still where it was asked for."""
        if message.text is not self.reader.text or self._origin is not None or not self.has_class("-open"):
            return
        self._instead = "no passage is like it" if message.found is None else message.found[1]
        if message.found is not None:
            before = self.reader.cursor
            self.reader.select(*message.found[0])
            self.reader.tell_jump(before)
        self.count()

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
        from argmap.find.hits import searchable

        return searchable(self._folded(text))

    def _hits_changed(self) -> None:
        """Follow the reader where it lets go of the hits, as it does with Escape and with another text."""
        if self.reader.hits is None and self._origin is None:
            self.remove_class("-open")
