"""The last place in each text, remembered between sessions in a file of the user's own.

The file is a convenience, not data: where it cannot be read or written, one begins at the beginning, and is told why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from argmap.files.reading import read_file
from argmap.files.writing import replace_own
from argmap.text import system_reason
from argmap.tui.settings.folders import state_folder

MOST: Final = 500
"""Texts of which the place is remembered; those that were not open for longest are forgotten."""
LARGEST: Final = 4_000_000
"""Bytes beyond which the file is none of ours: each place has the length of a path."""
_VERSION: Final = 1


def state_file() -> Path:
    """Where this system keeps what a program remembers; `$XDG_STATE_HOME/argmap` on Linux."""
    return state_folder() / "places.json"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last places by file, the last one read at the end; immutable."""

    offsets: tuple[tuple[str, int], ...] = ()
    """Absolute paths, and places in code points."""

    def place_in(self, file: Path) -> int | None:
        """Where the user was in a text; None where it was never open."""
        return dict(self.offsets).get(str(file))

    def last_of(self, files: Iterable[Path]) -> Path | None:
        """Which of some texts was read last; None where none ever was."""
        wanted = {str(file): file for file in files}
        return next((wanted[name] for name, _ in reversed(self.offsets) if name in wanted), None)

    def at(self, file: Path, offset: int) -> Remembered:
        """The same after reading in a text up to a place."""
        others = tuple(entry for entry in self.offsets if entry[0] != str(file))
        return Remembered((*others, (str(file), offset))[-MOST:])


class LastPlaces:
    """The file of the last places. What is in it is read once; each place is written when its text is left."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or state_file()
        self.remembered = Remembered()
        self.trouble: str | None = None
        """Why they could not be read or written, in a sentence to be told once."""
        try:
            self.remembered = _parsed(read_file(self._file, LARGEST))
        except FileNotFoundError:
            pass  # nothing was read yet on this machine
        except (OSError, ValueError) as fault:
            self.trouble = (
                f"the last places in your texts are not known: {self._file} cannot be read ({system_reason(fault)})"
            )

    def remember(self, file: Path, offset: int) -> None:
        """Write where the user was in a text. Others may write meanwhile: theirs is read again first."""
        with suppress(OSError, ValueError):  # told when it was first read; what is known is written over it
            self.remembered = _parsed(read_file(self._file, LARGEST))
        self.remembered = self.remembered.at(file, offset)
        try:
            _write(self._file, self.remembered)
        except OSError as fault:
            self.trouble = (
                f"the place in your text is not remembered: {self._file} cannot be written ({system_reason(fault)})"
            )


def _parsed(data: bytes) -> Remembered:
    """Raises ValueError for anything but what `_write` writes."""
    try:
        known = json.loads(data)
    except RecursionError as fault:
        raise ValueError("it is nested too deeply") from fault
    if not isinstance(known, dict) or known.get("version") != _VERSION or not isinstance(known.get("places"), dict):
        raise ValueError("it is not a list of places of this version")
    offsets = tuple((name, at) for name, at in known["places"].items() if type(at) is int and at >= 0)
    return Remembered(offsets[-MOST:])


def _write(file: Path, remembered: Remembered) -> None:
    """Replace the file as a whole, so that whoever reads meanwhile has the old or the new. Raises OSError."""
    replace_own(file, json.dumps({"version": _VERSION, "places": dict(remembered.offsets)}, indent=1).encode())
