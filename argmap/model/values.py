"""The values a map is made of. All are frozen; positions count code points.

Plain dataclasses, not pydantic models: `argmap check` runs in hooks and must start at once, and importing
pydantic's models alone takes longer than the whole check (measured in benchmarks/startup.py).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from argmap.model.addresses import Address, Comment
from argmap.model.conflicts import Conflict, conflict_addresses
from argmap.model.links import Link, Premises, Role, premises_text

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
    blob: str | None = None
    """The version it was anchored in, where that is not its source's."""
    translation: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()


ANCHOR = ("source", "text", "before", "after", "at", "blob")
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
    """What people wrote beside the elements of the file; see `argmap.model.addresses`."""
    conflicts: Mapping[Address, Conflict] = field(default_factory=dict)
    """What a merge could not decide, by what it is about; see `argmap.model.conflicts`."""

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


def _addresses(whole: ArgMap) -> Iterator[Address]:
    yield from ((), ("format",), ("map",), ("map", "title"))
    if whole.note is not None:
        yield ("map", "note")
    yield from _list_addresses(("map", "thesis"), whole.thesis)
    sections: tuple[tuple[str, Mapping[str, Source | Claim | Quote]], ...] = (
        ("sources", whole.sources),
        ("claims", whole.claims),
        ("quotes", whole.quotes),
    )
    for section, elements in sections:
        for element_id, element in elements.items():
            yield (section, element_id)
            yield from _element_addresses((section, element_id), element)
    yield from conflict_addresses(whole.conflicts)


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
