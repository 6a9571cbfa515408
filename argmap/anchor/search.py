"""Looking for a quote in a folded text: the same words, and words that were edited."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from argmap.anchor.grams import GramIndex, Postings
from argmap.anchor.likeness import likeness
from argmap.anchor.pattern import Pattern
from argmap.anchor.placing import COMPARED, Place, place_at, places_within
from argmap.anchor.regions import LIKE, RIVAL, regions
from argmap.anchor.scoring import score
from argmap.anchor.selector import columns
from argmap.anchor.thresholds import KEPT, NEAR, RESEMBLING, TELLING
from argmap.text.folding import Folded

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
        self._folded = folded
        self._index: GramIndex | None = None

    def prepare(self) -> GramIndex:
        """The text's index, made now if it was not yet."""
        if self._index is None:
            self._index = GramIndex(self._folded.text)
        return self._index

    def find(self, pattern: Pattern, allowed: Callable[[Place], bool] = lambda _: True) -> list[Scored]:
        """The `allowed` places where the quote might stand, best first; of overlapping ones only the best."""
        text = self._folded.text
        postings = self.prepare().look_up(pattern.text)
        repeats = [_Repeat.of(pattern, text, at) for at in _repeats(pattern, postings, text)]
        repeats.sort(key=attrgetter("near"), reverse=True)
        certain = [Scored(place, score(place)) for place in _certain(pattern, repeats, len(text)) if allowed(place)]
        if certain:
            return certain
        bracketed = _bracketed(pattern, postings, self._folded)
        if bracketed is not None and allowed(bracketed):
            return [Scored(bracketed, score(bracketed))]
        return _ranked(place for place in self._places(pattern, postings, repeats, RIVAL) if allowed(place))

    def alike(self, pattern: Pattern) -> list[Scored]:
        """The places whose words are like the quote's, best first, whatever stands around them."""
        text = self._folded.text
        postings = self.prepare().look_up(pattern.text)
        repeats = [_Repeat.of(pattern, text, at) for at in _repeats(pattern, postings, text)]
        places = self._places(pattern, postings, repeats, LIKE)
        return _ranked(place for place in places if place.words >= RESEMBLING)

    def _places(
        self, pattern: Pattern, postings: Postings, repeats: Sequence["_Repeat"], rival: float
    ) -> Iterator[Place]:
        """Where the very words stand, and where words stand that share n-grams with them."""
        for repeat in repeats[:MOST_PLACED]:
            yield place_at(pattern, self._folded.text, repeat.at)
        for first, last in regions(postings, pattern, rival):
            yield from places_within(pattern, self._folded, first, last)


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
