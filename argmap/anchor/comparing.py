"""The steps that compare folded texts: the same words, the old text's passage, and words that were edited."""

from argmap.anchor.carry import Carry
from argmap.anchor.judging import Judge
from argmap.anchor.pattern import Pattern
from argmap.anchor.resolution import Candidate, Resolution, State
from argmap.anchor.scoring import score, surrounded, survived
from argmap.anchor.search import Scored, Search
from argmap.anchor.selector import Selector
from argmap.anchor.verbatim import Verbatim
from argmap.text.folding import Folded


class Comparing:
    """A folded text, its index, and its comparison with each old text that quotes were anchored in."""

    def __init__(self, folded: Folded, verbatim: Verbatim) -> None:
        self._folded = folded
        self._search = Search(folded)
        self._judge = Judge(folded, verbatim)
        self._carries: dict[str, Carry] = {}

    def prepare(self, old_text: str | None = None) -> None:
        """Do now what is done once for the text, and once for `old_text`."""
        self._search.prepare()
        if old_text is not None:
            self._carry(old_text)

    def resolve(self, selector: Selector, old_text: str | None = None) -> Resolution:
        """Where the quote stands; see `argmap.anchor.resolver`."""
        pattern = Pattern.of(selector)
        if not pattern.words:
            return Resolution(State.LOST, reason="the quote has no words to search for")
        if old_text is not None:
            carry = self._carry(old_text)
            passage = carry.passage(selector)
            if passage is not None:
                return self._carried(selector, pattern, carry, passage)
        return self._judge.judge(selector, pattern, self._search.find(pattern))

    def alike(self, words: str) -> tuple[Candidate, ...]:
        """The places whose words are like some words; see `argmap.anchor.resolver`."""
        selector = Selector(words)
        pattern = Pattern.of(selector)
        if not pattern.words:
            return ()
        found = [self._judge.weighed(selector, one) for one in self._search.alike(pattern)]
        return tuple(map(self._judge.candidate, sorted(found, key=lambda one: -one.score)))

    def _carried(self, selector: Selector, pattern: Pattern, carry: Carry, passage: tuple[int, int]) -> Resolution:
        """Where the passage of the old text went; else where it stands, but not in another passage's place."""
        place = carry.follow(passage)
        if place is not None and survived(place):
            return self._judge.adopt(selector, Scored(place, 1.0), State.CARRIED)
        free = self._search.find(pattern, lambda other: not carry.taken(other, passage))
        answer = self._judge.judge(selector, pattern, free)
        if answer.found or place is None or not surrounded(place):
            return answer
        return self._judge.rewritten(Scored(place, score(place)))

    def _carry(self, old_text: str) -> Carry:
        if old_text not in self._carries:
            self._carries[old_text] = Carry(old_text, self._folded)
        return self._carries[old_text]
