"""Fields to type in that never send a control character to the terminal, whatever is pasted or was in a file."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, TextArea

from argmap.text.visible import visible_line, visible_lines


class SafeInput(Input):
    """One line."""

    def validate_value(self, value: str) -> str:
        """Show control characters as pictures of themselves."""
        return visible_line(value)


class SafeTextArea(TextArea):
    """Several lines. With `sentence`, line breaks become spaces and Enter submits."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", "Select all", show=False)]

    class Submitted(Message):
        """Enter was pressed where it makes no new line."""

    def __init__(self, text: str, *, sentence: bool, id: str) -> None:
        self._sentence = sentence
        super().__init__(self._shown(text), id=id, tab_behavior="focus", soft_wrap=True, highlight_cursor_line=False)
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if self._sentence and event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(self.Submitted())
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        await super()._on_paste(events.Paste(self._shown(event.text)))
        event.prevent_default()
        event.stop()

    def _shown(self, text: str) -> str:
        return visible_line(text) if self._sentence else visible_lines(text)
