"""Files that an Argdown document includes: `@include(path)` is replaced by the text of the file."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from argmap.formats.format import UnreadableFormat, Untaken

_INCLUDE: Final = re.compile(r"@include\(([^)\n]+)\)")
_FRONT_MATTER: Final = re.compile(r"\s*={3,}.*?={3,}", re.DOTALL)
_DEEPEST: Final = 30
_LARGEST: Final = 64 * 1024 * 1024
"""Code points that a document may have with all that it includes."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A document with everything that it includes, and where each of its lines comes from."""

    text: str
    untaken: tuple[Untaken, ...]
    pieces: tuple[Piece, ...]

    def place(self, line: int) -> tuple[str, int]:
        """The file, empty for the document itself, and the line in it, of a line of the whole."""
        piece = self.pieces[max(bisect_right(self.pieces, line, key=lambda one: one.begin) - 1, 0)]
        return piece.file, piece.line + line - piece.begin


class Piece(NamedTuple):
    """A part of the whole that comes from one file."""

    begin: int
    """Its first line in the whole, from 1."""
    file: str
    line: int
    """Its first line in the file."""


def included(name: str, text: str, neighbour: Callable[[str], str | None]) -> Whole:
    """The text with every file that it includes, also by way of others. A file is included once, as Argdown does.

    A file that is not to be had inside the project is untaken. Raises UnreadableFormat, with the line, where a file
    includes itself, directly or by way of others, and where all together they are of absurd size.
    """
    including = _Including(name, neighbour)
    including.add("", text, (posixpath.basename(name.replace("\\", "/")),))
    return Whole("".join(including.texts), tuple(including.untaken), tuple(including.pieces))


class _Including:
    """The whole as it grows."""

    def __init__(self, name: str, neighbour: Callable[[str], str | None]) -> None:
        self.texts: list[str] = []
        self.pieces: list[Piece] = []
        self.untaken: list[Untaken] = []
        self._name = name
        self._neighbour = neighbour
        self._seen: set[str] = set()
        self._next_line = 1
        self._size = 0

    def add(self, file: str, text: str, inside: tuple[str, ...]) -> None:
        """Add a file's text; `inside` are the files whose text it stands in, itself the last."""
        head = _FRONT_MATTER.match(text) if file else None
        if head:
            self.untaken.append(Untaken(f"{file}:1: the front matter of an included file"))
        at = head.end() if head else 0
        line = text.count("\n", 0, at) + 1
        for found in _INCLUDE.finditer(text, at):
            line = self._piece(file, line, text[at : found.start()])
            at = found.end()
            self._include(file, line, found, inside)
        self._piece(file, line, text[at:])

    def _piece(self, file: str, line: int, text: str) -> int:
        """Add a part of a file, from its `line` on, and give the line after it."""
        self._size += len(text)
        if self._size > _LARGEST:
            raise UnreadableFormat(file or self._name, "this includes too much; split the document", line)
        self.pieces.append(Piece(self._next_line, file, line))
        self.texts.append(text)
        breaks = text.count("\n")
        self._next_line += breaks
        return line + breaks

    def _include(self, file: str, line: int, found: re.Match[str], inside: tuple[str, ...]) -> None:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), found[1].strip()))
        if path in inside or len(inside) > _DEEPEST:
            said = f"{found[0]} would include a file in itself; remove this line"
            raise UnreadableFormat(file or self._name, said, line)
        if path in self._seen:
            return
        self._seen.add(path)
        text = self._neighbour(path)
        if text is None:
            said = f"{found[0]}: there is no such text inside the project"
            self.untaken.append(Untaken(f"{file}:{line}: {said}") if file else Untaken(said, line))
            return
        self.add(path, text.replace("\r\n", "\n").replace("\r", "\n"), (*inside, path))
