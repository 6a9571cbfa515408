"""Links that become other links, with what speaks against them and what a person wrote beside them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from argmap.model import Address, ArgMap, Claim, Comment, Link, Premises, Role, premises_text

Follow = Callable[[Link], Iterable[Link]]
"""What becomes of a support or counter: itself, another one, several, or none."""

_FIELD = {Role.SUPPORT: "supported_by", Role.COUNTER: "countered_by"}


def rewire(whole: ArgMap, changed: Mapping[Link, tuple[Link, ...]]) -> ArgMap:
    """`whole` with other links in place of those that are `changed`; not checked by any rule.

    The undercuts of a link go along to every link that follows it, unless they are `changed` themselves. Links that
    become one and the same are one. Comments go to the first that follows.
    """
    follows = {link: _followers(link, changed) for link in _concerned(whole, changed)}
    touched = {link.target for link in follows} | {new.target for some in follows.values() for new in some}
    links = {target: dict.fromkeys(whole.links_to(target)) for target in touched}
    for link in follows:
        links[link.target].pop(link)
    for some in follows.values():
        for new in some:
            links[new.target][new] = None
    claims = {target: _with_links(whole.claims[target], links[target]) for target in touched}
    rewired = replace(whole, claims={**whole.claims, **claims})
    if not whole.comments:
        return rewired
    moved: dict[Address, Address] = {}
    for link, some in follows.items():
        if some and some != (link,):
            moved.update(zip(_addresses(link), _addresses(some[0]), strict=True))
    return replace(rewired, comments=carried_comments(whole.comments, moved))


def carried_comments(comments: Mapping[Address, Comment], moved: Mapping[Address, Address]) -> dict[Address, Comment]:
    """The comments with those at `moved` addresses at their new places, joined to what stands there already."""
    carried = {at: comment for at, comment in comments.items() if at not in moved}
    for at, comment in comments.items():
        if at in moved:
            there = carried.get(moved[at])
            carried[moved[at]] = comment if there is None else _joined(there, comment)
    return carried


def _concerned(whole: ArgMap, changed: Mapping[Link, tuple[Link, ...]]) -> Iterator[Link]:
    """The links that are changed, and the undercuts of these."""
    attacked = {(link.premises, link.target) for link in changed if link.role is not Role.UNDERCUT}
    for target in {link.target for link in changed}:
        for link in whole.links_to(target):
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
