"""Lines between two levels, each turning in a track of its own, so that different lines never lie on one another.

The channel routing of printed circuits (A. Hashimoto and J. Stevens, "Wire routing by optimizing channel assignment
within large apertures", 1971; with doglegs after D. Deutsch, 1976): a line comes down from its upper pins to its
track, runs along it, and goes on down to its lower pins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Line:
    """What is to be joined: places across, sorted, on the upper and the lower side of the channel."""

    uppers: tuple[int, ...]
    lowers: tuple[int, ...]

    @property
    def is_straight(self) -> bool:
        """Whether it needs no track."""
        return self.uppers == self.lowers and len(self.uppers) == 1

    @property
    def first(self) -> int:
        """The least place across."""
        return min(self.uppers[0], self.lowers[0])

    @property
    def last(self) -> int:
        """The greatest place across."""
        return max(self.uppers[-1], self.lowers[-1])


class Track(NamedTuple):
    """Where a line turns, counted from the upper side: in one track, or in two with a step between them."""

    upper: int
    lower: int
    step: int = 0
    """Where across it goes from the one track to the other, if they differ."""


class _Half(NamedTuple):
    """A line, or the upper or the lower half of one that must take two tracks."""

    line: int
    first: int
    last: int
    step: int | None = None


def tracks_of(lines: Sequence[Line]) -> tuple[list[Track], int]:
    """The tracks of some lines, and how many tracks that takes."""
    halves = list(_from_above(lines))
    used: list[tuple[int, _Half]] = []
    """Of each half its track."""
    for half in halves:
        above = (track for track, other in used if other.first <= half.last + 1 and half.first <= other.last + 1)
        used.append((max(above, default=-1) + 1, half))
    tracks = [Track(0, 0)] * len(lines)
    seen: set[int] = set()
    for track, half in used:
        if half.step is not None and half.line in seen:
            tracks[half.line] = Track(tracks[half.line].upper, track, half.step)
        else:
            tracks[half.line] = Track(track, track)
        seen.add(half.line)
    return tracks, max((track for track, _ in used), default=-1) + 1


def _from_above(lines: Sequence[Line]) -> Iterator[_Half]:
    """The lines that turn, from above: those that must be above others first, else so that few lines cross."""
    turning = [at for at, line in enumerate(lines) if not line.is_straight]
    turning.sort(key=lambda at: (lines[at].first, lines[at].last, at))
    musts, pressure = _musts(lines, turning), _pressure(lines, turning)
    blockers = dict.fromkeys(turning, 0)
    for lowers in musts.values():
        for lower in lowers:
            blockers[lower] += 1
    crowd = {at: sum(wish for wish in pressure[at].values() if wish > 0) for at in turning}
    taken = {place for line in lines for place in (*line.uppers, *line.lowers)}
    steps: dict[int, int] = {}
    left = dict.fromkeys(turning)
    while left:
        free = [at for at in left if not blockers[at]]
        line = min(free or [at for at in left if at not in steps], key=crowd.__getitem__)
        for lower in musts.pop(line, ()):
            blockers[lower] -= 1
        if not free:
            step = steps[line] = _free_place(lines[line], taken)
            taken.add(step)
            yield _Half(line, *_reach(lines[line].uppers, step), step)
            continue
        for other, wish in pressure[line].items():
            crowd[other] += min(wish, 0)
        del left[line]
        if line in steps:
            yield _Half(line, *_reach(lines[line].lowers, steps[line]), steps[line])
        else:
            yield _Half(line, lines[line].first, lines[line].last)


def _musts(lines: Sequence[Line], turning: Sequence[int]) -> dict[int, list[int]]:
    """For each line those that must turn below it: they have a lower pin where it has an upper one."""
    at_lower: dict[int, list[int]] = {}
    for at in turning:
        for place in lines[at].lowers:
            at_lower.setdefault(place, []).append(at)
    musts = {}
    for at in turning:
        below = {other for place in lines[at].uppers for other in at_lower.get(place, ()) if other != at}
        musts[at] = sorted(below)
    return musts


def _pressure(lines: Sequence[Line], turning: Sequence[int]) -> dict[int, dict[int, int]]:
    """For each line and each other beside it, how many crossings fewer there are if the other turns above it."""
    pressure: dict[int, dict[int, int]] = {at: {} for at in turning}
    for rank, one in enumerate(turning):
        for other in turning[rank + 1 :]:
            if lines[other].first > lines[one].last:
                break
            gain = _crossings(lines[one], lines[other]) - _crossings(lines[other], lines[one])
            pressure[one][other], pressure[other][one] = gain, -gain
    return pressure


def _crossings(above: Line, below: Line) -> int:
    """How often two lines cross if the one turns above the other."""
    return _within(below.uppers, above) + _within(above.lowers, below)


def _within(places: Sequence[int], line: Line) -> int:
    return bisect_right(places, line.last) - bisect_left(places, line.first)


def _free_place(line: Line, taken: set[int]) -> int:
    """A place across where no line has a pin, as near to the middle of a line as can be, never below zero."""
    middle = (line.first + line.last) // 2
    distance = 0
    while True:
        for place in (middle - distance, middle + distance):
            if place >= 0 and place not in taken:
                return place
        distance += 1


def _reach(pins: Sequence[int], step: int) -> tuple[int, int]:
    return min(pins[0], step), max(pins[-1], step)
