"""From box to box: along the links, to the nearest in a direction, and round the hits of a search."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from argmap.graph.drawn import Arrow, Box, Direction, Drawing
from argmap.model import ArgMap, Link
from argmap.text.comparable import comparable
from argmap.text.one_line import reading_line


class Towards(Enum):
    """A direction on the screen: columns and rows of one step."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


_ASPECT: Final = 2
"""A cell is so many times as high as it is wide."""
_ASKEW: Final = 3
"""How many times a cell aside counts as far as a cell ahead."""


def next_box(drawing: Drawing, box: Box, towards: Towards) -> Box | None:
    """Where a step leads: along the direction of reading to what a link ties to the box, else to the nearest box."""
    tied = [drawing.boxes[some_id] for some_id in _tied(drawing.arrows, box.id)]
    along = (Towards.UP, Towards.DOWN) if drawing.direction is Direction.DOWN else (Towards.LEFT, Towards.RIGHT)
    if towards in along and (linked := _nearest(box, tied, towards)) is not None:
        return linked
    return _nearest(box, drawing.boxes.values(), towards)


def nearest_box(drawing: Drawing, box: Box) -> Box | None:
    """The box nearest to where another stood."""
    boxes = drawing.boxes.values()
    return min(boxes, key=lambda other: (_distance(box, other), other.id), default=None)


def boxes_found(whole: ArgMap, drawing: Drawing, query: str) -> list[str]:
    """The boxes whose words, translation, id or tags have what is looked for, in reading order; case and width are one.

    Nothing is found by nothing but blanks.
    """
    wanted = comparable(query)
    if not wanted:
        return []
    return [some_id for some_id in drawing.boxes if wanted in comparable(_words_of(whole, some_id))]


def _tied(arrows: Iterable[Arrow], some_id: str) -> set[str]:
    """The boxes that links tie to one, also through joints."""
    tied: set[str] = set()
    arrows = tuple(arrows)
    joints = {end for arrow in arrows if some_id in (arrow.begin, arrow.end) for end in (arrow.begin, arrow.end)}
    links = {end for end in joints if isinstance(end, Link)}
    links |= {arrow.end for arrow in arrows if arrow.begin in links and isinstance(arrow.end, Link)}
    for arrow in arrows:
        ends = {arrow.begin, arrow.end}
        if some_id in ends or ends & links:
            tied |= {end for end in ends if isinstance(end, str)}
    return tied - {some_id}


def _nearest(box: Box, others: Iterable[Box], towards: Towards) -> Box | None:
    """The nearest box that lies in a direction: what is straight ahead before what is askew."""
    ahead = []
    for other in others:
        steps, aside = _ahead(box, other, towards)
        if other.id != box.id and steps > 0:
            ahead.append((steps + _ASKEW * aside, other.y, other.x, other))
    return min(ahead, default=(0, 0, 0, None), key=lambda entry: entry[:3])[3]


def _ahead(box: Box, other: Box, towards: Towards) -> tuple[float, float]:
    """How far ahead of a box another lies, and how far aside beyond where they face each other, in columns."""
    x, y = towards.value
    if x:
        steps = other.x - box.x if x > 0 else box.x - other.x
        return steps, _ASPECT * max(0, other.y - box.bottom + 1, box.y - other.bottom + 1)
    steps = other.y - box.y if y > 0 else box.y - other.y
    return _ASPECT * steps, max(0, other.x - box.right + 1, box.x - other.right + 1)


def _distance(box: Box, other: Box) -> int:
    one, two = box.centre, other.centre
    return abs(one.x - two.x) + _ASPECT * abs(one.y - two.y)


def _words_of(whole: ArgMap, some_id: str) -> str:
    claim = whole.claims.get(some_id)
    if claim is not None:
        return "\n".join((some_id, reading_line(claim.text), *claim.tags))
    quote = whole.quotes[some_id]
    return "\n".join((some_id, reading_line(quote.text), reading_line(quote.translation or ""), *quote.tags))


def arrows_of(drawing: Drawing, chosen: str | Link) -> list[Arrow]:
    """The arrows that begin or end at a box, through their joints; or those of one link."""
    if isinstance(chosen, Link):
        return [arrow for arrow in drawing.arrows if arrow.link == chosen]
    links = {arrow.link for arrow in drawing.arrows if chosen in (arrow.begin, arrow.end)}
    return [arrow for arrow in drawing.arrows if arrow.link in links]
