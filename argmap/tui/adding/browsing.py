"""What a path that is being typed may become: the folders and files that go on as it begins."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from argmap.text.comparable import comparable

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
