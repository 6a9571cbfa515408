"""Asking the user to decide: what is the matter, and a button for each way on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from argmap.tui.safe_text import safe


class Question(ModalScreen[str | None]):
    """A title, an explanation and one button for each answer; gives the answer, or None for Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down", "app.focus_next", "Next", show=False),
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("pageup", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "scroll(1)", "Down", show=False),
        Binding("escape", "dismiss", "Cancel", show=False),
    ]

    def __init__(self, title: str, body: str | Content, answers: Sequence[str], *, warning: bool = False) -> None:
        """The first of the `answers` has the keyboard. A `body` that is content is shown as it is styled."""
        super().__init__(classes="-warning" if warning else "")
        self._title = title
        self._body = body
        self._answers = tuple(answers)

    def compose(self) -> ComposeResult:
        """The dialog."""
        with Vertical(id="dialog") as dialog:
            dialog.border_title = safe(self._title)
            dialog.border_subtitle = Content(" ←→ choose  enter take  esc cancel ")
            with VerticalScroll(id="body", can_focus=False):
                yield Static(self._body if isinstance(self._body, Content) else safe(self._body, multiline=True))
            with Horizontal(id="answers"):
                for number, answer in enumerate(self._answers):
                    yield Button(
                        Content(answer), id=f"answer-{number}", variant="primary" if number == 0 else "default"
                    )

    def on_mount(self) -> None:
        """Give the first answer the keyboard."""
        self.query_one("#answer-0", Button).focus()

    def action_scroll(self, pages: int) -> None:
        """Show more of a long explanation."""
        self.query_one("#body").scroll_relative(y=pages * max(1, self.query_one("#body").size.height - 1))

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Give the answer on the button."""
        self.dismiss(self._answers[int(str(event.button.id).removeprefix("answer-"))])
