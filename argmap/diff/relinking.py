"""Some links of a claim gone and others back, with the undercuts that hang on them."""

from collections.abc import Iterable
from dataclasses import replace

from argmap.model import ArgMap, Claim, Link, Premises, Role


class Unfit(Exception):  # noqa: N818 - whoever asks for it says what is to be done
    """An undercut is to come back, and the link that it speaks against is not there."""

    def __init__(self, target: str, against: Premises) -> None:
        super().__init__(target, against)
        self.target = target
        self.against = against


def with_links(whole: ArgMap, old: ArgMap, gone: Iterable[Link], back: Iterable[Link]) -> ArgMap:
    """`whole` without the links `gone` and with the links `back`, all of one claim, as they were in `old`.

    A link that comes back brings its undercuts, as far as what undercuts it is there; one that only turns keeps
    those that it has. Raises Unfit.
    """
    leaving, coming = list(gone), list(back)
    if not leaving and not coming:
        return whole
    target = (leaving or coming)[0].target
    claim = whole.claims[target]
    roles = {group: claim.role_of(group) for group in (*claim.supported_by, *claim.countered_by)}
    undercut = {against: set(groups) for against, groups in claim.undercut.items()}
    had = set(roles)
    for link in leaving:
        if link.role is Role.UNDERCUT:
            undercut.get(link.against, set()).discard(link.premises)
        else:
            roles.pop(link.premises, None)
    for link in coming:
        if link.role is not Role.UNDERCUT:
            roles[link.premises] = link.role
            if link.premises not in had:
                undercut[link.premises] = _undercuts_there(whole, old.claims[target], link.premises)
    for link in coming:
        if link.role is Role.UNDERCUT:
            if link.against not in roles:
                raise Unfit(target, link.against)
            undercut.setdefault(link.against, set()).add(link.premises)
    changed = replace(
        claim,
        supported_by=tuple(group for group, role in roles.items() if role is Role.SUPPORT),
        countered_by=tuple(group for group, role in roles.items() if role is Role.COUNTER),
        undercut={against: tuple(groups) for against, groups in undercut.items() if groups and against in roles},
    )
    return replace(whole, claims={**whole.claims, target: changed})


def _undercuts_there(whole: ArgMap, before: Claim, premises: Premises) -> set[Premises]:
    there = {*whole.claims, *whole.quotes}
    return {group for group in before.undercut.get(premises, ()) if there.issuperset(group)}
