"""Where lines leave and enter the boxes: near the middle, or straight above what they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from argmap.graph.drawn import Spacing
from argmap.graph.levels import Levels, Span, Way
from argmap.graph.ordering import Rows
from argmap.graph.placing import Extent, settled
from argmap.model import Link, Role


class Net(NamedTuple):
    """What is one line between two levels: all of a way that comes together at one node."""

    way: Way
    near: int
    """The node that is nearer to the head of the way."""


@dataclass(frozen=True, slots=True)
class Channel:
    """The lines between two levels, with the places across where they begin and end."""

    uppers: dict[tuple[Net, int], int]
    """By line and node of the upper level."""
    lowers: dict[tuple[Net, int], int]


def net_of(span: Span) -> Net:
    """The line that a span belongs to."""
    return Net(span.way, span.upper if span.way.rises else span.lower)


def offset_at_joint(levels: Levels, way: Way, strike: int) -> int:
    """How far beside a joint a way arrives: an undercut at one side, what closes a circle at the other."""
    joint = levels.web.ends[way.head]
    if not isinstance(joint, Link):
        return 0
    if way.role is Role.UNDERCUT and joint.role is not Role.UNDERCUT:
        return strike
    return 0 if way.rises else -strike


def channels_of(
    levels: Levels, rows: Rows, extents: Sequence[Extent], place: list[int], spacing: Spacing
) -> list[Channel]:
    """The pins between each level and the next; moves bends and joints in `place` where that makes a line straight."""
    channels = []
    for at, spans in enumerate(levels.spans):
        of_upper: dict[int, dict[Net, list[int]]] = {}
        of_lower: dict[int, dict[Net, list[int]]] = {}
        for span in sorted(spans):
            of_upper.setdefault(span.upper, {}).setdefault(net_of(span), []).append(span.lower)
            of_lower.setdefault(span.lower, {}).setdefault(net_of(span), []).append(span.upper)
        side = _Side(levels, extents, place, spacing)
        lowers = {(net, node): pin for node, nets in of_lower.items() for net, pin in side.leaving(node, nets)}
        uppers = {(net, node): pin for node, nets in of_upper.items() for net, pin in side.entering(node, nets, lowers)}
        goals = {span.lower: uppers[net_of(span), span.upper] for span in sorted(spans) if span.way.rises}
        _straighten(levels, rows[at + 1], extents, place, spacing.bends, goals)
        for net, node in lowers:
            if not _is_box(levels, node):
                lowers[net, node] = side.fixed(node, net)
        channels.append(Channel(uppers, lowers))
    return channels


@dataclass(frozen=True, slots=True)
class _Side:
    """Pins on one side of the nodes of a level."""

    levels: Levels
    extents: Sequence[Extent]
    place: Sequence[int]
    spacing: Spacing

    def fixed(self, node: int, net: Net) -> int:
        """The pin of a bend or a joint."""
        at_head = node == net.way.head
        return self.place[node] + (offset_at_joint(self.levels, net.way, self.spacing.strike) if at_head else 0)

    def leaving(self, node: int, nets: dict[Net, list[int]]) -> Iterable[tuple[Net, int]]:
        """The pins at the upper side of a node: around its middle, in the order of where they lead."""
        if not _is_box(self.levels, node):
            return [(net, self.fixed(node, net)) for net in nets]
        ordered = sorted(nets, key=lambda net: (fmean(self.place[other] for other in nets[net]), net))
        return self._within(node, ordered, self._around_middle(node, len(ordered)))

    def entering(
        self, node: int, nets: dict[Net, list[int]], lowers: dict[tuple[Net, int], int]
    ) -> Iterable[tuple[Net, int]]:
        """The pins at the lower side of a node: straight above what comes alone to them, else around its middle."""
        if not _is_box(self.levels, node):
            return [(net, self.fixed(node, net)) for net in nets]
        below = {net: [lowers[net, other] for other in nets[net]] for net in nets}
        ordered = sorted(nets, key=lambda net: (fmean(below[net]), net))
        extent, middle = self.extents[node], self.place[node]
        wanted = self._around_middle(node, len(ordered))
        for at, net in enumerate(ordered):
            if len(below[net]) == 1 and middle - extent.before < below[net][0] < middle + extent.after:
                wanted[at] = below[net][0]
        return self._within(node, ordered, wanted)

    def _around_middle(self, node: int, count: int) -> list[float]:
        first = self.place[node] - (count - 1) * self.spacing.ports / 2
        return [first + at * self.spacing.ports for at in range(count)]

    def _within(self, node: int, nets: Sequence[Net], wanted: Sequence[float]) -> Iterable[tuple[Net, int]]:
        """Pins near the places wanted, apart from each other and, as far as there is room, off the corners."""
        extent = self.extents[node]
        corner = 1 if extent.before and extent.after else 0
        first, last = self.place[node] - extent.before + corner, self.place[node] + extent.after - corner
        apart = min(self.spacing.ports, (last - first) // max(1, len(nets) - 1))
        pins = [round(pin) for pin in settled(wanted, [1.0] * len(nets), [apart] * (len(nets) - 1))]
        for at in range(len(pins)):
            pins[at] = max(pins[at], first + at * apart, pins[at - 1] + apart if at else first)
        for at in range(len(pins) - 1, -1, -1):
            pins[at] = min(pins[at], last - (len(pins) - 1 - at) * apart)
        return zip(nets, pins, strict=True)


def _straighten(
    levels: Levels,
    row: Sequence[int],
    extents: Sequence[Extent],
    place: list[int],
    room: int,
    goals: dict[int, int],
) -> None:
    """Move bends and joints of a row to where their lines lead, where that leaves some room on both sides."""
    for left, node, right in zip((None, *row), row, (*row[1:], None), strict=False):
        goal = goals.get(node)
        if goal is None or _is_box(levels, node):
            continue
        begin, end = goal - extents[node].before - room, goal + extents[node].after + room
        if (left is None or place[left] + extents[left].after < begin) and (
            right is None or end < place[right] - extents[right].before
        ):
            place[node] = goal


def _is_box(levels: Levels, node: int) -> bool:
    return not levels.is_bend(node) and not levels.web.is_joint(node)
