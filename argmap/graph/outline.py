"""The argument as an outline: theses, what bears on them, and so on down to the quotes; its signs and its filter.

A map is a graph, so an element may bear on several claims. It is shown in full where a reader meets it first,
and as a reference to that place everywhere else, which also ends circles of counters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from argmap.model import ArgMap, Link, Premises, Role
from argmap.text.characters import comparable


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


def outline(map_: ArgMap, roots: tuple[str, ...] | None = None) -> list[Row]:
    """The rows of the outline in reading order.

    Begins with the theses, then whatever they do not reach: claims that bear on nothing, circles, and
    quotes that are in no link. With `roots`, only these elements and what hangs below them.
    """
    met: set[str] = set()
    rows: list[Row] = []
    for root in map_.thesis if roots is None else roots:
        rows.extend(_below(map_, root, met))
    if roots is None:
        for root in _loose_ends(map_, met):
            rows.extend(_below(map_, root, met))
    return rows


def _loose_ends(map_: ArgMap, met: set[str]) -> Iterator[str]:
    """The elements to show as further roots, given those already `met`; reads `met` as it grows."""
    premises = {member for link in map_.links() for member in link.premises}
    for loose in (set(map_.claims) - premises, set(map_.claims), set(map_.quotes)):
        for some_id in sorted(loose):
            if some_id not in met:
                yield some_id


def _below(map_: ArgMap, root: str, met: set[str]) -> Iterator[Row]:
    """The rows of one root, depth first, without recursion: arguments may be thousands of steps deep."""
    stack: list[tuple[_Entry, tuple[bool, ...]]] = [(_Entry(_kind(map_, root), (root,)), ())]
    while stack:
        entry, guides = stack.pop()
        again = entry.kind is not Kind.LINKED and entry.premises[0] in met
        met.update(entry.premises if entry.kind is not Kind.LINKED else ())
        children = list(_children(map_, entry, again))
        yield Row(entry.kind, entry.premises, entry.link, guides, again, bool(children))
        last = len(children) - 1
        stack.extend((children[at], (*guides, at != last)) for at in range(last, -1, -1))


def _children(map_: ArgMap, entry: _Entry, again: bool) -> Iterator[_Entry]:
    """What hangs below a row: the members of linked premises, undercuts of its link, the links that it holds."""
    if entry.kind is Kind.LINKED:
        for member in entry.premises:
            yield _Entry(_kind(map_, member), (member,))
    if entry.link is not None and entry.link.role is not Role.UNDERCUT:
        for group in map_.claims[entry.link.target].undercut.get(entry.link.premises, ()):
            yield _entry(map_, Link(group, Role.UNDERCUT, entry.link.target, entry.link.premises))
    if entry.kind is Kind.CLAIM and not again:
        for link in map_.links_to(entry.premises[0]):
            if link.role is not Role.UNDERCUT:
                yield _entry(map_, link)


def _entry(map_: ArgMap, link: Link) -> _Entry:
    kind = Kind.LINKED if len(link.premises) > 1 else _kind(map_, link.premises[0])
    return _Entry(kind, link.premises, link)


def _kind(map_: ArgMap, some_id: str) -> Kind:
    return Kind.CLAIM if some_id in map_.claims else Kind.QUOTE


@dataclass(frozen=True, slots=True)
class Filter:
    """What a row must be to be shown. All that is asked must hold; of several tags, roles or states, one.

    Linked premises are asked by their members, except for what their link does.
    """

    words: str = ""
    """Stand in its sentence, translation, note or id; case, width, Han script and kind of blank make no difference."""
    tags: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()
    states: frozenset[str] = frozenset()
    """The state of a quote: `exact`, `lost` …"""
    unquoted: bool = False
    """A claim that rests on no passage: see `unquoted_claims`."""
    unanswered: bool = False
    """A counter that nothing speaks against: see `unanswered_counters`."""

    def __bool__(self) -> bool:
        return self != Filter()


def filtered(map_: ArgMap, rows: Sequence[Row], filter_: Filter, states: Mapping[str, str]) -> list[bool]:
    """For each row of the outline of `map_`, whether it is asked for.

    Args:
        map_: The map.
        rows: Rows of its outline.
        filter_: What is asked for.
        states: The states of quotes, by their ids, as far as that is known.
    """
    wanted = comparable(filter_.words)
    unquoted = unquoted_claims(map_) if filter_.unquoted else frozenset()
    unanswered = unanswered_counters(map_) if filter_.unanswered else frozenset()
    fitting = {
        some_id: _fits(map_, some_id, filter_, wanted, states)
        for some_id in {member for row in rows for member in row.premises}
    }
    return [
        any(fitting[member] for member in row.premises)
        and (not filter_.roles or row.role in filter_.roles)
        and (not filter_.unquoted or (row.kind is Kind.CLAIM and row.id in unquoted))
        and (not filter_.unanswered or row.link in unanswered)
        for row in rows
    ]


def unquoted_claims(map_: ArgMap) -> frozenset[str]:
    """The claims that rest on no passage: no chain of supports, alone or linked, leads from one down to a quote."""
    resting: set[str] = set()
    supported: dict[str, list[str]] = {}
    for claim_id, claim in map_.claims.items():
        for premises in claim.supported_by:
            for member in premises:
                supported.setdefault(member, []).append(claim_id)
    waiting = list(map_.quotes)
    while waiting:
        for claim_id in supported.get(waiting.pop(), ()):
            if claim_id not in resting:
                resting.add(claim_id)
                waiting.append(claim_id)
    return frozenset(map_.claims) - resting


def unanswered_counters(map_: ArgMap) -> frozenset[Link]:
    """The counters that nothing speaks against: neither an undercut of the link nor a counter of one of its premises.

    In the terms of abstract argumentation (Dung 1995), the attacks by arguments that are not attacked themselves.
    Whether an answer holds is not weighed: one that is there, answers.
    """
    return frozenset(
        Link(premises, Role.COUNTER, claim_id)
        for claim_id, claim in map_.claims.items()
        for premises in claim.countered_by
        if premises not in claim.undercut
        and not any(member in map_.claims and map_.claims[member].countered_by for member in premises)
    )


def _fits(map_: ArgMap, some_id: str, filter_: Filter, wanted: str, states: Mapping[str, str]) -> bool:
    """Whether a claim or quote has the words, a tag and a state that are asked for."""
    element = map_.claims.get(some_id) or map_.quotes[some_id]
    if filter_.tags and filter_.tags.isdisjoint(element.tags):
        return False
    if filter_.states and states.get(some_id) not in filter_.states:
        return False
    if not wanted:
        return True
    translation = map_.quotes[some_id].translation if some_id in map_.quotes else None
    return any(wanted in comparable(text) for text in (element.text, some_id, translation, element.note) if text)


ROLE_SIGN = {Role.SUPPORT: "+", Role.COUNTER: "−", Role.UNDERCUT: "×"}
THESIS_SIGN = "◆"
MEMBER_SIGN = "&"
"""One of several linked premises."""


AGAIN_SIGN = "↑"
"""A reference to an element that stands in full elsewhere."""


STATE_SIGN = {
    "exact": "●",
    "normalized": "●",
    "tracked": "▲",
    "fuzzy": "▲",
    "ambiguous": "?",
    "rewritten": "✎",
    "lost": "✗",
    "unreadable": "!",
}
