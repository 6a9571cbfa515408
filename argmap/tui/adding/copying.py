"""Copying a text into the project, whole or not at all."""

from __future__ import annotations

import filecmp
import os
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

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

    `reached` is told the share that is copied, and may raise to end it: then there is no copy. Raises OSError.
    """
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    size = max(1, file.stat().st_size)
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as copy, file.open("rb") as original:
            done = 0
            while chunk := original.read(_CHUNK):
                copy.write(chunk)
                done += len(chunk)
                reached(min(1.0, done / size))
            copy.flush()
            os.fsync(copy.fileno())
        Path(name).chmod(0o644)
        Path(name).rename(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
