"""An index of short character sequences, and where a pattern's sequences gather in a text.

Voting by diagonals: an n-gram that stands at `i` in the pattern and at `j` in the text votes for the diagonal
`j - i`. Where a passage stands, however edited, votes gather on neighbouring diagonals.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Grams(NamedTuple):
    """How many characters an n-gram has."""

    latin: int
    """Where it begins with a letter, digit or mark of any alphabet."""
    han: int
    """Where it begins with a Han character, kana or hangul, which say more each."""


INDEX_GRAMS = Grams(latin=5, han=3)
"""Long enough to be rare in a book, short enough to survive between two edits."""

POSTINGS = 3000
"""Places looked at for one pattern; the rarest n-grams come first."""

_FIRST_HAN = 0x2E80
_BASE = np.uint64(0x9E3779B97F4A7C15)
"""The odd 64-bit number nearest to 2^64 over the golden ratio, which scatters well (Knuth, TAOCP 3, 6.4)."""
_POSITION = np.uint64(0xFFFFFFFF)
_HASH = np.uint64(0xFFFFFFFF00000000)
_NEXT_HASH = np.uint64(1 << 32)


@dataclass(frozen=True, slots=True)
class Votes:
    """Where a pattern's n-grams stand in the text, ordered by diagonal."""

    in_pattern: NDArray[np.int64]
    in_text: NDArray[np.int64]
    weight: NDArray[np.float64]
    """How much each vote says: an n-gram found in one place counts 1, one in `k` places 1/k."""

    @property
    def diagonal(self) -> NDArray[np.int64]:
        """Where the pattern would begin in the text."""
        return self.in_text - self.in_pattern


class GramIndex:
    """Every n-gram of a folded text, sorted by hash, in one array of 64-bit keys: hash, then position."""

    def __init__(self, text: str) -> None:
        hashes = gram_hashes(text)
        self._keys = np.sort(hashes | np.arange(len(hashes), dtype=np.uint64))

    def votes(self, pattern: str, postings: int = POSTINGS) -> Votes:
        """The places where n-grams of `pattern` stand, of the rarest ones first, at most about `postings`."""
        hashes = gram_hashes(pattern)
        first = np.searchsorted(self._keys, hashes)
        count = np.searchsorted(self._keys, hashes + _NEXT_HASH) - first
        rarest = np.argsort(count, kind="stable")
        room = np.cumsum(count[rarest]) <= postings
        chosen = rarest[room & (count[rarest] > 0)]
        first, count = first[chosen], count[chosen]
        ends = np.cumsum(count)
        total = int(ends[-1]) if len(ends) else 0
        which = np.repeat(first - ends + count, count) + np.arange(total)
        in_text = (self._keys[which] & _POSITION).astype(np.int64)
        in_pattern = np.repeat(chosen, count)
        weight = np.repeat(1.0 / count, count)
        order = np.argsort(in_text - in_pattern, kind="stable")
        return Votes(in_pattern[order], in_text[order], weight[order])


def gram_hashes(text: str, grams: Grams = INDEX_GRAMS) -> NDArray[np.uint64]:
    """A 32-bit hash for the n-gram at each position, in the upper half of a 64-bit word."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    length = len(codes)
    padded = np.zeros(length + grams.latin, dtype=np.uint64)
    padded[:length] = codes
    latin = codes < _FIRST_HAN
    total = np.zeros(length, dtype=np.uint64)
    for offset in range(grams.latin):
        longer = total * _BASE + padded[offset : offset + length]
        total = longer if offset < grams.han else np.where(latin, longer, total)
    total ^= total >> np.uint64(29)
    keys: NDArray[np.uint64] = (total * _BASE) & _HASH
    return keys
