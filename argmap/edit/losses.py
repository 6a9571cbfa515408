"""What a map has no longer after an edit, so that the user is shown all of it and not only what was asked for."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType

from argmap.model import Address, ArgMap, Link, NewIds, Role, address_with_ids


@dataclass(frozen=True, slots=True)
class Losses:
    """What one map has and a later one has not. All are sorted, but for the lines of comments."""

    elements: tuple[str, ...] = ()
    """Ids of sources, claims and quotes."""
    links: tuple[Link, ...] = ()
    """Links that are gone, and in whose place there is none with one of the same premises."""
    theses: tuple[str, ...] = ()
    """Claims that are in the later map, and no longer among its theses."""
    unlinked: tuple[str, ...] = ()
    """Claims and quotes of the later map that supported, countered or undercut something before and do not now."""
    conflicts: tuple[Address, ...] = ()
    """What was undecided after a merge and is not mentioned any more."""
    comments: tuple[str, ...] = ()
    """Lines of comments, with `#`."""

    def __bool__(self) -> bool:
        return any((self.elements, self.links, self.theses, self.unlinked, self.conflicts, self.comments))


def losses(
    before: ArgMap, after: ArgMap, asked: Collection[str | Link] = (), became: NewIds = MappingProxyType({})
) -> Losses:
    """What `before` has and `after` has not, but for the elements and links that were `asked` to go.

    A link that only changed counts as there: one that points elsewhere, has the opposite role, was joined with others
    or taken apart, or, where claims were merged, is one of those that `became` another, by the old ids.
    """
    there, now = frozenset(before.links()), frozenset(after.links())
    new = {(link.role is Role.UNDERCUT, member) for link in now - there for member in link.premises}
    gone = [
        link
        for link in there - now - {link for link in asked if isinstance(link, Link)}
        if not any((link.role is Role.UNDERCUT, became.get(member, member)) in new for member in link.premises)
        and _with_ids(link, became) not in now
    ]
    expected = {member for link in asked if isinstance(link, Link) for member in link.premises}
    living = after.ids
    return Losses(
        elements=tuple(sorted(before.ids - living - {at for at in asked if isinstance(at, str)})),
        links=tuple(sorted(gone, key=lambda link: (link.target, link.role, link.against, link.premises))),
        theses=tuple(sorted(set(before.thesis) & living - set(after.thesis))),
        unlinked=tuple(sorted((_premises(there) - _premises(now) - set(after.thesis) - expected) & living)),
        conflicts=tuple(sorted(at for at in before.conflicts if address_with_ids(at, became) not in after.conflicts)),
        comments=_lines_gone(before, after),
    )


def _with_ids(link: Link, new: NewIds) -> Link:
    premises, against = (tuple(sorted({new.get(at, at) for at in some})) for some in (link.premises, link.against))
    return Link(premises, link.role, new.get(link.target, link.target), against)


def _premises(links: Collection[Link]) -> set[str]:
    return {member for link in links for member in link.premises}


def _lines_gone(before: ArgMap, after: ArgMap) -> tuple[str, ...]:
    if before.comments == after.comments:
        return ()
    return tuple((_lines(before) - _lines(after)).elements())


def _lines(map_: ArgMap) -> Counter[str]:
    """The lines of all comments, each with how many times it is there."""
    return Counter(
        line.strip()
        for comment in map_.comments.values()
        for line in (*comment.above, comment.beside, *comment.below, comment.closing)
        if line.strip()
    )
