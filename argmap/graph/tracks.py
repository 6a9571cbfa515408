"""Lines between two levels, each turning in a track of its own, so that different lines never lie on one another.

The channel routing of printed circuits (A. Hashimoto and J. Stevens, "Wire routing by optimizing channel assignment
within large apertures", 1971; with doglegs after D. Deutsch, 1976): a line comes down from its upper pins to its
track, runs along it, and goes on down to its lower pins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain
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
    used: list[_Used] = []
    tracks = [Track(0, 0)] * len(lines)
    seen: set[int] = set()
    for half in _from_above(lines):
        track = len(used)
        while track and not used[track - 1].touches(half):
            track -= 1
        if track == len(used):
            used.append(_Used([], []))
        used[track].take(half)
        if half.step is not None and half.line in seen:
            tracks[half.line] = Track(tracks[half.line].upper, track, half.step)
        else:
            tracks[half.line] = Track(track, track)
        seen.add(half.line)
    return tracks, len(used)


@dataclass(frozen=True, slots=True)
class _Used:
    """The stretches of one track that lines run along; none touches another."""

    firsts: list[int]
    lasts: list[int]

    def touches(self, half: _Half) -> bool:
        """Whether a line would run into another there, or next to it."""
        at = bisect_right(self.firsts, half.last + 1)
        return at > 0 and self.lasts[at - 1] >= half.first - 1

    def take(self, half: _Half) -> None:
        """Let a line run there."""
        at = bisect_right(self.firsts, half.first)
        self.firsts.insert(at, half.first)
        self.lasts.insert(at, half.last)


def _from_above(lines: Sequence[Line]) -> Iterator[_Half]:
    """The lines that turn, from above: those that must be above others first, else so that few lines cross."""
    turning = [at for at, line in enumerate(lines) if not line.is_straight]
    turning.sort(key=lambda at: (lines[at].first, lines[at].last, at))
    musts, (crowd, relieves) = _musts(lines, turning), _wishes(lines, turning)
    blockers = [0] * len(turning)
    for lower in chain.from_iterable(musts):
        blockers[lower] += 1
    taken = {place for line in lines for place in (*line.uppers, *line.lowers)}
    steps: dict[int, int] = {}
    left = dict.fromkeys(range(len(turning)))
    free = [(crowd[at], at) for at in left if not blockers[at]]
    """A heap; where a line's crowd has become less since, a newer entry stands before the old one."""
    heapify(free)
    while left:
        while free and free[0][1] not in left:
            heappop(free)
        at = free[0][1] if free else min((at for at in left if at not in steps), key=crowd.__getitem__)
        line = turning[at]
        for lower in musts[at]:
            blockers[lower] -= 1
            if not blockers[lower]:
                heappush(free, (crowd[lower], lower))
        musts[at] = ()
        if blockers[at]:
            step = steps[at] = _free_place(lines[line], taken)
            taken.add(step)
            yield _Half(line, *_reach(lines[line].uppers, step), step)
            continue
        for other, wish in zip(relieves[at][::2], relieves[at][1::2], strict=True):
            crowd[other] -= wish
            if other in left and not blockers[other]:
                heappush(free, (crowd[other], other))
        del left[at]
        if at in steps:
            yield _Half(line, *_reach(lines[line].lowers, steps[at]), steps[at])
        else:
            yield _Half(line, lines[line].first, lines[line].last)


def _musts(lines: Sequence[Line], turning: Sequence[int]) -> list[Sequence[int]]:
    """For each line those that must turn below it, by their numbers in `turning`: they have a lower pin where it has an
    upper one.
    """
    at_lower: dict[int, list[int]] = {}
    for at, line in enumerate(turning):
        for place in lines[line].lowers:
            at_lower.setdefault(place, []).append(at)
    musts: list[Sequence[int]] = []
    for at, line in enumerate(turning):
        below = {other for place in lines[line].uppers for other in at_lower.get(place, ()) if other != at}
        musts.append(sorted(below))
    return musts


def _wishes(lines: Sequence[Line], turning: Sequence[int]) -> tuple[list[int], list[list[int]]]:
    """By their numbers in `turning`: how many crossings each line saves if it turns above those beside it that would
    be below it, and for each line those of which it is one, each followed by its share.

    Almost all of the time goes by here, and wide channels have millions of pairs: hence the plain loop, and numbers
    side by side in place of pairs, which the garbage collector would go through again and again.
    """
    firsts, lasts = [lines[at].first for at in turning], [lines[at].last for at in turning]
    uppers, lowers = [lines[at].uppers for at in turning], [lines[at].lowers for at in turning]
    crowd = [0] * len(turning)
    relieves: list[list[int]] = [[] for _ in turning]
    for one, (last, mine, below) in enumerate(zip(lasts, uppers, lowers, strict=True)):
        single = mine[0] if len(mine) == 1 else None
        for other in range(one + 1, bisect_right(firsts, last, one + 1)):
            begin, end, theirs = firsts[other], lasts[other], uppers[other]
            gain = theirs[0] <= last if len(theirs) == 1 else bisect_right(theirs, last)
            if single is None:
                gain -= bisect_right(mine, end) - bisect_left(mine, begin)
            elif begin <= single <= end:
                gain -= 1
            gain += bisect_right(below, end) - bisect_left(below, begin) - bisect_right(lowers[other], last)
            if gain > 0:
                crowd[one] += gain
                relieves[other] += one, gain
            elif gain < 0:
                crowd[other] -= gain
                relieves[one] += other, -gain
    return crowd, relieves


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
