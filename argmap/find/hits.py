"""Every place where what was typed stands in a text, whatever its script, width, case and line breaks.

A hit is a stretch of the text that folds to what the typed words fold to. Folding drops all white space, so what stood
between two folded code points is kept beside them. Between two letters or digits of a script that sets words apart by
spaces, white space and hyphens must agree, too: `is a` is not in `visa`, nor `art` in `far the`, nor `resign` in
`re-sign`. A line break agrees with a space and with nothing, and a hyphen before it may be the word's or the line's:
`trace-⏎compilation` is found as `trace-compilation` and as `tracecompilation`.

Of hits that overlap, the first is taken, as `str.count` does. All are found at once with numpy, without an index: in
a text of 5 MB that takes about 30 ms for the commonest letter, and a few for most words (`benchmarks/search.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from argmap.text.folding import Folded, fold
from argmap.text.gaps import HYPHEN, LINE_BREAK, NOTHING, code_points, gaps, is_spaced, kinds_agree

Offsets = NDArray[np.intp]
Span = tuple[int, int]
_KINDS = range(6)


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
    """Every hit of the typed words. There are none if they fold to nothing, as spaces and asterisks do.

    A hyphen at their end or start may be one inside a word: it is typed before the rest of the word is.
    """
    wanted = searchable(fold(typed))
    codes, words = code_points(text.folded.text), wanted.folded.text
    places = _with_agreeing_gaps(_places(codes, words), text, wanted)
    starts, ends = text.folded.starts[places].astype(np.intp), text.folded.ends_at(places + len(words) - 1)
    if words.endswith("-") and is_spaced(words[-2:-1] or " "):
        begun = searchable(fold(typed.rstrip()[:-1]))
        last = len(words) - 1
        places = _with_agreeing_gaps(_places(codes, words[:-1]), text, begun)
        places = places[places + last < codes.size]
        places = places[text.gaps[places + last] >= HYPHEN]
        starts = np.concatenate((starts, text.folded.starts[places]))
        ends = np.concatenate((ends, text.folded.ends_at(places + last - 1) + 1))
        order = np.argsort(starts, kind="stable")
        starts, ends = starts[order], ends[order]
    return _apart(starts, ends)


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
    """The places where white space and hyphens stand between letters as they were typed, but for line breaks."""
    characters = wanted.folded.text
    for step in range(1, len(characters)):
        if not places.size:
            break
        if is_spaced(characters[step - 1]) and is_spaced(characters[step]):
            typed = int(wanted.gaps[step])
            agreeing = np.array([_agree(typed, kind) for kind in _KINDS], np.bool_)
            places = places[agreeing[text.gaps[places + step]]]
    return places


def _agree(typed: int, there: int) -> bool:
    """Whether what stands between two letters is as it was typed; a line break may divide a word or two."""
    return kinds_agree(typed, there) or (LINE_BREAK in {typed, there} and NOTHING in {typed, there})


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


@dataclass(frozen=True, eq=False, slots=True)
class SearchableText:
    """A text that can be searched again and again."""

    folded: Folded
    gaps: NDArray[np.uint8] = field(repr=False)
    """For each folded code point, the kind of what folding dropped before it; see `argmap.text.gaps`."""


def searchable(folded: Folded) -> SearchableText:
    """Make a folded text ready to be searched: some 100 ms for 5 MB."""
    return SearchableText(folded, gaps(folded))
