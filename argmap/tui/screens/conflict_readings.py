"""The conflicts of a map, and what each version says of one, as sheets that are shown side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from argmap.edit import circle_closed
from argmap.edit.sentences import words_of
from argmap.graph import outline
from argmap.model import (
    ANCHOR,
    Address,
    ArgMap,
    Conflict,
    Link,
    Premises,
    Reading,
    Role,
    Side,
    address_text,
    link_in_conflict,
)
from argmap.model.values import ELEMENT, ID, REMOVED
from argmap.text.one_line import reading_line
from argmap.tui.content import link_sentence, premises_sentence
from argmap.tui.widgets.details import Paragraph, differences
from argmap.tui.widgets.painted_pane import Piece
from argmap.tui.widgets.sheets import QUOTED, Block, serves

_INDENT = Piece("  ")
_BLANK = Block(Paragraph())


class Sheets(NamedTuple):
    """What is shown of one conflict."""

    about: str
    """What it is about, with the words by which a reader recognises that."""
    ours: tuple[Block, ...]
    theirs: tuple[Block, ...]
    before: tuple[Block, ...]
    """What both began with; empty where that is not known."""
    in_map: Side
    """The side whose reading the map has meanwhile."""
    legend: str
    """What the marks mean."""


def sheets(whole: ArgMap, dispute: Dispute) -> Sheets:
    """The sheets of one conflict: in ours and theirs, the words that the other sheet, or what was before, has not."""
    before = tuple(_before(whole, dispute))
    sides = {side: tuple(_side(whole, dispute, side)) for side in Side}
    legend = "underlined: new since before" if before else "underlined: not in the other"
    return Sheets(_about(whole, dispute), sides[Side.OURS], sides[Side.THEIRS], before, in_map(dispute), legend)


def in_map(dispute: Dispute) -> Side:
    """Whose reading the map has meanwhile: ours, or theirs where ours is that nothing is there."""
    if dispute.anchor:
        return Side.OURS
    nothing = REMOVED if dispute.where[2:] == (ELEMENT,) else None
    return Side.THEIRS if dispute.conflict.ours == nothing else Side.OURS


def _about(whole: ArgMap, dispute: Dispute) -> str:
    if dispute.circle:
        around = " ← ".join(premises_sentence(whole, (claim_id,)) for claim_id in dispute.circle)
        return f"{dispute.of} · {dispute.said}: {around}"
    if dispute.link is not None:
        ends = f"{premises_sentence(whole, dispute.link)} → {premises_sentence(whole, (dispute.where[1],))}"
        return f"{dispute.of} · {dispute.said}: {ends}"
    what = f"{dispute.of} · {dispute.said}"
    if dispute.element is None or dispute.anchor or dispute.where[2:] == ("text",):
        return what
    return f"{what}: {reading_line(words_of(whole, dispute.element))}"


def _side(whole: ArgMap, dispute: Dispute, side: Side) -> Iterator[Block]:
    if dispute.anchor:
        yield from _anchor(dispute, side)
        return
    conflict, where = dispute.conflict, dispute.where
    reading = conflict.reading(side)
    if dispute.link is not None:
        yield _line(_link(reading))
    elif where[2:] == (ELEMENT,):
        yield from _element(whole, where[0], where[1], removed=reading == REMOVED)
    elif where[2:] == (ID,):
        yield _line(f"is called {reading}")
    elif isinstance(reading, tuple):
        yield from _theses(whole, reading)
    else:
        other = conflict.ours if side is Side.THEIRS else conflict.theirs
        yield _words(reading, conflict.base if conflict.base is not None else other)


def _before(whole: ArgMap, dispute: Dispute) -> Iterator[Block]:
    conflict = dispute.conflict
    if dispute.anchor:
        text = dict(dispute.anchor).get("text")
        if text is not None and text.base is not None:
            yield _words(text.base, None)
    elif isinstance(conflict.base, tuple):
        yield from _theses(whole, conflict.base)
    elif dispute.link is not None:
        yield from () if conflict.base is None else (_line(_link(conflict.base)),)
    elif conflict.base is not None and dispute.where[2:] != (ELEMENT,):
        yield _words(conflict.base, None)
    for earlier in conflict.earlier:
        yield _line("also, from a merge before this one:", "faint")
        yield _words(earlier, None)


def _anchor(dispute: Dispute, side: Side) -> Iterator[Block]:
    fields = {name: conflict.reading(side) for name, conflict in dispute.anchor}
    text = dict(dispute.anchor).get("text")
    yield from _context(fields.get("before"))
    if text is not None:
        other = text.ours if side is Side.THEIRS else text.theirs
        yield _words(text.reading(side), text.base if text.base is not None else other)
    yield from _context(fields.get("after"))
    told = {"source": "from {}", "at": "at code point {}", "blob": "in the text {:.7}"}
    said = [form.format(fields[name]) for name, form in told.items() if fields.get(name) is not None]
    if said:
        yield _BLANK
        yield _line(", ".join(said), "faint")


def _context(words: Reading) -> Iterator[Block]:
    if isinstance(words, str) and words.strip():
        yield Block(Paragraph((Piece(reading_line(words), "faint"),)), _INDENT)


def _words(reading: Reading, other: Reading) -> Block:
    """A reading beside the bar of quoted words; what the `other` one has not is marked."""
    if reading is None:
        return _line("says nothing", "faint")
    if other is None:
        return Block(Paragraph((Piece(reading_line(str(reading))),)), QUOTED)
    pieces = differences(str(other), str(reading)).now
    return Block(Paragraph(pieces), QUOTED)


def _element(whole: ArgMap, section: str, some_id: str, *, removed: bool) -> Iterator[Block]:
    if removed:
        yield _line("removed it", "counter")
        yield _line("taking this side removes it again, with its links", "faint")
        return
    yield _line("changed it, or used it for something new", "support")
    yield _BLANK
    yield Block(Paragraph((Piece(reading_line(words_of(whole, some_id))),)), QUOTED)
    if section != "sources":
        yield from serves(whole, some_id)
    if section == "claims":
        for link in whole.links_to(some_id):
            yield _line(link_sentence(whole, link), "faint")


def _theses(whole: ArgMap, theses: tuple[str, ...]) -> Iterator[Block]:
    for number, claim_id in enumerate(theses, 1):
        words = whole.claims[claim_id].text if claim_id in whole.claims else claim_id
        yield Block(Paragraph((Piece(reading_line(words)),), Piece(f"{number}. ", "strong")))


def _link(reading: Reading) -> str:
    return {Role.SUPPORT.value: "supports it", Role.COUNTER.value: "counters it"}.get(str(reading), "has no such link")


def _line(text: str, style: str = "") -> Block:
    return Block(Paragraph((Piece(text, style),)))


_SECTION: Final = {"sources": "source", "claims": "claim", "quotes": "quote"}
_FIELD: Final = {
    "text": "words",
    "path": "file",
    "lang": "language",
    "url": "address",
    ELEMENT: "removed and changed",
    ID: "its id",
}


@dataclass(frozen=True, slots=True)
class Dispute:
    """One thing about which the sides differ."""

    where: Address
    conflict: Conflict
    anchor: tuple[tuple[str, Conflict], ...] = ()
    """For a quote's words and place: the fields in conflict, by name."""
    circle: tuple[str, ...] = ()
    """The claims that would support each other in a circle with the link that it is about."""

    @property
    def name(self) -> str:
        """How the history speaks of it."""
        return address_text(self.where[:2]) if self.anchor else address_text(self.where)

    @property
    def element(self) -> str | None:
        """The element that it is about; None for the map itself."""
        return None if self.where[0] == "map" else self.where[1]

    @property
    def link(self) -> Premises | None:
        """The premises of the link that it is about; None where it is about something else."""
        return link_in_conflict(self.where)

    @property
    def said(self) -> str:
        """What it is about, in a few words."""
        if self.where[0] == "map":
            return "order of the theses" if self.where[1] == "thesis" else self.where[1]
        if self.link is not None:
            return "circle of supports" if self.circle else "support or counter"
        if self.anchor:
            return "words and place" if "text" in dict(self.anchor) else "place"
        return _FIELD.get(self.where[2], self.where[2])

    @property
    def of(self) -> str:
        """Whose it is, in a few words."""
        return "the map" if self.where[0] == "map" else f"{_SECTION[self.where[0]]} {self.where[1]}"

    def shows(self, whole: ArgMap) -> str | Link | None:
        """What to look at on the map; None where the map has nothing of its own for it."""
        if self.link is not None:
            role = whole.claims[self.where[1]].role_of(self.link)
            return Link(self.link, Role(role), self.where[1]) if role else self.where[1]
        return self.element if self.where[0] in ("claims", "quotes") else None


def disputes(whole: ArgMap) -> list[Dispute]:
    """What is undecided in a map: the map's own fields first, then in the order of the argument."""
    order = {some_id: at for at, some_id in enumerate(member for row in outline(whole) for member in row.premises)}
    found: list[Dispute] = []
    anchored: set[str] = set()
    for where, conflict in whole.conflicts.items():
        if where[0] == "quotes" and where[2] in ANCHOR:
            if where[1] not in anchored:
                anchored.add(where[1])
                found.append(_about_anchor(whole, where[1]))
        else:
            found.append(Dispute(where, conflict, circle=circle_closed(whole, where)))
    last = len(order)
    return sorted(found, key=lambda one: (one.where[0] != "map", order.get(one.element or "", last), one.where))


def _about_anchor(whole: ArgMap, quote_id: str) -> Dispute:
    fields = [(name, ("quotes", quote_id, name)) for name in ANCHOR]
    parts = tuple((name, whole.conflicts[at]) for name, at in fields if at in whole.conflicts)
    first, conflict = parts[0]
    return Dispute(("quotes", quote_id, first), conflict, parts)
