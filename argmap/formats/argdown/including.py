"""Files that an Argdown document includes: `@include(path)` is replaced by the text of the file."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from argmap.formats.format import UnreadableFormat, Untaken

_INCLUDE: Final = re.compile(r"@include\(([^)\n]+)\)")
_DEEPEST: Final = 30
_LARGEST: Final = 64 * 1024 * 1024
"""Code points that a document may have with all that it includes."""


@dataclass(slots=True)
class Whole:
    """A document with everything that it includes, and where each of its lines comes from."""

    text: str = ""
    untaken: list[Untaken] = field(default_factory=list)
    _begins: list[int] = field(default_factory=list)
    _places: list[tuple[str, int]] = field(default_factory=list)

    def place(self, line: int) -> tuple[str, int]:
        """The file, empty for the document itself, and the line in it, of a line of the whole."""
        at = bisect_right(self._begins, line) - 1
        name, first = self._places[max(at, 0)]
        return name, first + line - self._begins[max(at, 0)]


def included(name: str, text: str, neighbour: Callable[[str], str | None]) -> Whole:
    """The text with every file that it includes, also by way of others. A file is included once, as Argdown does.

    A file that is not to be had inside the project is untaken. Raises UnreadableFormat, with the line, where a file
    includes itself, directly or by way of others, and where all together they are of absurd size.
    """
    whole = Whole()
    pieces: list[str] = []
    _include(whole, pieces, _Includer(name, neighbour), "", text, (posixpath.basename(name.replace("\\", "/")),))
    whole.text = "".join(pieces)
    return whole


@dataclass(slots=True)
class _Includer:
    name: str
    neighbour: Callable[[str], str | None]
    seen: set[str] = field(default_factory=set)
    line: int = 1
    """The line of the whole that is written next."""
    size: int = 0


def _include(whole: Whole, pieces: list[str], state: _Includer, file: str, text: str, inside: tuple[str, ...]) -> None:
    """Add a file's text to the whole; `inside` are the files whose text it stands in, itself the last."""
    at, line = 0, 1
    for found in (*_INCLUDE.finditer(text), None):
        end = found.start() if found else len(text)
        whole._begins.append(state.line)
        whole._places.append((file, line))
        pieces.append(text[at:end])
        breaks = text.count("\n", at, end)
        state.line += breaks
        line += breaks
        state.size += end - at
        if state.size > _LARGEST:
            raise UnreadableFormat(file or state.name, "this includes too much; split the document", line)
        if found is None:
            return
        at = found.end()
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), found[1].strip()))
        if path in inside or len(inside) > _DEEPEST:
            raise UnreadableFormat(
                file or state.name, f"{found[0]} would include a file in itself; remove this line", line
            )
        if path in state.seen:
            continue
        state.seen.add(path)
        other = state.neighbour(path)
        if other is None:
            said = f"{found[0]}: there is no such text inside the project"
            whole.untaken.append(Untaken(f"{file}:{line}: {said}" if file else said, None if file else line))
            continue
        _include(whole, pieces, state, path, other.replace("\r\n", "\n").replace("\r", "\n"), (*inside, path))
