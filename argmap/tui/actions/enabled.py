"""Why an action cannot be done now: each function says it of a context, in words that tell what to do first."""

from __future__ import annotations

from typing import Protocol

from argmap.model import Link, Role
from argmap.tui.keys import key_of
from argmap.tui.state.context import MapContext, Pane, Reason, how_to_select, overlong


def needs_subject(now: MapContext) -> Reason:
    """A passage, claim or quote is needed."""
    if now.passage:
        return overlong(now.passage.span)
    if now.premises or _collected_here(now):
        return None
    if now.pane is Pane.READER:
        return how_to_select("a passage")
    return "put the cursor on a claim or a quote of the map first"


def _collected_here(now: MapContext) -> bool:
    """Whether keys act on what is collected: they do where passages are marked."""
    return now.pane is Pane.READER and now.collected > 0


def needs_words(now: MapContext) -> Reason:
    """Words that can be copied are needed."""
    if now.passage or now.quoted or now.premises or now.marked or now.source_id:
        return None
    if now.pane is Pane.READER:
        return f"{how_to_select('a passage')}; or put the cursor on a quote"
    return "put the cursor on a claim or a quote of the map first"


def needs_words_of_text(now: MapContext) -> Reason:
    """Words that stand in a text are needed."""
    meant = {member for spot in now.spots for member in spot.premises}
    if now.passage or now.quoted or not meant.isdisjoint(now.map.quotes):
        return None
    if now.pane is Pane.READER:
        return needs_words(now)
    return "only quotes and passages have a source: put the cursor on one first"


def needs_collectable(now: MapContext) -> Reason:
    """A passage or a quote in the reader is needed."""
    if now.passage:
        return overlong(now.passage.span)
    if now.quoted:
        return None
    return "select a passage in a text first, or put the cursor of the reader on a quote"


def needs_collected(now: MapContext) -> Reason:
    """Something collected is needed."""
    return None if now.collected else f"nothing is collected yet: select a passage, then {key_of('collect')}"


def needs_quoted(now: MapContext) -> Reason:
    """A quoted passage at the reader's cursor is needed."""
    if now.quoted:
        return None
    return f"put the cursor of the reader on a quoted passage first: {key_of('next-quote')} goes to the next one"


def needs_quote(now: MapContext) -> Reason:
    """A quote is needed."""
    return None if now.element in now.map.quotes else "put the cursor on a quote first, in the text or in the map"


def needs_passage(now: MapContext) -> Reason:
    """A selected passage is needed."""
    return overlong(now.passage.span) if now.passage else how_to_select("a passage in the text")


def undercuts(now: MapContext) -> Reason:
    """A link that may be undercut is needed."""
    if now.passage and overlong(now.passage.span):
        return overlong(now.passage.span)
    if now.passage or _collected_here(now):
        makes = " or ".join(map(key_of, ("support", "counter")))
        return None if any(now.map.links()) else f"there is no link yet that it could speak against: {makes} makes one"
    if now.link is None:
        return "put the cursor on a row that supports or counters another first, or select a passage"
    return "an undercut cannot be undercut itself: counter its claim instead" if now.link.against else None


def needs_claim(now: MapContext) -> Reason:
    """A claim is needed."""
    return None if now.claim_id else "put the cursor on a claim of the map first"


def needs_element(now: MapContext) -> Reason:
    """A claim, quote or source is needed."""
    return None if now.element else "put the cursor on a claim, a quote or a source first"


def has_words(now: MapContext) -> Reason:
    """Something with words of its own is needed."""
    linked = len(now.premises) > 1
    return "linked premises have no words of their own: choose one of those below" if linked else None


def needs_link(now: MapContext) -> Reason:
    """A link is needed."""
    return None if now.link else "put the cursor on a row that supports, counters or undercuts something first"


def needs_text(now: MapContext) -> Reason:
    """An open text is needed."""
    if now.reading:
        return None
    return f"open a text first: {key_of('list.choose')} in the list of texts"


def needs_hits(now: MapContext) -> Reason:
    """Hits of a search are needed."""
    return None if now.hits else f"search for something first: {key_of('search')}"


def needs_places_behind(now: MapContext) -> Reason:
    """A place that was left is needed."""
    return None if now.places_behind else "there is no place to go back to yet"


def needs_places_ahead(now: MapContext) -> Reason:
    """A place that was gone back from is needed."""
    return None if now.places_ahead else "there is no place to go forward to"


class HasHistory(Protocol):
    """A context that knows the history of edits."""

    @property
    def undo(self) -> str | None: ...
    @property
    def redo(self) -> str | None: ...
    @property
    def unsaved(self) -> bool: ...


def needs_undo(now: HasHistory) -> Reason:
    """An edit to take back is needed."""
    return None if now.undo else "there is nothing to undo"


def needs_redo(now: HasHistory) -> Reason:
    """An edit to do again is needed."""
    return None if now.redo else "there is nothing to redo"


def needs_conflicts(now: MapContext) -> Reason:
    """Conflicts of a merge are needed."""
    return None if now.map.conflicts else "no merge has left anything to decide in this map"


def needs_unsaved(now: HasHistory) -> Reason:
    """Something unsaved is needed."""
    return None if now.unsaved else "everything is saved"


def in_map(now: MapContext) -> Reason:
    """The map, as tree or drawing, is needed."""
    return None if now.pane in (Pane.OUTLINE, Pane.DETAIL) and now.premises else _a_row()


def on_something(now: MapContext) -> Reason:
    """A row of the map, or a passage that is selected or quoted, is needed."""
    if now.pane is Pane.READER:
        return None if now.passage or now.quoted else f"{how_to_select('a passage')}, or choose a quote"
    return in_map(now)


def needs_links(now: MapContext) -> Reason:
    """Links are needed, and nothing else."""
    if in_map(now) and not now.link:
        return _a_row()
    if all(spot.link for spot in now.spots):
        return None
    return (
        "some of what is marked bears on nothing"
        if now.marked
        else "put the cursor on a row that supports, counters or undercuts something first"
    )


def needs_roles(now: MapContext) -> Reason:
    """Supports and counters are needed, and nothing else."""
    reason = needs_links(now)
    if reason is None and any(spot.link is not None and spot.link.role is Role.UNDERCUT for spot in now.spots):
        return "an undercut is neither a support nor a counter"
    return reason


def needs_company(now: MapContext) -> Reason:
    """Links that do the same to the same are needed: several marked ones, or one that has others beside it."""
    reason = needs_links(now)
    if reason is not None:
        return reason
    if len(now.marked) > 1:
        first = now.marked[0].link
        same = all(alike(spot.link, first) for spot in now.marked)
        return None if same else "mark rows that do the same to the same claim: those can be linked premises"
    here = now.spots[0].link
    others = any(link != here and alike(link, here) for link in now.map.links_to(here.target)) if here else False
    return None if others else "nothing else does the same to that claim: there is nothing to link it with"


def needs_linked(now: MapContext) -> Reason:
    """Linked premises are needed, and nothing else."""
    reason = needs_links(now)
    if reason is None and any(spot.link is not None and len(spot.link.premises) < 2 for spot in now.spots):
        return "put the cursor on linked premises first: they hold only together"
    return reason


def needs_cut(now: MapContext) -> Reason:
    """Something cut, and a row to put it on, is needed."""
    return in_map(now) if now.cut else f"cut a row first: {key_of('cut')}, or drag it with the mouse"


def needs_claims(now: MapContext) -> Reason:
    """Claims are needed, and nothing else."""
    if not now.spots:
        return "put the cursor on a claim of the map first"
    if all(len(spot.premises) == 1 and spot.premises[0] in now.map.claims for spot in now.spots):
        return None
    return "some of what is marked is no claim" if now.marked else "put the cursor on a claim of the map first"


def needs_pair(now: MapContext) -> Reason:
    """Two claims are needed: the marked ones, or that of the cursor and another."""
    if now.marked and len(now.marked) != 2:
        return "mark two claims that say the same, or none and put the cursor on one"
    reason = needs_claims(now)
    return reason or (None if len(now.map.claims) > 1 else "there is one claim only")


def needs_theses(now: MapContext) -> Reason:
    """Theses are needed, and nothing else."""
    if now.spots and all(spot.premises[0] in now.map.thesis for spot in now.spots):
        return None if len(now.map.thesis) > 1 else "there is one thesis only"
    return f"put the cursor on a thesis first: ◆. Only theses have an order of their own; {key_of('thesis')} makes one"


def needs_taggable(now: MapContext) -> Reason:
    """Claims, quotes or a source are needed."""
    return None if now.spots or now.source_id else "put the cursor on a claim, a quote or a source first"


def needs_removable(now: MapContext) -> Reason:
    """Claims and quotes, or a source, are needed."""
    if now.source_id or (now.spots and all(len(spot.premises) == 1 for spot in now.spots)):
        return None
    if now.spots:
        unlink = key_of("unlink")
        return f"linked premises have no id of their own: choose those below, or unlink them with {unlink}"
    return "put the cursor on a claim, a quote or a source first"


def needs_held(now: MapContext) -> Reason:
    """Something that can be let go is needed."""
    return None if now.narrowed or now.marked or now.cut else "nothing is marked, cut, asked for or focused on"


def alike(one: Link | None, other: Link | None) -> bool:
    """Whether two links do the same to the same."""
    if one is None or other is None:
        return False
    return (one.role, one.target, one.against) == (other.role, other.target, other.against)


def _a_row() -> str:
    return f"put the cursor on a row of the map first, or mark some: {key_of('mark')}"
