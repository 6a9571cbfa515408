"""What each side of a conflict says, as sheets that stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.model import ArgMap, Reading, Role, Side
from argmap.model.values import ELEMENT, ID, REMOVED
from argmap.text.one_line import reading_line
from argmap.tui.conflicts.disputes import Dispute
from argmap.tui.differences import differences
from argmap.tui.panes.details import Paragraph
from argmap.tui.panes.look import Piece
from argmap.tui.review.sheets import QUOTED, Block, serves
from argmap.tui.sentences import link_sentence, premises_sentence, words_of

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
