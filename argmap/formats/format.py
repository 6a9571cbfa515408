"""What a format is: a name, what it keeps and loses, the functions that write and read it, and their input decoded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from itertools import chain
from types import MappingProxyType

from argmap.corpus import QuoteState
from argmap.files.errors import UnreadableSource
from argmap.model import ArgMap, Claim, Quote, Role, Source
from argmap.text.reading import decode


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportInput:
    """What an export is made of: a map, and what is known of its texts."""

    map: ArgMap
    quote_states: Mapping[str, QuoteState] = field(default_factory=dict)
    """Where each quote is found, by id; a quote that is not in it was not checked."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The decoded text of each source that quotes are taken from and that could be read, by the source's id."""

    def __post_init__(self) -> None:
        for name in ("quote_states", "texts"):
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
class Skipped:
    """A part of a file that a map cannot hold, or that could not be understood."""

    message: str
    line: int | None = None
    """The line of the file, from 1, where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A map made of a file in another format; sound by the rules of the model."""

    map: ArgMap
    skipped: tuple[Skipped, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """Texts that do not exist yet, by the path of the source that names them, relative to the map's folder.

    The path of a source that is not among these is relative to the file that was read, as for `neighbour`; where a
    file is there, whoever takes the map in makes the path relative to the map's folder.
    """

    def __post_init__(self) -> None:
        object.__setattr__(self, "files", MappingProxyType(dict(self.files)))


class UnreadableFormat(Exception):  # noqa: N818 - the sentence is for the user, not for a programmer
    """Raised for a file that is not, or is broken, in the format it is read as: `NAME:LINE: what is wrong, a fix`."""

    def __init__(self, name: str, message: str, line: int | None = None) -> None:
        place = ":".join(str(part) for part in (name, line) if part)
        super().__init__(f"{place}: {message}" if place else message)


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
    export: Callable[[ExportInput], Exported] | None = None
    read: Callable[[Incoming], Imported] | None = None
    """Raises UnreadableFormat."""
    has_points: bool = False
    """Whether its reader heeds `Incoming.bullets`."""
    opens_texts: bool = True
    """Whether the export looks at the texts and at where the quotes are found; where not, none is opened for it."""
    looks_like: Callable[[Incoming], bool] | None = None
    """Whether a file's content can only be this format; asked where the name does not settle it."""


def decoded(incoming: Incoming) -> str:
    r"""The text of a file: UTF-8, else what its mark or its characters tell, with `\n` for `\r\n` and no mark.

    Raises UnreadableFormat for a file that is binary, or damaged in its encoding.
    """
    try:
        return decode(incoming.data)[0]
    except UnreadableSource as fault:
        raise UnreadableFormat(incoming.name, _said(fault)) from fault


def in_utf_8(incoming: Incoming, encoding: str) -> Incoming:
    """The same file as UTF-8, where a person says what it is in. Raises UnreadableFormat where it is not in that."""
    try:
        text = decode(incoming.data, encoding).text
    except UnreadableSource as fault:
        raise UnreadableFormat(incoming.name, _said(fault)) from fault
    return replace(incoming, data=text.encode("utf-8", "replace"))


def assumed_encoding(incoming: Incoming) -> str | None:
    """What a file without a mark was taken to be in, as IANA names it; None for UTF-8, and for what is no text."""
    try:
        encoding = decode(incoming.data)[1]
    except UnreadableSource:
        return None
    return None if encoding.startswith("UTF-8") else encoding


def _said(fault: UnreadableSource) -> str:
    sentence = str(fault)
    return sentence[:1].lower() + sentence[1:]


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun: `1 tag`, `3 tags`, `2 theses` where `many` is given."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def every_counted(*things: tuple[int, str, str | None]) -> tuple[str, ...]:
    """Numbers with their nouns, but for the zeros."""
    return tuple(counted(number, one, many) for number, one, many in things if number)


class Part(Enum):
    """Something that a map can hold and a format may not; each value counts it and names it."""

    NOTES = (lambda map_: _with(map_, "note") + (map_.note is not None), "note", None)
    TAGS = (lambda map_: sum(len(each.tags) for each in _elements(map_)), "tag", None)
    TRANSLATIONS = (
        lambda map_: sum(each.translation is not None for each in map_.quotes.values()),
        "translation",
        None,
    )
    ORIGINALS = (
        lambda map_: sum(each.translation is not None for each in map_.quotes.values()),
        "translated quote’s own words",
        "translated quotes’ own words",
    )
    ANCHORS = (
        lambda map_: len(map_.quotes),
        "quote’s context and position",
        "quotes’ contexts and positions",
    )
    SOURCES = (lambda map_: len(map_.sources), "source’s details", "sources’ details")
    UNCITED = (lambda map_: len(uncited(map_)), "source that no quote is taken from", "sources without a quote")
    LANGUAGES = (
        lambda map_: sum(each.lang is not None for each in map_.sources.values()),
        "source’s language",
        "sources’ languages",
    )
    CLAIM_IDS = (lambda map_: len(map_.claims), "id of a claim", "ids of claims")
    THESES = (lambda map_: len(map_.thesis), "mark of a thesis", "marks of theses")
    UNDERCUTS = (lambda map_: sum(link.role is Role.UNDERCUT for link in map_.links()), "undercut", None)
    COMMENTS = (lambda map_: len(map_.comments), "comment of the file", "comments of the file")
    CONFLICTS = (lambda map_: len(map_.conflicts), "undecided conflict", None)

    def counted_in(self, map_: ArgMap) -> tuple[int, str, str | None]:
        """How many of it a map holds, with the words for one and for many."""
        count: Callable[[ArgMap], int] = self.value[0]
        return count(map_), self.value[1], self.value[2]


def losses(map_: ArgMap, *parts: Part) -> tuple[str, ...]:
    """What of these parts the map holds, each counted: what is lost where a format has no place for them."""
    return every_counted(*(part.counted_in(map_) for part in parts))


def uncited(map_: ArgMap) -> frozenset[str]:
    """The sources that no quote is taken from."""
    return frozenset(map_.sources) - {quote.source for quote in map_.quotes.values()}


def _elements(map_: ArgMap) -> Iterator[Source | Claim | Quote]:
    return chain(map_.sources.values(), map_.claims.values(), map_.quotes.values())


def _with(map_: ArgMap, field: str) -> int:
    return sum(getattr(each, field) is not None for each in _elements(map_))
