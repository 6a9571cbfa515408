"""Back and forward through the places one has visited, as in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

LONGEST: Final = 100
"""Places that can be gone back to; the oldest are forgotten."""


class Place(NamedTuple):
    """A place in a text."""

    source_id: str
    offset: int
    """In code points."""


@dataclass(frozen=True, slots=True)
class Trail:
    """The places that were left by a jump, and those that were gone back from; immutable.

    The place where one is stands in neither: it moves with the cursor, and is given with each step.
    """

    behind: tuple[Place, ...] = ()
    """The last left at the end."""
    ahead: tuple[Place, ...] = ()
    """The next at the end."""

    def left(self, place: Place) -> Trail:
        """The trail after a jump away from a place. What was ahead is forgotten."""
        behind = self.behind if self.behind[-1:] == (place,) else (*self.behind, place)
        return Trail(behind[-LONGEST:])

    def back(self, here: Place) -> tuple[Trail, Place] | None:
        """The trail and the place one step back from here; None where there is none."""
        step = _step(self.behind, self.ahead, here)
        return step and (Trail(behind=step[0], ahead=step[1]), step[2])

    def forward(self, here: Place) -> tuple[Trail, Place] | None:
        """The trail and the place one step forward from here; None where there is none."""
        step = _step(self.ahead, self.behind, here)
        return step and (Trail(behind=step[1], ahead=step[0]), step[2])

    def without(self, source_id: str) -> Trail:
        """The same after a source was taken away."""
        return Trail(
            tuple(place for place in self.behind if place.source_id != source_id),
            tuple(place for place in self.ahead if place.source_id != source_id),
        )


def _step(
    from_side: tuple[Place, ...], to_side: tuple[Place, ...], here: Place
) -> tuple[tuple[Place, ...], tuple[Place, ...], Place] | None:
    """Both sides after a step, and where it leads. Places at which one is already are passed over."""
    while from_side and from_side[-1] == here:
        from_side = from_side[:-1]
    if not from_side:
        return None
    return from_side[:-1], (*to_side, here), from_side[-1]
