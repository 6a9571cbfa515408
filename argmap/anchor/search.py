"""The steps that compare folded texts: the same words, and words that were edited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from argmap.anchor.carry import SURVIVES, Carry
from argmap.anchor.grams import GramIndex
from argmap.anchor.pattern import Pattern
from argmap.anchor.placing import Place, place_at, places_within
from argmap.anchor.regions import regions
from argmap.anchor.resolution import Candidate, Resolution, State
from argmap.anchor.scoring import CLEAR, SURROUNDED, enough, score
from argmap.anchor.selector import Selector, occurrences
from argmap.text.folding import Folded

MOST_REPEATS = 20
"""Places of the very words that are looked at closely."""


@dataclass(frozen=True, slots=True)
class _Scored:
    place: Place
    score: float


class Search:
    """A folded text in which quotes are looked for; its index is made when first needed."""

    def __init__(self, folded: Folded) -> None:
        self._folded = folded
        self._index: GramIndex | None = None
        self._carries: dict[str, Carry] = {}

    def prepare(self, old_text: str | None = None) -> None:
        """Do now what is done once for the text, and for `old_text`."""
        self._grams()
        if old_text is not None:
            self._carry(old_text)

    def _carry(self, old_text: str) -> Carry:
        if old_text not in self._carries:
            self._carries[old_text] = Carry(old_text, self._folded)
        return self._carries[old_text]

    def _grams(self) -> GramIndex:
        if self._index is None:
            self._index = GramIndex(self._folded.text)
        return self._index

    def resolve(self, selector: Selector, old_text: str | None = None) -> Resolution:
        """Where the quote stands in the text; see `argmap.anchor.resolver`."""
        pattern = Pattern.of(selector)
        if not pattern.words:
            return Resolution(State.LOST, reason="the quote has no words that could be looked for")
        whole = list(occurrences(self._folded.text, pattern.text, 2))
        if len(whole) == 1:
            start = whole[0] + pattern.start
            return self._adopt(selector, start, start + len(pattern.words), 1.0)
        if old_text is not None:
            carry = self._carry(old_text)
            passage = carry.passage(selector)
            if passage is not None:
                return self._carried(selector, pattern, carry, passage)
        return self._judge(selector, pattern, self._ranked(self._places(pattern)))

    def _carried(self, selector: Selector, pattern: Pattern, carry: Carry, passage: tuple[int, int]) -> Resolution:
        place = carry.follow(passage)
        if place is not None and place.shared >= SURVIVES:
            return self._adopt(selector, place.start, place.end, 1.0, State.CARRIED)
        free = (other for other in self._places(pattern) if not carry.taken(other, passage))
        answer = self._judge(selector, pattern, self._ranked(free))
        if answer.found or place is None or min(place.before, place.after) < SURROUNDED:
            return answer
        return Resolution(
            State.REWRITTEN,
            *self._folded.to_original(place.start, place.end),
            score(place),
            reason="the old text's own passage leads to other words",
        )

    def _ranked(self, places: Iterable[Place]) -> list[_Scored]:
        """The places where the quote might stand, best first; of overlapping ones only the best."""
        found = [_Scored(place, score(place)) for place in places]
        found.sort(key=lambda one: -one.score)
        apart: list[_Scored] = []
        for one in found:
            if all(one.place.end <= p.place.start or one.place.start >= p.place.end for p in apart):
                apart.append(one)
        return apart

    def _places(self, pattern: Pattern) -> Iterable[Place]:
        text = self._folded.text
        for at in occurrences(text, pattern.words, MOST_REPEATS):
            yield place_at(pattern, text, at)
        for first, last in regions(self._grams(), pattern):
            yield from places_within(pattern, text, first, last)

    def _judge(self, selector: Selector, pattern: Pattern, ranked: Sequence[_Scored]) -> Resolution:
        if not ranked:
            return Resolution(State.LOST, reason="nothing in the text resembles the quote")
        best = ranked[0]
        guesses = tuple(self._candidate(one) for one in ranked)
        if best.score < enough(pattern):
            surrounded = min(best.place.before, best.place.after) >= SURROUNDED
            if surrounded:
                start, end = self._folded.to_original(best.place.start, best.place.end)
                return Resolution(
                    State.REWRITTEN,
                    start,
                    end,
                    best.score,
                    guesses[:1],
                    "what stood around the quote is there, with other words between",
                )
            return Resolution(
                State.LOST, score=best.score, candidates=guesses[:1], reason="nothing resembles it enough"
            )
        rivals = [one for one in ranked if best.score - one.score < CLEAR]
        if len(rivals) > 1:
            at = [one for one in rivals if self._verbatim_at(selector, one)]
            if len(at) == 1:
                best = at[0]
            else:
                return Resolution(
                    State.AMBIGUOUS,
                    score=best.score,
                    candidates=guesses[: len(rivals)],
                    reason=f"{len(rivals)} places fit equally well",
                )
        return self._adopt(selector, best.place.start, best.place.end, best.score)

    def _verbatim_at(self, selector: Selector, one: _Scored) -> bool:
        start, end = self._folded.to_original(one.place.start, one.place.end)
        return self._folded.original[start:end] == selector.text

    def _candidate(self, one: _Scored) -> Candidate:
        return Candidate(*self._folded.to_original(one.place.start, one.place.end), one.score)

    def _adopt(
        self, selector: Selector, first: int, last: int, how_sure: float, otherwise: State = State.FUZZY
    ) -> Resolution:
        start, end = self._folded.to_original(first, last)
        start, end = _with_dropped_ends(self._folded.original, start, end, selector.text)
        if self._folded.original[start:end] == selector.text:
            state = State.EXACT
        elif self._folded.text[first:last] == Pattern.of(Selector(selector.text)).text:
            state = State.FOLDED
        else:
            state = otherwise
        return Resolution(state, start, end, how_sure)


def _with_dropped_ends(text: str, start: int, end: int, words: str) -> tuple[int, int]:
    """The span with what folding drops at the quote's ends, such as `**`, where the very words stand there."""
    inner = words.find(text[start:end])
    if inner >= 0 and text.startswith(words, start - inner) and inner <= start:
        return start - inner, start - inner + len(words)
    return start, end
