"""Importing a map into an existing one: what is in both is recognized, everything else is added.

The merge is that of `argmap merge`; what is particular to an import is that the ids of the map that is there stay as
they are, whatever the imported one calls its own.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from argmap.diff import merge
from argmap.model import Address, ArgMap, Claim, Conflict, Quote, Source, is_id, with_ids
from argmap.model.ids import LONGEST_ID

_Element = TypeVar("_Element", Source, Claim, Quote)
_WORDED = ("title", "author", "note", "translation")
"""Fields in which line breaks and spaces say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMerge:
    """A map with another taken in."""

    map: ArgMap
    renamed: Mapping[str, str]
    """For what the imported map calls otherwise than it is called now: its id there, and the id here."""
    known: frozenset[str]
    """The ids of what was in the map already: the same source, claim or passage."""
    conflicts: Mapping[Address, Conflict]
    """What the two say differently of one thing; both readings are kept in the map."""
    left: tuple[str, ...] = ()
    """What of the imported map as a whole gave way, in words for the user."""


def joined(ours: ArgMap, theirs: ArgMap) -> ImportMerge:
    """`ours` with all of `theirs`; both must be sound.

    Sources of one path, claims of the same words and the same words quoted of one source are one thing. Everything
    of `ours` keeps its id; another thing of that id gets a new one. Title and note of `ours` stay, and so does
    whether a claim of it is a thesis; an empty map takes the note.
    """
    names = _names(ours, theirs)
    new_ids = {old: new for old, new in names.items() if old != new}
    named = with_ids(theirs, new_ids)
    known = frozenset(names.values()) & ours.ids
    named = replace(named, thesis=tuple(at for at in named.thesis if at not in known or at in ours.thesis))
    named = _in_our_dress(ours, named, known)
    merged = merge(_base(ours, named, known), ours, named)
    return ImportMerge(
        map=merged.map, renamed=new_ids, known=known, conflicts=merged.conflicts, left=tuple(_left(ours, theirs))
    )


def _left(ours: ArgMap, theirs: ArgMap) -> Iterator[str]:
    if theirs.note not in (None, ours.note) and ours.ids:
        yield "the note on the whole, for this map is another"


def _in_our_dress(ours: ArgMap, named: ArgMap, known: frozenset[str]) -> ArgMap:
    """`named` with our line breaks and spaces where what it says of a known thing differs in no more than those."""
    return replace(
        named,
        sources={at: _dressed(ours.sources.get(at), named.sources[at], at in known) for at in named.sources},
        claims={at: _dressed(ours.claims.get(at), named.claims[at], at in known) for at in named.claims},
        quotes={at: _dressed(ours.quotes.get(at), named.quotes[at], at in known) for at in named.quotes},
    )


def _dressed(our: _Element | None, their: _Element, is_known: bool) -> _Element:
    if our is None or not is_known:
        return their
    same = {
        name: message
        for name in _WORDED
        if (message := getattr(our, name, None)) and _words(getattr(their, name) or "") == _words(message)
    }
    return replace(their, **same)


def _base(ours: ArgMap, named: ArgMap, known: frozenset[str]) -> ArgMap:
    """What the two count as made from: the things that are in both, bare, so that neither side seems to remove any.

    Where one side must give way (title, words in another form, anchors) the base says what the imported map says.
    """
    return ArgMap(
        title=named.title,
        note=named.note if ours.ids else None,
        sources={at: Source(path=named.sources[at].path) for at in known & named.sources.keys()},
        claims={at: Claim(text=named.claims[at].text) for at in known & named.claims.keys()},
        quotes={
            at: replace(named.quotes[at], translation=None, note=None, tags=()) for at in known & named.quotes.keys()
        },
    )


def _names(ours: ArgMap, theirs: ArgMap) -> dict[str, str]:
    """What each thing of `theirs` is to be called in the map of both."""
    names: dict[str, str] = {}
    names |= _same(ours.sources, theirs.sources, lambda source: source.path, lambda source: source.path)
    names |= _same(ours.claims, theirs.claims, lambda claim: _words(claim.text), lambda claim: _words(claim.text))
    names |= _same(
        ours.quotes,
        theirs.quotes,
        lambda quote: (ours.sources[quote.source].path, _words(quote.text)),
        lambda quote: (theirs.sources[quote.source].path, _words(quote.text)),
    )
    taken = {*ours.ids, *theirs.ids}
    for some_id in sorted(theirs.ids - names.keys()):
        name = some_id if some_id not in ours.ids else _free(some_id, taken)
        names[some_id] = name
        taken.add(name)
    return names


def _same(
    ours: Mapping[str, _Element],
    theirs: Mapping[str, _Element],
    our_key: Callable[[_Element], Hashable],
    their_key: Callable[[_Element], Hashable],
) -> dict[str, str]:
    """The ids that elements of `theirs` have in `ours`, where they are there: each of ours is one of theirs at most.

    Of several that say the same, those of one id are one, then those of an id that an earlier import of them got here;
    the others are paired in the order of their ids.
    """
    by_key: dict[Hashable, list[str]] = {}
    for at in sorted(ours):
        by_key.setdefault(our_key(ours[at]), []).append(at)
    found: dict[str, str] = {}
    for fits in (str.__eq__, _is_renamed, lambda _ours, _theirs: True):
        for at in sorted(theirs.keys() - found.keys()):
            same = by_key.get(their_key(theirs[at]), [])
            here = next((our_id for our_id in same if fits(our_id, at)), None)
            if here is not None:
                found[at] = here
                same.remove(here)
    return found


def _is_renamed(our_id: str, their_id: str) -> bool:
    """Whether `_free` can have made an id of the other."""
    stem, hyphen, number = our_id.rpartition("-")
    return bool(hyphen) and number.isdecimal() and their_id.startswith(stem)


def _words(text: str) -> str:
    return " ".join(text.split())


def _free(some_id: str, taken: set[str]) -> str:
    """`some_id` with a number, as an id that is not `taken`."""
    number = 2
    while True:
        tail = f"-{number}"
        name = some_id[: LONGEST_ID - len(tail)].rstrip("-_") + tail
        if name not in taken and is_id(name):
            return name
        number += 1
