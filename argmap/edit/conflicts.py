"""Deciding what a merge could not."""

from dataclasses import MISSING, fields, replace
from typing import Any

from argmap.edit.elements import change_claim, change_quote, change_source, remove, rename
from argmap.edit.links import link, undercut, unlink
from argmap.edit.refusal import Refused, sound
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

_WORDS = {
    "map": ("title", "note"),
    "sources": ("title", "author", "lang", "url", "note"),
    "claims": ("text", "note"),
    "quotes": ("translation", "note"),
}
"""The fields that a person may word anew."""


def resolve_conflict(map_: ArgMap, where: Address, side: Side) -> ArgMap:
    """A map that says what `side` says about `where`, and has that conflict no more.

    The fields that anchor a quote are decided together. Raises Refused where there is no such conflict, and where
    what `side` says no longer fits the map.
    """
    if where not in map_.conflicts:
        raise Refused(f"there is no conflict about `{address_text(where)}`", "`argmap check` lists the conflicts")
    conflict = map_.conflicts[where]
    reading = conflict.reading(side)
    premises = link_in_conflict(where)
    if premises is not None:
        return _linked_as(_without(map_, where), where[1], premises, reading, conflict)
    if where[0] == "map":
        return _with_map_field(_without(map_, where), where[1], reading)
    if where[2] == ELEMENT:
        left = _without(map_, where)
        return remove(left, where[1], cascade=True) if reading == REMOVED else left
    if where[2] == ID:
        left = _without(map_, where)
        return rename(left, where[1], reading) if isinstance(reading, str) and reading != where[1] else left
    return _with_fields(map_, where, side)


def refused_sides(map_: ArgMap, where: Address) -> dict[Side, Refused]:
    """The sides for which the conflict at `where` cannot be decided as the map is, each with the reason."""
    refused = {}
    for side in Side:
        try:
            resolve_conflict(map_, where, side)
        except Refused as reason:
            refused[side] = reason
    return refused


def circle_closed(map_: ArgMap, where: Address) -> tuple[str, ...]:
    """The claims that would support each other in a circle, were the link in conflict at `where` a support.

    Each is supported by the next, and the last is the first again. Empty where there is no such circle, and where the
    conflict is about something else.
    """
    premises, conflict = link_in_conflict(where), map_.conflicts[where]
    if premises is None or Role.SUPPORT not in (conflict.ours, conflict.theirs):
        return ()
    target = where[1]
    paths: list[tuple[str, ...]] = [(target, member) for member in premises if member in map_.claims]
    seen = {*premises}
    for path in paths:
        for member in (one for group in map_.claims[path[-1]].supported_by for one in group):
            if member == target:
                return (*path, target)
            if member in map_.claims and member not in seen:
                seen.add(member)
                paths.append((*path, member))
    return ()


def version_text(where: Address, reading: Reading) -> str:
    """What a side says about `where`, in words: that it removed it, or what it has there."""
    if link_in_conflict(where) is not None:
        return {Role.SUPPORT.value: "supports", Role.COUNTER.value: "counters"}.get(str(reading), "has no such link")
    if where[0] != "map" and where[2] == ELEMENT:
        return "removed it" if reading == REMOVED else "changed or used it"
    if reading is None:
        return "has nothing there"
    return f"“{', '.join(reading) if isinstance(reading, tuple) else reading}”"


def takes_words(where: Address) -> bool:
    """Whether a conflict at `where` can be decided by words that neither side has."""
    return where[-1] in _WORDS[where[0]] and link_in_conflict(where) is None


def resolve_with(map_: ArgMap, where: Address, words: str) -> ArgMap:
    """A map that has `words` at `where`, and that conflict no more. Raises Refused as `resolve_conflict` does."""
    if where not in map_.conflicts:
        raise Refused(f"there is no conflict about `{address_text(where)}`", "`argmap check` lists the conflicts")
    if not takes_words(where):
        raise Refused(f"`{address_text(where)}` has no other wording", "choose one of the two sides")
    left = _without(map_, where)
    fields: dict[str, Any] = {where[-1]: words}
    match where:
        case ("map", name):
            return _with_map_field(left, name, words if name == "title" else words or None)
        case ("sources", source_id, _):
            return change_source(left, source_id, **fields)
        case ("claims", claim_id, _):
            return change_claim(left, claim_id, **fields)
        case _:
            return change_quote(left, where[1], **fields)


def both_versions(where: Address, conflict: Conflict) -> str | None:
    """The words that say what both sides say, one after the other; None where only one of them can stand."""
    readings = (conflict.ours, conflict.theirs)
    if where[-1] != "note" or not takes_words(where) or not all(isinstance(reading, str) for reading in readings):
        return None
    return "\n\n".join(str(reading).strip() for reading in readings)


def _without(map_: ArgMap, *decided: Address) -> ArgMap:
    left = {where: conflict for where, conflict in map_.conflicts.items() if where not in decided}
    return sound(replace(map_, conflicts=left))


def _with_map_field(left: ArgMap, name: str, reading: Reading) -> ArgMap:
    if name == "thesis":
        order = reading if isinstance(reading, tuple) else ()
        theses = [claim_id for claim_id in order if claim_id in left.thesis]
        reading = (*theses, *(claim_id for claim_id in left.thesis if claim_id not in theses))
    changed: dict[str, Any] = {name: reading}
    return sound(replace(left, **changed))


def _with_fields(map_: ArgMap, where: Address, side: Side) -> ArgMap:
    section, element_id, name = where
    together = ANCHOR if section == "quotes" and name in ANCHOR else (name,)
    decided = [(section, element_id, one) for one in together if (section, element_id, one) in map_.conflicts]
    elements = dict(getattr(map_, section))
    element = elements[element_id]
    absent = {one.name: "" if one.default is MISSING else one.default for one in fields(element)}
    readings = {at[2]: map_.conflicts[at].reading(side) for at in decided}
    changed = {one: absent[one] if reading is None else reading for one, reading in readings.items()}
    elements[element_id] = replace(element, **changed)
    parts: dict[str, Any] = {section: elements}
    return _without(replace(map_, **parts), *decided)


def _linked_as(left: ArgMap, target: str, premises: Premises, reading: Reading, conflict: Conflict) -> ArgMap:
    is_now = left.claims[target].role_of(premises)
    if reading is None:
        return left if is_now is None else unlink(left, Link(premises, is_now, target))
    if is_now is None or is_now != reading:
        left = link(left, premises, Role(str(reading)), target)
    for group in conflict.undercut:
        if group not in left.claims[target].undercut.get(premises, ()):
            left = undercut(left, group, premises, target)
    return left
