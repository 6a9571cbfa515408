"""Aligning a pattern with a stretch of text through chains of matching blocks.

A block is a run of characters that pattern and text share. A chain is a sequence of blocks that advances in both,
and pays for every jump between them by the logarithm of its length, so that a long insertion or deletion costs
little more than a short one (the gap cost of minimap2, Li 2018, doi:10.1093/bioinformatics/bty191). Edit distance
charges for each character, and would rather stretch the passage than skip a deleted sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from argmap.anchor.grams import FIRST_HAN, Grams, codes_of, gram_hashes

LOCAL_GRAMS = Grams(latin=4, han=2)
"""The shortest runs that count as a block; shorter ones agree by chance."""

MOST_BLOCKS = 100
"""Blocks that are chained for one stretch of text, the longest first."""

MOST_REPEATS = 32
"""Times that an n-gram may stand in the pattern so as to be looked at; a row of dots says nothing of a place."""

LOOK_BACK = 50
"""Blocks before a block that are tried as its predecessor (as many as minimap2 tries)."""

LONG_RUN = 6
"""Consecutive n-grams in a block that is no coincidence: nine letters, or seven Han characters."""

NEAR = 8
"""Characters by which a short block may be shifted against a long one, so as to be counted at all."""

Indices = NDArray[np.intp]

_JUMP = 1.0
"""What a jump costs beside its logarithm, in characters."""


class Block(NamedTuple):
    """A run of characters that pattern and text share."""

    i: int
    """Where it begins in the pattern."""
    j: int
    """Where it begins in the text."""
    n: int
    """How many characters it has."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Blocks that advance in pattern and text alike, in order and without overlap."""

    blocks: tuple[Block, ...]
    score: float
    """Characters matched, less what the jumps cost."""


def shared_blocks(pattern: str, text: str, first: int, last: int) -> list[Block]:
    """The maximal runs that `pattern` and `text[first:last]` share, by their place in the text."""
    mine = gram_hashes(pattern, LOCAL_GRAMS)
    theirs = gram_hashes(text[first:last], LOCAL_GRAMS)
    order = np.argsort(mine, kind="stable")
    ranked = mine[order]
    low = np.searchsorted(ranked, theirs, "left")
    count = np.searchsorted(ranked, theirs, "right") - low
    count[count > MOST_REPEATS] = 0
    total = int(count.sum())
    if not total:
        return []
    ends = np.cumsum(count)
    i = order[np.repeat(low - ends + count, count) + np.arange(total)]
    j = np.repeat(np.arange(len(theirs)), count)
    by_diagonal = np.lexsort((i, j - i))
    i, j = i[by_diagonal], j[by_diagonal]
    begins = np.flatnonzero(np.concatenate(([True], (np.diff(j - i) != 0) | (np.diff(i) != 1))))
    length = np.diff(np.append(begins, total))
    begins, length = _pruned(begins, length, (j - i)[begins])
    if len(begins) > MOST_BLOCKS:
        longest = np.argpartition(-length, MOST_BLOCKS)[:MOST_BLOCKS]
        begins, length = begins[longest], length[longest]
    last = i[begins + length - 1]
    n: NDArray[np.intp] = length - 1 + np.where(codes_of(pattern)[last] < FIRST_HAN, LOCAL_GRAMS.latin, LOCAL_GRAMS.han)
    found = zip(i[begins].tolist(), (j[begins] + first).tolist(), n.tolist(), strict=True)
    blocks = [_whole(pattern, text, *block) for block in found]
    blocks.sort(key=itemgetter(1, 0))
    return blocks


def _pruned(begins: Indices, length: Indices, diagonal: Indices) -> tuple[Indices, Indices]:
    """The runs without the short ones that are on no diagonal near that of a long one: these agree by chance."""
    long = np.sort(diagonal[length >= LONG_RUN])
    if not len(long):
        return begins, length
    above = np.searchsorted(long, diagonal)
    near = np.abs(diagonal - long[np.maximum(above - 1, 0)]) <= NEAR
    near |= np.abs(diagonal - long[np.minimum(above, len(long) - 1)]) <= NEAR
    return begins[near], length[near]


def _whole(pattern: str, text: str, i: int, j: int, n: int) -> Block:
    """The block as long as pattern and text agree: n-grams of mixed scripts say its length only roughly."""
    n = min(n, len(pattern) - i)
    while pattern[i : i + n] != text[j : j + n]:
        n -= 1
    while i + n < len(pattern) and j + n < len(text) and pattern[i + n] == text[j + n]:
        n += 1
    return Block(i, j, n)


def best_chains(blocks: Sequence[Block], reach: int, most: int) -> list[Chain]:
    """Up to `most` chains that share no block, best first. A chain never jumps farther than `reach`."""
    total: list[float] = []
    before: list[tuple[int, int]] = []
    for here, (i, j, n) in enumerate(blocks):
        best, previous, most_overlap = float(n), -1, 0
        tries = LOOK_BACK
        for there in range(here - 1, -1, -1):
            if total[there] + n <= best:
                continue
            if not tries:
                break
            tries -= 1
            pi, pj, pn = blocks[there]
            gap_i, gap_j = i - pi - pn, j - pj - pn
            if gap_j > reach:
                break
            overlap = -min(gap_i, gap_j, 0)
            if overlap >= n or i <= pi or j <= pj:
                continue
            value = total[there] + n - overlap
            if gap_i != gap_j:
                value -= _JUMP + log2(1 + abs(gap_i - gap_j))
            if value > best:
                best, previous, most_overlap = value, there, overlap
        total.append(best)
        before.append((previous, most_overlap))
    return _unwind(blocks, total, before, most)


def _unwind(
    blocks: Sequence[Block], total: Sequence[float], before: Sequence[tuple[int, int]], most: int
) -> list[Chain]:
    used: set[int] = set()
    chains: list[Chain] = []
    for end in sorted(range(len(blocks)), key=lambda at: -total[at]):
        if end in used or len(chains) == most:
            continue
        at = end
        found: list[Block] = []
        while at >= 0 and at not in used:
            used.add(at)
            previous, overlap = before[at]
            i, j, n = blocks[at]
            if previous >= 0 and previous not in used:
                i, j, n = i + overlap, j + overlap, n - overlap
            found.append(Block(i, j, n))
            at = previous
        score = total[end] - (total[at] if at >= 0 else 0.0)
        chains.append(Chain(tuple(reversed(found)), score))
    return sorted(chains, key=lambda chain: -chain.score)
