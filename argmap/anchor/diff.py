"""What two versions of a text share, in order or moved: a diff for texts of megabytes.

Runs that stand once in either version are paired first and the heaviest sequence of them that advances in both
is kept (patience diff, after Bram Cohen); then the same between them with shorter runs; what is left is short
enough for chaining. What is in no such sequence may have moved: runs that stand once in what is left of either version
are paired whatever their order (block moves, after Tichy 1984, doi:10.1145/357401.357404).
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from argmap.anchor.alignment import Block, best_chains, shared_blocks
from argmap.anchor.grams import Grams, gram_hashes

_LEVELS = (Grams(latin=32, han=16), Grams(latin=12, han=6))
"""Lengths of the runs that are paired, one after another."""

Hashes = NDArray[np.uint64]
Indices = NDArray[np.intp]

CHAINED = 3000
"""Characters of either side up to which what is left is chained; longer stretches share nothing worth it."""


def shared_elsewhere(old: str, new: str, in_order: Sequence[Block]) -> list[Block]:
    """Blocks that moved, ordered by `i`: both texts have them outside of `in_order`, and only once there."""
    mine, theirs = np.ones(len(old), np.bool_), np.ones(len(new), np.bool_)
    for i, j, n in in_order:
        mine[i : i + n] = theirs[j : j + n] = False
    found: list[Block] = []
    for grams in _LEVELS:
        here, there = _left(old, mine, grams), _left(new, theirs, grams)
        for block in sorted(_paired(here, there), key=lambda one: -one.n):
            i, j, n = _grown_over(old, new, block, mine, theirs)
            if n:
                mine[i : i + n] = theirs[j : j + n] = False
                found.append(Block(i, j, n))
    return sorted(found)


def shared_in_order(old: str, new: str) -> list[Block]:
    """Blocks that `old` (`i`) and `new` (`j`) share, in order and without overlap."""
    return list(_between(old, new, (0, len(old)), (0, len(new)), _LEVELS))


def _between(
    old: str, new: str, mine: tuple[int, int], theirs: tuple[int, int], levels: Sequence[Grams]
) -> Iterator[Block]:
    """The blocks that `old[mine]` and `new[theirs]` share."""
    if mine[0] == mine[1] or theirs[0] == theirs[1]:
        return
    if not levels:
        yield from _chained(old, new, mine, theirs)
        return
    i, j = mine[0], theirs[0]
    for block in _heaviest(_unique_runs(old, new, mine, theirs, levels[0])):
        whole = _grown(old, new, block, (i, j), (mine[1], theirs[1]))
        if whole.n <= 0 or old[whole.i : whole.i + whole.n] != new[whole.j : whole.j + whole.n]:
            continue
        yield from _between(old, new, (i, whole.i), (j, whole.j), levels[1:])
        yield whole
        i, j = whole.i + whole.n, whole.j + whole.n
    yield from _between(old, new, (i, mine[1]), (j, theirs[1]), levels[1:])


def _chained(old: str, new: str, mine: tuple[int, int], theirs: tuple[int, int]) -> Iterator[Block]:
    if max(mine[1] - mine[0], theirs[1] - theirs[0]) > CHAINED:
        return
    blocks = shared_blocks(old[mine[0] : mine[1]], new, *theirs)
    for chain in best_chains(blocks, CHAINED, 1):
        yield from (Block(i + mine[0], j, n) for i, j, n in chain.blocks)


def _unique_runs(old: str, new: str, mine: tuple[int, int], theirs: tuple[int, int], grams: Grams) -> list[Block]:
    """Runs of n-grams that stand once in either stretch, ordered by their place in the old one."""
    here, there = gram_hashes(old[mine[0] : mine[1]], grams), gram_hashes(new[theirs[0] : theirs[1]], grams)
    return [Block(i + mine[0], j + theirs[0], n) for i, j, n in _paired(_once(here), _once(there))]


def _left(text: str, left: NDArray[np.bool_], grams: Grams) -> tuple[Hashes, Indices]:
    """The n-grams that stand once in what is left of a text, and where."""
    at = np.flatnonzero(left)
    if not len(at):
        return np.empty(0, np.uint64), at
    hashes, first = _once(gram_hashes(text, grams)[at])
    return hashes, at[first]


def _paired(mine: tuple[Hashes, Indices], theirs: tuple[Hashes, Indices]) -> list[Block]:
    """Runs of n-grams that both texts have once, given by hash and place, ordered by their place in the old text."""
    _, in_here, in_there = np.intersect1d(mine[0], theirs[0], assume_unique=True, return_indices=True)
    i, j = mine[1][in_here], theirs[1][in_there]
    order = np.argsort(i)
    i, j = i[order], j[order]
    if not len(i):
        return []
    begins = np.flatnonzero(np.concatenate(([True], (np.diff(i) != 1) | (np.diff(j) != 1))))
    lengths = np.diff(np.append(begins, len(i)))
    return [Block(int(a), int(b), int(n)) for a, b, n in zip(i[begins], j[begins], lengths, strict=True)]


def _once(hashes: Hashes) -> tuple[Hashes, Indices]:
    values, first, count = np.unique(hashes, return_index=True, return_counts=True)
    return values[count == 1], first[count == 1]


def _heaviest(blocks: Sequence[Block]) -> list[Block]:
    """The heaviest subsequence of `blocks`, ordered by `i`, in which `j` rises too."""
    frontier: list[tuple[int, float, int]] = []
    before = [-1] * len(blocks)
    for here, (_, j, n) in enumerate(blocks):
        at = bisect_left(frontier, (j,))
        weight = float(n)
        if at:
            before[here] = frontier[at - 1][2]
            weight += frontier[at - 1][1]
        insort(frontier, (j, weight, here))
        at = bisect_left(frontier, (j, weight, here)) + 1
        while at < len(frontier) and frontier[at][1] <= weight:
            del frontier[at]
    chosen: list[Block] = []
    here = frontier[-1][2] if frontier else -1
    while here >= 0:
        chosen.append(blocks[here])
        here = before[here]
    return chosen[::-1]


def _grown_over(old: str, new: str, block: Block, mine: NDArray[np.bool_], theirs: NDArray[np.bool_]) -> Block:
    """`block` as long as the texts agree and nothing of it is taken; empty where something in it is, or they differ."""
    i, j, n = block
    if old[i : i + n] != new[j : j + n] or not (mine[i : i + n].all() and theirs[j : j + n].all()):
        return Block(i, j, 0)
    while i and j and mine[i - 1] and theirs[j - 1] and old[i - 1] == new[j - 1]:
        i, j, n = i - 1, j - 1, n + 1
    while i + n < len(old) and j + n < len(new) and mine[i + n] and theirs[j + n] and old[i + n] == new[j + n]:
        n += 1
    return Block(i, j, n)


def _grown(old: str, new: str, block: Block, least: tuple[int, int], most: tuple[int, int]) -> Block:
    """`block` as long as the texts agree, from `least` to `most`."""
    i, j, n = block
    cut = max(0, least[0] - i, least[1] - j)
    i, j, n = i + cut, j + cut, n - cut
    if n <= 0:
        return Block(i, j, 0)
    while i > least[0] and j > least[1] and old[i - 1] == new[j - 1]:
        i, j, n = i - 1, j - 1, n + 1
    while i + n < most[0] and j + n < most[1] and old[i + n] == new[j + n]:
        n += 1
    return Block(i, j, n)
