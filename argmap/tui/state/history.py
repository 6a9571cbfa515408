"""The places that were visited, back and forward, and the last place in each text, remembered between runs.

The file is a convenience, not data: where it cannot be read or written, one begins at the beginning, and is told why.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from argmap.corpus import OutsideProject
from argmap.files.errors import system_reason
from argmap.files.reading import read_file
from argmap.files.writing import replace_own
from argmap.session import Session
from argmap.tui.settings import state_folder

LONGEST: Final = 100
"""Places that can be gone back to; the oldest are forgotten."""


class Place(NamedTuple):
    """A place in a text."""

    source_id: str
    offset: int
    """In code points."""


@dataclass(frozen=True, slots=True)
class JumpList:
    """The places that were left by a jump, and those that were gone back from; immutable.

    The place where one is stands in neither: it moves with the cursor, and is given with each step.
    """

    behind: tuple[Place, ...] = ()
    """The last left at the end."""
    ahead: tuple[Place, ...] = ()
    """The next at the end."""

    def left(self, place: Place) -> JumpList:
        """The trail after a jump away from a place. What was ahead is forgotten."""
        behind = self.behind if self.behind[-1:] == (place,) else (*self.behind, place)
        return JumpList(behind[-LONGEST:])

    def back(self, here: Place) -> tuple[JumpList, Place] | None:
        """The trail and the place one step back from here; None where there is none."""
        step = _step(self.behind, self.ahead, here)
        return step and (JumpList(behind=step[0], ahead=step[1]), step[2])

    def forward(self, here: Place) -> tuple[JumpList, Place] | None:
        """The trail and the place one step forward from here; None where there is none."""
        step = _step(self.ahead, self.behind, here)
        return step and (JumpList(behind=step[1], ahead=step[0]), step[2])

    def without(self, source_id: str) -> JumpList:
        """The same after a source was taken away."""
        return JumpList(
            tuple(place for place in self.behind if place.source_id != source_id),
            tuple(place for place in self.ahead if place.source_id != source_id),
        )


def _step(
    from_side: tuple[Place, ...], to_side: tuple[Place, ...], here: Place
) -> tuple[tuple[Place, ...], tuple[Place, ...], Place] | None:
    """Both sides after a step, and where it leads. Places at which one is already are passed over."""
    while from_side and from_side[-1] == here:
        from_side = from_side[:-1]
    if not from_side:
        return None
    return from_side[:-1], (*to_side, here), from_side[-1]


class Jumps:
    """Where the reader of one map has been."""

    def __init__(self, here: Callable[[], Place | None]) -> None:
        """`here` gives the place where the user reads; None where no text is open."""
        self._here = here
        self.trail = JumpList()

    def leave(self) -> None:
        """Let the user come back to where they read now."""
        here = self._here()
        if here is not None:
            self.trail = self.trail.left(here)

    def jumped_from(self, offset: int) -> None:
        """Let the user come back to the place in this text from which they jumped."""
        here = self._here()
        if here is not None:
            self.trail = self.trail.left(here._replace(offset=offset))

    def step(self, step: int, sources: Container[str]) -> Place | None:
        """Go back (-1) or forward (1) on the trail; gives where that leads. Places in lost sources are none."""
        here = self._here() or Place("", 0)
        while stepped := self.trail.back(here) if step < 0 else self.trail.forward(here):
            trail, place = stepped
            if place.source_id in sources:
                self.trail = trail
                return place
            self.trail = self.trail.without(place.source_id)
        return None


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
    import json  # 6 ms, like below, that the first paint does not wait for

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
    import json

    replace_own(file, json.dumps({"version": _VERSION, "places": dict(remembered.offsets)}, indent=1).encode())


def last_read(session: Session) -> str | None:
    """The source whose text was left last, of those that are still there; None where none ever was open."""
    sources = {}
    for source_id, source in session.map.sources.items():
        try:
            text = session.corpus.project.file_of(source.path)
        except OutsideProject:
            continue  # the list of texts says that it cannot be read, and why
        if text.exists():
            sources[text] = source_id
    last = LastPlaces().remembered.last_of(sources)
    return sources[last] if last is not None else None
