"""The quotes of a text as the reader shows them: spans with a role, quickly found by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from argmap.corpus import QuoteState
from argmap.graph import STATE_SIGN
from argmap.model import ArgMap, Role


class HighlightRole(StrEnum):
    """What a quote does in the map. Each role has a colour of its own, and glyphs that do without colour."""

    SUPPORT = "support"
    COUNTER = "counter"
    UNDERCUT = "undercut"
    MIXED = "mixed"
    """Several of these at once."""
    PLAIN = "plain"
    """Kept, but linked to nothing."""
    REVIEW = "review"
    """Its place in the text is in doubt."""
    COLLECTED = "collected"
    """No quote yet: a passage that waits to become one of several linked premises."""

    @property
    def glyph(self) -> str:
        """One cell: stands in the margin where a quote of this role begins."""
        return _GLYPHS[self][0]

    @property
    def bar(self) -> str:
        """One cell: stands in the margin where a quote of this role goes on."""
        return _GLYPHS[self][1]


_GLYPHS = {
    HighlightRole.SUPPORT: "+┃",
    HighlightRole.COUNTER: "−╏",
    HighlightRole.UNDERCUT: "×╳",
    HighlightRole.MIXED: "±║",
    HighlightRole.PLAIN: "·│",
    HighlightRole.REVIEW: "?┆",
    HighlightRole.COLLECTED: "&┊",
}


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage to be shown as quoted.

    Raises ValueError if it holds not even one code point.
    """

    start: int
    """Where it begins, in code points."""
    end: int
    """Where it ends, in code points."""
    role: HighlightRole
    key: str
    """What the reader's messages call it: the quote's id."""
    sign: str = ""
    """One cell: stands in the margin in place of its role's glyph, as the outline shows the state of the quote."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"highlight {self.key!r} spans nothing: {self.start} to {self.end}")

    @property
    def glyph(self) -> str:
        """One cell: stands in the margin where it begins."""
        return self.sign or self.role.glyph


class HighlightIndex:
    """Highlights by place; immutable.

    An augmented interval tree laid out in sorted arrays: the middle of each range is its root, and knows how far
    the spans of the range reach. Finding k highlights among n takes O(k log n), however they overlap
    (Cormen et al., Introduction to Algorithms, "Interval trees").
    """

    def __init__(self, highlights: Iterable[Highlight] = ()) -> None:
        """Index highlights, in any order."""
        self._spans = sorted(highlights, key=lambda span: (span.start, -span.end, span.key))
        self._reach = [0] * len(self._spans)
        self._fill(0, len(self._spans))

    def __len__(self) -> int:
        return len(self._spans)

    def overlapping(self, start: int, end: int) -> list[Highlight]:
        """The highlights that share a code point with a span, by where they begin; the longer first."""
        found: list[Highlight] = []
        self._collect(0, len(self._spans), start, end, found)
        return found

    def at(self, offset: int) -> list[Highlight]:
        """The highlights that hold the code point at an offset."""
        return self.overlapping(offset, offset + 1)

    def next_after(self, offset: int) -> Highlight | None:
        """The first highlight that begins after an offset; after the last one comes the first."""
        place = bisect_right(self._spans, offset, key=_start)
        return self._spans[place % len(self._spans)] if self._spans else None

    def last_before(self, offset: int) -> Highlight | None:
        """The first of those highlights that begin last before an offset; before the first one comes the last."""
        if not self._spans:
            return None
        start = self._spans[bisect_left(self._spans, offset, key=_start) - 1].start
        return self._spans[bisect_left(self._spans, start, key=_start)]

    def _fill(self, low: int, high: int) -> int:
        """Set how far each range reaches; gives it for the whole range."""
        if low >= high:
            return 0
        middle = (low + high) // 2
        reach = max(self._spans[middle].end, self._fill(low, middle), self._fill(middle + 1, high))
        self._reach[middle] = reach
        return reach

    def _collect(self, low: int, high: int, start: int, end: int, found: list[Highlight]) -> None:
        """Append what a range holds that shares a code point with a span."""
        if low >= high:
            return
        middle = (low + high) // 2
        if self._reach[middle] <= start:
            return
        self._collect(low, middle, start, end, found)
        highlight = self._spans[middle]
        if highlight.start < end:
            if highlight.end > start:
                found.append(highlight)
            self._collect(middle + 1, high, start, end, found)


def _start(highlight: Highlight) -> int:
    return highlight.start


_LOOK = {
    Role.SUPPORT: HighlightRole.SUPPORT,
    Role.COUNTER: HighlightRole.COUNTER,
    Role.UNDERCUT: HighlightRole.UNDERCUT,
}


def highlights(whole: ArgMap, quote_states: Mapping[str, QuoteState], source_id: str, length: int) -> list[Highlight]:
    """The highlights of a source whose text has `length` code points now."""
    roles = _roles(whole)
    made = []
    for quote_id in whole.quotes_of(source_id):
        quote_state = quote_states.get(quote_id)
        place = place_of(quote_state) if quote_state else None
        if quote_state is None or place is None or place[1] > length:
            continue
        look = HighlightRole.REVIEW if quote_state.needs_review else _look(roles.get(quote_id, set()))
        sign = STATE_SIGN[quote_state.state] if quote_state.needs_review else ""
        made.append(Highlight(*place, look, quote_id, sign))
    return made


def place_of(quote_state: QuoteState) -> tuple[int, int] | None:
    """Where a quote stands, or where its words were before they were rewritten; None where nobody knows."""
    resolution = quote_state.resolution
    if resolution is None or resolution.start is None or resolution.end is None:
        return None
    return (resolution.start, resolution.end) if resolution.start < resolution.end else None


def _roles(whole: ArgMap) -> dict[str, set[Role]]:
    """What each premise does, over all the links it is in."""
    roles: dict[str, set[Role]] = {}
    for link in whole.links():
        for member in link.premises:
            roles.setdefault(member, set()).add(link.role)
    return roles


def _look(roles: set[Role]) -> HighlightRole:
    if not roles:
        return HighlightRole.PLAIN
    return _LOOK[next(iter(roles))] if len(roles) == 1 else HighlightRole.MIXED
