"""The levels of a drawing: on which one each box and joint lies, in which order, and where across it.

The first steps of Sugiyama's method (K. Sugiyama et al., "Methods for visual understanding of hierarchical system
structures", 1981): circles are cut, levels are longest ways from the roots, long arcs become chains of bends.
Boxes stand on even levels and joints on odd ones, so that all premises of a claim stand side by side, whether they
go through a joint or not; levels without anything of their own are left out.

For the order, levels are swept down and up; a node goes to the mean place of its neighbours (barycentres), and the
order with the fewest crossings is kept. It begins with the order in which the argument is read, which for a tree has
no crossings and is kept as it is: so a small edit changes a drawing little.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from argmap.graph.webs import Arc, Web
from argmap.model import Role


class Way(NamedTuple):
    """What arcs share that may run together: where they end, what they do there, and from which side they come."""

    head: int
    role: Role
    rises: bool
    """Whether they come from below; an arc that closes a circle comes from above."""


class Span(NamedTuple):
    """A stretch of a way between two neighbouring levels."""

    upper: int
    lower: int
    way: Way


@dataclass(frozen=True, slots=True)
class Levels:
    """A web on its levels. Nodes are numbers: the ends of the web, then the bends."""

    web: Web
    rows: tuple[tuple[int, ...], ...]
    """The nodes of each level, the topmost first, in the order in which the argument is read."""
    spans: tuple[frozenset[Span], ...]
    """Between each level and the next."""
    chains: tuple[tuple[Arc, Way, tuple[int, ...]], ...]
    """For each arc the nodes it goes through, from its tail to its head."""

    def is_bend(self, node: int) -> bool:
        """Whether a node is only a place where an arrow passes."""
        return node >= len(self.web.ends)


def levels_of(web: Web) -> Levels:
    """Levels for a web, with its circles cut at the arcs that close them."""
    incoming: list[list[Arc]] = [[] for _ in web.ends]
    for arc in web.arcs:
        incoming[arc.head].append(arc)
    met, finished, closing = _walk(web, incoming)
    level = _longest_ways(web, incoming, closing, reversed(finished))
    used = sorted(set(level))
    compact = {old: new for new, old in enumerate(used)}
    return _with_bends(web, [compact[old] for old in level], met, closing)


def _walk(web: Web, incoming: list[list[Arc]]) -> tuple[list[int], list[int], set[Arc]]:
    """Depth first from the roots: when each end is met, in which order they are finished, and which arcs close circles.

    The roots are the ends that bear on nothing, in the order of the web; what they do not reach follows.
    """
    tails = {arc.tail for arc in web.arcs}
    roots = [*(end for end in range(len(web.ends)) if end not in tails), *range(len(web.ends))]
    met = [-1] * len(web.ends)
    finished: list[int] = []
    closing: set[Arc] = set()
    on_way = set()
    count = 0
    for root in roots:
        if met[root] >= 0:
            continue
        stack: list[tuple[int, Iterator[Arc]]] = [(root, iter(incoming[root]))]
        met[root], count = count, count + 1
        on_way.add(root)
        while stack:
            end, left = stack[-1]
            arc = next(left, None)
            if arc is None:
                stack.pop()
                on_way.discard(end)
                finished.append(end)
            elif arc.tail in on_way:
                closing.add(arc)
            elif met[arc.tail] < 0:
                met[arc.tail], count = count, count + 1
                on_way.add(arc.tail)
                stack.append((arc.tail, iter(incoming[arc.tail])))
    return met, finished, closing


def _longest_ways(web: Web, incoming: list[list[Arc]], closing: set[Arc], order: Iterator[int]) -> list[int]:
    """The level of each end; `order` has every end after all that it bears on."""
    level = [1 if web.is_joint(end) else 0 for end in range(len(web.ends))]
    below: list[list[int]] = [[] for _ in web.ends]
    for arcs in incoming:
        for arc in arcs:
            upper, lower = (arc.tail, arc.head) if arc in closing else (arc.head, arc.tail)
            below[upper].append(lower)
    for end in order:
        for lower in below[end]:
            least = level[end] + 1
            least += (least % 2 == 1) != web.is_joint(lower)
            level[lower] = max(level[lower], least)
    return level


def _with_bends(web: Web, level: list[int], met: list[int], closing: set[Arc]) -> Levels:
    rows: list[list[int]] = [[] for _ in range(max(level) + 1)]
    for end, at in enumerate(level):
        rows[at].append(end)
    read_at = list(met)
    bends: dict[tuple[Way, int], int] = {}
    spans: list[set[Span]] = [set() for _ in rows[1:]]
    chains = []
    for arc in web.arcs:
        way = Way(arc.head, arc.link.role, arc not in closing)
        step = -1 if way.rises else 1
        chain = [arc.tail]
        for at in range(level[arc.tail] + step, level[arc.head], step):
            bend = bends.setdefault((way, at), len(read_at))
            if bend == len(read_at):
                read_at.append(met[arc.tail])
                rows[at].append(bend)
            read_at[bend] = min(read_at[bend], met[arc.tail])
            chain.append(bend)
        chain.append(arc.head)
        first, last = sorted((level[arc.tail], level[arc.head]))
        downwards = chain[::-1] if way.rises else chain
        for at, (upper, lower) in zip(range(first, last), pairwise(downwards), strict=True):
            spans[at].add(Span(upper, lower, way))
        chains.append((arc, way, tuple(chain)))
    ordered = tuple(tuple(sorted(row, key=lambda node: (read_at[node], node))) for row in rows)
    return Levels(web, ordered, tuple(frozenset(some) for some in spans), tuple(chains))


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
    map_ = [int(some // 1) for some in place]
    least = min(map_[node] - extents[node].before for row in rows for node in row[:1])
    return [some - least for some in map_]


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
