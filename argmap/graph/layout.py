"""The map as a drawing: boxes in layers, from the theses to what they rest on, with arrows between them.

Pure and determined by what goes in: a caller measures its texts and tells how large each box is, so no screen is
known here. Levels (`levels`) and the ways of lines (`tracks`) are found by modules of our own and not by a library: of
the two that there are for Python, grandalf is under the GPL or EPL, and fast-sugiyama draws points of one size, cannot
let arrows that end at one box share a way, nor keep joints between the levels of the boxes, and forgets the order in
which the argument is read (0.5.3; 0.4 s for 2,000 points).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import fmean
from typing import Final, NamedTuple

from argmap.graph.drawn import SPACING, Arrow, Box, Cell, Direction, Drawing, Joint, Size, Spacing
from argmap.graph.levels import Extent, Levels, Rows, Span, Way, levels_of, places_across, settled, with_few_crossings
from argmap.graph.tracks import Line, Track, tracks_of
from argmap.graph.webs import Arc, Web, parts_of, web_of
from argmap.model import ArgMap, Link, Role

Measure = Callable[[str], Size]
"""How large the box of a claim or quote is, by its id: at least one cell each way."""


_BETWEEN_PARTS: Final = {Direction.DOWN: 4, Direction.RIGHT: 1}
"""Cells across."""


_LOOSE_ASPECT: Final = 2
"""Boxes without links are laid so many times as far along as across."""


def drawing(
    map_: ArgMap, measure: Measure, *, direction: Direction = Direction.DOWN, shown: Iterable[str] | None = None
) -> Drawing:
    """The drawing of a map, or of the elements `shown` and the links between them.

    Parts that no link ties together stand side by side, in the order of the theses; after them what no link touches.
    """
    everything = frozenset(map_.claims) | frozenset(map_.quotes)
    chosen = everything if shown is None else everything & frozenset(shown)
    webs, loose = parts_of(web_of(map_, chosen))
    sizes = {some_id: measure(some_id) for some_id in sorted(chosen)}
    parts = [part_of(web, sizes, direction) for web in webs]
    if loose:
        parts.append(_shelf([Box(some_id, 0, 0, *sizes[some_id]) for some_id in loose], direction))
    return _together(parts, direction)


def _together(parts: Sequence[Part], direction: Direction) -> Drawing:
    down = direction is Direction.DOWN
    sizes = [part.size for part in parts]
    steps = [(size.width if down else size.height) + _BETWEEN_PARTS[direction] for size in sizes]
    ways = [1 + max((arrow.way for arrow in part.arrows), default=-1) for part in parts]
    placed = [
        part.moved(across if down else 0, 0 if down else across, way)
        for part, across, way in zip(parts, accumulate(steps, initial=0), accumulate(ways, initial=0), strict=False)
    ]
    across = max(0, sum(steps) - _BETWEEN_PARTS[direction])
    along = max((size.height if down else size.width for size in sizes), default=0)
    boxes = sorted((box for part in placed for box in part.boxes), key=lambda box: (box.y, box.x))
    return Drawing(
        direction,
        Size(across, along) if down else Size(along, across),
        {box.id: box for box in boxes},
        {joint.link: joint for part in placed for joint in part.joints},
        tuple(arrow for part in placed for arrow in part.arrows),
    )


def _shelf(boxes: Sequence[Box], direction: Direction) -> Part:
    """Boxes that no link touches, one after the other along the direction of reading, in several lines if many."""
    down, spacing = direction is Direction.DOWN, SPACING[direction]
    gap = spacing.between
    along = [box.height if down else box.width for box in boxes]
    across = max(box.width if down else box.height for box in boxes) + gap
    longest = max(*along, int((sum(along) * across * _LOOSE_ASPECT) ** 0.5)) if len(boxes) > 1 else along[0]
    placed, line, at = [], 0, 0
    for box, length in zip(boxes, along, strict=True):
        if at and at + length > longest:
            line, at = line + 1, 0
        x, y = (line * across, at) if down else (at, line * across)
        placed.append(Box(box.id, x, y, box.width, box.height))
        at += length + (0 if down else gap + 2)
    return Part(tuple(placed), (), ())


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a drawing, with its own origin."""

    boxes: tuple[Box, ...]
    joints: tuple[Joint, ...]
    arrows: tuple[Arrow, ...]

    @property
    def size(self) -> Size:
        """The cells it takes, from its origin on."""
        corners = [Cell(box.right, box.bottom) for box in self.boxes]
        corners += [Cell(point.x + 1, point.y + 1) for arrow in self.arrows for point in arrow.points]
        corners += [Cell(joint.x + 1, joint.y + 1) for joint in self.joints]
        return Size(max(corner.x for corner in corners), max(corner.y for corner in corners))

    def moved(self, x: int, y: int, way: int) -> Part:
        """The same part elsewhere, with the numbers of its ways raised."""
        return Part(
            tuple(Box(box.id, box.x + x, box.y + y, box.width, box.height) for box in self.boxes),
            tuple(Joint(joint.link, joint.x + x, joint.y + y) for joint in self.joints),
            tuple(
                Arrow(
                    arrow.link,
                    arrow.begin,
                    arrow.end,
                    arrow.way + way,
                    tuple(Cell(point.x + x, point.y + y) for point in arrow.points),
                )
                for arrow in self.arrows
            ),
        )


def part_of(web: Web, sizes: Mapping[str, Size], direction: Direction) -> Part:
    """The drawing of a web whose ends all hang together."""
    spacing = SPACING[direction]
    levels = levels_of(web)
    rows = with_few_crossings(levels)
    sizes = _with_room_for_ports(levels, sizes, direction)
    extents = _extents(levels, sizes, direction, spacing)
    place = places_across(levels, rows, extents, spacing.between, spacing.bends)
    channels = channels_of(levels, rows, extents, place, spacing)
    return _Plan(levels, rows, sizes, direction, spacing, extents, place, channels).part()


def _with_room_for_ports(levels: Levels, sizes: Mapping[str, Size], direction: Direction) -> dict[str, Size]:
    """The sizes, raised where the lines that leave or enter a box at a side need more cells off its corners.

    Boxes too small to have corners stay as they are.
    """
    nets: dict[tuple[int, bool], set[Net]] = {}
    for span in (span for between in levels.spans for span in between):
        nets.setdefault((span.upper, True), set()).add(net_of(span))
        nets.setdefault((span.lower, False), set()).add(net_of(span))
    roomy = {}
    for node, end in enumerate(levels.web.ends):
        if isinstance(end, str):
            width, height = sizes[end]
            least = 2 + max(len(nets.get((node, side), ())) for side in (True, False))
            if min(width, height) > 2:
                width, height = (
                    (max(width, least), height) if direction is Direction.DOWN else (width, max(height, least))
                )
            roomy[end] = Size(width, height)
    return roomy


def _extents(levels: Levels, sizes: Mapping[str, Size], direction: Direction, spacing: Spacing) -> list[Extent]:
    extents = []
    for end in levels.web.ends:
        if isinstance(end, str):
            across = sizes[end].width if direction is Direction.DOWN else sizes[end].height
            extents.append(Extent(across // 2, across - 1 - across // 2))
        else:
            extents.append(Extent(0, 0))
    bends = {node for row in levels.rows for node in row if levels.is_bend(node)}
    extents += [Extent(0, 0)] * len(bends)
    for _, way, _ in levels.chains:
        beside = offset_at_joint(levels, way, spacing.strike)
        old = extents[way.head]
        if beside:
            extents[way.head] = Extent(max(old.before, -beside), max(old.after, beside))
    return extents


@dataclass(frozen=True, slots=True)
class _Plan:
    """All that is known of a part before its cells are counted along the direction of reading."""

    levels: Levels
    rows: Sequence[Sequence[int]]
    sizes: Mapping[str, Size]
    direction: Direction
    spacing: Spacing
    extents: Sequence[Extent]
    place: Sequence[int]
    channels: Sequence[Channel]

    def part(self) -> Part:
        """The part, in cells."""
        lines = [_lines(channel) for channel in self.channels]
        tracks = [tracks_of(list(some.values())) for some in lines]
        begins, turns = self._along([count for _, count in tracks])
        of_net = [dict(zip(some, found, strict=True)) for some, (found, _) in zip(lines, tracks, strict=True)]
        web = self.levels.web
        begin_of = {node: begins[at] for at, row in enumerate(self.rows) for node in row}
        boxes = [self._box(node, end, begin_of[node]) for node, end in enumerate(web.ends) if isinstance(end, str)]
        joints = [
            Joint(end, *self._cell(self.place[node], begin_of[node]))
            for node, end in enumerate(web.ends)
            if isinstance(end, Link)
        ]
        level_of = {node: at for at, row in enumerate(self.rows) for node in row}
        ways: dict[tuple[int, Role], int] = {}
        arrows = []
        for arc, way, chain in self.levels.chains:
            corners = list(self._corners(arc, way, chain, level_of, begins, turns, of_net))
            number = ways.setdefault((way.head, way.role), len(ways))
            points = tuple(self._cell(*corner) for corner in _without_needless(corners))
            arrows.append(Arrow(arc.link, web.ends[arc.tail], web.ends[arc.head], number, points))
        return _from_origin(Part(tuple(boxes), tuple(joints), tuple(arrows)))

    def _along(self, counts: Sequence[int]) -> tuple[list[int], list[int]]:
        """Where each level begins, and where the first track below each level is."""
        begins, turns = [0], []
        for at, count in enumerate(counts):
            far = begins[-1] + max(self._thickness(node) for node in self.rows[at])
            only_joints = all(not self._is_box(node) for node in self.rows[at])
            turns.append(far + self.spacing.head - only_joints)
            begins.append(turns[-1] + (max(count, 1) - 1) * self.spacing.pitch + 1 + self.spacing.tail)
        return begins, turns

    def _is_box(self, node: int) -> bool:
        return not self.levels.is_bend(node) and not self.levels.web.is_joint(node)

    def _thickness(self, node: int) -> int:
        """The cells that a node takes along the direction of reading."""
        if not self._is_box(node):
            return 1
        size = self.sizes[str(self.levels.web.ends[node])]
        return size.height if self.direction is Direction.DOWN else size.width

    def _cell(self, across: int, along: int) -> Cell:
        return Cell(across, along) if self.direction is Direction.DOWN else Cell(along, across)

    def _box(self, node: int, some_id: str, begin: int) -> Box:
        return Box(some_id, *self._cell(self.place[node] - self.extents[node].before, begin), *self.sizes[some_id])

    def _corners(
        self,
        arc: Arc,
        way: Way,
        chain: Sequence[int],
        level_of: Mapping[int, int],
        begins: Sequence[int],
        turns: Sequence[int],
        of_net: Sequence[Mapping[Net, Track]],
    ) -> Iterator[tuple[int, int]]:
        """The corners of an arrow as (across, along), from its tail to its head."""
        last: tuple[int, int] | None = None
        for one, other in pairwise(chain):
            upper, lower = (other, one) if way.rises else (one, other)
            at = level_of[upper]
            channel, net = self.channels[at], Net(way, other)
            above, below = channel.uppers[net, upper], channel.lowers[net, lower]
            track = of_net[at][net]
            over, under = (turns[at] + some * self.spacing.pitch for some in (track.upper, track.lower))
            turned = [(above, over)]
            if track.upper != track.lower:
                turned += [(track.step, over), (track.step, under)]
            turned.append((below, under))
            far = begins[at] + self._thickness(upper)
            ends = [(above, far), *turned, (below, begins[at + 1] - 1)]
            yield from reversed(ends) if way.rises else ends
            last = ends[0] if way.rises else ends[-1]
        beside = offset_at_joint(self.levels, way, self.spacing.strike)
        if beside and last is not None:
            yield last[0], begins[level_of[arc.head]]
            yield self.place[arc.head] + (1 if beside > 0 else -1), begins[level_of[arc.head]]


def _lines(channel: Channel) -> dict[Net, Line]:
    uppers: dict[Net, set[int]] = {}
    lowers: dict[Net, set[int]] = {}
    for (net, _), pin in channel.uppers.items():
        uppers.setdefault(net, set()).add(pin)
    for (net, _), pin in channel.lowers.items():
        lowers.setdefault(net, set()).add(pin)
    return {net: Line(tuple(sorted(uppers[net])), tuple(sorted(lowers[net]))) for net in sorted(uppers)}


def _without_needless(corners: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The corners where the line turns, and its two ends."""
    kept: list[tuple[int, int]] = []
    for corner in corners:
        if kept and kept[-1] == corner:
            continue
        if len(kept) > 1 and any(kept[-2][axis] == kept[-1][axis] == corner[axis] for axis in (0, 1)):
            kept.pop()
        kept.append(corner)
    return kept


def _from_origin(part: Part) -> Part:
    """The part moved so that it begins at the first column and row."""
    points = [point for arrow in part.arrows for point in arrow.points]
    points += [Cell(box.x, box.y) for box in part.boxes] + [Cell(joint.x, joint.y) for joint in part.joints]
    return part.moved(-min(point.x for point in points), -min(point.y for point in points), 0)


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
