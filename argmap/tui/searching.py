"""Finding claims and links by what a person types."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from argmap.model import ArgMap, Claim

_FEWEST_POINTS = 62.0
"""The likeness, of 100, below which rapidfuzz's `partial_ratio` finds letters in common and no meaning."""
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

    Words that stand there as typed come before words that only resemble. Case and width make no difference.
    """
    wanted = _plain(query).strip()
    if not wanted:
        return [item.key for item in among][:_MOST]
    scored = [(_points(wanted, item), item.key) for item in among]
    fitting = [(points, key) for points, key in scored if points >= _FEWEST_POINTS]
    fitting.sort(key=lambda entry: -entry[0])
    return [key for _, key in fitting[:_MOST]]


def _points(wanted: str, item: Searchable) -> float:
    """How well an item fits: above 200 where it has the query as typed, above 100 where it has all its words."""
    from rapidfuzz import fuzz

    plain = [_plain(text) for text in item.texts]
    places = [text.find(wanted) for text in plain]
    if any(place >= 0 for place in places):
        return 300 - min(*(place for place in places if place >= 0), 99)
    together = " ".join(plain)
    words = wanted.split()
    if len(words) > 1 and all(word in together for word in words):
        return 150
    return max(
        fuzz.partial_ratio(wanted, text) if len(text) >= len(wanted) else fuzz.ratio(wanted, text) for text in plain
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
