"""Asking the user to decide: what is the matter, and a button for each way on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from argmap.tui.dialogs.inputs import FIELD_BINDINGS, Answer
from argmap.tui.keys import binding, keys_in_sentence, with_keys
from argmap.tui.safe_text import safe


class Question(ModalScreen[str | None]):
    """A title, an explanation and one button for each answer; gives the answer, or None for Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("question.next", "app.focus_next"),
        binding("question.previous", "app.focus_previous"),
        binding("question.page-up", "scroll(-1)"),
        binding("question.page-down", "scroll(1)"),
        binding("dialog.cancel", "dismiss"),
        *FIELD_BINDINGS,
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
            dialog.border_subtitle = Content(
                f" {keys_in_sentence('question.previous', 'question.next')} choose"
                + with_keys("  {dialog.select} take  {dialog.cancel} cancel ")
            )
            with VerticalScroll(id="body", can_focus=False):
                yield Static(self._body if isinstance(self._body, Content) else safe(self._body, multiline=True))
            with Horizontal(id="answers"):
                for number, answer in enumerate(self._answers):
                    yield Answer(
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
