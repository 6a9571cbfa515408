"""A line under a reader to type in, which shows in the text at once where the typed leads."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from argmap.tui.dialogs.inputs import SafeInput
from argmap.tui.keys import binding
from argmap.tui.reader.reading_view import ReaderPlace, ReadingView
from argmap.tui.safe_text import safe


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
