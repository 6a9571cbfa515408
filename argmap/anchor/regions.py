"""The stretches of a text in which n-grams of a pattern gather."""

import numpy as np

from argmap.anchor.grams import Postings
from argmap.anchor.pattern import Pattern

MOST_REGIONS = 4
"""Stretches that are looked at closely for one quote."""

NARROWEST = 48
"""Characters by which votes for one place may differ in their diagonal, at least: what an edit may insert."""

MARGIN = 60
"""Characters looked at on either side of where the votes place the pattern."""

RIVAL = 0.5
"""The share of the best stretch's votes that another needs so as to be looked at: a twin would have as many."""

LIKE = 0.2
"""The same for one that is only to be shown to a person: every change of a word takes several n-grams away."""


def regions(postings: Postings, pattern: Pattern, rival: float = RIVAL) -> list[tuple[int, int]]:
    """The stretches that may hold the pattern, those with most votes first; they may overlap.

    `rival` is the share of the best one's votes that any other needs.
    """
    votes = postings.votes()
    if not len(votes.in_text):
        return []
    length = len(pattern.text)
    width = max(NARROWEST, length // 2)
    diagonal = votes.diagonal
    band = diagonal // width
    begins = np.flatnonzero(np.diff(band, prepend=band[0] - 1))
    bands = band[begins]
    weight = np.add.reduceat(votes.weight, begins)
    weight[:-1] += np.where(np.diff(bands) == 1, weight[1:], 0.0)
    margin = MARGIN + pattern.end - pattern.start
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    most = float(weight.max())
    for at in np.argsort(-weight, kind="stable")[: 3 * MOST_REGIONS].tolist():
        if len(found) == MOST_REGIONS or weight[at] < rival * most:
            break
        chosen = int(bands[at])
        if chosen in taken:
            continue
        taken.update((chosen - 1, chosen, chosen + 1))
        low, high = int(begins[at]), int(np.searchsorted(band, chosen + 2))
        in_text = votes.in_text[low:high]
        first = min(int(diagonal[low]), int(in_text.min()))
        last = max(int(diagonal[high - 1]) + length, int(in_text.max()))
        found.append((max(0, first - margin), last + margin))
    return found
