"""What became of the links that one claim holds."""

from collections.abc import Iterator

from argmap.diff.changes import LinkChange, Tie
from argmap.model import Claim, Link, Premises, Role

_ROLES = ((Role.SUPPORT, "supported_by"), (Role.COUNTER, "countered_by"))


def link_changes(target: str, old: Claim, new: Claim) -> tuple[LinkChange, ...]:
    """How the links to the claim `target` changed: what turned, was put together or taken apart, came and went."""
    turned = [
        premises for premises in _linked(old) & _linked(new) if old.role_of(premises) is not new.role_of(premises)
    ]
    changes = [*_turned(target, old, new, sorted(turned))]
    for role, name in _ROLES:
        changes += _of_role(target, role, _left(old, name, turned), _left(new, name, turned))
    return (*changes, *_undercuts(target, old, new))


def _linked(claim: Claim) -> set[Premises]:
    return {*claim.supported_by, *claim.countered_by}


def _left(claim: Claim, name: str, turned: list[Premises]) -> set[Premises]:
    return {*getattr(claim, name)}.difference(turned)


def _turned(target: str, old: Claim, new: Claim, turned: list[Premises]) -> Iterator[LinkChange]:
    for premises in turned:
        before, after = old.role_of(premises), new.role_of(premises)
        if before and after:
            yield LinkChange(Tie.TURNED, (Link(premises, before, target),), (Link(premises, after, target),))


def _of_role(target: str, role: Role, old: set[Premises], new: set[Premises]) -> Iterator[LinkChange]:
    """The changes within one role. Groups that lost and gained members are told as one change."""
    lost, gained = sorted(old - new), sorted(new - old)
    while lost and gained:
        befores, afters = _connected(lost, gained)
        if befores and afters:
            yield LinkChange(_tie(befores, afters), _links(befores, role, target), _links(afters, role, target))
        else:
            yield from _single(befores, afters, role, target)
        lost = [premises for premises in lost if premises not in befores]
        gained = [premises for premises in gained if premises not in afters]
    yield from _single(lost, gained, role, target)


def _single(lost: list[Premises], gained: list[Premises], role: Role, target: str) -> Iterator[LinkChange]:
    for link in _links(lost, role, target):
        yield LinkChange(Tie.LOST, (link,))
    for link in _links(gained, role, target):
        yield LinkChange(Tie.GAINED, (), (link,))


def _links(groups: list[Premises], role: Role, target: str) -> tuple[Link, ...]:
    return tuple(Link(premises, role, target) for premises in groups)


def _connected(lost: list[Premises], gained: list[Premises]) -> tuple[list[Premises], list[Premises]]:
    """The first group that was gained, and all that share a premise with it, directly or by way of others."""
    members, size = set(gained[0]), 0
    befores: list[Premises] = []
    afters: list[Premises] = []
    while len(members) > size:
        size = len(members)
        befores = [premises for premises in lost if members.intersection(premises)]
        afters = [premises for premises in gained if members.intersection(premises)]
        members.update(*befores, *afters)
    return befores, afters


def _tie(befores: list[Premises], afters: list[Premises]) -> Tie:
    if all(len(premises) == 1 for premises in befores):
        return Tie.GROUPED
    if all(len(premises) == 1 for premises in afters):
        return Tie.UNGROUPED
    return Tie.REGROUPED


def _undercuts(target: str, old: Claim, new: Claim) -> Iterator[LinkChange]:
    for against in sorted({*old.undercut, *new.undercut}):
        before, after = set(old.undercut.get(against, ())), set(new.undercut.get(against, ()))
        for premises in sorted(before ^ after):
            link = Link(premises, Role.UNDERCUT, target, against)
            yield LinkChange(Tie.LOST, (link,)) if premises in before else LinkChange(Tie.GAINED, (), (link,))
