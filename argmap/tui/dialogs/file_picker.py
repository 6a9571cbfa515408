"""Choosing a file below the project or anywhere, a work in a bibliography file, and the encoding of a text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from argmap.documents.entry import Entry as Work
from argmap.files.encodings import Decoded, codec_of
from argmap.files.errors import UnreadableSource, system_reason
from argmap.text.characters import comparable
from argmap.text.one_line import reading_line
from argmap.text.reading import decode
from argmap.tui.cell_text import cut
from argmap.tui.content import Searchable, found, safe
from argmap.tui.dialogs.picker import Entry, Picker
from argmap.tui.keys import key_of
from argmap.tui.widgets.inputs import SafeInput

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


MOST: Final = 500
"""Entries of a folder that are shown: more is not read but typed away."""


_BEGINNINGS: Final = ("/", "~", "./", "../", ".\\", "..\\")


def is_path(typed: str) -> bool:
    """Whether somebody types a path from somewhere, and not a part of a name."""
    return typed.startswith(_BEGINNINGS) or typed in {".", ".."} or Path(typed).is_absolute()


def folder_of(typed: str, root: Path) -> tuple[Path, str]:
    """The folder that a typed path leads into, from `root` where it is relative, and what is typed of a name there."""
    if typed in {".", "..", "~"}:
        typed += "/"
    head, _, name = typed.replace(os.sep, "/").rpartition("/")
    path = Path(f"{head}/")
    with suppress(RuntimeError):  # there is no such user: the path is taken as it is
        path = path.expanduser()
    return Path(os.path.normpath(root / path)), name


def offered(folder: Path, name: str, wanted: frozenset[str]) -> list[Path]:
    """The folders, then the files, of a folder that have a part of a name in theirs.

    Files with one of the endings `wanted` are left out, as is what is hidden, unless a dot is typed. Raises OSError.
    """
    part = comparable(name)
    folders, files = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            hidden = entry.name.startswith(".") and not name.startswith(".")
            if hidden or part not in comparable(entry.name):
                continue
            if entry.is_dir():
                folders.append(folder / entry.name)
            elif Path(entry.name).suffix.lower() not in wanted:
                files.append(folder / entry.name)
    return [*sorted(folders), *sorted(files)]


class EntryPicker(Picker[Work]):
    """Gives a work, found by its title, author, year or key."""

    def __init__(self, works: Sequence[Work]) -> None:
        by_number = {str(number): work for number, work in enumerate(works)}
        among = [Searchable(number, _said(work)) for number, work in by_number.items()]

        def entries(typed: str) -> Sequence[Entry[Work]]:
            return [Entry(by_number[number], _prompt(by_number[number])) for number in found(typed, among)]

        super().__init__("Which of these works?", entries, placeholder="a part of title, author, year or key")


def _said(work: Work) -> tuple[str, ...]:
    details = work.details
    return tuple(filter(None, (details.title, details.author, str(details.year or ""), work.key)))


def _prompt(work: Work) -> Content:
    title, *rest = _said(work)
    return Content.assemble(safe(title), "  ", safe(" · ".join(rest)).stylize("dim"))


_SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__pycache__", "build", "dist"})
_MOST_FILES: Final = 5000


def files_below(root: Path, wanted: Callable[[str], bool]) -> list[str]:
    """The files below `root` whose names are `wanted`, by their path from there, at most 5,000 of them.

    Hidden files and folders are passed over, and those that tools fill.
    """
    return sorted(islice(_walk(root, wanted), _MOST_FILES))


def _walk(root: Path, wanted: Callable[[str], bool]) -> Iterator[str]:
    for here, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in _SKIPPED_FOLDERS)
        for name in sorted(files):
            if name[0] != "." and wanted(name):
                yield Path(here, name).relative_to(root).as_posix()


_BEFORE: Final = 12
_SHOWN: Final = 60
"""Cells of the preview, from a little before the first character that is not ASCII."""


class EncodingPicker(Picker[str]):
    """Gives the name of an encoding: one in which a text may be, or any other that is typed."""

    def __init__(self, name: str, data: bytes, readings: Sequence[Decoded]) -> None:
        """`data` is what the file `name` holds, `readings` what it may be, the likeliest first."""

        def entries(typed: str) -> Sequence[Entry[str]]:
            fitting = [one for one in readings if typed.strip().lower() in one.encoding.lower()]
            return [_entry(one) for one in fitting]

        def named(typed: str) -> Entry[str] | None:
            if codec_of(typed) is None or any(codec_of(typed) == codec_of(one.encoding) for one in readings):
                return None
            try:
                return _entry(decode(data, typed))
            except UnreadableSource:
                return None

        guess = ", which is a guess" if readings[0].is_guess else ""
        super().__init__(
            f"{name} was read as {readings[0].encoding}{guess}. Which of these is right?",
            entries,
            new=named,
            makes="in that encoding",
            placeholder=f"{key_of('dialog.select')} takes the first; or type the name of another encoding",
        )


def _entry(reading: Decoded) -> Entry[str]:
    return Entry(reading.encoding, Content.assemble(f"{reading.encoding:<14} ", safe(_preview(reading.text))))


def _preview(text: str) -> str:
    first = re.search("[^\x00-\x7f]", text)
    begin = max(0, first.start() - _BEFORE) if first else 0
    return cut(reading_line(text[begin : begin + _SHOWN]), _SHOWN)
