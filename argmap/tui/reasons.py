"""Why an action cannot be done now: each function says it of a situation, in words that tell what to do first."""

from __future__ import annotations

from typing import Final

from argmap.tui.keys import key_of, keys_in_sentence
from argmap.tui.situation import Pane, Situation

LONGEST_PASSAGE: Final = 50_000
"""Code points that a quote has at most where it is marked on the screen: some 25 pages, more than anyone quotes."""
Reason = str | None
"""Why something cannot be done now, as a sentence that says what to do first; None where it can."""


def always(_now: Situation) -> Reason:
    """It can always be done."""
    return None


def needs_subject(now: Situation) -> Reason:
    """A passage, claim or quote is needed."""
    if now.passage:
        return overlong(now.passage.span)
    if now.premises or _collected_here(now):
        return None
    if now.pane is Pane.READER:
        return how_to_select("a passage")
    return "put the cursor on a claim or a quote of the map first"


def _collected_here(now: Situation) -> bool:
    """Whether keys act on what is collected: they do where passages are marked."""
    return now.pane is Pane.READER and now.collected > 0


def needs_words(now: Situation) -> Reason:
    """Words that can be copied are needed."""
    if now.passage or now.quoted or now.premises or now.marked or now.source_id:
        return None
    if now.pane is Pane.READER:
        return f"{how_to_select('a passage')}; or put the cursor on a quote"
    return "put the cursor on a claim or a quote of the map first"


def needs_words_of_text(now: Situation) -> Reason:
    """Words that stand in a text are needed."""
    meant = {member for spot in now.spots for member in spot.premises}
    if now.passage or now.quoted or not meant.isdisjoint(now.map.quotes):
        return None
    if now.pane is Pane.READER:
        return needs_words(now)
    return "only quotes and passages have a source: put the cursor on one first"


def needs_collectable(now: Situation) -> Reason:
    """A passage or a quote in the reader is needed."""
    if now.passage:
        return overlong(now.passage.span)
    if now.quoted:
        return None
    return "select a passage in a text first, or put the cursor of the reader on a quote"


def needs_collected(now: Situation) -> Reason:
    """Something collected is needed."""
    return None if now.collected else f"nothing is collected yet: select a passage, then {key_of('collect')}"


def needs_quoted(now: Situation) -> Reason:
    """A quoted passage at the reader's cursor is needed."""
    if now.quoted:
        return None
    return f"put the cursor of the reader on a quoted passage first: {key_of('next-quote')} goes to the next one"


def needs_quote(now: Situation) -> Reason:
    """A quote is needed."""
    return None if now.element in now.map.quotes else "put the cursor on a quote first, in the text or in the map"


def needs_passage(now: Situation) -> Reason:
    """A selected passage is needed."""
    return overlong(now.passage.span) if now.passage else how_to_select("a passage in the text")


def overlong(span: tuple[int, int]) -> Reason:
    """Whether more is selected than a quote may have."""
    length = span[1] - span[0]
    if length <= LONGEST_PASSAGE:
        return None
    return f"{length:,} characters are selected, and a quote has at most {LONGEST_PASSAGE:,}: select less"


def undercuts(now: Situation) -> Reason:
    """A link that may be undercut is needed."""
    if now.passage and overlong(now.passage.span):
        return overlong(now.passage.span)
    if now.passage or _collected_here(now):
        makes = " or ".join(map(key_of, ("support", "counter")))
        return None if any(now.map.links()) else f"there is no link yet that it could speak against: {makes} makes one"
    if now.link is None:
        return "put the cursor on a row that supports or counters another first, or select a passage"
    return "an undercut cannot be undercut itself: counter its claim instead" if now.link.against else None


def needs_claim(now: Situation) -> Reason:
    """A claim is needed."""
    return None if now.claim_id else "put the cursor on a claim of the map first"


def needs_element(now: Situation) -> Reason:
    """A claim, quote or source is needed."""
    return None if now.element else "put the cursor on a claim, a quote or a source first"


def has_words(now: Situation) -> Reason:
    """Something with words of its own is needed."""
    linked = len(now.premises) > 1
    return "linked premises have no words of their own: choose one of those below" if linked else None


def needs_link(now: Situation) -> Reason:
    """A link is needed."""
    return None if now.link else "put the cursor on a row that supports, counters or undercuts something first"


def needs_text(now: Situation) -> Reason:
    """An open text is needed."""
    if now.reading:
        return None
    return f"open a text first: {key_of('list.choose')} in the list of texts"


def needs_hits(now: Situation) -> Reason:
    """Hits of a search are needed."""
    return None if now.hits else f"search for something first: {key_of('search')}"


def needs_places_behind(now: Situation) -> Reason:
    """A place that was left is needed."""
    return None if now.places_behind else "there is no place to go back to yet"


def needs_places_ahead(now: Situation) -> Reason:
    """A place that was gone back from is needed."""
    return None if now.places_ahead else "there is no place to go forward to"


def needs_undo(now: Situation) -> Reason:
    """An edit to take back is needed."""
    return None if now.undo else "there is nothing to undo"


def needs_redo(now: Situation) -> Reason:
    """An edit to do again is needed."""
    return None if now.redo else "there is nothing to redo"


def needs_conflicts(now: Situation) -> Reason:
    """Conflicts of a merge are needed."""
    return None if now.map.conflicts else "no merge has left anything to decide in this map"


def needs_unsaved(now: Situation) -> Reason:
    """Something unsaved is needed."""
    return None if now.unsaved else "everything is saved"


def how_to_select(what: str) -> str:
    """What to do first where something is to be selected in a text."""
    select, grow = key_of("reader.select"), key_of("reader.grow")
    arrows = keys_in_sentence("reader.left", "reader.right")
    return f"select {what} first: {select} and {arrows}, {grow} for a sentence, or drag with the mouse"
