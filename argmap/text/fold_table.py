"""A table of what every code point folds to, filled only for the code points that occur."""

import threading

import numpy as np
from numpy.typing import NDArray

from argmap.text.characters import attaches, foldings

Codes = NDArray[np.uint32]

PLAIN_LIMIT = 0x110000
"""Entries below are code points and nothing more."""
ATTACHES = 1 << 21
"""The folded character may combine with the one before it."""
EXPANDS = 1 << 22
"""The code point folds to several; the rest of the entry numbers the expansion."""
DROPPED = 1 << 23
MARKS = 1 << 24
"""A dash, `*` or `_`: whether it is dropped depends on its neighbours."""
_UNKNOWN = 0
"""No entry is 0: what folds to a NUL is dropped, as NUL itself is. Pages of noughts take no memory until one is set."""

_MARKS = "-*_"


class FoldTable:
    """Entries by code point. Threads may share it: they fill in the same entries at worst."""

    def __init__(self) -> None:
        self._entries = np.zeros(0x110000, dtype=np.uint32)
        self._expansions: list[Codes] = []
        self._filling = threading.Lock()

    def look_up(self, codes: Codes) -> Codes:
        """The entry of each code point."""
        entries = self._entries[codes]
        if entries.size and int(entries.min()) == _UNKNOWN:
            self._fill(np.unique(codes[entries == _UNKNOWN]))
            entries = self._entries[codes]
        return entries

    def expand(self, entries: Codes) -> tuple[Codes, NDArray[np.intp]]:
        """`entries` with the expansions in place of what expands, and how many each entry became."""
        counts = np.ones(entries.size, dtype=np.intp)
        expanding = np.flatnonzero(entries & EXPANDS)
        kinds, kind = np.unique(entries[expanding] ^ EXPANDS, return_inverse=True)
        expansions = [self._expansions[number] for number in kinds]
        counts[expanding] = np.array([len(expansion) for expansion in expansions], dtype=np.intp)[kind]
        expanded = np.repeat(entries, counts)
        first = (np.cumsum(counts) - counts)[expanding]
        for place in range(int(counts.max())):
            at_place = np.array([e[min(place, len(e) - 1)] for e in expansions], dtype=np.uint32)
            reaches = counts[expanding] > place
            expanded[first[reaches] + place] = at_place[kind[reaches]]
        return expanded, counts

    def _fill(self, codes: Codes) -> None:
        folded = foldings(chr(code) for code in codes)
        with self._filling:
            for character, folding in folded.items():
                self._entries[ord(character)] = self._entry(folding)

    def _entry(self, folding: str) -> int:
        parts = [ord(part) | (ATTACHES if attaches(part) else 0) | (MARKS if part in _MARKS else 0) for part in folding]
        if not parts:
            return DROPPED
        if len(parts) == 1:
            return parts[0]
        self._expansions.append(np.array(parts, dtype=np.uint32))
        return EXPANDS | (len(self._expansions) - 1)
