"""The drawing of one part of a map: nodes and tracks become boxes, joints and arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from argmap.graph.drawn import SPACING, Arrow, Box, Cell, Direction, Joint, Size, Spacing
from argmap.graph.levels import Levels, Way, levels_of
from argmap.graph.ordering import with_few_crossings
from argmap.graph.placing import Extent, places_across
from argmap.graph.ports import Channel, Net, channels_of, net_of, offset_at_joint
from argmap.graph.tracks import Line, Track, tracks_of
from argmap.graph.webs import Arc, Web
from argmap.model import Link, Role


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
