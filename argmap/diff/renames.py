"""Which element of one map is which of another, where its id was changed.

An id that is in both maps is the same element, unless its exact words have another id now and it was given to
something else. Of the others, what has the same content is the same element under another id; and so is what is much
alike, the more readily the more links it shares, and only where nothing else is nearly as much alike: a rename that is
not seen is told as one thing gone and one come, a wrong one misleads.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from argmap.model import ArgMap, with_ids

_T = TypeVar("_T")

_ALIKE = 0.85
"""The likeness, from 0 to 1, of two texts that are one; what links they share is added to it."""
_KIN_WEIGHT = 0.25
"""What it adds to the likeness when two elements have all their links in common."""
_REWORDED = 0.6
"""The likeness of two texts from which on the later is taken for a rewording of the earlier, not for something else."""
_MARGIN = 0.1
"""How much more alike the two must be than either is to anything else."""
_MOST_COMPARED = 250_000
"""Pairs that are compared by likeness; beyond them a map was made anew, and nobody looks for renames."""


class _Portrait(NamedTuple):
    """What an element is known by, apart from its id."""

    keys: tuple[Hashable, ...]
    """What tells it for sure, the surest first; None where it has not got it."""
    text: str
    """What is compared by likeness; empty where only the keys count."""
    kin: frozenset[Hashable]
    """Its links and its place among the theses."""


def renamed_ids(old: ArgMap, new: ArgMap) -> dict[str, str]:
    """The ids in `new` of the elements of `old` that have another id there, by their ids in `old`."""
    found = _given_again(old, new)
    # Claims are looked at twice: one that was found again is an end of links that tell others.
    for section in ("sources", "quotes", "claims", "claims"):
        found |= _renamed_in(section, old, new, found)
    return found


def _given_again(old: ArgMap, new: ArgMap) -> dict[str, str]:
    """The new ids of elements whose old id was given to something else, as where two claims changed their ids.

    Such an element is known by its exact words alone, which nothing else has in either map. No id is the new one
    of two: whatever had it before is renamed, too.
    """
    found: dict[str, str] = {}
    for section, key in _KEYS.items():
        then, now = getattr(old, section), getattr(new, section)
        if all(key(element) == key(now[some_id]) for some_id, element in then.items() if some_id in now):
            continue
        places = _by_key(now, key)
        for words, olds in _by_key(then, key).items():
            news = places.get(words, [])
            if len(olds) == len(news) == 1 and olds != news and (olds[0] in new.ids or news[0] in old.ids):
                found[olds[0]] = news[0]
    for some_id in [one for one in found if one in old.claims and one in new.claims]:
        if _ratio(old.claims[some_id].text, new.claims[some_id].text) >= _REWORDED:
            del found[some_id]  # reworded, and its old words were said anew
    while taken := [old_id for old_id, new_id in found.items() if new_id in old.ids and new_id not in found]:
        for old_id in taken:
            del found[old_id]
    return found


def _by_key(elements: Mapping[str, _T], key: Callable[[_T], Hashable]) -> dict[Hashable, list[str]]:
    places: defaultdict[Hashable, list[str]] = defaultdict(list)
    for some_id, element in elements.items():
        places[key(element)].append(some_id)
    return places


def _ratio(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) / 100


def _renamed_in(section: str, old: ArgMap, new: ArgMap, known: Mapping[str, str]) -> dict[str, str]:
    """The ids of elements of one section that were changed, besides those `known`."""
    gone = sorted(getattr(old, section).keys() - new.ids - known.keys())
    come = sorted(getattr(new, section).keys() - old.ids - {*known.values()})
    if not gone or not come:
        return {}
    portray, before = _PORTRAYED[section], with_ids(old, known)
    kin, new_kin = _kin(before, set(gone)), _kin(new, set(come))
    return _paired(
        {some_id: portray(before, some_id, kin[some_id]) for some_id in gone},
        {some_id: portray(new, some_id, new_kin[some_id]) for some_id in come},
    )


def _source(map_: ArgMap, source_id: str, kin: frozenset[Hashable]) -> _Portrait:
    source = map_.sources[source_id]
    return _Portrait((source.path, source.blob, source.title and (source.title, source.author)), "", kin)


def _quote(map_: ArgMap, quote_id: str, kin: frozenset[Hashable]) -> _Portrait:
    quote = map_.quotes[quote_id]
    return _Portrait(((quote.source, quote.text, quote.at), (quote.source, quote.text)), quote.text, kin)


def _claim(map_: ArgMap, claim_id: str, kin: frozenset[Hashable]) -> _Portrait:
    text = map_.claims[claim_id].text
    return _Portrait(((text, kin), text), text, kin)


_KEYS: Mapping[str, Callable[[Any], Hashable]] = {
    "sources": lambda source: source.path,
    "claims": lambda claim: claim.text,
    "quotes": lambda quote: (quote.source, quote.text),
}
"""What each kind of element is, word for word."""

_PORTRAYED = {"sources": _source, "quotes": _quote, "claims": _claim}


def _kin(map_: ArgMap, wanted: set[str]) -> dict[str, frozenset[Hashable]]:
    """For each `wanted` element, its links without its own id."""
    kin: dict[str, set[Hashable]] = {some_id: set() for some_id in wanted}
    for link in map_.links():
        if link.target in wanted:
            kin[link.target].add(("to it", link.role, link.premises, link.against))
        for member in wanted.intersection(link.premises):
            others = tuple(other for other in link.premises if other != member)
            kin[member].add(("from it", link.role, link.target, link.against, others))
    for claim_id in wanted.intersection(map_.thesis):
        kin[claim_id].add("thesis")
    return {some_id: frozenset(links) for some_id, links in kin.items()}


def _paired(gone: dict[str, _Portrait], come: dict[str, _Portrait]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    surest = range(max(len(portrait.keys) for portrait in gone.values()))
    rounds: list[Callable[[], Iterator[tuple[str, str]]]] = [
        *((lambda nth=nth: _same(gone, come, nth)) for nth in surest),
        lambda: _alike(gone, come),
    ]
    for one_round in rounds:
        for old_id, new_id in list(one_round()):
            pairs[old_id] = new_id
            del gone[old_id], come[new_id]
    return pairs


def _same(gone: Mapping[str, _Portrait], come: Mapping[str, _Portrait], nth: int) -> Iterator[tuple[str, str]]:
    """The pairs that have the key `nth` to themselves."""
    owners: defaultdict[Hashable, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, portraits in enumerate((gone, come)):
        for some_id, portrait in portraits.items():
            if portrait.keys[nth]:
                owners[portrait.keys[nth]][side].append(some_id)
    for old_ids, new_ids in owners.values():
        if len(old_ids) == len(new_ids) == 1:
            yield old_ids[0], new_ids[0]


def _alike(gone: Mapping[str, _Portrait], come: Mapping[str, _Portrait]) -> Iterator[tuple[str, str]]:
    """The pairs that are alike enough, and more so by the margin than either is to anything else."""
    if not gone or not come or len(gone) * len(come) > _MOST_COMPARED:
        return
    likenesses = sorted(_likenesses(gone, come), reverse=True)
    ranked: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for likeness, old_id, new_id in likenesses:
        ranked["old", old_id].append(likeness)
        ranked["new", new_id].append(likeness)
    for likeness, old_id, new_id in likenesses:
        rivals = (*ranked["old", old_id][:2], *ranked["new", new_id][:2])
        clear = sum(rival > likeness - _MARGIN for rival in rivals) == 2  # itself, once on either side
        if likeness >= _ALIKE and clear:
            yield old_id, new_id


def _likenesses(gone: Mapping[str, _Portrait], come: Mapping[str, _Portrait]) -> Iterator[tuple[float, str, str]]:
    from rapidfuzz import fuzz, process

    texts = {new_id: portrait.text for new_id, portrait in come.items() if portrait.text}
    least = 100 * (_ALIKE - _KIN_WEIGHT - _MARGIN)
    for old_id, portrait in gone.items():
        if portrait.text:
            found = process.extract(portrait.text, texts, scorer=fuzz.ratio, score_cutoff=least, limit=None)
            for _, ratio, new_id in found:
                yield ratio / 100 + _KIN_WEIGHT * _shared(portrait.kin, come[new_id].kin), old_id, new_id


def _shared(some: frozenset[Hashable], others: frozenset[Hashable]) -> float:
    """The share of all their links that two elements have in common; 0 where they have none."""
    return len(some & others) / (len(some | others) or 1)
