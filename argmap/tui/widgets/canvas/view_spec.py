"""What is to be drawn, and how: a value from which the graph is made; and the ways from box to box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final, NamedTuple

from argmap.corpus import QuoteState
from argmap.graph.drawn import Arrow, Box, Direction, Drawing
from argmap.graph.layout import drawing
from argmap.graph.outline import Filter, filtered, outline
from argmap.graph.webs import neighbourhood
from argmap.model import ArgMap, Link
from argmap.text.characters import comparable
from argmap.text.one_line import reading_line
from argmap.tui.content import shortened
from argmap.tui.widgets.canvas.boxes import CHANGE_SIGNS, UNCHANGED, Changed, Lettering, Zoom
from argmap.tui.widgets.outline import filter_text

_TITLE: Final = 40
"""Code points of the map's title, beside which there is to be room for what is marked and found."""


class Near(NamedTuple):
    """What the drawing is focused on."""

    around: frozenset[str]
    steps: int
    """How many links further it goes."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A map, as much of it as is asked for, and the way it is drawn."""

    map: ArgMap = field(default_factory=lambda: ArgMap(title=""))
    quote_states: Mapping[str, QuoteState] = field(default_factory=dict)
    changed: Changed = UNCHANGED
    """What became of boxes and links since another version, where two are compared."""
    direction: Direction = Direction.RIGHT
    zoom: Zoom = Zoom.TITLES
    filter_: Filter = field(default_factory=Filter)
    asked: Asked | None = None
    """What the filter leaves; None where it asks for nothing."""
    near: Near | None = None

    def of_map(self, whole: ArgMap, quote_states: Mapping[str, QuoteState], changed: Changed) -> Wanted:
        """The same of another map, or of this one after an edit; without the focus where what it is on is gone."""
        near = self.near if self.near and neighbourhood(whole, self.near.around, 0) else None
        asked = asked_for(whole, quote_states, self.filter_)
        return replace(self, map=whole, quote_states=quote_states, changed=changed, asked=asked, near=near)

    def filtered(self, filter_: Filter) -> Wanted:
        """Only what is asked for and what it bears on; with an empty filter, everything."""
        return replace(self, filter_=filter_, asked=asked_for(self.map, self.quote_states, filter_))

    def nearer(self, around: frozenset[str]) -> Wanted:
        """Only what is near some elements; near the same ones again, a step more."""
        steps = self.near.steps + 1 if self.near and self.near.around == around else 1
        return replace(self, near=Near(around, steps))

    def widened(self) -> Wanted:
        """Without the focus; without one, everything."""
        return replace(self, near=None) if self.near else self.filtered(Filter())

    def everything(self) -> Wanted:
        """The whole map."""
        return replace(self.filtered(Filter()), near=None)

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the map is drawn."""
        return self.near is not None or self.asked is not None

    @property
    def shown(self) -> frozenset[str] | None:
        """The boxes to draw; None for all."""
        if self.near is not None:
            return neighbourhood(self.map, *self.near)
        return None if self.asked is None else self.asked.shown

    @property
    def size(self) -> int:
        """How many claims and quotes the map has."""
        return len(self.map.claims) + len(self.map.quotes)

    @property
    def lettering(self) -> Lettering:
        """What stands in the boxes."""
        return Lettering(self.map, self.quote_states, self.zoom, self.changed.elements)

    def drawn(self) -> Drawing:
        """The drawing."""
        return drawing(self.map, self.lettering.size, direction=self.direction, shown=self.shown)

    def title(self, boxes: int) -> str:
        """What is shown in so many boxes, in a few words."""
        if self.near is not None:
            return f"Near {', '.join(sorted(self.near.around))}: {boxes} of {self.size}"
        if self.asked is not None:
            return f"Map: {self.asked.number} of {self.size} · {filter_text(self.filter_)}"
        if self.changed:
            return f"Both versions · {CHANGE_SIGNS}"
        return f"Map · {shortened(self.map.title, _TITLE)}" if self.map.title else "Map"


class Asked(NamedTuple):
    """The boxes that are drawn, and how many were asked for."""

    shown: frozenset[str]
    """What was asked for, and what it bears on up to a root."""
    number: int


def asked_for(whole: ArgMap, quote_states: Mapping[str, QuoteState], filter_: Filter) -> Asked | None:
    """The claims and quotes that a filter asks for; None where it asks for nothing."""
    if not filter_:
        return None
    rows = outline(whole)
    states = {quote_id: str(quote_state.state) for quote_id, quote_state in quote_states.items()}
    above: list[str] = []
    asked: set[str] = set()
    kept: set[str] = set()
    for row, is_asked in zip(rows, filtered(whole, rows, filter_, states), strict=True):
        del above[row.depth :]
        above.append(row.id)
        if is_asked:
            asked.update(row.premises)
            kept.update(row.premises, above)
    return Asked(frozenset(kept), len(asked))


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
