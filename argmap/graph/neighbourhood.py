"""What stands near an element in the argument."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.model import ArgMap


def neighbourhood(whole: ArgMap, around: Iterable[str], steps: int = 1) -> frozenset[str]:
    """The claims and quotes that so many links lead to, in either direction, with those they start from.

    A link ties all its premises, its target and, for an undercut, the premises of the link it is against.
    """
    tied: dict[str, set[str]] = {}
    for link in whole.links():
        members = {link.target, *link.premises, *link.against}
        for some in members:
            tied.setdefault(some, set()).update(members)
    found = frozenset(some for some in around if some in whole.claims or some in whole.quotes)
    reached = found
    for _ in range(steps):
        reached = frozenset().union(*(tied.get(some, ()) for some in reached)) - found
        if not reached:  # all that links lead to is found, whatever steps are left
            break
        found |= reached
    return found
