"""Three versions of one element made one, but for the links of claims."""

from dataclasses import replace
from typing import Any, TypeVar

from argmap.diff.merging.settling import Settler, settled, settled_set
from argmap.model import ANCHOR, Address, Claim, Quote, Source

_Element = TypeVar("_Element", Source, Claim, Quote)

_SOURCE_FIELDS = ("path", "title", "author", "lang", "year", "url", "note", "encoding")
_CLAIM_FIELDS = ("text", "note")
_QUOTE_FIELDS = ("translation", "note")
_NO_SOURCE, _NO_CLAIM, _NO_QUOTE = Source(path=""), Claim(text=""), Quote(source="", text="")


def merged_source(at: Address, base: Source | None, ours: Source, theirs: Source, settler: Settler) -> Source:
    """One source. Of two texts it was anchored in either will do: each quote knows its own."""
    before = base or _NO_SOURCE
    blob, clash = settled(before.blob, ours.blob, theirs.blob)
    if clash:
        blob = max(blob for blob in (ours.blob, theirs.blob) if blob)
    return replace(_scalars(at, _SOURCE_FIELDS, before, ours, theirs, settler), blob=blob)


def merged_claim(at: Address, base: Claim | None, ours: Claim, theirs: Claim, settler: Settler) -> Claim:
    """One claim, with the links of our side."""
    return _scalars(at, _CLAIM_FIELDS, base or _NO_CLAIM, ours, theirs, settler)


def merged_quote(
    at: Address, base: Quote | None, ours: Quote, theirs: Quote, settler: Settler, blob: str | None
) -> Quote:
    """One quote, whose source was anchored in `blob`; each version names the text that it was anchored in itself.

    An anchor is of one piece: words, context and place are true only together.
    """
    before = base or _NO_QUOTE
    scalars = _scalars(at, _QUOTE_FIELDS, before, ours, theirs, settler)
    places = [(*at, name) for name in ANCHOR]
    anchors = zip(_anchor(ours), _anchor(theirs), strict=True)
    words, clash = settler.weigh(places, _words(before), _words(ours), _words(theirs), anchors)
    if clash:
        for place, name in zip(places, ANCHOR, strict=True):
            settler.note(place, getattr(base, name, None), getattr(ours, name), getattr(theirs, name))
        chosen = ours
    else:
        chosen = _anchored(words, before, ours, theirs, blob)
    anchor: dict[str, Any] = {name: getattr(chosen, name) for name in ANCHOR}
    return replace(scalars, **anchor)


def _words(quote: Quote) -> tuple[str, str]:
    return quote.source, quote.text


def _anchored(words: tuple[str, str], base: Quote, ours: Quote, theirs: Quote, blob: str | None) -> Quote:
    """The version whose anchor to take for `words`: the only one that changed, or else the one in the text `blob`."""
    able = [quote for quote in (ours, theirs) if _words(quote) == words]
    if len(able) == 1:
        return able[0]
    _, clash = settled(_anchor(base), _anchor(ours), _anchor(theirs))
    if not clash:
        return theirs if _anchor(base) == _anchor(ours) else ours
    return max(ours, theirs, key=lambda quote: (quote.blob in (None, blob), repr(_anchor(quote))))


def _anchor(quote: Quote) -> tuple[object, ...]:
    return tuple(getattr(quote, name) for name in ANCHOR)


def _scalars(
    at: Address, names: tuple[str, ...], base: _Element, ours: _Element, theirs: _Element, settler: Settler
) -> _Element:
    """Our element with the fields `names` and the tags merged."""
    changed: dict[str, Any] = {"tags": tuple(sorted(settled_set(base.tags, ours.tags, theirs.tags)))}
    for name in names:
        changed[name] = settler.settle((*at, name), getattr(base, name), getattr(ours, name), getattr(theirs, name))
    return replace(ours, **changed)
