"""Both versions of a map in one, so that the tree can show what is gone where it stood."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from argmap.diff import Changes
from argmap.model import ArgMap, Claim

_NO_LINKS = Claim(text="-")


def united(changes: Changes) -> ArgMap:
    """The new map with every claim, quote and link of the old one that it has no more.

    To be looked at only: what stands there twice, and circles of supports, are against the rules of a map.
    """
    old, new = changes.old, changes.new
    taken = {*new.claims, *new.quotes}
    elements: dict[str, Any] = {
        name: {**{at: one for at, one in getattr(old, name).items() if at not in taken}, **getattr(new, name)}
        for name in ("claims", "quotes")
    }
    claims = {at: _with_links(claim, old.claims.get(at, _NO_LINKS)) for at, claim in elements["claims"].items()}
    gone = tuple(at for at in old.thesis if at not in new.thesis and at in claims)
    return replace(new, thesis=(*new.thesis, *gone), **{**elements, "claims": claims}, comments={}, conflicts={})


def _with_links(claim: Claim, old: Claim) -> Claim:
    undercut = {at: {*claim.undercut.get(at, ()), *old.undercut.get(at, ())} for at in (*claim.undercut, *old.undercut)}
    return replace(
        claim,
        supported_by=tuple({*claim.supported_by, *old.supported_by}),
        countered_by=tuple({*claim.countered_by, *old.countered_by}),
        undercut={at: tuple(groups) for at, groups in undercut.items()},
    )
