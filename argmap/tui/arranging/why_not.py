"""Why the argument cannot be rearranged just so: each function says it of a situation, and what to do first."""

from __future__ import annotations

from argmap.model import Link, Role
from argmap.tui.keys import key_of
from argmap.tui.reasons import how_to_select
from argmap.tui.situation import Pane, Situation

Reason = str | None


def in_map(now: Situation) -> Reason:
    """The map, as tree or drawing, is needed."""
    return None if now.pane in (Pane.OUTLINE, Pane.DETAIL) and now.premises else _a_row()


def on_something(now: Situation) -> Reason:
    """A row of the map, or a passage that is selected or quoted, is needed."""
    if now.pane is Pane.READER:
        return None if now.passage or now.quoted else f"{how_to_select('a passage')}, or choose a quote"
    return in_map(now)


def needs_links(now: Situation) -> Reason:
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


def needs_roles(now: Situation) -> Reason:
    """Supports and counters are needed, and nothing else."""
    reason = needs_links(now)
    if reason is None and any(spot.link is not None and spot.link.role is Role.UNDERCUT for spot in now.spots):
        return "an undercut is neither a support nor a counter"
    return reason


def needs_company(now: Situation) -> Reason:
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


def needs_linked(now: Situation) -> Reason:
    """Linked premises are needed, and nothing else."""
    reason = needs_links(now)
    if reason is None and any(spot.link is not None and len(spot.link.premises) < 2 for spot in now.spots):
        return "put the cursor on linked premises first: they hold only together"
    return reason


def needs_cut(now: Situation) -> Reason:
    """Something cut, and a row to put it on, is needed."""
    return in_map(now) if now.cut else f"cut a row first: {key_of('cut')}, or drag it with the mouse"


def needs_claims(now: Situation) -> Reason:
    """Claims are needed, and nothing else."""
    if not now.spots:
        return "put the cursor on a claim of the map first"
    if all(len(spot.premises) == 1 and spot.premises[0] in now.map.claims for spot in now.spots):
        return None
    return "some of what is marked is no claim" if now.marked else "put the cursor on a claim of the map first"


def needs_pair(now: Situation) -> Reason:
    """Two claims are needed: the marked ones, or that of the cursor and another."""
    if now.marked and len(now.marked) != 2:
        return "mark two claims that say the same, or none and put the cursor on one"
    reason = needs_claims(now)
    return reason or (None if len(now.map.claims) > 1 else "there is one claim only")


def needs_theses(now: Situation) -> Reason:
    """Theses are needed, and nothing else."""
    if now.spots and all(spot.premises[0] in now.map.thesis for spot in now.spots):
        return None if len(now.map.thesis) > 1 else "there is one thesis only"
    return f"put the cursor on a thesis first: ◆. Only theses have an order of their own; {key_of('thesis')} makes one"


def needs_taggable(now: Situation) -> Reason:
    """Claims, quotes or a source are needed."""
    return None if now.spots or now.source_id else "put the cursor on a claim, a quote or a source first"


def needs_removable(now: Situation) -> Reason:
    """Claims and quotes, or a source, are needed."""
    if now.source_id or (now.spots and all(len(spot.premises) == 1 for spot in now.spots)):
        return None
    if now.spots:
        unlink = key_of("unlink")
        return f"linked premises have no id of their own: choose those below, or unlink them with {unlink}"
    return "put the cursor on a claim, a quote or a source first"


def needs_held(now: Situation) -> Reason:
    """Something that can be let go is needed."""
    return None if now.narrowed or now.marked or now.cut else "nothing is marked, cut, asked for or focused on"


def alike(one: Link | None, other: Link | None) -> bool:
    """Whether two links do the same to the same."""
    if one is None or other is None:
        return False
    return (one.role, one.target, one.against) == (other.role, other.target, other.against)


def _a_row() -> str:
    return f"put the cursor on a row of the map first, or mark some: {key_of('mark')}"
