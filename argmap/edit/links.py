"""Linking premises to claims, and undercutting such links."""

from dataclasses import replace

from argmap.edit.refusal import Refused, known, sound
from argmap.model import ArgMap, Claim, Link, Premises, Role, premises_text

_FIELD = {Role.SUPPORT: "supported_by", Role.COUNTER: "countered_by"}


def link(whole: ArgMap, premises: Premises, role: Role, target: str) -> ArgMap:
    """A map in which `premises` together support or counter the claim `target`.

    Where they already do the opposite, the link changes its role and keeps its undercuts, for they speak against the
    step from premise to claim; whether they fit the opposite step, a person must check. Raises Refused for a link that
    is there, one that would close a circle of supports, and ends that do not exist.
    """
    if role is Role.UNDERCUT:
        raise ValueError("an undercut needs the link it is against: use undercut()")
    group = tuple(sorted(premises))
    claim = _claim(whole, target)
    for member in group:
        known(whole, member)
    if claim.role_of(group) is role:
        raise Refused(f"`{premises_text(group)}` already {_verb(role, group)} `{target}`", "there is nothing to change")
    supported = {*claim.supported_by} - {group}
    countered = {*claim.countered_by} - {group}
    (supported if role is Role.SUPPORT else countered).add(group)
    return _with_claim(whole, target, _relinked(claim, supported, countered))


def undercut(whole: ArgMap, premises: Premises, against: Premises, target: str) -> ArgMap:
    """A map in which `premises` speak against the link from `against` to the claim `target`."""
    group, attacked = tuple(sorted(premises)), tuple(sorted(against))
    claim = _claim(whole, target)
    for member in (*group, *attacked):
        known(whole, member)
    if claim.role_of(attacked) is None:
        raise Refused(
            f"`{premises_text(attacked)}` neither supports nor counters `{target}`",
            "link it first; an undercut speaks against a link",
        )
    there = claim.undercut.get(attacked, ())
    if group in there:
        raise Refused(
            f"`{premises_text(group)}` already undercuts the link from `{premises_text(attacked)}`",
            "there is nothing to change",
        )
    changed = {**claim.undercut, attacked: tuple(sorted({*there, group}))}
    return _with_claim(whole, target, replace(claim, undercut=changed))


def unlink(whole: ArgMap, gone: Link) -> ArgMap:
    """A map without the link `gone`; the undercuts of a support or counter go with it."""
    claim = _claim(whole, gone.target)
    for member in (*gone.premises, *gone.against):
        known(whole, member)
    if gone not in set(whole.links_to(gone.target)):
        raise Refused(
            f"there is no {gone.role} of `{gone.target}` from `{premises_text(gone.premises)}`",
            f"`argmap show --focus {gone.target}` lists its links",
        )
    if gone.role is Role.UNDERCUT:
        left = tuple(group for group in claim.undercut[gone.against] if group != gone.premises)
        undercuts = {at: groups for at, groups in claim.undercut.items() if at != gone.against}
        if left:
            undercuts[gone.against] = left
        return _with_claim(whole, gone.target, replace(claim, undercut=undercuts))
    supported = {*claim.supported_by} - {gone.premises}
    countered = {*claim.countered_by} - {gone.premises}
    return _with_claim(whole, gone.target, _relinked(claim, supported, countered))


def without_links_from(whole: ArgMap, some_id: str) -> ArgMap:
    """`whole` without any link that has `some_id` among its premises, or undercuts such a link."""
    claims = {}
    for claim_id, claim in whole.claims.items():
        kept = _relinked(
            claim,
            {group for group in claim.supported_by if some_id not in group},
            {group for group in claim.countered_by if some_id not in group},
        )
        undercuts = {
            against: tuple(group for group in groups if some_id not in group)
            for against, groups in kept.undercut.items()
        }
        claims[claim_id] = replace(kept, undercut={at: groups for at, groups in undercuts.items() if groups})
    return replace(whole, claims=claims)


def _relinked(claim: Claim, supported: set[Premises], countered: set[Premises]) -> Claim:
    """`claim` with these links, and of its undercuts those whose link is still there."""
    return replace(
        claim,
        supported_by=tuple(sorted(supported)),
        countered_by=tuple(sorted(countered)),
        undercut={at: groups for at, groups in claim.undercut.items() if at in supported | countered},
    )


def _claim(whole: ArgMap, target: str) -> Claim:
    section = known(whole, target)
    if section != "claims":
        raise Refused(
            f"`{target}` is a {section.removesuffix('s')}, and only claims can be supported or countered",
            "link to a claim",
        )
    return whole.claims[target]


def _with_claim(whole: ArgMap, claim_id: str, claim: Claim) -> ArgMap:
    return sound(replace(whole, claims={**whole.claims, claim_id: claim}))


def _verb(role: Role, premises: Premises) -> str:
    return f"{role}s" if len(premises) == 1 else str(role)
