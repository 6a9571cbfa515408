"""Carrying a passage from the text it was anchored in to the text as it is now."""

from bisect import bisect_right

from argmap.anchor.diff import shared_in_order
from argmap.anchor.pattern import Pattern
from argmap.anchor.placing import Place, place_by
from argmap.anchor.selector import Selector
from argmap.anchor.verbatim import Verbatim
from argmap.text.folding import Folded, fold

NEIGHBOURS = 200
"""Characters around a passage whose fate in the new text is looked at."""


class Carry:
    """An old text and a new one, compared once, so that any passage of the old can be followed."""

    def __init__(self, old_text: str, new: Folded) -> None:
        self._old = fold(old_text)
        self._new = new
        self._verbatim = Verbatim(old_text)
        self._blocks = shared_in_order(self._old.text, new.text)
        self._old_starts = [block.i for block in self._blocks]
        self._new_starts = [block.j for block in self._blocks]

    def passage(self, selector: Selector) -> tuple[int, int] | None:
        """Where the quote stood in the folded old text; None where it did not."""
        at = selector.at if self._verbatim.stands_at(selector) else self._verbatim.find(selector)
        return None if at is None else self._old.from_original(at, at + len(selector.text))

    def follow(self, passage: tuple[int, int]) -> Place | None:
        """The place in the folded new text to which the passage's two ends lead."""
        start, end = passage
        first, last = max(0, start - NEIGHBOURS), min(len(self._old.text), end + NEIGHBOURS)
        low = max(0, bisect_right(self._old_starts, first) - 2)
        high = bisect_right(self._old_starts, last) + 1
        blocks = tuple(self._blocks[low:high])
        quoted = self._old.original[slice(*self._old.to_original(start, end))]
        return place_by(Pattern(self._old.text, start, end, quoted), self._new, blocks, NEIGHBOURS)

    def taken(self, place: Place, passage: tuple[int, int]) -> bool:
        """Whether most of `place` is what another passage of the old text became."""
        at = max(0, bisect_right(self._new_starts, place.start) - 1)
        claimed = 0
        for block in self._blocks[at:]:
            if block.j >= place.end:
                break
            first, last = max(block.j, place.start), min(block.j + block.n, place.end)
            shift = block.i - block.j
            inside = max(0, min(last + shift, passage[1]) - max(first + shift, passage[0]))
            claimed += max(0, last - first) - inside
        return 2 * claimed > place.end - place.start
