"""Copying a text into the project, whole or not at all."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Final

from argmap.files.reading import open_regular
from argmap.store.saving import make_folder, write_file

_CHUNK: Final = 2**20


def place_for(file: Path, folder: Path) -> Path:
    """Where the copy of a file goes: its own name, or with a number where another file has that."""
    for number in count(1):
        name = file.name if number == 1 else f"{file.stem}-{number}{file.suffix}"
        place = folder / name
        if not place.exists() or (place.is_file() and filecmp.cmp(file, place, shallow=False)):
            return place
    raise AssertionError("there is always a further number")


def copied(file: Path, place: Path, reached: Callable[[float], None]) -> None:
    """Copy a file to a place where there is none; what is there with the same bytes already stays.

    The copy is readable for nobody who cannot read the file. `reached` is told the share that is copied, and may raise
    to end it: then there is no copy. Raises SaveFailed, ChangedOnDisk and OSError.
    """
    if place.exists():
        return

    def chunks() -> Iterator[bytes]:
        with open_regular(file) as original:
            size, done = max(1, os.fstat(original.fileno()).st_size), 0
            while chunk := original.read(_CHUNK):
                yield chunk
                done += len(chunk)
                reached(min(1.0, done / size))

    make_folder(place.parent)
    write_file(place, chunks(), replaces=False, like=file)
