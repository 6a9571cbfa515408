"""What the elements of a map do in it, and how its quotes stand, as the page's classes and filters name it."""

from __future__ import annotations

from argmap.corpus import Standing
from argmap.model import ArgMap, Role


def roles_of(whole: ArgMap) -> dict[str, set[Role]]:
    """What each premise does, over all the links that it is in."""
    roles: dict[str, set[Role]] = {}
    for link in whole.links():
        for member in link.premises:
            roles.setdefault(member, set()).add(link.role)
    return roles


def role_look(roles: set[Role]) -> str:
    """The class of a passage whose quote has these roles."""
    if not roles:
        return "plain"
    return str(next(iter(roles))) if len(roles) == 1 else "mixed"


def review_look(standing: Standing) -> str:
    """The class of a quote by whether a person should look at it."""
    return "review" if standing.needs_review else "calm"
