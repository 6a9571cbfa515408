"""The values a map is made of: sources, claims, quotes, links, comments, conflicts, and the addresses of all of them.

All are frozen; positions count code points. An address names an element by the keys that lead to it in the file, so
that it stays the same wherever the element is moved:
`("claims", "us-japan-diverge", "supported_by", "gui-list-purpose")`.

A conflict is what a merge could not decide, kept until a person has, so that nothing of either side is lost. It lies at
the address of a field, `("claims", "some-claim", "text")` or `("map", "thesis")`; at that of a link,
`("claims", "some-claim", "link", "a + b")`; or at `(…, "some-claim", "element")` where one side removed what the other
changed, and `(…, "some-claim", "id")` where each gave it another id. The map itself holds one of the two versions:
ours, or where ours is that something is not there, theirs.

Plain dataclasses, not pydantic models: `argmap check` runs in hooks and must start at once, and importing
pydantic's models alone takes longer than the whole check (measured in benchmarks/startup.py).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

Address = tuple[str, ...]
"""The keys from the map's root to an element; `()` is the map itself."""


_COMMENT_LINE = r"#[^\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]*(?<!\s)"
"""Compiled when a comment is met, by `re`, which keeps it."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a person wrote beside one element of the file, without its indentation.

    Lines begin with `#`; an empty string is a blank line before or between comments' lines. Raises ValueError
    for lines that no comment can have.
    """

    above: tuple[str, ...] = ()
    """The lines before the element."""
    beside: str = ""
    """The comment at the end of the element's line (for an array, after its `[`), with `#`.

    The space before the `#` is kept where it is not the usual two spaces.
    """
    below: tuple[str, ...] = ()
    """Lines after the last thing inside the element: before an array's `]`, at the end of a table or the file."""
    closing: str = ""
    """The comment after an array's `]`, written as `beside`."""

    def __post_init__(self) -> None:
        ends = (self.beside.lstrip(" \t"), self.closing.lstrip(" \t"))
        for line in (*self.above, *self.below, *ends):
            if line and not re.fullmatch(_COMMENT_LINE, line):
                raise ValueError(f"{line!r} cannot be a line of a comment")

    def __bool__(self) -> bool:
        return bool(self.above or self.beside or self.below or self.closing)


def address_text(address: Address) -> str:
    """An address as a reader would write it: `claims.us-japan-diverge.text`."""
    return ".".join(address)


def tidy_comments(comments: Mapping[Address, Comment], living: Collection[Address]) -> Mapping[Address, Comment]:
    """`comments` without the empty ones and without those of elements that are not `living`."""
    return MappingProxyType({at: note for at, note in comments.items() if note and at in living})


Premises = tuple[str, ...]
"""The ids at the beginning of a link: one, or several linked premises, sorted."""


_LINKED = " + "


def premises_text(premises: Premises) -> str:
    """Premises as the file writes them: `a`, or `a + b` for linked ones."""
    return _LINKED.join(premises)


def parse_premises(text: str) -> Premises:
    """The premises that `text` names: the reverse of `premises_text`, in any order and spacing."""
    return tuple(sorted(part.strip() for part in text.split("+")))


class Role(StrEnum):
    """What a link does to what it points at."""

    SUPPORT = "support"
    COUNTER = "counter"
    UNDERCUT = "undercut"


@dataclass(frozen=True, slots=True)
class Link:
    """One link, as a value to talk about; the map keeps it inside the claim it points at."""

    premises: Premises
    role: Role
    target: str
    """The claim that is supported or countered; for an undercut, the claim of the link under attack."""
    against: Premises = ()
    """For an undercut, the premises of the link under attack; else empty."""


Reading = str | int | tuple[str, ...] | None
"""What a side says; None where it has nothing there."""


REMOVED, CHANGED = "removed", "changed"
"""The readings of a conflict about a whole element."""


ELEMENT, ID, LINK = "element", "id", "link"
"""The keys, in place of a field's name, of conflicts that are not about one field."""


class Side(StrEnum):
    """One of the two that were merged."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two readings of one thing, and what both were made from."""

    base: Reading = None
    ours: Reading = None
    theirs: Reading = None
    undercut: tuple[Premises, ...] = ()
    """For a link that is not in the map meanwhile: what undercuts it."""
    earlier: tuple[str, ...] = ()
    """Readings from merges before this one that nobody has decided on either."""

    def reading(self, side: Side) -> Reading:
        """What `side` says."""
        return self.ours if side is Side.OURS else self.theirs


def conflict_addresses(conflicts: Mapping[Address, Conflict]) -> Iterator[Address]:
    """The address of every table, key and list entry that the file has for `conflicts`."""
    for where, conflict in conflicts.items():
        here = ("conflicts", *where)
        yield here
        for name in ("base", "ours", "theirs"):
            reading = getattr(conflict, name)
            if isinstance(reading, tuple):
                yield from _list_addresses((*here, name), reading)
            elif reading is not None:
                yield (*here, name)
        yield from _list_addresses((*here, "undercut"), tuple(map(premises_text, conflict.undercut)))
        yield from _list_addresses((*here, "earlier"), conflict.earlier)


def link_in_conflict(where: Address) -> Premises | None:
    """The premises of the link that a conflict at `where` is about; None where it is about something else."""
    return parse_premises(where[3]) if len(where) == 4 and where[2] == LINK else None


FORMAT = 1
"""The version of the file format that this argmap reads and writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text file that is quoted."""

    path: str
    """Relative to the map's folder, with `/`."""
    title: str | None = None
    author: str | None = None
    lang: str | None = None
    """A BCP 47 tag: `zh`, `zh-Hant`, `de`, `en`."""
    year: int | None = None
    url: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    encoding: str | None = None
    """What the file is in, as IANA names it; None for UTF-8 and after a byte order mark, which the bytes tell."""
    blob: str | None = None
    """Git's blob id of the bytes in which the quotes were last anchored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence that can be supported or countered, with the links that point at it."""

    text: str
    note: str | None = None
    tags: tuple[str, ...] = ()
    supported_by: tuple[Premises, ...] = ()
    """Sorted, as are all lists of links: their order says nothing."""
    countered_by: tuple[Premises, ...] = ()
    undercut: Mapping[Premises, tuple[Premises, ...]] = field(default_factory=dict)
    """For each link under attack, named by its premises, what speaks against it."""

    def __post_init__(self) -> None:
        undercut = {against: tuple(sorted(groups)) for against, groups in self.undercut.items()}
        object.__setattr__(self, "undercut", MappingProxyType(undercut))
        object.__setattr__(self, "supported_by", tuple(sorted(self.supported_by)))
        object.__setattr__(self, "countered_by", tuple(sorted(self.countered_by)))

    def role_of(self, premises: Premises) -> Role | None:
        """Whether `premises` support or counter this claim; None where there is no such link."""
        if premises in self.supported_by:
            return Role.SUPPORT
        return Role.COUNTER if premises in self.countered_by else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage of a source, kept verbatim with a little context: the anchor."""

    source: str
    text: str
    before: str = ""
    after: str = ""
    at: int = 0
    """Where the passage began in the text it was anchored in, in code points."""
    alike: int | None = None
    """How alike the most similar other passage of that text was, in percent; None where nobody looked."""
    blob: str | None = None
    """The version it was anchored in, where that is not its source's."""
    translation: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()


ANCHOR = ("source", "text", "before", "after", "at", "alike", "blob")
"""The fields of a quote that are true only together: its words and where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgMap:
    """A whole map. Two maps are equal when they say the same; the order of ids does not matter."""

    title: str
    thesis: tuple[str, ...] = ()
    """The claims the map is about, in the order in which they are shown."""
    note: str | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    quotes: Mapping[str, Quote] = field(default_factory=dict)
    comments: Mapping[Address, Comment] = field(default_factory=dict)
    """What people wrote beside the elements of the file; see `argmap.model.values`."""
    conflicts: Mapping[Address, Conflict] = field(default_factory=dict)
    """What a merge could not decide, by what it is about; see `argmap.model.values`."""

    def __post_init__(self) -> None:
        for name in ("sources", "claims", "quotes", "comments", "conflicts"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def ids(self) -> frozenset[str]:
        """Every id that is taken."""
        return frozenset(self.sources) | frozenset(self.claims) | frozenset(self.quotes)

    def links(self) -> Iterator[Link]:
        """Every link of the map, claim by claim in the order of their ids."""
        for target in sorted(self.claims):
            yield from self.links_to(target)

    def links_to(self, claim_id: str) -> Iterator[Link]:
        """The links that `claim_id` holds: supports, counters, then undercuts of these. Raises KeyError."""
        claim = self.claims[claim_id]
        for role, group in ((Role.SUPPORT, claim.supported_by), (Role.COUNTER, claim.countered_by)):
            for premises in group:
                yield Link(premises, role, claim_id)
        for against, undercutters in sorted(claim.undercut.items()):
            for premises in undercutters:
                yield Link(premises, Role.UNDERCUT, claim_id, against)

    def links_from(self, any_id: str) -> Iterator[Link]:
        """The links in which `any_id` is one of the premises."""
        return (link for link in self.links() if any_id in link.premises)

    def quotes_of(self, source_id: str) -> Mapping[str, Quote]:
        """The quotes taken from one source."""
        return {at: quote for at, quote in self.quotes.items() if quote.source == source_id}

    def addresses(self) -> frozenset[Address]:
        """The address of every table, key and list entry that the map's file has."""
        return frozenset(_addresses(self))


def _addresses(map_: ArgMap) -> Iterator[Address]:
    yield from ((), ("format",), ("map",), ("map", "title"))
    if map_.note is not None:
        yield ("map", "note")
    yield from _list_addresses(("map", "thesis"), map_.thesis)
    sections: tuple[tuple[str, Mapping[str, Source | Claim | Quote]], ...] = (
        ("sources", map_.sources),
        ("claims", map_.claims),
        ("quotes", map_.quotes),
    )
    for section, elements in sections:
        for element_id, element in elements.items():
            yield (section, element_id)
            yield from _element_addresses((section, element_id), element)
    yield from conflict_addresses(map_.conflicts)


def _element_addresses(here: Address, element: Source | Claim | Quote) -> Iterator[Address]:
    for name, known in type(element).__dataclass_fields__.items():
        value = getattr(element, name)
        if name == "undercut":
            if value:
                yield (*here, name)
            for against, undercutters in value.items():
                yield from _list_addresses((*here, name, premises_text(against)), map(premises_text, undercutters))
        elif name in ("supported_by", "countered_by"):
            yield from _list_addresses((*here, name), map(premises_text, value))
        elif name == "tags":
            yield from _list_addresses((*here, name), value)
        elif value != known.default:
            yield (*here, name)


def _list_addresses(here: Address, entries: Iterable[str]) -> Iterator[Address]:
    listed = list(entries)
    if listed:
        yield here
        yield from ((*here, entry) for entry in listed)
