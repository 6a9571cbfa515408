"""Circles of supports that only the merge closes: each side alone is sound, both together argue in a ring."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from argmap.diff.merging.settling import Settler
from argmap.model import Claim, Conflict, Premises, Role, premises_text
from argmap.model.values import LINK


def without_circles(
    claims: Mapping[str, Claim], base: Mapping[str, Claim], ours: Mapping[str, Claim], settler: Settler
) -> dict[str, Claim]:
    """`claims` without those supports that are not ours and close a circle; what was left out is found."""
    open_claims = dict(claims)
    while circle := _circle(open_claims):
        target, closing = _not_ours(circle, open_claims, ours)
        for premises in closing:
            was = base[target].role_of(premises) if target in base else None
            stays = ours[target].role_of(premises) if target in ours else None
            undercut = () if stays else open_claims[target].undercut.get(premises, ())
            where = ("claims", target, LINK, premises_text(premises))
            before = settler.base_at(where, was and str(was))
            settler.found[where] = Conflict(
                base=before, ours=stays and str(stays), theirs=str(Role.SUPPORT), undercut=undercut
            )
            open_claims[target] = _as_in_ours(open_claims[target], premises, stays)
    return open_claims


def _as_in_ours(claim: Claim, premises: Premises, role: Role | None) -> Claim:
    """`claim` in which `premises` support no more, but counter, where that is their `role`."""
    countered = {*claim.countered_by, premises} if role is Role.COUNTER else claim.countered_by
    return replace(
        claim,
        supported_by=tuple(group for group in claim.supported_by if group != premises),
        countered_by=tuple(sorted(countered)),
        undercut={against: groups for against, groups in claim.undercut.items() if role or against != premises},
    )


def _circle(claims: Mapping[str, Claim]) -> list[str]:
    """Claims of which each supports the next and the last is the first again; empty where there are none."""
    graph = {
        claim_id: [member for premises in claim.supported_by for member in premises if member in claims]
        for claim_id, claim in sorted(claims.items())
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle
    return []


def _not_ours(
    circle: list[str], claims: Mapping[str, Claim], ours: Mapping[str, Claim]
) -> tuple[str, tuple[Premises, ...]]:
    """A step of the circle that our side has no link for, and all links that make it: there is one, ours is sound."""

    def steps() -> Iterator[tuple[str, tuple[Premises, ...]]]:
        for supporter, target in pairwise(circle):
            by = tuple(premises for premises in claims[target].supported_by if supporter in premises)
            if target not in ours or not set(by).intersection(ours[target].supported_by):
                yield target, by

    return min(steps())
