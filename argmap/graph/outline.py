"""The argument as an outline: theses, what bears on them, and so on down to the quotes.

A map is a graph, so an element may bear on several claims. It is shown in full where a reader meets it first,
and as a reference to that place everywhere else, which also ends circles of counters.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from argmap.model import ArgMap, Link, Premises, Role


class Kind(StrEnum):
    """What a row of the outline stands for."""

    CLAIM = "claim"
    QUOTE = "quote"
    LINKED = "linked"
    """Linked premises; the rows below it are its members."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the outline."""

    kind: Kind
    premises: Premises
    """The id of the claim or quote, or the ids of the linked premises."""
    link: Link | None
    """The link by which it bears on the row above; None for roots and for members of linked premises."""
    guides: tuple[bool, ...]
    """For each level above, whether its line goes on below this row; the last is the row's own level."""
    again: bool = False
    """Whether this is a reference: the same element stands in full elsewhere."""
    branches: bool = False
    """Whether rows hang below it."""

    @property
    def id(self) -> str:
        """The id of the claim or quote; the first id of linked premises."""
        return self.premises[0]

    @property
    def depth(self) -> int:
        """How many levels it is below a root."""
        return len(self.guides)

    @property
    def role(self) -> Role | None:
        """What the link above it does; None where there is none."""
        return self.link.role if self.link else None


class _Entry(NamedTuple):
    kind: Kind
    premises: Premises
    link: Link | None = None


def outline(whole: ArgMap, roots: tuple[str, ...] | None = None) -> list[Row]:
    """The rows of the outline in reading order.

    Begins with the theses, then whatever they do not reach: claims that bear on nothing, circles, and
    quotes that are in no link. With `roots`, only these elements and what hangs below them.
    """
    met: set[str] = set()
    rows: list[Row] = []
    for root in whole.thesis if roots is None else roots:
        rows.extend(_below(whole, root, met))
    if roots is None:
        for root in _loose_ends(whole, met):
            rows.extend(_below(whole, root, met))
    return rows


def _loose_ends(whole: ArgMap, met: set[str]) -> Iterator[str]:
    """The elements to show as further roots, given those already `met`; reads `met` as it grows."""
    premises = {member for link in whole.links() for member in link.premises}
    for loose in (set(whole.claims) - premises, set(whole.claims), set(whole.quotes)):
        for some_id in sorted(loose):
            if some_id not in met:
                yield some_id


def _below(whole: ArgMap, root: str, met: set[str]) -> Iterator[Row]:
    """The rows of one root, depth first, without recursion: arguments may be thousands of steps deep."""
    stack: list[tuple[_Entry, tuple[bool, ...]]] = [(_Entry(_kind(whole, root), (root,)), ())]
    while stack:
        entry, guides = stack.pop()
        again = entry.kind is not Kind.LINKED and entry.premises[0] in met
        met.update(entry.premises if entry.kind is not Kind.LINKED else ())
        children = list(_children(whole, entry, again))
        yield Row(entry.kind, entry.premises, entry.link, guides, again, bool(children))
        last = len(children) - 1
        stack.extend((children[at], (*guides, at != last)) for at in range(last, -1, -1))


def _children(whole: ArgMap, entry: _Entry, again: bool) -> Iterator[_Entry]:
    """What hangs below a row: the members of linked premises, undercuts of its link, the links that it holds."""
    if entry.kind is Kind.LINKED:
        for member in entry.premises:
            yield _Entry(_kind(whole, member), (member,))
    if entry.link is not None and entry.link.role is not Role.UNDERCUT:
        for group in whole.claims[entry.link.target].undercut.get(entry.link.premises, ()):
            yield _entry(whole, Link(group, Role.UNDERCUT, entry.link.target, entry.link.premises))
    if entry.kind is Kind.CLAIM and not again:
        for link in whole.links_to(entry.premises[0]):
            if link.role is not Role.UNDERCUT:
                yield _entry(whole, link)


def _entry(whole: ArgMap, link: Link) -> _Entry:
    kind = Kind.LINKED if len(link.premises) > 1 else _kind(whole, link.premises[0])
    return _Entry(kind, link.premises, link)


def _kind(whole: ArgMap, some_id: str) -> Kind:
    return Kind.CLAIM if some_id in whole.claims else Kind.QUOTE
