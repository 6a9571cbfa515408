"""A part of a map as a map of its own: an element and what stands near it in the argument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from argmap.edit.refusal import known
from argmap.graph.neighbourhood import neighbourhood
from argmap.model import ArgMap, Claim, Premises, living_conflicts, tidy_comments


def excerpt(whole: ArgMap, focus: str, depth: int) -> ArgMap:
    """The part of a map that `depth` links lead to from the claim, quote or source `focus`, as a sound map.

    Of a source, its quotes are the beginning. It has the links whose ends are all in the part; its theses are those
    of the map, or where none of these is in it, the claim `focus` itself. Raises Refused for an unknown id.
    """
    section = known(whole, focus)
    around = set(whole.quotes_of(focus)) if section == "sources" else {focus}
    near = neighbourhood(whole, around, depth)
    quotes = {at: quote for at, quote in whole.quotes.items() if at in near}
    used = {quote.source for quote in quotes.values()} | ({focus} if section == "sources" else set())
    thesis = tuple(at for at in whole.thesis if at in near)
    part = replace(
        whole,
        thesis=thesis or ((focus,) if section == "claims" else ()),
        sources={at: source for at, source in whole.sources.items() if at in used},
        claims={at: _between(claim, near) for at, claim in whole.claims.items() if at in near},
        quotes=quotes,
    )
    part = replace(part, conflicts=living_conflicts(part))
    return replace(part, comments=tidy_comments(part.comments, part.addresses()))


def _between(claim: Claim, near: frozenset[str]) -> Claim:
    """`claim` with those of its links that begin inside `near`."""
    supported, countered = _inside(claim.supported_by, near), _inside(claim.countered_by, near)
    undercut: Mapping[Premises, tuple[Premises, ...]] = {
        against: _inside(groups, near)
        for against, groups in claim.undercut.items()
        if (against in supported or against in countered) and _inside(groups, near)
    }
    return replace(claim, supported_by=supported, countered_by=countered, undercut=undercut)


def _inside(groups: tuple[Premises, ...], near: frozenset[str]) -> tuple[Premises, ...]:
    return tuple(group for group in groups if near.issuperset(group))
