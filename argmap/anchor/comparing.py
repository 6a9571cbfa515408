"""The steps that compare folded texts: the same words, the old text's passage, and words that were edited."""

from collections.abc import Callable, Sequence
from heapq import nlargest

from argmap.anchor.judging import Judge
from argmap.anchor.old_text import OldText
from argmap.anchor.place import NOWHERE, Pattern, Place, other_numbers
from argmap.anchor.resolution import Candidate, Resolution, State
from argmap.anchor.scoring import (
    beside_context,
    in_own_context,
    like_another,
    nearly_as_like,
    score,
    surrounded,
    survived,
    survived_moving,
    tells,
    unmistakable,
)
from argmap.anchor.search import Scored, Search
from argmap.anchor.selector import Selector, Verbatim
from argmap.anchor.thresholds import CERTAIN, SEAM, UNLIKE_OTHERS
from argmap.text.folding import Folded

Alike = Callable[[], float | None]
"""How alike the most similar other passage of the quote's own text was, from 0 to 1; None where nobody knows."""


class Comparing:
    """A folded text, its index, and its comparison with each old text that quotes were anchored in."""

    def __init__(self, folded: Folded, verbatim: Verbatim) -> None:
        self._folded = folded
        self.search = Search(folded)
        self._judge = Judge(folded, verbatim)
        self._old_texts: dict[str, OldText] = {}

    def prepare(self, old_text: str | None = None) -> None:
        """Do now what is done once for the text, and once for `old_text`."""
        self.search.prepare()
        if old_text is not None:
            self._old_text(old_text)

    def resolve(self, selector: Selector, old_text: str | None = None) -> Resolution:
        """Where the quote stands; see `argmap.anchor.resolver`."""
        pattern = Pattern.of(selector)
        if not pattern.words:
            return Resolution(State.LOST, reason="the quote has no words to search for")
        if old_text is not None:
            old = self._old_text(old_text)
            passage = old.passage(selector)
            if passage is not None:
                return self._followed(selector, pattern, old, passage)
        known = None if selector.alike is None else selector.alike / 100
        return self._decided(selector, pattern, lambda _: True, lambda: known)

    def alike(self, words: str) -> tuple[Candidate, ...]:
        """The places whose words are like some words; see `argmap.anchor.resolver`."""
        selector = Selector(words)
        pattern = Pattern.of(selector)
        if not pattern.words:
            return ()
        found = [self._judge.weighed(selector, one) for one in self.search.alike(pattern)]
        return tuple(map(self._judge.candidate, sorted(found, key=lambda one: -one.score)))

    def _followed(self, selector: Selector, pattern: Pattern, old: OldText, passage: tuple[int, int]) -> Resolution:
        """Where the passage of the old text went; else where it stands, but not in another passage's place."""
        place, moved = old.follow(passage), old.moved(passage)
        stays = place if place is not None and survived(place) else None
        if stays is not None and not beside_context(stays) and old.explained(stays, passage):
            stays = None
        if moved is not None and (not survived_moving(pattern, moved) or old.explained(moved, passage)):
            moved = None
        if moved is not None and not (stays and nearly_as_like(stays, moved)):
            return self._judge.adopt(selector, Scored(moved, max(score(moved), moved.words)), State.TRACKED)
        if stays is not None:
            return self._judge.adopt(selector, Scored(stays, 1.0), State.TRACKED)
        known: dict[tuple[int, int], bool] = {}

        def allowed(other: Place) -> bool:
            at = (other.start, other.end)
            if at not in known:
                known[at] = not old.taken(other, passage) and not old.explained(other, passage)
            return known[at]

        answer = self._decided(selector, pattern, allowed, lambda: old.look_alike(passage))
        if answer.found or place is None or not surrounded(place):
            return answer
        return self._judge.rewritten(Scored(place, score(place)))

    def _decided(
        self, selector: Selector, pattern: Pattern, allowed: Callable[[Place], bool], alike: Alike
    ) -> Resolution:
        """The answer for a quote whose nearest look-alike in its own text was so much `alike`.

        Words with their context come first. A place of words alone is adopted where no other is nearly as like; and
        none is where what stood around the quote stands together elsewhere, for then its words were cut out.
        """
        ranked = self.search.find(pattern, allowed)
        chosen = self._judge.choose(selector, pattern, ranked)
        if isinstance(chosen, Scored):
            doubt = self._doubt(pattern, chosen.place, alike) if chosen.score < CERTAIN else ""
            return self._judge.lost(chosen, doubt) if doubt else self._judge.adopt(selector, chosen, State.FUZZY)
        known = alike()
        place = None if known is None else self._by_words_alone(pattern, ranked, allowed, known)
        if place is None:
            return chosen
        return self._judge.adopt(selector, Scored(place, score(place)), State.FUZZY)

    def _doubt(self, pattern: Pattern, place: Place, alike: Alike) -> str:
        """Why a place that has enough of the quote's words and context is another passage's; empty where it is not."""
        known = alike()
        if known is not None and unmistakable(place, known):
            return ""
        there = self._folded.text[place.start : place.end]
        if known is not None and like_another(place, known, numbers_differ=other_numbers(pattern.words, there)):
            return "the text had another passage as similar, and the context is not there"
        joined = self.search.seam(pattern)
        if joined < SEAM or in_own_context(place, joined):
            return ""
        return "the text before and after the quote now stands together"

    def _by_words_alone(
        self, pattern: Pattern, ranked: Sequence[Scored], allowed: Callable[[Place], bool], alike: float
    ) -> Place | None:
        """The one place whose words are much more like the quote's than any other's, and than its look-alike was.

        The very words are enough where there was no twin: they may also have been cut out to stand here.
        """
        places = sorted([*(one.place for one in ranked), *self.search.by_words(pattern)], key=score, reverse=True)
        apart: list[Place] = []
        for place in places:
            if all(place.end <= other.start or place.start >= other.end for other in apart):
                apart.append(place)
        best, second = nlargest(2, [*filter(allowed, apart), NOWHERE, NOWHERE], key=lambda place: place.words)
        if not tells(pattern, best):
            return None
        other = max(second.words, alike)
        if best.words == 1.0 > other:
            return best
        there = self._folded.text[best.start : best.end]
        if best.words < other + UNLIKE_OTHERS or other_numbers(pattern.words, there):
            return None
        return best if self.search.seam(pattern) < SEAM else None

    def _old_text(self, old_text: str) -> OldText:
        if old_text not in self._old_texts:
            self._old_texts[old_text] = OldText(old_text, self._folded)
        return self._old_texts[old_text]
