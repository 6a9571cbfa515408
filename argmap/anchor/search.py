"""Looking for a quote in a folded text: the same words, words that were edited, and what stood around them."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from argmap.anchor.alignment import Block, best_chains, shared_blocks
from argmap.anchor.grams import GramIndex, Postings
from argmap.anchor.place import (
    COMPARED,
    LONGEST_INSERTION,
    MOST_CHAINS,
    Pattern,
    Place,
    diagonal_of,
    likeness,
    place_at,
    place_by,
    place_of_words,
    places_within,
    share_of,
)
from argmap.anchor.scoring import score
from argmap.anchor.selector import columns
from argmap.anchor.thresholds import KEPT, NEAR, RESEMBLING, TELLING
from argmap.text.folding import Folded

MOST_REGIONS = 4
"""Stretches that are looked at closely for one quote."""

NARROWEST = 48
"""Characters by which votes for one place may differ in their diagonal, at least: what an edit may insert."""

MARGIN = 60
"""Characters looked at on either side of where the votes place the pattern."""

RIVAL = 0.5
"""The share of the best stretch's votes that another needs so as to be looked at: a twin would have as many."""

WORDS_RIVAL = 0.4
"""The same where the words are looked for without their context: they have fewer n-grams to vote."""

SEAM_CONTEXT = 4
"""Folded characters that either side's context needs at least so as to be looked for, and by which their distance may
always differ from none."""

LIKE = 0.2
"""The same for one that is only to be shown to a person: every change of a word takes several n-grams away."""

ANY = 0.1
"""The same where even a place that is hardly like it must be known, so as to say how unique a passage is."""

LONGEST_ALONE = 3000
"""Folded characters of a quote up to which its words are looked for without their context; longer ones are unique."""

SAME_DISTANCE = 0.2
"""The share of the quote's length by which the distance of what stood before and after may differ from none, so that
nothing stands between them."""

MOST_REPEATS = 500
"""Places of the very words whose neighbourhood is compared."""

MOST_PLACED = 12
"""Places of the very words that are aligned with their context, those first whose neighbourhood agrees most."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A place and how well it fits."""

    place: Place
    score: float


class Search:
    """A folded text in which quotes are looked for; its index is made when first needed."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self._index: GramIndex | None = None

    def prepare(self) -> GramIndex:
        """The text's index, made now if it was not yet."""
        if self._index is None:
            self._index = GramIndex(self.folded.text)
        return self._index

    def find(self, pattern: Pattern, allowed: Callable[[Place], bool] = lambda _: True) -> list[Scored]:
        """The `allowed` places where the quote might stand, best first; of overlapping ones only the best."""
        text = self.folded.text
        postings = self.prepare().look_up(pattern.text)
        repeats = [_Repeat.of(pattern, text, at) for at in _repeats(pattern, postings, text)]
        repeats.sort(key=attrgetter("near"), reverse=True)
        certain = [Scored(place, score(place)) for place in _certain(pattern, repeats, len(text)) if allowed(place)]
        if certain:
            return certain
        bracketed = _bracketed(pattern, postings, self.folded)
        if bracketed is not None and allowed(bracketed):
            return [Scored(bracketed, score(bracketed))]
        return _ranked(place for place in self._places(pattern, postings, repeats, RIVAL) if allowed(place))

    def alike(self, pattern: Pattern) -> list[Scored]:
        """The places whose words are like the quote's, best first, whatever stands around them."""
        text = self.folded.text
        postings = self.prepare().look_up(pattern.text)
        repeats = [_Repeat.of(pattern, text, at) for at in _repeats(pattern, postings, text)]
        places = self._places(pattern, postings, repeats, LIKE)
        return _ranked(place for place in places if place.words >= RESEMBLING)

    def by_words(self, pattern: Pattern, rival: float = WORDS_RIVAL) -> list[Place]:
        """The places whose words share n-grams with the quote's, whatever stands around them."""
        if pattern.end - pattern.start > LONGEST_ALONE:
            return []
        return [
            place
            for blocks in self._word_chains(pattern.alone, rival)
            if (place := place_of_words(pattern, self.folded, blocks)) is not None
        ]

    def look_alike(self, start: int, end: int) -> float:
        """How alike, from 0 to 1, any other passage of this text is to the folded `start:end`."""
        if end - start > LONGEST_ALONE:
            return 0.0
        quoted = self.folded.original[slice(*self.folded.to_original(start, end))]
        pattern = Pattern(self.folded.text[start:end], 0, end - start, quoted)
        places = (place_by(pattern, self.folded, blocks, 0) for blocks in self._word_chains(pattern, ANY))
        return max((one.words for one in places if one and (one.end <= start or one.start >= end)), default=0.0)

    def seam(self, pattern: Pattern) -> float:
        """How surely what stood before and after the quote stand together now, with nothing between, from 0 to 1.

        Then the words were cut out, and words like them that stand elsewhere are others.
        """
        before, after = pattern.before, pattern.after
        if min(len(before), len(after)) < SEAM_CONTEXT:
            return 0.0
        joined, cut = Pattern(before + after, len(before), len(before), ""), len(before)
        length = pattern.end - pattern.start
        reach = 2 * LONGEST_INSERTION + len(joined.text) + 3 * length
        text, best = self.folded.text, 0.0
        for first, last in regions(self.prepare().look_up(joined.text), joined):
            for chain in best_chains(shared_blocks(joined.text, text, first, min(last, len(text))), reach, 2):
                found = min(share_of(chain.blocks, 0, cut), share_of(chain.blocks, cut, len(joined.text)))
                if found <= best:
                    continue
                gap = diagonal_of(chain.blocks, cut, len(joined.text)) - diagonal_of(chain.blocks, 0, cut)
                if abs(gap) <= max(SEAM_CONTEXT, SAME_DISTANCE * length):
                    best = found
        return best

    def _word_chains(self, words: Pattern, rival: float) -> Iterator[Sequence[Block]]:
        text = self.folded.text
        for first, last in regions(self.prepare().look_up(words.text), words, rival):
            blocks = shared_blocks(words.text, text, first, min(last, len(text)))
            for chain in best_chains(blocks, LONGEST_INSERTION + 3 * len(words.text), MOST_CHAINS):
                yield chain.blocks

    def _places(
        self, pattern: Pattern, postings: Postings, repeats: Sequence["_Repeat"], rival: float
    ) -> Iterator[Place]:
        """Where the very words stand, and where words stand that share n-grams with them."""
        for repeat in repeats[:MOST_PLACED]:
            yield place_at(pattern, self.folded.text, repeat.at)
        for first, last in regions(postings, pattern, rival):
            yield from places_within(pattern, self.folded, first, last)


def regions(postings: Postings, pattern: Pattern, rival: float = RIVAL) -> list[tuple[int, int]]:
    """The stretches that may hold the pattern, those with most votes first; they may overlap.

    `rival` is the share of the best one's votes that any other needs.
    """
    votes = postings.votes()
    if not len(votes.in_text):
        return []
    length = len(pattern.text)
    width = max(NARROWEST, length // 2)
    diagonal = votes.diagonal
    band = diagonal // width
    begins = np.flatnonzero(np.diff(band, prepend=band[0] - 1))
    bands = band[begins]
    weight = np.add.reduceat(votes.weight, begins)
    weight[:-1] += np.where(np.diff(bands) == 1, weight[1:], 0.0)
    margin = MARGIN + pattern.end - pattern.start
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    most = float(weight.max())
    for at in np.argsort(-weight, kind="stable")[: 3 * MOST_REGIONS].tolist():
        if len(found) == MOST_REGIONS or weight[at] < rival * most:
            break
        chosen = int(bands[at])
        if chosen in taken:
            continue
        taken.update((chosen - 1, chosen, chosen + 1))
        low, high = int(begins[at]), int(np.searchsorted(band, chosen + 2))
        in_text = votes.in_text[low:high]
        first = min(int(diagonal[low]), int(in_text.min()))
        last = max(int(diagonal[high - 1]) + length, int(in_text.max()))
        found.append((max(0, first - margin), last + margin))
    return found


def _repeats(pattern: Pattern, postings: Postings, text: str) -> list[int]:
    """Where the very words stand; where they stand everywhere, only those that have their whole context, if any do."""
    places = postings.occurrences(text, pattern.start, pattern.end, MOST_REPEATS)
    if len(places) < MOST_REPEATS:
        return places
    whole = postings.occurrences(text, 0, len(pattern.text), MOST_REPEATS)
    return [at + pattern.start for at in whole] or places


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A place where the very words stand."""

    at: int
    before: int
    """Columns that agree directly before the words."""
    after: int
    """Columns that agree directly after them."""

    @classmethod
    def of(cls, pattern: Pattern, text: str, at: int) -> "_Repeat":
        before, after = pattern.before, pattern.after
        end = at + pattern.end - pattern.start
        # The longest common affix by bisection: whether `n` characters agree is true up to it, false beyond.
        head = bisect_left(
            range(1, min(len(before), at) + 1),
            True,
            key=lambda n: not text.startswith(before[len(before) - n :], at - n),
        )
        tail = bisect_left(range(1, len(after) + 1), True, key=lambda n: not text.startswith(after[:n], end))
        return cls(at, columns(before[len(before) - head :]), columns(after[:tail]))

    @property
    def near(self) -> int:
        return self.before + self.after


def _certain(pattern: Pattern, repeats: list[_Repeat], length: int) -> list[Place]:
    """The repeats that have the quote's whole context; else the one whose near context leaves no doubt.

    `length` is that of the text: a few letters tell nothing, unless they are all there is.
    """
    before, after = columns(pattern.before), columns(pattern.after)
    whole = [repeat for repeat in repeats if repeat.near == before + after]
    if whole and (columns(pattern.text) >= TELLING or len(pattern.text) == length):
        chosen = whole
    elif repeats and repeats[0].near >= max(2 * NEAR, 2 * sum(repeat.near for repeat in repeats[1:2]) + NEAR):
        chosen = repeats[:1]
    else:
        chosen = []
    return [
        Place(
            repeat.at,
            repeat.at + pattern.end - pattern.start,
            words=1.0,
            shared=1.0,
            before=min(1.0, repeat.before / min(NEAR, before)) if before else None,
            after=min(1.0, repeat.after / min(NEAR, after)) if after else None,
        )
        for repeat in chosen
    ]


def _bracketed(pattern: Pattern, postings: Postings, text: Folded) -> Place | None:
    """The words between the near context before and after, where either stands once in the text.

    None where few of the words are left between them, or much was added, perhaps beside the words.
    """
    first, last = max(0, pattern.start - 2 * NEAR), min(len(pattern.text), pattern.end + 2 * NEAR)
    if min(pattern.start - first, last - pattern.end) < NEAR:
        return None
    before = postings.occurrences(text.text, first, pattern.start, 2)
    after = postings.occurrences(text.text, pattern.end, last, 2)
    if len(before) != 1 or len(after) != 1:
        return None
    start, end = before[0] + pattern.start - first, after[0]
    length = pattern.end - pattern.start
    if not length / 2 <= end - start <= length * 5 / 4 or length > COMPARED:
        return None
    there = text.original[slice(*text.to_original(start, end))]
    words = likeness(pattern.words, text.text[start:end], pattern.quoted, there)
    return Place(start, end, words, words, before=1.0, after=1.0) if words >= KEPT else None


def _ranked(places: Iterable[Place]) -> list[Scored]:
    ranked: list[Scored] = []
    for one in sorted((Scored(place, score(place)) for place in places), key=lambda one: -one.score):
        start, end = one.place.start, one.place.end
        if all(end <= other.place.start or start >= other.place.end for other in ranked):
            ranked.append(one)
    return ranked
