"""Linking premises to claims, undercutting links, and moving, turning, joining and splitting them.

A link that becomes another one keeps what speaks against it and the comments beside it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from argmap.edit.refusal import Refused, known, sound
from argmap.edit.sentences import in_quotes, link_sentence, no_link_sentence, premises_sentence
from argmap.model import Address, ArgMap, Claim, Comment, Link, Premises, Role, premises_text

_FIELD = {Role.SUPPORT: "supported_by", Role.COUNTER: "countered_by"}


def link(map_: ArgMap, premises: Premises, role: Role, target: str) -> ArgMap:
    """A map in which `premises` together support or counter the claim `target`.

    Where they already do the opposite, the link changes its role and keeps its undercuts, for they speak against the
    step from premise to claim; whether they fit the opposite step, a person must check. Raises Refused for a link that
    is there, one that would close a circle of supports, and ends that do not exist.
    """
    if role is Role.UNDERCUT:
        raise ValueError("an undercut needs the link it is against: use undercut()")
    group = tuple(sorted(premises))
    claim = _claim(map_, target)
    for member in group:
        known(map_, member)
    if claim.role_of(group) is role:
        there = link_sentence(map_, Link(group, role, target), adverb="already")
        raise Refused(there, "there is nothing to change")
    supported = {*claim.supported_by} - {group}
    countered = {*claim.countered_by} - {group}
    (supported if role is Role.SUPPORT else countered).add(group)
    return _with_claim(map_, target, _relinked(claim, supported, countered))


def undercut(map_: ArgMap, premises: Premises, against: Premises, target: str) -> ArgMap:
    """A map in which `premises` speak against the link from `against` to the claim `target`."""
    group, attacked = tuple(sorted(premises)), tuple(sorted(against))
    claim = _claim(map_, target)
    for member in (*group, *attacked):
        known(map_, member)
    if claim.role_of(attacked) is None:
        raise Refused(
            f"{premises_sentence(map_, attacked)} neither supports nor counters {in_quotes(map_, target)}",
            "link it first; an undercut objects to a link",
        )
    there = claim.undercut.get(attacked, ())
    if group in there:
        again = Link(group, Role.UNDERCUT, target, attacked)
        raise Refused(link_sentence(map_, again, adverb="already"), "there is nothing to change")
    changed = {**claim.undercut, attacked: tuple(sorted({*there, group}))}
    return _with_claim(map_, target, replace(claim, undercut=changed))


def unlink(map_: ArgMap, gone: Link) -> ArgMap:
    """A map without the link `gone`; the undercuts of a support or counter go with it."""
    claim = _claim(map_, gone.target)
    for member in (*gone.premises, *gone.against):
        known(map_, member)
    if gone not in set(map_.links_to(gone.target)):
        raise Refused(
            no_link_sentence(map_, gone),
            f"`argmap show --focus {gone.target}` lists its links",
        )
    if gone.role is Role.UNDERCUT:
        left = tuple(group for group in claim.undercut[gone.against] if group != gone.premises)
        undercuts = {at: groups for at, groups in claim.undercut.items() if at != gone.against}
        if left:
            undercuts[gone.against] = left
        return _with_claim(map_, gone.target, replace(claim, undercut=undercuts))
    supported = {*claim.supported_by} - {gone.premises}
    countered = {*claim.countered_by} - {gone.premises}
    return _with_claim(map_, gone.target, _relinked(claim, supported, countered))


def without_links_from(map_: ArgMap, some_id: str) -> ArgMap:
    """`map_` without any link that has `some_id` among its premises, or undercuts such a link."""
    claims = {}
    for claim_id, claim in map_.claims.items():
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
    return replace(map_, claims=claims)


def _relinked(claim: Claim, supported: set[Premises], countered: set[Premises]) -> Claim:
    """`claim` with these links, and of its undercuts those whose link is still there."""
    return replace(
        claim,
        supported_by=tuple(sorted(supported)),
        countered_by=tuple(sorted(countered)),
        undercut={at: groups for at, groups in claim.undercut.items() if at in supported | countered},
    )


def _claim(map_: ArgMap, target: str) -> Claim:
    section = known(map_, target)
    if section != "claims":
        what = f"{in_quotes(map_, target)} is a {section.removesuffix('s')}"
        raise Refused(f"{what}, and only claims can be supported or countered", "link to a claim")
    return map_.claims[target]


def _with_claim(map_: ArgMap, claim_id: str, claim: Claim) -> ArgMap:
    return sound(replace(map_, claims={**map_.claims, claim_id: claim}))


def _verb(role: Role, premises: Premises) -> str:
    return f"{role}s" if len(premises) == 1 else str(role)


Follow = Callable[[Link], Iterable[Link]]
"""What becomes of a support or counter: itself, another one, several, or none."""


def rewire(map_: ArgMap, changed: Mapping[Link, tuple[Link, ...]]) -> ArgMap:
    """`map_` with other links in place of those that are `changed`; not checked by any rule.

    The undercuts of a link go along to every link that follows it, unless they are `changed` themselves. Links that
    become one and the same are one. Comments go to the first that follows.
    """
    follows = {link: _followers(link, changed) for link in _concerned(map_, changed)}
    touched = {link.target for link in follows} | {new.target for some in follows.values() for new in some}
    links = {target: dict.fromkeys(map_.links_to(target)) for target in touched}
    for link in follows:
        links[link.target].pop(link)
    for some in follows.values():
        for new in some:
            links[new.target][new] = None
    claims = {target: _with_links(map_.claims[target], links[target]) for target in touched}
    rewired = replace(map_, claims={**map_.claims, **claims})
    if not map_.comments:
        return rewired
    moved: dict[Address, Address] = {}
    for link, some in follows.items():
        if some and some != (link,):
            moved.update(zip(_addresses(link), _addresses(some[0]), strict=True))
    return replace(rewired, comments=carried_comments(map_.comments, moved))


def carried_comments(comments: Mapping[Address, Comment], moved: Mapping[Address, Address]) -> dict[Address, Comment]:
    """The comments with those at `moved` addresses at their new places, joined to what stands there already."""
    carried = {at: comment for at, comment in comments.items() if at not in moved}
    for at, comment in comments.items():
        if at in moved:
            there = carried.get(moved[at])
            carried[moved[at]] = comment if there is None else _joined(there, comment)
    return carried


def _concerned(map_: ArgMap, changed: Mapping[Link, tuple[Link, ...]]) -> Iterator[Link]:
    """The links that are changed, and the undercuts of these."""
    attacked = {(link.premises, link.target) for link in changed if link.role is not Role.UNDERCUT}
    for target in {link.target for link in changed}:
        for link in map_.links_to(target):
            if link in changed or (link.role is Role.UNDERCUT and (link.against, target) in attacked):
                yield link


def _followers(link: Link, changed: Mapping[Link, tuple[Link, ...]]) -> tuple[Link, ...]:
    if link in changed:
        return changed[link]
    for role in (Role.SUPPORT, Role.COUNTER):
        attacked = Link(link.against, role, link.target)
        if attacked in changed:
            return tuple(Link(link.premises, Role.UNDERCUT, new.target, new.premises) for new in changed[attacked])
    return (link,)


def _with_links(claim: Claim, links: Iterable[Link]) -> Claim:
    """A claim that holds just these links. Undercuts of a link that is not among them are left out."""
    groups: dict[Role, list[Premises]] = {Role.SUPPORT: [], Role.COUNTER: []}
    undercut: dict[Premises, list[Premises]] = {}
    for link in links:
        if link.role is Role.UNDERCUT:
            undercut.setdefault(link.against, []).append(link.premises)
        else:
            groups[link.role].append(link.premises)
    attacked = {*groups[Role.SUPPORT], *groups[Role.COUNTER]}
    return replace(
        claim,
        supported_by=tuple(groups[Role.SUPPORT]),
        countered_by=tuple(groups[Role.COUNTER]),
        undercut={against: tuple(some) for against, some in undercut.items() if against in attacked},
    )


def _addresses(link: Link) -> tuple[Address, ...]:
    """Where the file has a link; for a support or counter, also where it lists what undercuts it."""
    here = ("claims", link.target)
    if link.role is Role.UNDERCUT:
        return ((*here, "undercut", premises_text(link.against), premises_text(link.premises)),)
    named = premises_text(link.premises)
    return ((*here, _FIELD[link.role], named), (*here, "undercut", named))


def _joined(one: Comment, other: Comment) -> Comment:
    """Two comments on what has become one element: no line of either is lost."""
    ends = tuple(end.strip(" \t") for end in (other.beside, other.closing) if end)
    return Comment(
        above=(*one.above, *other.above, *ends),
        beside=one.beside,
        below=(*one.below, *other.below),
        closing=one.closing,
    )


_OPPOSITE = {Role.SUPPORT: Role.COUNTER, Role.COUNTER: Role.SUPPORT}


def move(map_: ArgMap, links: Sequence[Link], target: str, against: Premises = ()) -> ArgMap:
    """A map in which `links` point at the claim `target`, in their old roles and with what undercuts them.

    Undercuts go to the link from `against` to `target`. Raises Refused, with nothing moved, where one of them
    cannot go there: it is there already, would close a circle, or is no link of its kind.
    """
    if known(map_, target) != "claims":
        what = f"{in_quotes(map_, target)} is not a claim"
        raise Refused(f"{what}, and only claims can be supported or countered", "choose a claim")
    goals = {link: _moved(link, target, against) for link in links}
    for link, goal in goals.items():
        _must_be_there(map_, link)
        _must_be_free(map_, link, goal)
    if len(set(goals.values())) < len(goals):
        twice = next(goal for goal in goals.values() if list(goals.values()).count(goal) > 1)
        raise Refused(
            f"{premises_sentence(map_, twice.premises)} would be linked twice to {in_quotes(map_, target)}",
            "move only one of the links",
        )
    return sound(rewire(map_, {link: (goal,) for link, goal in goals.items()}))


def turn(map_: ArgMap, links: Sequence[Link]) -> ArgMap:
    """A map in which the supports among `links` are counters and the counters supports; undercuts of them stay.

    Raises Refused for an undercut, and where a support would close a circle.
    """
    for link in links:
        _must_be_there(map_, link)
        if link.role is Role.UNDERCUT:
            raise Refused("an undercut is neither a support nor a counter", "choose a link that is one of these")
    return sound(rewire(map_, {link: (Link(link.premises, _OPPOSITE[link.role], link.target),) for link in links}))


def join(map_: ArgMap, links: Sequence[Link]) -> ArgMap:
    """A map in which the premises of `links` bear on their target only together; what undercuts one, undercuts all.

    Raises Refused where the links do not do the same to the same.
    """
    if len(set(links)) < 2:
        raise Refused("there is only one link", "choose two or more to link their premises")
    first = links[0]
    for link in links:
        _must_be_there(map_, link)
        if (link.target, link.against) != (first.target, first.against):
            raise Refused(
                f"{premises_sentence(map_, link.premises)} and {premises_sentence(map_, first.premises)} "
                "have different targets",
                "only links to the same claim can be linked premises; move one of them first",
            )
        if link.role is not first.role:
            raise Refused(
                f"{premises_sentence(map_, link.premises)} and {premises_sentence(map_, first.premises)} "
                f"are a {link.role} and a {first.role}",
                "change the role of one of them first",
            )
    joined = joined_link(links)
    return sound(rewire(map_, dict.fromkeys(links, (joined,))))


def joined_link(links: Sequence[Link]) -> Link:
    """The link that `join` makes of some."""
    first = links[0]
    members = {member for link in links for member in link.premises}
    return Link(tuple(sorted(members)), first.role, first.target, first.against)


def take_apart(map_: ArgMap, links: Sequence[Link]) -> ArgMap:
    """A map in which each of the linked premises of `links` bears on the target by itself.

    What undercuts the linked premises undercuts each of them then. Raises Refused where there is nothing to take apart.
    """
    for link in links:
        _must_be_there(map_, link)
        if len(link.premises) < 2:
            raise Refused(f"{in_quotes(map_, link.premises[0])} is not a linked premise", "choose linked premises")
    return sound(rewire(map_, {link: single_links(link) for link in links}))


def single_links(link: Link) -> tuple[Link, ...]:
    """The links that `take_apart` makes of one."""
    return tuple(Link((member,), link.role, link.target, link.against) for member in link.premises)


def _moved(link: Link, target: str, against: Premises) -> Link:
    if link.role is not Role.UNDERCUT:
        return Link(link.premises, link.role, target)
    if not against:
        raise Refused("an undercut objects to a link, not to a claim", "choose a link for it")
    return Link(link.premises, link.role, target, tuple(sorted(against)))


def gone_link(map_: ArgMap, link: Link) -> str:
    """Why a link cannot be changed that `map_` does not have, even where one of its ends is gone."""
    if {*link.premises, *link.against, link.target} <= map_.ids and link.target in map_.claims:
        return no_link_sentence(map_, link)
    return f"an end of this {link.role} was deleted"


def _must_be_there(map_: ArgMap, link: Link) -> None:
    if link.target not in map_.claims or link not in map_.links_to(link.target):
        raise Refused(gone_link(map_, link), "look at the map as it is now")


def _must_be_free(map_: ArgMap, link: Link, goal: Link) -> None:
    if goal == link:
        subject, ending = ("it", "s") if len(link.premises) == 1 else ("they", "")
        what = "link" if link.role is Role.UNDERCUT else "claim"
        raise Refused(f"{subject} already {link.role}{ending} that {what}", f"choose another {what}")
    there = map_.claims[goal.target]
    if goal.role is Role.UNDERCUT:
        taken = Role.UNDERCUT if goal.premises in there.undercut.get(goal.against, ()) else None
    else:
        taken = there.role_of(goal.premises)
    if taken is not None:
        raise Refused(
            link_sentence(map_, Link(goal.premises, taken, goal.target, goal.against), adverb="already"),
            "delete one of the two links instead",
        )
