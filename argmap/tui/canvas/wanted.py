"""What is to be drawn, and how: a value from which the drawing is made, at once or in a thread beside the keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from argmap.corpus import Standing
from argmap.graph.drawn import Direction, Drawing
from argmap.graph.layout import drawing
from argmap.graph.outline import Sieve
from argmap.graph.webs import neighbourhood
from argmap.model import ArgMap
from argmap.tui.canvas.asked import Asked, asked_for
from argmap.tui.canvas.changed import CHANGE_SIGNS, UNCHANGED, Changed
from argmap.tui.canvas.zoom import Lettering, Zoom
from argmap.tui.panes.outline_lines import sieve_text
from argmap.tui.sentences import shortened

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
    standings: Mapping[str, Standing] = field(default_factory=dict)
    changed: Changed = UNCHANGED
    """What became of boxes and links since another version, where two are compared."""
    direction: Direction = Direction.RIGHT
    zoom: Zoom = Zoom.TITLES
    sieve: Sieve = field(default_factory=Sieve)
    asked: Asked | None = None
    """What the sieve leaves; None where it asks for nothing."""
    near: Near | None = None

    def of_map(self, whole: ArgMap, standings: Mapping[str, Standing], changed: Changed) -> Wanted:
        """The same of another map, or of this one after an edit; without the focus where what it is on is gone."""
        near = self.near if self.near and neighbourhood(whole, self.near.around, 0) else None
        asked = asked_for(whole, standings, self.sieve)
        return replace(self, map=whole, standings=standings, changed=changed, asked=asked, near=near)

    def sifted(self, sieve: Sieve) -> Wanted:
        """Only what is asked for and what it bears on; with an empty sieve, everything."""
        return replace(self, sieve=sieve, asked=asked_for(self.map, self.standings, sieve))

    def nearer(self, around: frozenset[str]) -> Wanted:
        """Only what is near some elements; near the same ones again, a step more."""
        steps = self.near.steps + 1 if self.near and self.near.around == around else 1
        return replace(self, near=Near(around, steps))

    def widened(self) -> Wanted:
        """Without the focus; without one, everything."""
        return replace(self, near=None) if self.near else self.sifted(Sieve())

    def everything(self) -> Wanted:
        """The whole map."""
        return replace(self.sifted(Sieve()), near=None)

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
        return Lettering(self.map, self.standings, self.zoom, self.changed.elements)

    def drawn(self) -> Drawing:
        """The drawing."""
        return drawing(self.map, self.lettering.size, direction=self.direction, shown=self.shown)

    def title(self, boxes: int) -> str:
        """What is shown in so many boxes, in a few words."""
        if self.near is not None:
            return f"Near {', '.join(sorted(self.near.around))}: {boxes} of {self.size}"
        if self.asked is not None:
            return f"Map: {self.asked.number} of {self.size} · {sieve_text(self.sieve)}"
        if self.changed:
            return f"Both versions · {CHANGE_SIGNS}"
        return f"Map · {shortened(self.map.title, _TITLE)}" if self.map.title else "Map"
