"""The lines under a reader to type in: searching as one types, and going to a line by its number."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from argmap.anchor.selector import columns
from argmap.tui.content import safe
from argmap.tui.keys import binding, with_keys
from argmap.tui.widgets.inputs import SafeInput
from argmap.tui.widgets.reader.reader import ReaderPlace, ReadingView

if TYPE_CHECKING:
    from argmap.find.hits import SearchableText
    from argmap.text.folding import Folded


class ReaderBar(Horizontal):
    """Enter stays where the typed leads; Escape goes back to where the reader was."""

    NAME: ClassVar[str] = ""
    """What it is for, in a word."""
    SIGN: ClassVar[str] = ""
    """Stands before what is typed."""
    PLACEHOLDER: ClassVar[str] = ""
    RESTRICT: ClassVar[str | None] = None
    """What may be typed, as a pattern."""
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("bar.go-back", "go_back"),
        binding("bar.stay", "stay", priority=True),
    ]
    DEFAULT_CSS = """
    ReaderBar {
        height: 1;
        display: none;
        background: $panel;
        color: $foreground;
        &.-open { display: block; }
        & .sign { width: auto; padding: 0 1; color: $text-faint; }
        & SafeInput, & SafeInput:focus { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
        & .said { width: auto; padding: 0 1; color: $text-faint; }
        & .button { width: 3; content-align: center middle; color: $text-faint; }
        & .button:hover { background: $boost; color: $foreground; }
    }
    """

    def __init__(self, reader: ReadingView, *, id: str | None = None, classes: str | None = None) -> None:
        """Show what is typed in a reader, which may be anywhere on the same screen."""
        super().__init__(id=id, classes=classes)
        self.reader: Final = reader
        self._origin: ReaderPlace | None = None
        """Where the reader was when the bar was opened, until the user stays or goes back."""
        self._input = SafeInput(placeholder=self.PLACEHOLDER, restrict=self.RESTRICT, select_on_focus=False)
        self._said = Static(classes="said")

    def compose(self) -> ComposeResult:
        """What is typed, and what comes of it."""
        yield Static(safe(self.SIGN), classes="sign")
        yield self._input
        yield self._said
        yield from self.buttons()

    def buttons(self) -> ComposeResult:
        """What can be clicked at the right edge."""
        close = Static(safe("×"), classes="button", id="bar-close")
        close.tooltip = safe("Close; while typing, go back to where you were.")
        yield close

    # What a bar does of its own

    def typed(self, value: str) -> None:
        """Show where the typed leads."""
        raise NotImplementedError

    def closed(self) -> None:
        """The bar is closed."""

    # What the widgets around it use

    @property
    def origin(self) -> ReaderPlace:
        """Where the reader was before anything was typed."""
        return self._origin or self.reader.place

    @property
    def is_typed_in(self) -> bool:
        """Whether it has the keyboard."""
        return self._input.has_focus

    def open(self) -> None:
        """Let the user type, anew where something was typed before."""
        self._origin = self._origin or self.reader.place
        self.add_class("-open")
        self._input.focus()
        self._input.select_all()
        self.typed(self._input.value)

    def close(self) -> None:
        """Give the row back to the text."""
        self._origin = None
        focused = self._input.has_focus
        self.remove_class("-open")
        self.closed()
        if focused:
            self.reader.focus()

    def say(self, words: str) -> None:
        """Say what came of the typed."""
        self._said.update(safe(words))

    # Keys and mouse

    @on(SafeInput.Changed)
    def _value_changed(self, event: SafeInput.Changed) -> None:
        event.stop()
        if self._origin is not None:
            self.typed(event.value)

    def action_stay(self) -> None:
        """Give the keyboard to the reader, which stays where it is."""
        self.reader.focus()

    def on_descendant_blur(self) -> None:
        """The user goes on reading, here or elsewhere: this is no longer only tried."""
        origin, self._origin = self._origin, None
        if origin is not None and not self.app.app_focus:
            self._origin = origin  # the whole terminal lost the keyboard, the user did nothing
        elif origin is not None:
            self.reader.tell_jump(origin.selection.head)
            self.stayed()

    def stayed(self) -> None:
        """The user took up reading where the typed led."""

    def action_go_back(self) -> None:
        """Show everything again as it was."""
        origin, self._origin = self._origin, None
        self.close()
        if origin is not None:
            self.reader.return_to(origin)

    def on_click(self, event: events.Click) -> None:
        """Close, where that was clicked."""
        if event.widget is not None and event.widget.id == "bar-close":
            self.action_go_back() if self._origin else self.close()


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


class LineBar(ReaderBar):
    """Shows the line while its number is typed. A number beyond the last line leads to the last."""

    NAME = "line"
    SIGN = ":"
    PLACEHOLDER = "the number of a line"
    RESTRICT = r"\d{0,8}"

    def typed(self, value: str) -> None:
        """Show the line."""
        starts = self.reader.line_starts
        self.say(f"of {len(starts):,}")
        if value:
            line = max(1, min(int(value), len(starts)))
            start = starts[line - 1]
            end = starts[line] - 1 if line < len(starts) else len(self.reader.text)
            self.reader.go_to(start, end, passing=True)
        else:
            self.reader.return_to(self.origin)

    def stayed(self) -> None:
        """A line is gone to once: there is nothing more to say."""
        self.close()
