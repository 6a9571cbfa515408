"""The order of the nodes of each level, with few crossings.

Levels are swept down and up; a node goes to the mean place of its neighbours (barycentres, Sugiyama 1981), and the
order with the fewest crossings is kept. It begins with the order in which the argument is read, which for a tree has
no crossings and is kept as it is: so a small edit changes a drawing little.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from argmap.graph.levels import Levels, Span

_MOST_SWEEPS: Final = 16
_PATIENCE: Final = 4
"""Sweeps without gain after which the search ends."""

Rows = list[list[int]]


def with_few_crossings(levels: Levels) -> Rows:
    """The nodes of each level in their order across."""
    rows = [list(row) for row in levels.rows]
    above = _neighbours(levels.spans, downwards=False)
    below = _neighbours(levels.spans, downwards=True)
    best, fewest, last_gain = rows, _crossings(rows, levels.spans), 0
    for sweep in range(_MOST_SWEEPS):
        if not fewest or sweep - last_gain >= _PATIENCE:
            break
        rows = _swept(rows, above) if sweep % 2 == 0 else _swept(rows[::-1], below)[::-1]
        count = _crossings(rows, levels.spans)
        if count < fewest:
            best, fewest, last_gain = rows, count, sweep
    return best


def _neighbours(spans: Sequence[Iterable[Span]], *, downwards: bool) -> dict[int, list[int]]:
    neighbours: dict[int, list[int]] = {}
    for span in (span for between in spans for span in sorted(between)):
        one, other = (span.upper, span.lower) if downwards else (span.lower, span.upper)
        neighbours.setdefault(one, []).append(other)
    return neighbours


def _swept(rows: Sequence[Sequence[int]], neighbours: dict[int, list[int]]) -> Rows:
    """Each row ordered by the places of its neighbours in the row before; nodes without neighbours stay put."""
    swept = [list(rows[0])]
    for row in rows[1:]:
        place = {node: at for at, node in enumerate(swept[-1])}
        scale = len(swept[-1]) / len(row)
        wanted = {
            node: _mean([place[other] for other in neighbours[node]]) if node in neighbours else at * scale
            for at, node in enumerate(row)
        }
        swept.append(sorted(row, key=wanted.__getitem__))
    return swept


def _mean(places: Sequence[int]) -> float:
    return sum(places) / len(places)


def _crossings(rows: Rows, spans: Sequence[Iterable[Span]]) -> int:
    """How often straight lines between the levels would cross."""
    crossings = 0
    for (uppers, lowers), between in zip(pairwise(rows), spans, strict=False):
        upper, lower = ({node: at for at, node in enumerate(row)} for row in (uppers, lowers))
        passed: list[int] = []
        for _, place in sorted((upper[span.upper], lower[span.lower]) for span in between):
            crossings += len(passed) - bisect_right(passed, place)
            insort(passed, place)
    return crossings
