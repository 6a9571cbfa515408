"""Following a passage from the text it was anchored in to the text as it is now, also where it moved."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from argmap.anchor.alignment import Block, best_chains, shared_blocks
from argmap.anchor.diff import shared_elsewhere, shared_in_order
from argmap.anchor.place import LONGEST_INSERTION, MOST_CHAINS, Pattern, Place, place_by
from argmap.anchor.scoring import surrounded
from argmap.anchor.search import Search
from argmap.anchor.selector import Selector, Verbatim
from argmap.anchor.thresholds import EXPLAINED, KEPT_WORDS
from argmap.text.folding import Folded, fold

NEIGHBOURS = 200
"""Characters around a passage whose fate in the new text is looked at."""

EXPLAINING = 0.3
"""The share of the best place's votes that another passage of the old text needs so as to be compared."""


class OldText:
    """An old text and a new one, compared once, so that any passage of the old can be followed."""

    def __init__(self, old_text: str, new: Folded) -> None:
        self._old = fold(old_text)
        self._new = new
        self._verbatim = Verbatim(old_text)
        self._blocks = shared_in_order(self._old.text, new.text)
        self._moved = shared_elsewhere(self._old.text, new.text, self._blocks)
        self._by_new_place = sorted([*self._blocks, *self._moved], key=lambda block: block.j)
        self._new_starts = [block.j for block in self._by_new_place]

    def passage(self, selector: Selector) -> tuple[int, int] | None:
        """Where the quote stood in the folded old text; None where it did not."""
        at = selector.at if self._verbatim.stands_at(selector) else self._verbatim.find(selector)
        return None if at is None else self._old.from_original(at, at + len(selector.text))

    def follow(self, passage: tuple[int, int]) -> Place | None:
        """The place in the folded new text to which the passage's two ends lead, in the order of the old text."""
        return place_by(self._pattern(passage), self._new, _near(self._blocks, passage, NEIGHBOURS), NEIGHBOURS)

    def moved(self, passage: tuple[int, int]) -> Place | None:
        """The place to which blocks that moved lead, if they lead to one: most of the passage goes there."""
        start, end = passage
        inside = [block for block in _near(self._moved, passage, 0) if block.i < end and block.i + block.n > start]
        if not inside:
            return None
        longest = max(inside, key=lambda block: min(end, block.i + block.n) - max(start, block.i))
        shift = longest.j - longest.i
        first, last = max(0, start - NEIGHBOURS), min(len(self._old.text), end + NEIGHBOURS)
        reach = LONGEST_INSERTION + end - start
        low, high = max(0, first + shift - reach), min(len(self._new.text), last + shift + reach)
        near = Pattern(self._old.text[first:last], start - first, end - first, self._pattern(passage).quoted)
        chains = best_chains(
            shared_blocks(near.text, self._new.text, low, high),
            LONGEST_INSERTION + len(near.text) + 2 * (end - start),
            MOST_CHAINS,
        )
        for chain in chains:
            if any(block.j - block.i == shift + first for block in chain.blocks):
                return place_by(near, self._new, chain.blocks, NEIGHBOURS)
        return None

    def look_alike(self, passage: tuple[int, int]) -> float:
        """How alike, from 0 to 1, the words of any other passage of the old text are."""
        return self._search.look_alike(*passage)

    def taken(self, place: Place, passage: tuple[int, int]) -> bool:
        """Whether most of `place` is what another passage of the old text became."""
        at = max(0, bisect_right(self._new_starts, place.start) - 1)
        claimed = 0
        for block in self._by_new_place[at:]:
            if block.j >= place.end:
                break
            first, last = max(block.j, place.start), min(block.j + block.n, place.end)
            shift = block.i - block.j
            inside = max(0, min(last + shift, passage[1]) - max(first + shift, passage[0]))
            claimed += max(0, last - first) - inside
        return 2 * claimed > place.end - place.start

    def explained(self, place: Place, passage: tuple[int, int]) -> bool:
        """Whether another passage of the old text is more like the words at `place` than this one is.

        Not where the passage's own context stands around them: then they were edited to be like the other.
        """
        if place.words >= KEPT_WORDS or surrounded(place):
            return False
        words = self._new.text[place.start : place.end]
        there = Pattern(words, 0, len(words), self._new.original[slice(*self._new.to_original(place.start, place.end))])
        return any(
            other.words >= place.words + EXPLAINED
            for other in self._search.by_words(there, EXPLAINING)
            if other.end <= passage[0] or other.start >= passage[1]
        )

    @cached_property
    def _search(self) -> Search:
        return Search(self._old)

    def _pattern(self, passage: tuple[int, int]) -> Pattern:
        quoted = self._old.original[slice(*self._old.to_original(*passage))]
        return Pattern(self._old.text, *passage, quoted)


def _near(blocks: Sequence[Block], passage: tuple[int, int], context: int) -> Sequence[Block]:
    """The blocks, ordered by `i`, that begin near the passage, and one or two on either side."""
    low = max(0, bisect_right(blocks, passage[0] - context, key=lambda block: block.i) - 2)
    return blocks[low : bisect_right(blocks, passage[1] + context, key=lambda block: block.i) + 1]
