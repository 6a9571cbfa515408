"""What changed, as lines of words that a terminal, a review comment and the screen can show alike.

A line is a sign and some pieces; what a piece looks like, and how user text is made safe, is for those who show it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from argmap.diff.changes import (
    ANCHOR_FIELDS,
    PROSE_FIELDS,
    Changes,
    Consequence,
    ElementChange,
    FieldChange,
    How,
    LinkChange,
    Tie,
    Value,
)
from argmap.diff.wording import Mark, form_text, wording
from argmap.edit import circle_closed, version_text
from argmap.edit.sentences import in_quotes, words_of
from argmap.model import ArgMap, Link, Premises, Role, Side, address_text


class Tone(StrEnum):
    """What a piece of a line is."""

    WORDS = "words"
    """Someone's own words, or ours between them."""
    GONE = "gone"
    NEW = "new"
    ID = "id"
    REMINDER = "reminder"
    """Words that only help to recognise an element."""
    CONSEQUENCE = "consequence"


class Piece(NamedTuple):
    """Some text of one tone."""

    tone: Tone
    text: str


class Line(NamedTuple):
    """One line: about an element, or further in about what changed of it."""

    depth: int
    """0 for an element, 1 for what changed of it."""
    sign: str
    """`+` came, `-` went, `~` changed, `!` follows from that."""
    pieces: tuple[Piece, ...]


_SIGN = {How.ADDED: "+", How.REMOVED: "-", How.CHANGED: "~"}
_WORD = {"sources": "source", "claims": "claim", "quotes": "quote"}
_VERB = {Role.SUPPORT: "supported by ", Role.COUNTER: "countered by "}
_TONE = {Mark.SAME: Tone.WORDS, Mark.GONE: Tone.GONE, Mark.NEW: Tone.NEW}


def change_lines(changes: Changes) -> Iterator[Line]:
    """The changes, element by element in their order, and then what a merge left or a person decided."""
    for element in changes.elements:
        yield from element_lines(element, changes)
    yield from conflict_lines(changes)


def conflict_lines(changes: Changes) -> Iterator[Line]:
    """What a merge left, with both versions, and what a person decided."""
    for where in changes.arisen:
        conflict, circle = changes.new.conflicts[where], circle_closed(changes.new, where)
        yield Line(0, "+", (Piece(Tone.WORDS, "conflict about "), Piece(Tone.ID, address_text(where))))
        if circle:
            yield _line("!", "claims would support each other in a circle: ", Piece(Tone.ID, " ← ".join(circle)))
        for side in Side:
            yield _line("+", f"{side}: ", Piece(Tone.WORDS, version_text(where, conflict.reading(side))))
    for where in changes.decided:
        yield Line(0, "-", (Piece(Tone.WORDS, "conflict about "), Piece(Tone.ID, address_text(where))))


def element_lines(element: ElementChange, changes: Changes) -> Iterator[Line]:
    """What changed of one element: a line that names it, then a line for each thing."""
    map_ = changes.old if element.how is How.REMOVED else changes.new
    if element.consequences and not (element.fields or element.links or element.old_id):
        effects = (Piece(Tone.CONSEQUENCE, _said(element.id, effect)) for effect in element.consequences)
        yield Line(0, "!", (*_with_commas(effects), Piece(Tone.REMINDER, "  " + in_quotes(map_, element.id))))
        return
    yield Line(0, _SIGN[element.how], tuple(_heading(element, map_)))
    for effect in element.consequences:
        yield Line(1, "!", (Piece(Tone.CONSEQUENCE, _said(element.id, effect)),))
    if element.how is How.ADDED:
        yield from _details(element, map_)
    reworded = _reworded_claim(element)
    shown_above = tuple(field for field in element.fields if field is not reworded)
    yield from part_lines(replace(element, fields=shown_above), changes)


def part_lines(part: ElementChange, changes: Changes) -> Iterator[Line]:
    """What changed of an element, without the line that names it: all of it, or one of its `parts`."""
    if part.old_id is not None:
        yield _line("~", "renamed from ", Piece(Tone.ID, part.old_id))
    for changed in part.fields:
        yield from _field(changed, part)
    if part.how is not How.REMOVED:
        for link in part.links:
            yield _link(link, changes)


def _with_commas(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for nth, piece in enumerate(pieces):
        if nth:
            yield Piece(Tone.WORDS, ", ")
        yield piece


def _said(some_id: str, effect: Consequence) -> str:
    return f"{some_id} {effect}"


def _reworded_claim(element: ElementChange) -> FieldChange | None:
    """How the words of a claim changed, which are shown instead of a reminder of them."""
    changed = element.field("text") if element.section == "claims" else None
    return None if changed is None or changed.same_words else changed


def _heading(element: ElementChange, map_: ArgMap) -> Iterator[Piece]:
    if element.section == "map":
        yield Piece(Tone.WORDS, "the map")
        return
    yield Piece(Tone.WORDS, f"{_WORD[element.section]} ")
    yield Piece(Tone.ID, element.id)
    yield Piece(Tone.WORDS, "  ")
    reworded = _reworded_claim(element)
    if reworded:
        yield from _marked(reworded.old, reworded.new)
    elif element.how is How.CHANGED:
        yield Piece(Tone.REMINDER, in_quotes(map_, element.id))
    elif element.section == "quotes":
        quote = map_.quotes[element.id]
        yield Piece(Tone.WORDS, f"“{quote.text}”")
        yield Piece(Tone.REMINDER, f" from {quote.source}")
    else:
        yield Piece(Tone.WORDS, words_of(map_, element.id))


def _details(element: ElementChange, map_: ArgMap) -> Iterator[Line]:
    """What an added element has beside its words."""
    added = getattr(map_, element.section)[element.id]
    for name in ("path", "translation", "note"):
        value = getattr(added, name, None)
        if value:
            yield _line("", f"{name}: {value}")
    if added.tags:
        yield _line("", "tags: " + ", ".join(added.tags))


def _field(changed: FieldChange, element: ElementChange) -> Iterator[Line]:
    match changed.name:
        case "thesis":
            yield from _theses(_ids(changed.old), _ids(changed.new))
        case "tags":
            yield _line("~", "tags: ", *_listed(_ids(changed.old), _ids(changed.new)))
        case "source":
            yield _line("~", "quoted from another source: ", *_replaced(changed.old, changed.new))
        case "blob" if element.section == "sources":
            yield _line("~", "its text changed: ", *_replaced(_blob(changed.old), _blob(changed.new)))
        case name if name in ANCHOR_FIELDS:
            if name == next(other.name for other in element.fields if other.name in ANCHOR_FIELDS):
                yield _anchor(element)
        case name if name in PROSE_FIELDS:
            said = "words" if name == "text" else name
            if changed.same_words:
                yield _line("~", f"{said}: {form_text(str(changed.old), str(changed.new))}")
                return
            yield _line("~", f"{said}: ", *_marked(changed.old, changed.new))
        case name:
            yield _line("~", f"{name}: ", *_replaced(changed.old, changed.new))


def _anchor(element: ElementChange) -> Line:
    """One line for all that changed of a quote's place."""
    pieces = []
    at, blob = element.field("at"), element.field("blob")
    if at:
        pieces.append(f"at {at.old} → {at.new}")
    if element.field("before") or element.field("after"):
        pieces.append("in another context")
    if (alike := element.field("alike")) and alike.new is not None:
        pieces.append(f"the most similar other passage of its text is {alike.new}% alike")
    if blob:
        pieces.append(f"in the text {_blob(blob.new)}" if blob.new else "in its source's text")
    return _line("~", "re-anchored: " + ", ".join(pieces))


def _theses(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Line]:
    for claim_id in new:
        if claim_id not in old:
            yield _line("+", "thesis ", Piece(Tone.ID, claim_id))
    for claim_id in old:
        if claim_id not in new:
            yield _line("-", "thesis ", Piece(Tone.ID, claim_id))
    kept, kept_before = [at for at in new if at in old], [at for at in old if at in new]
    if kept != kept_before:
        yield _line("~", "order of the theses: ", *_replaced(", ".join(old), ", ".join(new)))


def _link(changed: LinkChange, changes: Changes) -> Line:
    old, new = changed.old, changed.new
    match changed.how:
        case Tie.GAINED:
            return _line("+", *_named(new[0], changes))
        case Tie.LOST:
            return _line("-", *_named(old[0], changes))
        case Tie.TURNED:
            sentence = f" was a {old[0].role} and is a {new[0].role} now"
            return _line("~", *_premises(new[0].premises, changes), sentence)
    verb = {
        Tie.GROUPED: "only together now",
        Tie.UNGROUPED: "each by itself now",
        Tie.REGROUPED: "linked otherwise now",
    }
    before, after = (Piece(Tone.ID, ", ".join(" + ".join(link.premises) for link in some)) for some in (old, new))
    return _line("~", _VERB[new[0].role], after, f" {verb[changed.how]}; before ", before)


def _named(link: Link, changes: Changes) -> Iterator[Piece | str]:
    if link.role is Role.UNDERCUT:
        yield "its link from "
        yield from _premises(link.against, changes, with_words=False)
        yield " undercut by "
    else:
        yield _VERB[link.role]
    yield from _premises(link.premises, changes)


def _premises(premises: Premises, changes: Changes, *, with_words: bool = True) -> Iterator[Piece]:
    for nth, member in enumerate(premises):
        if nth:
            yield Piece(Tone.WORDS, " + ")
        yield Piece(Tone.ID, member)
        if with_words:
            map_ = changes.new if member in changes.new.ids else changes.old
            yield Piece(Tone.REMINDER, " " + in_quotes(map_, member))


def _marked(old: Value, new: Value) -> Iterator[Piece]:
    for stretch in wording(str(old or ""), str(new or "")):
        yield Piece(_TONE[stretch.mark], stretch.text)


def _replaced(old: Value, new: Value) -> Iterator[Piece]:
    if old is not None:
        yield Piece(Tone.GONE, str(old))
    if new is not None:
        yield Piece(Tone.NEW, str(new))


def _listed(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Piece]:
    """A set of words as it was and is: what stayed, went and came."""
    for nth, tag in enumerate(sorted({*old, *new})):
        if nth:
            yield Piece(Tone.WORDS, ", ")
        yield Piece(Tone.WORDS if tag in old and tag in new else Tone.GONE if tag in old else Tone.NEW, tag)


def _blob(value: Value) -> str | None:
    return str(value)[:7] if value else None


def _ids(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _line(sign: str, *pieces: Piece | str) -> Line:
    said = (Piece(Tone.WORDS, piece) if isinstance(piece, str) else piece for piece in pieces)
    return Line(1, sign, tuple(said))
