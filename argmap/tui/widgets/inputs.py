"""Fields to type in that send no control character to the terminal, and writing in the user's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from textual import events
from textual.app import SuspendNotSupported
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, OptionList, Static, TextArea

from argmap.corpus import OutsideProject
from argmap.edit import Refused
from argmap.files.errors import UnreadableSource, system_reason, why_refused
from argmap.files.reading import read_file
from argmap.files.writing import write_whole
from argmap.store import MapFileError
from argmap.text.one_line import joined_lines
from argmap.text.reading import LARGEST
from argmap.text.visible import visible_line, visible_lines
from argmap.tui.content import safe
from argmap.tui.keys import binding, keys_of

if TYPE_CHECKING:
    from textual.app import App

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
MOVE_BINDINGS: Final = (
    binding("dialog.up", "cursor_up"),
    binding("dialog.down", "cursor_down"),
    binding("dialog.page-up", "page_up"),
    binding("dialog.page-down", "page_down"),
)
"""The keys that lead through a list, in place of Textual's own."""


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
        *MOVE_BINDINGS,
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


NONE_NAMED: Final = "no editor is named: set $VISUAL or $EDITOR, as in EDITOR=vim"
UNCHANGED: Final = (
    "the editor changed nothing; one with a window of its own must be told to wait, as in EDITOR='code --wait'"
)


class NoEditing(Exception):  # noqa: N818 - the sentence is for the user, not for a programmer
    """Raised where the words stay as they are because the editor could not be used; says why and what to do."""


def written_in_editor(app: App[Any], text: str) -> str:
    """What the user made of a text in their editor; the terminal is the editor's until they leave it.

    The text goes through a file in a folder that only they can read, whose last line is ended as editors want it;
    that line break is taken off again. Raises NoEditing; what was written until then is kept, and it says where.
    """
    command = _command()
    before = (f"{text}\n" if text else "").encode("utf-8", "replace")
    try:
        folder = Path(tempfile.mkdtemp(prefix="argmap-"))
    except OSError as fault:
        raise NoEditing(f"no folder for the editor's file can be made: {why_refused(fault)[0]}") from fault
    file = folder / "argmap.txt"
    try:
        write_whole(file, before, lambda _: None, private=True)
        _run(app, [*command, str(file)])
        written = read_file(file, LARGEST).decode()
    except (NoEditing, OSError, UnicodeDecodeError) as fault:
        kept = file.is_file() and read_file(file, LARGEST) != before
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)
        where = f"; what you wrote is kept in {file}" if kept else ""
        why = str(fault) if isinstance(fault, NoEditing) else f"what you wrote cannot be read: {system_reason(fault)}"
        raise NoEditing(f"{why}{where}") from fault
    shutil.rmtree(folder)
    return written.removesuffix("\n")


def _command() -> list[str]:
    """The editor with its arguments."""
    named = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    try:
        command = shlex.split(named)
    except ValueError as fault:
        raise NoEditing(f"$EDITOR cannot be understood: {named} (its quotation marks do not match)") from fault
    if not command:
        raise NoEditing(NONE_NAMED)
    return command


def _run(app: App[Any], command: list[str]) -> None:
    try:
        with app.suspend():
            ended = subprocess.run(command, check=False)
    except SuspendNotSupported as fault:
        raise NoEditing("no editor can be opened in this terminal") from fault
    except OSError as fault:
        raise NoEditing(f"the editor {command[0]} does not start: {system_reason(fault)}") from fault
    if ended.returncode:
        raise NoEditing(f"the editor {command[0]} failed ({ended.returncode}), so the words are as they were")


T = TypeVar("T")


class RefusalLine(Static):
    """Takes no room until something is refused."""

    DEFAULT_CSS = """
    RefusalLine { display: none; height: auto; color: $text-error; padding: 0 1; margin-top: 1; }
    """

    def lets(self, carry_out: Callable[[T], None] | None, value: T) -> bool:
        """Carry something out; where it is refused, say why, and let the dialog stay."""
        if carry_out is not None:
            try:
                carry_out(value)
            except (Refused, UnreadableSource, OutsideProject, MapFileError) as refusal:
                self.update(safe(str(refusal), multiline=True))
                self.display = True
                return False
        return True


_AROUND: Final = 7
"""Rows of a dialog beside its long part: the frame, the buttons or the line to type in, and a refusal."""


_LEAST: Final = 3


def fit(part: Widget, most: int, screen_height: int) -> None:
    """Let a part be at most so many rows high, and fewer on a screen that has no more."""
    part.styles.max_height = max(_LEAST, min(most, screen_height * 9 // 10 - _AROUND))
