"""What one side removed and the other still needs, and circles of supports that only the merge closes.

An element that is needed is put back into the side that removed it, as it was in the base and with its links, so that
the rest of the merge sees it as unchanged there; and it is marked as a conflict. Needed is what the other side changed,
what its additions name, and what it decided of the conflicts in the base. Where the words of a quote stand is no
change of it: places follow from texts. In a circle each side alone is valid, and both together argue in a ring.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

from argmap.diff.changes import ANCHOR_FIELDS
from argmap.diff.settling import Settler, changed_conflicts
from argmap.model import (
    Address,
    ArgMap,
    Claim,
    Conflict,
    Premises,
    Quote,
    Role,
    Side,
    Source,
    is_living,
    link_in_conflict,
    premises_text,
)
from argmap.model.values import CHANGED, ELEMENT, ID, LINK, REMOVED

_SECTIONS = ("sources", "claims", "quotes")
_PLACES = tuple((section,) for section in _SECTIONS)
_NO_CLAIM = Claim(text="")
_LINKS = ("supported_by", "countered_by", "undercut")


def put_back(base: ArgMap, ours: ArgMap, theirs: ArgMap) -> tuple[ArgMap, ArgMap, dict[Address, Conflict]]:
    """Our and their side, each with what it removed and the other needs; and the conflicts about that."""
    for_theirs, for_ours = needed(base, ours, theirs), needed(base, theirs, ours)
    conflicts: dict[Address, Conflict] = {}
    for wanted, remover in ((for_theirs, Side.OURS), (for_ours, Side.THEIRS)):
        kept = {Side.OURS: CHANGED, Side.THEIRS: CHANGED, remover: REMOVED}
        for section in _SECTIONS:
            for some_id in wanted & getattr(base, section).keys():
                mark = Conflict(ours=kept[Side.OURS], theirs=kept[Side.THEIRS])
                conflicts[section, some_id, ELEMENT] = mark
    return _with(base, ours, for_theirs), _with(base, theirs, for_ours), conflicts


def needed(base: ArgMap, remover: ArgMap, keeper: ArgMap) -> set[str]:
    """The ids of what `remover` has no more and `keeper` needs."""
    gone = {
        some_id
        for section in _SECTIONS
        for some_id in getattr(base, section).keys() & getattr(keeper, section).keys()
        if some_id not in getattr(remover, section)
    }
    if not gone:
        return gone
    wanted = gone.intersection(_touched(base, keeper))
    return wanted | {keeper.quotes[at].source for at in wanted & keeper.quotes.keys()} & gone


def _touched(base: ArgMap, side: ArgMap) -> Iterator[str]:
    """What `side` changed, and what its additions name."""
    for source_id, source in side.sources.items():
        if _differs(base.sources.get(source_id), source, ("blob",)):
            yield source_id
    for quote_id, quote in side.quotes.items():
        before = base.quotes.get(quote_id)
        if _differs(before, quote, ANCHOR_FIELDS):
            yield quote_id
        if before is None or (before.source, before.text) != (quote.source, quote.text):
            yield quote.source
    for claim_id, claim in side.claims.items():
        old = base.claims.get(claim_id)
        if old == claim:
            continue
        if _differs(old, claim, _LINKS):
            yield claim_id
        for premises in gained(old or _NO_CLAIM, claim):
            yield claim_id
            yield from premises
    yield from set(side.thesis).difference(base.thesis)
    yield from _of_changed_conflicts(base, side)
    for at, comment in side.comments.items():
        if at[:1] in _PLACES and len(at) > 1 and comment != base.comments.get(at):
            yield at[1]


def _of_changed_conflicts(base: ArgMap, side: ArgMap) -> Iterator[str]:
    """The elements about which `side` decided a conflict, or came upon one: what it says of them is a change."""
    for where in changed_conflicts(base, side):
        premises = link_in_conflict(where)
        if premises is not None:
            if where in side.conflicts or side.claims[where[1]].role_of(premises):
                yield where[1]
                yield from premises
        elif where[0] != "map" and where[2] != ID:
            yield where[1]


def gained(old: Claim, new: Claim) -> Iterator[Premises]:
    """The premises of the links that `new` has and `old` has not, or has in another role; of undercuts, both ends."""
    for premises in (*new.supported_by, *new.countered_by):
        if old.role_of(premises) is not new.role_of(premises):
            yield premises
    for against, groups in new.undercut.items():
        for group in groups:
            if group not in old.undercut.get(against, ()):
                yield against
                yield group


def _differs(old: Source | Claim | Quote | None, new: Source | Claim | Quote, but: tuple[str, ...]) -> bool:
    """Whether anything `but` these fields is different."""
    if old is None or old == new:
        return False
    return any(getattr(old, name) != getattr(new, name) for name in type(new).__dataclass_fields__ if name not in but)


def _with(base: ArgMap, side: ArgMap, wanted: set[str]) -> ArgMap:
    """`side` with the `wanted` elements of `base`, and all links that they had to what is there."""
    if not wanted:
        return side
    parts: dict[str, Any] = {}
    for section in _SECTIONS:
        back = {at: element for at, element in getattr(base, section).items() if at in wanted}
        parts[section] = {**getattr(side, section), **back}
    there = {*parts["claims"], *parts["quotes"]}
    for claim_id in _naming(wanted, base) & parts["claims"].keys():
        old = base.claims[claim_id]
        now = side.claims.get(claim_id, replace(old, supported_by=(), countered_by=(), undercut={}))
        parts["claims"][claim_id] = _relinked(old, now, wanted, there, claim_id)
    thesis = list(side.thesis)
    for place, claim_id in enumerate(base.thesis):
        if claim_id in wanted:
            before = [at for at in base.thesis[:place] if at in thesis]
            thesis.insert(thesis.index(before[-1]) + 1 if before else 0, claim_id)
    map_ = replace(side, thesis=tuple(thesis), **parts)
    lost = base.comments.keys() - side.comments.keys()
    places = (map_.addresses() - side.addresses()) & lost if lost else ()
    comments = {at: base.comments[at] for at in places}
    conflicts = {at: one for at, one in base.conflicts.items() if is_living(at, map_) and not is_living(at, side)}
    return replace(map_, comments={**side.comments, **comments}, conflicts={**side.conflicts, **conflicts})


def _naming(wanted: set[str], base: ArgMap) -> set[str]:
    """The claims among `wanted`, and those with a link that names one of them."""
    naming = {link.target for link in base.links() if not wanted.isdisjoint((*link.premises, *link.against))}
    return naming | (wanted & base.claims.keys())


def _relinked(old: Claim, now: Claim, wanted: set[str], there: set[str], claim_id: str) -> Claim:
    """`now` with the links of `old` that have something `wanted` in them and nothing that is not `there`."""

    def is_back(*groups: Premises) -> bool:
        members = {claim_id, *(member for group in groups for member in group)}
        return not members.isdisjoint(wanted) and members <= there

    roles = {premises: now.role_of(premises) for premises in (*now.supported_by, *now.countered_by)}
    for premises in (*old.supported_by, *old.countered_by):
        if premises not in roles and is_back(premises):
            roles[premises] = old.role_of(premises)
    undercut = {against: set(groups) for against, groups in now.undercut.items()}
    for against, groups in old.undercut.items():
        if against in roles:
            undercut.setdefault(against, set()).update(group for group in groups if is_back(against, group))
    return replace(
        now,
        supported_by=_of(roles, Role.SUPPORT),
        countered_by=_of(roles, Role.COUNTER),
        undercut={against: tuple(sorted(groups)) for against, groups in undercut.items() if groups},
    )


def _of(roles: dict[Premises, Role | None], role: Role) -> tuple[Premises, ...]:
    return tuple(sorted(premises for premises, this in roles.items() if this is role))


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
