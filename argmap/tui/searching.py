"""Finding claims and links by what a person types."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from argmap.model import ArgMap, Claim
from argmap.text.comparable import comparable

_FEWEST_POINTS = 75.0
"""The likeness, of 100, that every word must have: a slip or two in a word, and no other word."""
_WORD = re.compile(r"\w+")
_MOST = 50
"""Results shown: more is not read but typed away."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """Something that can be found: what it is called, and every text by which it may be looked for."""

    key: str
    texts: tuple[str, ...]


def searchable_claims(whole: ArgMap, without: Iterable[str] = ()) -> list[Searchable]:
    """The claims of a map, theses first, each to be found by words, id or tag."""
    left_out = frozenset(without)
    ordered = [*whole.thesis, *(at for at in whole.claims if at not in whole.thesis)]
    return [_searchable(at, whole.claims[at]) for at in ordered if at not in left_out]


def _searchable(claim_id: str, claim: Claim) -> Searchable:
    return Searchable(claim_id, (claim.text, claim_id, *claim.tags))


def found(query: str, among: Iterable[Searchable]) -> list[str]:
    """The keys of what fits `query`, the likeliest first; all, in their own order, where nothing is asked.

    Words that stand there as typed come before words that only resemble. Case, width and Han script make no difference.
    """
    wanted = comparable(query)
    if not wanted:
        return [item.key for item in among][:_MOST]
    scored = [(_points(wanted, item), item.key) for item in among]
    fitting = [(points, key) for points, key in scored if points >= _FEWEST_POINTS]
    fitting.sort(key=lambda entry: -entry[0])
    return [key for _, key in fitting[:_MOST]]


def _points(wanted: str, item: Searchable) -> float:
    """How well an item fits: over 200 where it has the query as typed, 100 where each word stands in it."""
    plain = [comparable(text) for text in item.texts]
    places = [text.find(wanted) for text in plain]
    if any(place >= 0 for place in places):
        return 300 - min(*(place for place in places if place >= 0), 99)
    together = " ".join(plain)
    known = _WORD.findall(together)
    return min(_word_points(word, together, known) for word in wanted.split())


def _word_points(word: str, together: str, known: Sequence[str]) -> float:
    """How well one word of the query fits, of 100. Scripts without spaces are compared with any stretch of the text."""
    from rapidfuzz import fuzz

    if word in together:
        return 100
    if not word.isascii() and len(word) <= len(together):
        return fuzz.partial_ratio(word, together)
    return max((fuzz.ratio(word, other) for other in known), default=0)
