"""What a format is: a name, what it keeps and loses, and the functions that write and read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from argmap.corpus import Standing
from argmap.model import ArgMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What an export is made of: a map, and what is known of its texts."""

    map: ArgMap
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """Where each quote stands, by id; a quote that is not in it was not looked for."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The decoded text of each source that quotes are taken from and that could be read, by the source's id."""

    def __post_init__(self) -> None:
        for name in ("standings", "texts"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


@dataclass(frozen=True, slots=True)
class Exported:
    """A map in another format, and what of it that format could not hold."""

    content: str | bytes
    losses: tuple[str, ...] = ()
    """What was really lost of this map, each as a few words for the user: `3 notes`, `the tags of us-japan-diverge`."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the web as a text that is at hand."""

    path: str
    """Of the text, from the folder that the file which is read lies in."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that is to be read as a map."""

    data: bytes
    name: str = ""
    """The file's name, or its path, to name it in messages and to tell formats apart."""
    neighbour: Callable[[str], str | None] = field(default=lambda _path: None)
    """The decoded text of a file by its path, relative to this file; None where there is none inside the project."""
    page: Callable[[str], Page | None] = field(default=lambda _address: None)
    """The text of a page of the web by its address, where the map that this is taken into has it as a source."""
    bullets: Bullets | None = None
    """What those points of an outline are of which it does not say so itself; None where nobody has said it."""


class Bullets(StrEnum):
    """What points of an outline are of which nothing in it says what they do to the line that they stand below."""

    SUPPORT = "support"
    COUNTER = "counter"
    CLAIMS = "claims"
    """Claims of their own."""
    SIGNS = "signs"
    """What their `+` or `-` says, though these might be the marks of lists."""


@dataclass(frozen=True, slots=True)
class Untaken:
    """A part of a file that a map cannot hold, or that could not be understood."""

    said: str
    line: int | None = None
    """The line of the file, from 1, where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A map made of a file in another format; sound by the rules of the model."""

    map: ArgMap
    untaken: tuple[Untaken, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """Texts that do not exist yet, by the path of the source that names them, relative to the map's folder.

    The path of a source that is not among these is relative to the file that was read, as for `neighbour`; where a
    file is there, whoever takes the map in makes the path relative to the map's folder.
    """

    def __post_init__(self) -> None:
        object.__setattr__(self, "files", MappingProxyType(dict(self.files)))


class UnreadableFormat(Exception):  # noqa: N818 - the sentence is for the user, not for a programmer
    """Raised for a file that is not, or is broken, in the format it is read as: `NAME:LINE: what is wrong, a mend`."""

    def __init__(self, name: str, said: str, line: int | None = None) -> None:
        place = ":".join(str(part) for part in (name, line) if part)
        super().__init__(f"{place}: {said}" if place else said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One foreign format, in as many directions as make sense."""

    name: str
    """As it is typed: `argdown`."""
    label: str
    """As people call it: `Argdown`."""
    suffixes: tuple[str, ...]
    """How the names of its files end, the usual one first: `.argdown`."""
    keeps: str
    """A sentence part on what of a map it holds."""
    loses: str
    """A sentence part on what of a map it cannot hold; empty where it holds all."""
    export: Callable[[Material], Exported] | None = None
    read: Callable[[Incoming], Imported] | None = None
    """Raises UnreadableFormat."""
    has_points: bool = False
    """Whether its reader heeds `Incoming.bullets`."""
    opens_texts: bool = True
    """Whether the export looks at the texts and at where the quotes stand; where not, none is opened for it."""
    looks_like: Callable[[Incoming], bool] | None = None
    """Whether a file's content can only be this format; asked where the name does not settle it."""
