"""Aligning a pattern with a stretch of text through chains of matching blocks.

A block is a run of characters that pattern and text share. A chain is a sequence of blocks that advances in both,
and pays for every jump between them by the logarithm of its length, so that a long insertion or deletion costs
little more than a short one (the gap cost of minimap2, Li 2018, doi:10.1093/bioinformatics/bty191). Edit distance
charges for each character, and would rather stretch the passage than skip a deleted sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

import numpy as np

from argmap.anchor.grams import Grams, gram_hashes

LOCAL_GRAMS = Grams(latin=3, han=2)
"""The shortest runs that count as a block."""

MOST_BLOCKS = 120
"""Blocks that are chained for one stretch of text, the longest first; chaining takes quadratic time."""

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
    if len(begins) > MOST_BLOCKS:
        longest = np.argpartition(-length, MOST_BLOCKS)[:MOST_BLOCKS]
        begins, length = begins[longest], length[longest]
    blocks = [
        _whole(pattern, text, int(a), int(b) + first, int(n))
        for a, b, n in zip(i[begins], j[begins], length, strict=True)
    ]
    return sorted(blocks, key=lambda block: (block.j, block.i))


def _whole(pattern: str, text: str, i: int, j: int, grams: int) -> Block:
    """The block of `grams` n-grams that begins at `i` and `j`, with the rest of its last n-gram."""
    n = grams
    while i + n < len(pattern) and j + n < len(text) and pattern[i + n] == text[j + n]:
        n += 1
    return Block(i, j, n)


def best_chains(blocks: Sequence[Block], reach: int, most: int) -> list[Chain]:
    """Up to `most` chains that share no block, best first. A chain never jumps farther than `reach`."""
    total = [float(block.n) for block in blocks]
    before: list[tuple[int, int]] = [(-1, 0)] * len(blocks)
    for here, (i, j, n) in enumerate(blocks):
        best = total[here]
        for there in range(here - 1, -1, -1):
            pi, pj, pn = blocks[there]
            if j - pj > reach:
                break
            jump = abs((j - i) - (pj - pi))
            overlap = max(0, pi + pn - i, pj + pn - j)
            if overlap >= n or i <= pi or j <= pj:
                continue
            value = total[there] + n - overlap - (_JUMP + log2(1 + jump) if jump else 0.0)
            if value > best:
                best = value
                before[here] = (there, overlap)
        total[here] = best
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
