"""Links that go to another claim or another link, change their role, or are joined and taken apart."""

from collections.abc import Sequence

from argmap.edit.refusal import Refused, known, sound
from argmap.edit.rewiring import rewire
from argmap.model import ArgMap, Link, Premises, Role, premises_text

_OPPOSITE = {Role.SUPPORT: Role.COUNTER, Role.COUNTER: Role.SUPPORT}


def move(whole: ArgMap, links: Sequence[Link], target: str, against: Premises = ()) -> ArgMap:
    """A map in which `links` point at the claim `target`, in their old roles and with what undercuts them.

    Undercuts go to the link from `against` to `target`. Raises Refused, with nothing moved, where one of them
    cannot go there: it is there already, would close a circle, or is no link of its kind.
    """
    if known(whole, target) != "claims":
        raise Refused(f"`{target}` is no claim, and only claims can be supported or countered", "choose a claim")
    goals = {link: _moved(link, target, against) for link in links}
    for link, goal in goals.items():
        _must_be_there(whole, link)
        _must_be_free(whole, link, goal)
    if len(set(goals.values())) < len(goals):
        twice = next(goal for goal in goals.values() if list(goals.values()).count(goal) > 1)
        raise Refused(
            f"`{premises_text(twice.premises)}` would be linked to `{target}` twice", "move one of the links only"
        )
    return sound(rewire(whole, {link: (goal,) for link, goal in goals.items()}))


def turn(whole: ArgMap, links: Sequence[Link]) -> ArgMap:
    """A map in which the supports among `links` are counters and the counters supports; undercuts of them stay.

    Raises Refused for an undercut, and where a support would close a circle.
    """
    for link in links:
        _must_be_there(whole, link)
        if link.role is Role.UNDERCUT:
            raise Refused("an undercut is neither a support nor a counter", "choose a link that is one of these")
    return sound(rewire(whole, {link: (Link(link.premises, _OPPOSITE[link.role], link.target),) for link in links}))


def join(whole: ArgMap, links: Sequence[Link]) -> ArgMap:
    """A map in which the premises of `links` bear on their target only together; what undercuts one, undercuts all.

    Raises Refused where the links do not do the same to the same.
    """
    if len(set(links)) < 2:
        raise Refused("there is one link only", "name two or more that are to hold only together")
    first = links[0]
    for link in links:
        _must_be_there(whole, link)
        if (link.target, link.against) != (first.target, first.against):
            raise Refused(
                f"`{premises_text(link.premises)}` and `{premises_text(first.premises)}` bear on different things",
                "only links to the same claim can be linked premises; move one of them first",
            )
        if link.role is not first.role:
            raise Refused(
                f"`{premises_text(link.premises)}` and `{premises_text(first.premises)}` do not do the same: "
                f"a {link.role} and a {first.role}",
                "turn one of them first",
            )
    joined = joined_link(links)
    return sound(rewire(whole, dict.fromkeys(links, (joined,))))


def joined_link(links: Sequence[Link]) -> Link:
    """The link that `join` makes of some."""
    first = links[0]
    members = {member for link in links for member in link.premises}
    return Link(tuple(sorted(members)), first.role, first.target, first.against)


def take_apart(whole: ArgMap, links: Sequence[Link]) -> ArgMap:
    """A map in which each of the linked premises of `links` bears on the target by itself.

    What undercuts the linked premises undercuts each of them then. Raises Refused where there is nothing to take apart.
    """
    for link in links:
        _must_be_there(whole, link)
        if len(link.premises) < 2:
            raise Refused(f"`{link.premises[0]}` is linked with nothing", "choose linked premises")
    return sound(rewire(whole, {link: single_links(link) for link in links}))


def single_links(link: Link) -> tuple[Link, ...]:
    """The links that `take_apart` makes of one."""
    return tuple(Link((member,), link.role, link.target, link.against) for member in link.premises)


def _moved(link: Link, target: str, against: Premises) -> Link:
    if link.role is not Role.UNDERCUT:
        return Link(link.premises, link.role, target)
    if not against:
        raise Refused("an undercut speaks against a link, not against a claim", "choose a link for it")
    return Link(link.premises, link.role, target, tuple(sorted(against)))


def _must_be_there(whole: ArgMap, link: Link) -> None:
    if link.target not in whole.claims or link not in whole.links_to(link.target):
        raise Refused(f"the {link.role} of `{link.target}` by `{premises_text(link.premises)}` is gone", "look again")


def _must_be_free(whole: ArgMap, link: Link, goal: Link) -> None:
    if goal == link:
        raise Refused(f"`{premises_text(link.premises)}` bears on that already", "choose another claim")
    there = whole.claims[goal.target]
    if goal.role is Role.UNDERCUT:
        taken = "undercut" if goal.premises in there.undercut.get(goal.against, ()) else None
    else:
        taken = there.role_of(goal.premises)
    if taken is not None:
        raise Refused(
            f"`{premises_text(goal.premises)}` is a {taken} there already", "remove one of the two links instead"
        )
