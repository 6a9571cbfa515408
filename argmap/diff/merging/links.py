"""The links of one claim merged: as sets of premises, each with what it does."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from argmap.diff.merging.elements import Found, note_clash
from argmap.diff.merging.settling import settled, settled_set
from argmap.model import Claim, Premises, Role, premises_text
from argmap.model.conflicts import LINK

NO_CLAIM = Claim(text="")


class _Three(NamedTuple):
    """One claim in its three versions."""

    base: Claim
    ours: Claim
    theirs: Claim

    def roles(self, premises: Premises) -> tuple[Role | None, Role | None, Role | None]:
        return self.base.role_of(premises), self.ours.role_of(premises), self.theirs.role_of(premises)

    def undercuts(self, against: Premises) -> list[tuple[Premises, ...]]:
        """What undercuts a link; where it is gone, what did in the base: it went with its link, not by itself."""
        before = self.base.undercut.get(against, ())
        return [before if one.role_of(against) is None else one.undercut.get(against, ()) for one in self]


def with_merged_links(claim_id: str, merged: Claim, base: Claim, ours: Claim, theirs: Claim, found: Found) -> Claim:
    """`merged` with the links of all three versions; links that one side turned and the other removed are found."""
    three = _Three(base, ours, theirs)
    roles = dict(_roles(claim_id, three, found))
    undercut = {}
    for against in sorted({*ours.undercut, *theirs.undercut} & roles.keys()):
        groups = settled_set(*three.undercuts(against))
        if groups:
            undercut[against] = tuple(sorted(groups))
    return replace(
        merged,
        supported_by=tuple(sorted(premises for premises, role in roles.items() if role is Role.SUPPORT)),
        countered_by=tuple(sorted(premises for premises, role in roles.items() if role is Role.COUNTER)),
        undercut=undercut,
    )


def _roles(claim_id: str, three: _Three, found: Found) -> Iterator[tuple[Premises, Role]]:
    listed = {premises for one in three for premises in (*one.supported_by, *one.countered_by)}
    for premises in sorted(listed):
        base, ours, theirs = three.roles(premises)
        role, clash = settled(base, ours, theirs)
        if role is None and _is_undercut_anew(premises, three):
            role, clash = base, True
        if clash:
            role = role or theirs
            note_clash(("claims", claim_id, LINK, premises_text(premises)), base, ours, theirs, found)
        if role is not None:
            yield premises, role


def _is_undercut_anew(premises: Premises, three: _Three) -> bool:
    """Whether a side that still has the link undercut it since: then it has not left it as it was."""
    before = three.base.undercut.get(premises, ())
    return any(set(one.undercut.get(premises, ())).difference(before) for one in three[1:])
