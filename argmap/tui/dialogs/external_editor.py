"""Writing in the editor that the user named in `$VISUAL` or `$EDITOR`, while the screen stands back."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.app import SuspendNotSupported

from argmap.files.errors import why_refused
from argmap.files.reading import read_file
from argmap.files.writing import write_whole
from argmap.text import system_reason
from argmap.text.reading import LARGEST

if TYPE_CHECKING:
    from textual.app import App

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
