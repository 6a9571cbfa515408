"""The links of a map as a web of ends and arcs, its separate parts, and what stands near an element."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from argmap.graph.drawn import End
from argmap.model import ArgMap, Link, Role


class Arc(NamedTuple):
    """A stretch of a link, from one end to the one that it bears on; both are numbers in the web."""

    tail: int
    head: int
    link: Link


@dataclass(frozen=True, slots=True)
class Web:
    """Boxes and joints, and the arcs between them."""

    ends: tuple[End, ...]
    """Boxes first: the theses, then the other claims and quotes; then the joints."""
    arcs: tuple[Arc, ...]

    def is_joint(self, end: int) -> bool:
        """Whether an end is a joint, not a box."""
        return isinstance(self.ends[end], Link)


def web_of(map_: ArgMap, shown: frozenset[str]) -> Web:
    """The web of the elements `shown`, and of the links between them."""
    thesis = [some for some in map_.thesis if some in shown]
    boxes = [*thesis, *sorted(shown - set(thesis))]
    links = [
        link for link in map_.links() if link.target in shown and shown.issuperset((*link.premises, *link.against))
    ]
    struck = {_struck(map_, link) for link in links if link.role is Role.UNDERCUT}
    joints = [link for link in links if len(link.premises) > 1 or link in struck]
    ends: list[End] = [*boxes, *joints]
    number = {end: at for at, end in enumerate(ends)}
    arcs: list[Arc] = []
    for link in links:
        aim = number[_struck(map_, link) if link.role is Role.UNDERCUT else link.target]
        if link in number:
            arcs.extend(Arc(number[some], number[link], link) for some in link.premises)
            arcs.append(Arc(number[link], aim, link))
        else:
            arcs.append(Arc(number[link.premises[0]], aim, link))
    return Web(tuple(ends), tuple(arcs))


def parts_of(web: Web) -> tuple[list[Web], list[str]]:
    """The parts of a web that no arc ties together, in its own order; and the boxes that no arc touches."""
    root = _roots(len(web.ends), web.arcs)
    members: dict[int, list[int]] = {}
    for end, part in enumerate(root):
        members.setdefault(part, []).append(end)
    arcs: dict[int, list[Arc]] = {part: [] for part in members}
    for arc in web.arcs:
        arcs[root[arc.head]].append(arc)
    parts, loose = [], []
    for part, ends in members.items():
        first = web.ends[ends[0]]
        if not arcs[part] and isinstance(first, str):
            loose.append(first)
        else:
            parts.append(_part(web, ends, arcs[part]))
    return parts, loose


def _part(web: Web, ends: Sequence[int], arcs: Sequence[Arc]) -> Web:
    number = {end: at for at, end in enumerate(ends)}
    return Web(
        tuple(web.ends[end] for end in ends),
        tuple(Arc(number[arc.tail], number[arc.head], arc.link) for arc in arcs),
    )


def _roots(count: int, arcs: Sequence[Arc]) -> list[int]:
    """For each end, the first end of its part (by union and find)."""
    above = list(range(count))

    def top(end: int) -> int:
        while above[end] != end:
            above[end] = end = above[above[end]]
        return end

    for arc in arcs:
        first, second = sorted((top(arc.tail), top(arc.head)))
        above[second] = first
    return [top(end) for end in range(count)]


def _struck(map_: ArgMap, undercut: Link) -> Link:
    """The link that an undercut is against."""
    role = map_.claims[undercut.target].role_of(undercut.against)
    if role is None:
        raise ValueError(f"the map has no link from {undercut.against} to {undercut.target}")
    return Link(undercut.against, role, undercut.target)


def neighbourhood(map_: ArgMap, around: Iterable[str], steps: int = 1) -> frozenset[str]:
    """The claims and quotes that so many links lead to, in either direction, with those they start from.

    A link ties all its premises, its target and, for an undercut, the premises of the link it is against.
    """
    tied: dict[str, set[str]] = {}
    for link in map_.links():
        members = {link.target, *link.premises, *link.against}
        for some in members:
            tied.setdefault(some, set()).update(members)
    found = frozenset(some for some in around if some in map_.claims or some in map_.quotes)
    reached = found
    for _ in range(steps):
        reached = frozenset().union(*(tied.get(some, ()) for some in reached)) - found
        if not reached:  # all that links lead to is found, whatever steps are left
            break
        found |= reached
    return found
