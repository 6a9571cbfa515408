"""Which boxes are drawn when only some are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from argmap.corpus import Standing
from argmap.graph.outline import Sieve, outline, sifted
from argmap.model import ArgMap


class Asked(NamedTuple):
    """The boxes that are drawn, and how many were asked for."""

    shown: frozenset[str]
    """What was asked for, and what it bears on up to a root."""
    number: int


def asked_for(whole: ArgMap, standings: Mapping[str, Standing], sieve: Sieve) -> Asked | None:
    """The claims and quotes that a sieve asks for; None where it asks for nothing."""
    if not sieve:
        return None
    rows = outline(whole)
    states = {quote_id: str(standing.state) for quote_id, standing in standings.items()}
    above: list[str] = []
    asked: set[str] = set()
    kept: set[str] = set()
    for row, is_asked in zip(rows, sifted(whole, rows, sieve, states), strict=True):
        del above[row.depth :]
        above.append(row.id)
        if is_asked:
            asked.update(row.premises)
            kept.update(row.premises, above)
    return Asked(frozenset(kept), len(asked))
