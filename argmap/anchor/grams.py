"""An index of short character sequences, and where a pattern's sequences gather in a text.

Voting by diagonals: an n-gram that stands at `i` in the pattern and at `j` in the text votes for the diagonal
`j - i`. Where a passage stands, however edited, votes gather on neighbouring diagonals.
"""

from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from argmap.anchor.selector import occurrences


class Grams(NamedTuple):
    """How many characters an n-gram has."""

    latin: int
    """Where it begins with a letter, digit or mark of any alphabet."""
    han: int
    """Where it begins with a Han character, kana or hangul, which say more each."""


INDEX_GRAMS = Grams(latin=5, han=3)
"""Long enough to be rare in a book, short enough to survive between two edits."""

MOST_VOTES = 3000
"""Places looked at for one pattern; the rarest n-grams come first."""

TRIED = 8
"""N-grams of a passage among which the rarest is chosen, so as to find its places."""

COMMON = 20_000
"""Places of an n-gram above which searching the text from its start is quicker."""

Places = NDArray[np.int64]

FIRST_HAN = 0x2E80
"""From this code point on, characters are Han, kana or hangul."""

_BASE = np.uint64(0x9E3779B97F4A7C15)
"""The odd 64-bit number nearest to 2^64 over the golden ratio, which scatters well (Knuth, TAOCP 3, 6.4)."""
_POSITION = np.uint64(0xFFFFFFFF)
_HASH = np.uint64(0xFFFFFFFF00000000)


@dataclass(frozen=True, slots=True)
class Votes:
    """Where a pattern's n-grams stand in the text, ordered by diagonal."""

    in_pattern: Places
    in_text: Places
    weight: NDArray[np.float64]
    """How much each vote says: an n-gram found in one place counts 1, one in `k` places 1/k."""

    @property
    def diagonal(self) -> Places:
        """Where the pattern would begin in the text."""
        return self.in_text - self.in_pattern


class Postings:
    """Where the n-grams of one pattern stand in an indexed text."""

    def __init__(self, keys: NDArray[np.uint64], pattern: str) -> None:
        self._keys = keys
        self._pattern = pattern
        self._hashes = gram_hashes(pattern)

    def votes(self, most: int = MOST_VOTES) -> Votes:
        """The votes of the rarest n-grams, together at most `most`."""
        ranks, every = self._range(self._hashes)
        rarest = np.argsort(every, kind="stable")
        counts = every[rarest]
        chosen = rarest[(np.cumsum(counts) <= most) & (counts > 0)]
        first, count = ranks[chosen], every[chosen]
        ends = np.cumsum(count)
        total = int(ends[-1]) if len(ends) else 0
        in_text = self._places(np.repeat(first - ends + count, count) + np.arange(total))
        in_pattern = np.repeat(chosen, count)
        weight = np.repeat(1.0 / count, count)
        order = np.argsort(in_text - in_pattern, kind="stable")
        return Votes(in_pattern[order], in_text[order], weight[order])

    def occurrences(self, text: str, start: int, end: int, most: int) -> list[int]:
        """Where `pattern[start:end]` stands in `text`, the text that was indexed: at most `most` places."""
        words = self._pattern[start:end]
        inside = end - start - INDEX_GRAMS.latin + 1
        if inside <= 0:
            return list(occurrences(text, words, most))
        tried = np.arange(start, start + inside, max(1, inside // TRIED))
        ranks, counts = self._range(self._hashes[tried])
        best = int(np.argmin(counts))
        first, count, rarest = int(ranks[best]), int(counts[best]), int(tried[best])
        if count > COMMON:
            return list(occurrences(text, words, most))
        shift = rarest - start
        places = self._places(np.arange(first, first + count)) - shift
        found = (at for at in places.tolist() if text.startswith(words, at) and at >= 0)
        return list(islice(found, most))

    def _range(self, hashes: NDArray[np.uint64]) -> tuple[Places, Places]:
        """For each n-gram, the rank of its first key, and how many it has."""
        first = np.searchsorted(self._keys, hashes)
        return first, np.searchsorted(self._keys, hashes | _POSITION, side="right") - first

    def _places(self, ranks: Places) -> Places:
        return (self._keys[ranks] & _POSITION).astype(np.int64)


class GramIndex:
    """Every n-gram of a folded text, sorted by hash, in one array of 64-bit keys: hash, then position."""

    def __init__(self, text: str) -> None:
        hashes = gram_hashes(text)
        self._keys = np.sort(hashes | np.arange(len(hashes), dtype=np.uint64))

    def look_up(self, pattern: str) -> Postings:
        """Where the n-grams of `pattern` stand."""
        return Postings(self._keys, pattern)


def gram_hashes(text: str, grams: Grams = INDEX_GRAMS) -> NDArray[np.uint64]:
    """A 32-bit hash for the n-gram at each position, in the upper half of a 64-bit word."""
    codes = codes_of(text)
    length = len(codes)
    padded = np.zeros(length + grams.latin, dtype=np.uint64)
    padded[:length] = codes
    latin = codes < FIRST_HAN
    alike = bool(latin.all())
    total = np.zeros(length, dtype=np.uint64)
    for offset in range(grams.latin):
        longer = total * _BASE + padded[offset : offset + length]
        total = longer if alike or offset < grams.han else np.where(latin, longer, total)
    total ^= total >> np.uint64(29)
    keys: NDArray[np.uint64] = (total * _BASE) & _HASH
    return keys


def codes_of(text: str) -> NDArray[np.uint32]:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
