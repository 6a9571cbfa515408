"""The stretches of a text in which n-grams of a pattern gather."""

import numpy as np

from argmap.anchor.grams import GramIndex
from argmap.anchor.pattern import Pattern

MOST_REGIONS = 4
"""Stretches that are looked at closely for one quote."""

NARROWEST = 48
"""Characters by which votes for one place may differ in their diagonal, at least: what an edit may insert."""

MARGIN = 60
"""Characters looked at on either side of where the votes place the pattern."""


def regions(index: GramIndex, pattern: Pattern, limit: int = MOST_REGIONS) -> list[tuple[int, int]]:
    """Up to `limit` stretches of the text, those with most votes first; they may overlap."""
    votes = index.votes(pattern.text)
    if not len(votes.in_text):
        return []
    length = len(pattern.text)
    width = max(NARROWEST, length // 2)
    diagonal = votes.diagonal
    bands, band = np.unique(diagonal // width, return_inverse=True)
    weight = np.bincount(band, votes.weight)
    neighbours = np.flatnonzero(np.diff(bands) == 1)
    both = weight.copy()
    both[neighbours] += weight[neighbours + 1]
    margin = MARGIN + pattern.end - pattern.start
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    for at in np.argsort(-both, kind="stable"):
        if int(bands[at]) in taken:
            continue
        taken.update(range(int(bands[at]) - 1, int(bands[at]) + 2))
        low, high = np.searchsorted(diagonal, (bands[at] * width, (bands[at] + 2) * width))
        first = min(int(diagonal[low]), int(votes.in_text[low:high].min()))
        last = max(int(diagonal[high - 1]) + length, int(votes.in_text[low:high].max()))
        found.append((max(0, first - margin), last + margin))
        if len(found) == limit:
            break
    return found
