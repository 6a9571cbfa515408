"""Every box and joint on a level below all that it bears on, and bends where an arrow passes a level.

The first steps of Sugiyama's method (K. Sugiyama et al., "Methods for visual understanding of hierarchical system
structures", 1981): circles are cut, levels are longest ways from the roots, long arcs become chains of bends.
Boxes stand on even levels and joints on odd ones, so that all premises of a claim stand side by side, whether they
go through a joint or not; levels without anything of their own are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

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
