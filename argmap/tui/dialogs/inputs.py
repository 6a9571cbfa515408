"""Fields to type in that never send a control character to the terminal, whatever is pasted or was in a file."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Checkbox, Input, OptionList, TextArea

from argmap.text.one_line import joined_lines
from argmap.text.visible import visible_line, visible_lines
from argmap.tui.keys import binding, keys_of

_NEW_LINE: Final = "enter"
"""The key for which Textual's field begins a line."""


def one_line(text: str) -> str:
    """The text with its lines joined, and its control characters as pictures of themselves."""
    return visible_line(joined_lines(text.strip("\r\n")))


FIELD_BINDINGS: Final = (
    binding("dialog.next-field", "app.focus_next"),
    binding("dialog.previous-field", "app.focus_previous"),
)
"""The keys that lead through a dialog, in place of Textual's own."""


class SafeInput(Input):
    """One line. The lines of what is pasted are joined."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("dialog.select", "submit")]

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


class Answer(Button):
    """A button of a dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("dialog.select", "press")]


class Choices(OptionList):
    """A list of a dialog, or of the welcome."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("dialog.select", "select"),
        binding("dialog.up", "cursor_up"),
        binding("dialog.down", "cursor_down"),
        binding("dialog.page-up", "page_up"),
        binding("dialog.page-down", "page_down"),
    ]


class SafeTextArea(TextArea):
    """Several lines. With `sentence`, line breaks become spaces, and the key that selects submits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("form.select-all", "select_all"),
        binding("form.editor", "write_in_editor"),
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
        submits = event.key in keys_of("dialog.select").split(",")
        if self._sentence and (submits or event.key == _NEW_LINE):
            event.prevent_default()
            event.stop()
            if submits:
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
