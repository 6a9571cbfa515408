"""What stands out in a drawing: what is selected, found, marked, cut, and where something dragged would go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argmap.graph.drawn import End
from argmap.model import Link
from argmap.tui.held import Spot
from argmap.tui.panes.outline_lines import CUT_SIGN, MARKED_SIGN

NOBODY: frozenset[str] = frozenset()


class Stress(NamedTuple):
    """How one box stands out."""

    selected: bool = False
    hit: bool = False
    """Whether a search found it."""
    sign: str = ""
    """That of what is marked or cut."""
    aim: bool = False
    """Whether what is dragged would go there."""


class Emphasis(NamedTuple):
    """What stands out, by id."""

    selected: frozenset[str] = NOBODY
    hits: frozenset[str] = NOBODY
    marked: frozenset[str] = NOBODY
    cut: frozenset[str] = NOBODY
    """What was cut, or is dragged."""
    aim: frozenset[str] = NOBODY
    ends: tuple[End, ...] = ()
    """The boxes and links whose arrows stand out."""

    @classmethod
    def of(
        cls,
        chosen: End | None,
        hits: Iterable[str] = (),
        marked: Sequence[Spot] = (),
        cut: Sequence[Spot] = (),
        aim: End | None = None,
    ) -> Emphasis:
        """The emphasis on what is selected, found, marked, cut and aimed at."""
        ends = [end for end in (chosen, aim) if end is not None and (end is chosen or isinstance(end, Link))]
        return cls(
            frozenset(() if chosen is None else (chosen,) if isinstance(chosen, str) else chosen.premises),
            frozenset(hits),
            frozenset(member for spot in marked for member in spot.premises),
            frozenset(member for spot in cut for member in (spot.link.premises if spot.link else spot.premises)),
            frozenset((aim,) if isinstance(aim, str) else ()),
            tuple(dict.fromkeys([*ends, *(spot.link for spot in (*marked, *cut) if spot.link is not None)])),
        )

    def on(self, some_id: str) -> Stress:
        """How a box stands out."""
        sign = CUT_SIGN if some_id in self.cut else MARKED_SIGN if some_id in self.marked else ""
        return Stress(some_id in self.selected, some_id in self.hits, sign, some_id in self.aim)

    @property
    def boxes(self) -> frozenset[str]:
        """All boxes that stand out."""
        return self.selected | self.hits | self.marked | self.cut | self.aim
