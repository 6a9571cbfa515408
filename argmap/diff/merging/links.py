"""The links of one claim merged: as sets of premises, each with what it does."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from argmap.diff.merging.settling import Settler, settled_set
from argmap.model import Claim, Premises, Role, premises_text
from argmap.model.values import LINK

NO_CLAIM = Claim(text="")


class Three(NamedTuple):
    """One claim in its three versions; without links where it was not there."""

    base: Claim
    ours: Claim
    theirs: Claim

    def roles(self, premises: Premises) -> tuple[Role | None, Role | None, Role | None]:
        """What the link from `premises` does in each version."""
        return self.base.role_of(premises), self.ours.role_of(premises), self.theirs.role_of(premises)

    def undercuts(self, against: Premises, there: Collection[str]) -> list[tuple[Premises, ...]]:
        """What undercuts a link; where it is gone, what did in the base: it went with its link, not by itself.

        What is not `there` in the merged map went by itself, and does not come back with the link.
        """
        before = self.base.undercut.get(against, ())
        left = tuple(group for group in before if all(member in there for member in group))
        sides = (
            left if one.role_of(against) is None else one.undercut.get(against, ()) for one in (self.ours, self.theirs)
        )
        return [before, *sides]


def with_merged_links(claim_id: str, merged: Claim, three: Three, there: Collection[str], settler: Settler) -> Claim:
    """`merged` with the links of all three versions, where the claims and quotes `there` are in the merged map.

    Links that one side turned and the other removed are found.
    """
    roles = dict(_roles(claim_id, three, settler))
    undercut = {}
    for against in sorted({*three.ours.undercut, *three.theirs.undercut} & roles.keys()):
        groups = settled_set(*three.undercuts(against, there))
        if groups:
            undercut[against] = tuple(sorted(groups))
    return replace(
        merged,
        supported_by=tuple(sorted(premises for premises, role in roles.items() if role is Role.SUPPORT)),
        countered_by=tuple(sorted(premises for premises, role in roles.items() if role is Role.COUNTER)),
        undercut=undercut,
    )


def _roles(claim_id: str, three: Three, settler: Settler) -> Iterator[tuple[Premises, Role]]:
    listed = {premises for one in three for premises in (*one.supported_by, *one.countered_by)}
    for premises in sorted(listed):
        where = ("claims", claim_id, LINK, premises_text(premises))
        base, ours, theirs = three.roles(premises)
        role, clash = settler.weigh((where,), base, ours, theirs)
        if role is None and _is_undercut_anew(premises, three):
            role, clash = base, True
        if clash:
            role = role or theirs
            settler.note(where, base, ours, theirs)
        if role is not None:
            yield premises, role


def _is_undercut_anew(premises: Premises, three: Three) -> bool:
    """Whether a side that still has the link undercut it since: then it has not left it as it was."""
    before = three.base.undercut.get(premises, ())
    return any(set(one.undercut.get(premises, ())).difference(before) for one in three[1:])
