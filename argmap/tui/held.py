"""What the user holds while walking through the map: rows that are marked, and rows that are cut."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from argmap.model import Link, Premises


class Spot(NamedTuple):
    """One place of the map, the same in the tree and in the drawing: an element, or linked premises, in one link."""

    premises: Premises
    link: Link | None = None
    """The link by which they bear on something; for one of several linked premises, that of them all."""


class Held:
    """Marked and cut spots, each in the order in which they were taken."""

    def __init__(self) -> None:
        self._marked: dict[Spot, None] = {}
        self.cut = ()

    def __bool__(self) -> bool:
        return bool(self._marked or self.cut)

    @property
    def cut(self) -> tuple[Spot, ...]:
        """What is to be put elsewhere."""
        return self._cut

    @cut.setter
    def cut(self, spots: tuple[Spot, ...]) -> None:
        self._cut = spots
        self._gone_along: frozenset[Spot | Link | None] = frozenset((*spots, *(spot.link for spot in spots)))

    @property
    def marked(self) -> tuple[Spot, ...]:
        """What the next action is done to, all at once; where there is nothing, to what is under the cursor."""
        return tuple(self._marked)

    def is_marked(self, spot: Spot) -> bool:
        """Whether a spot is marked."""
        return spot in self._marked

    def is_cut(self, spot: Spot) -> bool:
        """Whether a spot was cut, or goes along with one that was: linked premises and their members go together."""
        return spot in self._gone_along or (spot.link is not None and spot.link in self._gone_along)

    def toggle(self, spot: Spot) -> None:
        """Mark a spot, or no longer."""
        if spot in self._marked:
            del self._marked[spot]
        else:
            self._marked[spot] = None

    def mark_only(self, spots: Iterable[Spot]) -> None:
        """Mark these and nothing else."""
        self._marked = dict.fromkeys(spots)

    def let_go(self) -> None:
        """Mark and cut nothing."""
        self._marked, self.cut = {}, ()

    def keep_to(self, living: Collection[Spot]) -> None:
        """Hold only what is still in the map. A link that turned from support to counter is the same to the user."""
        turned = {_unturned(spot): spot for spot in living}
        self._marked = {now: None for spot in self._marked if (now := turned.get(_unturned(spot)))}
        self.cut = tuple(now for spot in self.cut if (now := turned.get(_unturned(spot))))

    @property
    def said(self) -> str:
        """How much is held, in a few words."""
        counts = ((len(self._marked), "marked"), (len(self.cut), "cut"))
        return " · ".join(f"{count} {what}" for count, what in counts if count)


def _unturned(spot: Spot) -> tuple[Premises, str | None, Premises]:
    """A spot without what its link does."""
    return spot.premises, spot.link.target if spot.link else None, spot.link.against if spot.link else ()
