"""Places: keeping one's place in a text that changed, and the first thing to look at."""

from argmap.graph import Kind, outline
from argmap.model import ArgMap


def carried_place(old: str, new: str, place: int) -> int:
    """Where the code point at `place` of `old` is in `new`, taking everything between the first and the last
    difference as replaced.
    """
    same_before = _common(old, new)
    if place < same_before:
        return place
    same_after = _common(old[same_before:][::-1], new[same_before:][::-1])
    if place >= len(old) - same_after:
        return place + len(new) - len(old)
    return same_before


def first_quote(whole: ArgMap) -> str | None:
    """The quote that stands first in the outline: the first thing a newcomer should see."""
    return next((row.id for row in outline(whole) if row.kind is Kind.QUOTE), None)


def first_source(whole: ArgMap, quote_id: str | None = None) -> str | None:
    """The source to open at the start: that of a quote, or the first there is."""
    return whole.quotes[quote_id].source if quote_id else next(iter(whole.sources), None)


def first_change(before: ArgMap, after: ArgMap) -> str | None:
    """The claim or quote to look at after a change: one that is new, else one that is different."""
    elements = {**after.claims, **after.quotes}
    old = {**before.claims, **before.quotes}
    new = (at for at in elements if at not in old)
    changed = (at for at, element in elements.items() if old.get(at) != element)
    return next(new, None) or next(changed, None)


def _common(left: str, right: str) -> int:
    """How many code points two texts have in common at their beginning, by halving."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
