"""The rules for the conflicts that a map holds, and which of them are left when elements go."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from types import MappingProxyType

from argmap.model.addresses import Address
from argmap.model.conflicts import CHANGED, ELEMENT, ID, LINK, REMOVED, Conflict, Reading, link_in_conflict
from argmap.model.links import Premises, Role, premises_text
from argmap.model.problems import NUMBERS, Problem, number_problem
from argmap.model.values import ArgMap, Claim, Quote, Source

_NEVER_IN_CONFLICT = ("tags", "supported_by", "countered_by", "undercut")
"""Fields that merge as sets."""

_MAP_FIELDS = ("title", "note", "thesis")
_WORDS = {"sources": "source", "claims": "claim", "quotes": "quote"}
_ELEMENTS: dict[str, type[Source | Claim | Quote]] = {"sources": Source, "claims": Claim, "quotes": Quote}
_DROP = "remove this table"


def fields_in_conflict(section: str) -> tuple[str, ...]:
    """The fields of the map or of an element of `section` about which there can be a conflict."""
    if section == "map":
        return _MAP_FIELDS
    return tuple(field.name for field in fields(_ELEMENTS[section]) if field.name not in _NEVER_IN_CONFLICT)


def conflict_problems(whole: ArgMap) -> Iterator[Problem]:
    """Every rule that the conflicts in `whole` break."""
    for where, conflict in whole.conflicts.items():
        here = ("conflicts", *where)
        if not _is_place(where):
            yield Problem(here, "there can be no conflict about this", _DROP)
        elif where[0] != "map" and where[1] not in getattr(whole, where[0]):
            yield Problem(here, f"there is no {_WORDS[where[0]]} `{where[1]}` any more", _DROP)
        elif conflict.ours == conflict.theirs:
            yield Problem(here, "both sides say the same", _DROP)
        else:
            yield from _readings(here, where, conflict)
            yield from _premises(here, where, conflict, whole)


def is_living(where: Address, whole: ArgMap) -> bool:
    """Whether `whole` has what a conflict at `where` is about: the element, and both ends of a link."""
    if where[0] == "map":
        return True
    return where[1] in getattr(whole, where[0]) and _are_there(link_in_conflict(where) or (), whole)


def living_conflicts(whole: ArgMap) -> Mapping[Address, Conflict]:
    """The conflicts of `whole` without those about elements that are gone.

    Also without those whose sides say the same by now: two ids of a reading can become one when one of them is gone.
    """
    return MappingProxyType(
        {
            where: replace(conflict, undercut=tuple(some for some in conflict.undercut if _are_there(some, whole)))
            for where, conflict in whole.conflicts.items()
            if is_living(where, whole) and conflict.ours != conflict.theirs
        }
    )


def _is_place(where: Address) -> bool:
    match where:
        case ("map", field):
            return field in _MAP_FIELDS
        case ("claims", _, kind, _):
            return kind == LINK
        case ("sources" | "claims" | "quotes" as section, _, field):
            return field in (*fields_in_conflict(section), ELEMENT, ID)
    return False


def _numbers(here: Address, where: Address, conflict: Conflict) -> Iterator[Problem]:
    """Numbers that the field in conflict could not hold, whichever side was taken."""
    for name in ("base", "ours", "theirs"):
        reading = getattr(conflict, name)
        if isinstance(reading, int) and where[-1] in NUMBERS:
            problem = number_problem((*here, name), where[-1], reading)
            if problem:
                yield problem


def _readings(here: Address, where: Address, conflict: Conflict) -> Iterator[Problem]:
    """Readings that are none of the few words they can be."""
    words: tuple[Reading, ...]
    if link_in_conflict(where):
        words = (Role.SUPPORT.value, Role.COUNTER.value)
    elif where[-1] == ELEMENT and len(where) == 3:
        words = (REMOVED, CHANGED)
    else:
        yield from _numbers(here, where, conflict)
        return
    for name in ("base", "ours", "theirs"):
        reading = getattr(conflict, name)
        if reading is not None and reading not in words:
            said = f"`{name}` is neither `{words[0]}` nor `{words[1]}`"
            yield Problem((*here, name), said, f'write `{name} = "{words[0]}"` or `{name} = "{words[1]}"`')


def _premises(here: Address, where: Address, conflict: Conflict, whole: ArgMap) -> Iterator[Problem]:
    for premises in (link_in_conflict(where) or (), *conflict.undercut):
        if not _are_there(premises, whole):
            yield Problem(here, f"`{premises_text(premises)}` names what is not in the map", _DROP)


def _are_there(premises: Premises, whole: ArgMap) -> bool:
    return all(member in whole.claims or member in whole.quotes for member in premises)
