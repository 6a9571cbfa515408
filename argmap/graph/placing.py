"""Where each node stands across its level: near its neighbours, in the given order, with room between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from argmap.graph.levels import Levels
from argmap.graph.ordering import Rows

_SWEEPS: Final = 12


@dataclass(frozen=True, slots=True)
class Extent:
    """The cells that a node takes across, on either side of the line through its middle."""

    before: int
    after: int


def settled(wanted: Sequence[float], weights: Sequence[float], gaps: Sequence[int]) -> list[float]:
    """The places nearest to those wanted (by weighted squares) that leave at least each gap to the next.

    Pools neighbours that want to overlap into blocks that share their mean (isotonic regression: R. E. Barlow et al.,
    "Statistical inference under order restrictions", 1972).
    """
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    blocks: list[tuple[float, float, int]] = []
    """Of each block its place without offsets, its weight and how many it holds."""
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        place, total, count = want - offset, weight, 1
        while blocks and blocks[-1][0] > place:
            other, other_total, other_count = blocks.pop()
            place = (other * other_total + place * total) / (other_total + total)
            total, count = other_total + total, other_count + count
        blocks.append((place, total, count))
    places = (place for place, _, count in blocks for _ in range(count))
    return [place + offset for place, offset in zip(places, offsets, strict=True)]


def places_across(levels: Levels, rows: Rows, extents: Sequence[Extent], between: int, bends: int) -> list[int]:
    """The cell across of each node's middle, none below that of the first; by number of the node."""
    gaps = [_gaps(levels, row, extents, between, bends) for row in rows]
    place = [0.0] * len(extents)
    for row, room in zip(rows, gaps, strict=True):
        for (left, node), gap in zip(pairwise(row), room, strict=True):
            place[node] = place[left] + gap
    pulls = _pulls(levels, len(extents))
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for at in range(len(rows)) if down else range(len(rows) - 1, -1, -1):
            row = rows[at]
            wanted = [_wanted(node, place, pulls[0 if down else 1]) for node in row]
            weights = [want[1] for want in wanted]
            for node, settled_at in zip(row, settled([want[0] for want in wanted], weights, gaps[at]), strict=True):
                place[node] = settled_at
    whole = [int(some // 1) for some in place]
    least = min(whole[node] - extents[node].before for row in rows for node in row[:1])
    return [some - least for some in whole]


Pulls = list[tuple[list[tuple[int, int]], int]]
"""For each node its neighbours on one side with how strongly each pulls, and how strongly all do."""

_PULL_OF_BENDS: Final = (1, 3, 8)
"""By the number of bends at the ends of a span: long arrows are to run straight."""


def _pulls(levels: Levels, count: int) -> tuple[Pulls, Pulls]:
    above: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    below: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for span in (span for between in levels.spans for span in sorted(between)):
        strength = _PULL_OF_BENDS[levels.is_bend(span.upper) + levels.is_bend(span.lower)]
        above[span.lower].append((span.upper, strength))
        below[span.upper].append((span.lower, strength))
    return _totalled(above), _totalled(below)


def _totalled(pulls: Sequence[list[tuple[int, int]]]) -> Pulls:
    return [(pulling, sum(strength for _, strength in pulling)) for pulling in pulls]


def _wanted(node: int, place: Sequence[float], pulls: Pulls) -> tuple[float, float]:
    """Where a node is pulled to, and how strongly; one without neighbours only keeps its place, weakly."""
    pulling, total = pulls[node]
    if not total:
        return place[node], 0.1
    return sum([place[other] * strength for other, strength in pulling]) / total, total


def _gaps(levels: Levels, row: Sequence[int], extents: Sequence[Extent], between: int, bends: int) -> list[int]:
    """From the middle of each node of a row to that of the next."""
    gaps = []
    for left, right in pairwise(row):
        room = bends if levels.is_bend(left) or levels.is_bend(right) else between
        gaps.append(extents[left].after + 1 + room + extents[right].before)
    return gaps
