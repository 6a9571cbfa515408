"""Every place where what was typed stands in a text, whatever its script, width, case and line breaks.

A hit is a stretch of the text that folds to what the typed words fold to. Between two letters or digits of a script
that sets words apart by spaces, white space must agree, too: `is a` is not in `visa`, nor `art` in `far the`. A line
break agrees with a space and with nothing.

Of hits that overlap, the first is taken, as `str.count` does. All are found at once with numpy, without an index: in
a text of 5 MB that takes about 30 ms for the commonest letter, and a few for most words (`benchmarks/search.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from argmap.find.searchable import LINE_BREAK, SearchableText, code_points, searchable
from argmap.text.folding import fold

Offsets = NDArray[np.intp]
Span = tuple[int, int]

_FIRST_UNSPACED = 0x0E00
"""From Thai on, scripts do not, or not reliably, set words apart by spaces."""
_LATIN_AND_GREEK_EXTENDED = range(0x1E00, 0x2000)


@dataclass(frozen=True, eq=False, slots=True)
class Hits:
    """Spans of a text in order, none of which overlap, in code points of the original."""

    starts: Offsets = field(repr=False)
    ends: Offsets = field(repr=False)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> Span:
        return int(self.starts[number]), int(self.ends[number])

    def __iter__(self) -> Iterator[Span]:
        return zip(self.starts.tolist(), self.ends.tolist(), strict=True)

    def first_from(self, offset: int) -> int:
        """The number of the first hit that begins at an offset or after it; how many there are if none does."""
        return int(np.searchsorted(self.starts, offset))

    def within(self, start: int, end: int) -> list[Span]:
        """The hits that share a code point with a span."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end))
        return list(zip(self.starts[first:last].tolist(), self.ends[first:last].tolist(), strict=True))


def search(text: SearchableText, typed: str) -> Hits:
    """Every hit of the typed words. There are none if they fold to nothing, as spaces and asterisks do."""
    wanted = searchable(fold(typed))
    places = _places(code_points(text.folded.text), wanted.folded.text)
    places = _with_agreeing_gaps(places, text, wanted)
    last = len(wanted.folded.text) - 1
    return _apart(text.folded.starts[places].astype(np.intp), text.folded.ends_at(places + last))


def _places(codes: NDArray[np.uint32], wanted: str) -> Offsets:
    """Where the wanted code points stand one after the other, overlapping or not."""
    if not 0 < len(wanted) <= len(codes):
        return np.empty(0, np.intp)
    places = np.flatnonzero(codes[: len(codes) - len(wanted) + 1] == ord(wanted[0]))
    for step, character in enumerate(wanted[1:], 1):
        if not places.size:
            break
        places = places[codes[places + step] == ord(character)]
    return places


def _with_agreeing_gaps(places: Offsets, text: SearchableText, wanted: SearchableText) -> Offsets:
    """The places where white space stands between letters as it was typed, but for line breaks."""
    characters = wanted.folded.text
    for step in range(1, len(characters)):
        typed = wanted.gaps[step]
        if typed == LINE_BREAK or not places.size:
            continue
        if _is_spaced(characters[step - 1]) and _is_spaced(characters[step]):
            gaps = text.gaps[places + step]
            places = places[(gaps == typed) | (gaps == LINE_BREAK)]
    return places


def _is_spaced(character: str) -> bool:
    """Whether it is a letter or digit of a script that sets words apart by spaces."""
    code = ord(character)
    return character.isalnum() and (code < _FIRST_UNSPACED or code in _LATIN_AND_GREEK_EXTENDED)


def _apart(starts: Offsets, ends: Offsets) -> Hits:
    """The spans without those that overlap one before them that is taken. Neither starts nor ends ever fall."""
    collides = np.flatnonzero(starts[1:] < ends[:-1]) + 1
    if not collides.size:
        return Hits(starts, ends)
    kept = np.ones(len(starts), np.bool_)
    taken = before = -1
    for number in collides.tolist():
        if number - 1 != before:  # the run of colliding spans begins with the one before
            taken = number - 1
        before = number
        if starts[number] < ends[taken]:
            kept[number] = False
        else:
            taken = number
    return Hits(starts[kept], ends[kept])
