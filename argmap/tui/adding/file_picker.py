"""Choosing a file: by a part of its name below the project, or folder by folder anywhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from argmap.text import system_reason
from argmap.tui.adding.browsing import MOST, folder_of, is_path, offered
from argmap.tui.dialogs.inputs import SafeInput
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.safe_text import safe
from argmap.tui.searching import Searchable, found

_NOTHING: Final = "nothing here fits"


class FilePicker(Picker[Path]):
    """Gives a file. A folder that is chosen is entered; a path that begins with `/`, `~` or `..` leads anywhere."""

    class Listed(Message):
        """The files below the project are known."""

        def __init__(self, names: Sequence[str]) -> None:
            super().__init__()
            self.names: Final = names

    def __init__(
        self,
        title: str,
        root: Path,
        names: Callable[[], Sequence[str]],
        no_texts: frozenset[str],
        carry_out: Callable[[Path], None],
    ) -> None:
        """`names` gives the files below `root`, by their path from there; it is called in a thread.

        Files with an ending among `no_texts` are not offered.
        """
        super().__init__(
            title,
            self._fitting,
            new=self._named,
            placeholder="a part of the name, or a path: ~/ and ../ lead elsewhere",
            carry_out=carry_out,
        )
        self._root = root
        self._names = names
        self._no_texts = no_texts
        self._among: list[Searchable] | None = None

    def on_mount(self) -> None:
        """Look for files beside the keys."""
        super().on_mount()
        self.query_one("#nothing", Static).update(Content("looking for texts …"))
        self.run_worker(self._list, thread=True, group="texts")

    def _list(self) -> None:
        self.post_message(self.Listed(self._names()))

    @on(Listed)
    def _listed(self, message: Listed) -> None:
        self._among = [Searchable(name, (name,)) for name in message.names]
        self.search()

    def _fitting(self, typed: str) -> Sequence[Entry[Path]]:
        if is_path(typed):
            return self._browsed(typed)
        if self._among is None:
            return []
        self.query_one("#nothing", Static).update(Content(_NOTHING))
        listed = [Entry(self._root / name, safe(name)) for name in found(typed, self._among)]
        if typed.strip():
            return listed
        left = len(self._among) - len(listed)
        more = [_more(self._root, left)] if left else []
        return [*listed, *more, _folder_entry(self._root, "another folder: ")]

    def _browsed(self, typed: str) -> Sequence[Entry[Path]]:
        """What the folder has that a typed path leads into, and the way out of it."""
        folder, name = folder_of(typed, self._root)
        nothing = self.query_one("#nothing", Static)
        nothing.update(Content(_NOTHING))
        try:
            paths = offered(folder, name, self._no_texts)
        except OSError as fault:
            nothing.update(safe(f"{folder} cannot be looked into: {system_reason(fault)}"))
            paths = []
        above = [Entry(folder.parent, Content("../  the folder above").stylize("dim"))] if not name else []
        more = [_more(folder, len(paths) - MOST)] if len(paths) > MOST else []
        return [*above, *(Entry(path, _name(path)) for path in paths[:MOST]), *more]

    def _named(self, typed: str) -> Entry[Path] | None:
        if not typed.strip() or typed.endswith(("/", os.sep)) or typed in {".", "..", "~"}:
            return None
        folder, name = folder_of(typed, self._root) if is_path(typed) else (self._root, typed)
        return Entry(folder / name, Content.assemble(("the file: ", "bold"), safe(typed)))

    def _give(self, value: Path) -> None:
        """Give a file; go into a folder."""
        if not value.is_dir():
            super()._give(value)
            return
        box = self.query_one(SafeInput)
        box.value = f"{value}{'' if value == value.parent else os.sep}"
        box.cursor_position = len(box.value)


def _more(folder: Path, left: int) -> Entry[Path]:
    """Stands for what is not shown; who chooses it looks through the folder."""
    return Entry(folder, Content(f"… and {left:,} more: type a part of the name").stylize("dim"))


def _folder_entry(folder: Path, said: str) -> Entry[Path]:
    return Entry(folder.parent, Content.assemble((said, "bold"), safe(str(folder.parent)), os.sep))


def _name(path: Path) -> Content:
    return Content.assemble(safe(path.name), os.sep if path.is_dir() else "")
