"""Three versions of a map made one: a merge of values, not of lines, that loses nothing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from argmap.diff.merging.circles import without_circles
from argmap.diff.merging.comments import merged_comments
from argmap.diff.merging.elements import merged_claim, merged_quote, merged_source
from argmap.diff.merging.links import NO_CLAIM, Three, with_merged_links
from argmap.diff.merging.naming import named_alike
from argmap.diff.merging.removals import put_back
from argmap.diff.merging.settling import Settler, settled, settled_set
from argmap.diff.merging.theses import merged_theses
from argmap.diff.merging.undecided import merged_conflicts
from argmap.edit import Refused
from argmap.model import Address, ArgMap, Claim, Conflict, Quote, Source, living_conflicts, problems

_Element = TypeVar("_Element", Source, Claim, Quote)
_MergeOne = Callable[[str, _Element | None, _Element, _Element], _Element]


class Merged(NamedTuple):
    """What a merge gives."""

    map: ArgMap
    """Sound and whole; where the sides clash it has one reading, and the other among its conflicts."""
    conflicts: Mapping[Address, Conflict]
    """Those of the map's conflicts that this merge came upon; it may hold older ones."""


def merge(base: ArgMap, ours: ArgMap, theirs: ArgMap) -> Merged:
    """What both sides made of `base`, in one map.

    Sets (links, tags, theses) merge as sets, single values where one side changed them or both did alike; where the
    base holds a conflict, a side that decided it has changed the value. What is left is a conflict: two readings of
    one value; something removed and changed; a circle of supports that neither side has alone. All three must be
    sound maps. Raises Refused where the result would break a rule of maps all the same: then nothing is given.
    """
    chosen, clash = settled(base, ours, theirs)
    if not clash:
        return Merged(chosen, {})
    named = named_alike(base, ours, theirs)
    settler = Settler(named.base, named.ours, named.theirs)
    our_side, their_side, removed = put_back(named.base, named.ours, named.theirs)
    settler.found |= removed | named.conflicts
    merged = _merged(named.base, our_side, their_side, named.ours, settler)
    broken = problems(merged)
    if broken:
        raise Refused(f"merged, this would break a rule of maps: {broken[0].what}", broken[0].mend)
    return Merged(merged, {at: merged.conflicts[at] for at in sorted(settler.found) if at in merged.conflicts})


def _merged(base: ArgMap, ours: ArgMap, theirs: ArgMap, ours_alone: ArgMap, settler: Settler) -> ArgMap:
    sources = _each(
        "sources",
        base.sources,
        ours.sources,
        theirs.sources,
        lambda at, before, one, other: merged_source(("sources", at), before, one, other, settler),
        settler,
    )
    blobs = {at: source.blob for at, source in sources.items()}
    quotes = _each(
        "quotes",
        _telling_their_text(base, blobs),
        _telling_their_text(ours, blobs),
        _telling_their_text(theirs, blobs),
        lambda at, before, one, other: merged_quote(("quotes", at), before, one, other, settler, blobs.get(one.source)),
        settler,
    )
    there = quotes.keys() | settled_set(base.claims.keys(), ours.claims.keys(), theirs.claims.keys())
    claims = _each(
        "claims",
        base.claims,
        ours.claims,
        theirs.claims,
        lambda at, before, one, other: _claim(at, Three(before or NO_CLAIM, one, other), there, settler),
        settler,
    )
    title, note = (
        settler.settle(("map", name), getattr(base, name), getattr(ours, name), getattr(theirs, name))
        for name in ("title", "note")
    )
    parts: dict[str, Any] = {
        "title": title,
        "note": note,
        "thesis": merged_theses(base.thesis, ours.thesis, theirs.thesis, settler),
        "sources": sources,
        "claims": without_circles(claims, base.claims, ours_alone.claims, settler),
        "quotes": {at: _untold(quote, blobs.get(quote.source)) for at, quote in quotes.items()},
    }
    whole = ArgMap(**parts, conflicts=merged_conflicts(base.conflicts, ours.conflicts, theirs.conflicts, settler))
    whole = replace(whole, conflicts=living_conflicts(whole))
    if not ours.comments and not theirs.comments:
        return whole
    comments = merged_comments(base.comments, ours.comments, theirs.comments, whole.addresses())
    return replace(whole, comments=comments)


def _each(
    section: str,
    base: Mapping[str, _Element],
    ours: Mapping[str, _Element],
    theirs: Mapping[str, _Element],
    merge_one: _MergeOne[_Element],
    settler: Settler,
) -> dict[str, _Element]:
    """Every element that both have or either added, by id."""
    merged: dict[str, _Element] = {}
    for at in settled_set(base.keys(), ours.keys(), theirs.keys()):
        if at not in ours or at not in theirs:
            merged[at] = ours[at] if at in ours else theirs[at]
            continue
        chosen, clash = settled(base.get(at), ours[at], theirs[at])
        if clash or chosen is None or settler.is_in_question(section, at):
            chosen = merge_one(at, base.get(at), ours[at], theirs[at])
        merged[at] = chosen
    return merged


def _claim(claim_id: str, three: Three, there: Collection[str], settler: Settler) -> Claim:
    merged = merged_claim(("claims", claim_id), three.base, three.ours, three.theirs, settler)
    return with_merged_links(claim_id, merged, three, there, settler)


def _telling_their_text(side: ArgMap, blobs: Mapping[str, str | None]) -> Mapping[str, Quote]:
    """The quotes of `side`, each with the text that it was anchored in where its source will be of another."""
    texts = {at: source.blob for at, source in side.sources.items()}
    others = {at: blob for at, blob in texts.items() if at in blobs and blob != blobs[at]}
    if not others:
        return side.quotes
    return {
        at: replace(quote, blob=quote.blob or others[quote.source]) if quote.source in others else quote
        for at, quote in side.quotes.items()
    }


def _untold(quote: Quote, blob: str | None) -> Quote:
    """`quote` without the text that it was anchored in where that is its source's."""
    return replace(quote, blob=None) if quote.blob is not None and quote.blob == blob else quote
