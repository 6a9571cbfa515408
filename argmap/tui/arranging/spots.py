"""What marked rows come to: their links and their elements, each once."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.model import Link
from argmap.tui.held import Spot


def links_of(spots: Iterable[Spot]) -> list[Link]:
    """The links of some spots; of linked premises marked one by one, their link once."""
    return list(dict.fromkeys(spot.link for spot in spots if spot.link is not None))


def elements_of(spots: Iterable[Spot]) -> list[str]:
    """The claims and quotes of some spots, of linked premises each member."""
    return list(dict.fromkeys(member for spot in spots for member in spot.premises))
