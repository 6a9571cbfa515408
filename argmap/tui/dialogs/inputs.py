"""Fields to type in that never send a control character to the terminal, whatever is pasted or was in a file."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Checkbox, Input, TextArea

from argmap.text.one_line import joined_lines
from argmap.text.visible import visible_line, visible_lines


def one_line(text: str) -> str:
    """The text with its lines joined, and its control characters as pictures of themselves."""
    return visible_line(joined_lines(text.strip("\r\n")))


class SafeInput(Input):
    """One line. The lines of what is pasted are joined."""

    def validate_value(self, value: str) -> str:
        """Show nothing but one line of characters that can be seen."""
        return one_line(value)

    def _on_paste(self, event: events.Paste) -> None:
        super()._on_paste(events.Paste(one_line(event.text)))
        event.prevent_default()
        event.stop()


class Tick(Checkbox):
    """A box that is empty while it is off."""

    def render(self) -> Content:
        """The box and its label."""
        self.BUTTON_INNER = "✓" if self.value else " "
        return super().render()


class SafeTextArea(TextArea):
    """Several lines. With `sentence`, line breaks become spaces and Enter submits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "select_all", "Select all", show=False),
        Binding("ctrl+o", "write_in_editor", "Editor", show=False),
    ]

    class Submitted(Message):
        """Enter was pressed where it makes no new line."""

    def __init__(self, text: str, *, sentence: bool, id: str) -> None:
        self._sentence = sentence
        super().__init__(self._shown(text), id=id, tab_behavior="focus", soft_wrap=True, highlight_cursor_line=False)
        self.move_cursor(self.document.end)

    def action_write_in_editor(self) -> None:
        """Let the user go on in the editor of their own; where that fails, say why, and keep what is typed."""
        from argmap.tui.dialogs.external_editor import UNCHANGED, NoEditing, written_in_editor

        try:
            written = self._shown(written_in_editor(self.app, self.text))
        except NoEditing as why:
            self.notify(visible_lines(str(why)), severity="warning", markup=False)
            return
        if written == self.text:
            self.notify(UNCHANGED, markup=False)
        else:
            self.replace(written, (0, 0), self.document.end)
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
        if self._sentence:
            return one_line(text)
        return visible_lines(text.replace("\r\n", "\n").replace("\r", "\n"))  # terminals paste breaks as `\r`
