"""From ranked places to an answer: adopt the best, or say why not."""

from collections.abc import Sequence

from argmap.anchor.pattern import Pattern
from argmap.anchor.resolution import Candidate, Resolution, State
from argmap.anchor.scoring import enough, surrounded, within_whole_context
from argmap.anchor.search import Scored
from argmap.anchor.selector import Selector, columns
from argmap.anchor.thresholds import CLEAR, NEARER, TELLING
from argmap.anchor.verbatim import Verbatim
from argmap.text.folding import Folded


class Judge:
    """Answers for quotes of one text; see `argmap.anchor.resolver` for what each answer means."""

    def __init__(self, folded: Folded, verbatim: Verbatim) -> None:
        self._folded = folded
        self._verbatim = verbatim

    def judge(self, selector: Selector, pattern: Pattern, ranked: Sequence[Scored]) -> Resolution:
        """The answer for a quote whose places are `ranked`."""
        if not ranked:
            return Resolution(State.LOST, reason="nothing in the text resembles the quote")
        best = ranked[0]
        if columns(pattern.text) < TELLING and pattern.text != self._folded.text:
            return self._lost(best, "it is too short to be told from any other without context")
        if best.score < enough(pattern, best.place):
            if surrounded(best.place):
                return self.rewritten(best)
            return self._lost(best, "nothing in the text resembles the quote enough")
        rivals = [one for one in ranked if best.score - one.score < CLEAR]
        if len(rivals) > 1:
            told_apart = self._told_apart(selector, rivals)
            if told_apart is None:
                return Resolution(
                    State.AMBIGUOUS,
                    score=best.score,
                    candidates=tuple(map(self.candidate, rivals)),
                    reason=f"{len(rivals)} places fit equally well",
                )
            best = told_apart
        return self.adopt(selector, best, State.FUZZY)

    def adopt(self, selector: Selector, one: Scored, edited: State) -> Resolution:
        """The answer that the quote stands at a place; its state is `edited` where the words differ."""
        start, end = self._span(one, selector)
        state = edited
        if self._folded.original[start:end] == selector.text:
            state = State.EXACT
        elif one.place.words == 1.0:
            state = State.FOLDED
        return Resolution(state, start, end, one.score)

    def rewritten(self, one: Scored) -> Resolution:
        """The answer that other words stand in the quote's place."""
        start, end = self._folded.to_original(one.place.start, one.place.end)
        reason = "what stood around the quote is there, with other words between"
        return Resolution(State.REWRITTEN, start, end, one.score, reason=reason)

    def _lost(self, best: Scored, reason: str) -> Resolution:
        return Resolution(State.LOST, score=best.score, candidates=(self.candidate(best),), reason=reason)

    def _told_apart(self, selector: Selector, rivals: Sequence[Scored]) -> Scored | None:
        """The one of `rivals` that only folding made equal to the others, or that is by far the nearest.

        Nearness decides between places whose whole context is there; where that was edited, it is no proof.
        """
        spans = [(one, *self._span(one, selector)) for one in rivals]
        for same in (
            [one for one, start, _ in spans if self._verbatim.agrees(start, selector)],
            [one for one, start, end in spans if self._verbatim.spelled(start, end, selector)],
        ):
            if len(same) == 1:
                return same[0]
        if not all(within_whole_context(one.place) for one in rivals):
            return None
        by_distance = sorted(spans, key=lambda span: abs(span[1] - selector.at))
        nearest, second = (abs(start - selector.at) for _, start, _ in by_distance[:2])
        return by_distance[0][0] if second >= NEARER * nearest + NEARER else None

    def candidate(self, one: Scored) -> Candidate:
        """A place, in positions of the text as it was before folding."""
        return Candidate(*self._folded.to_original(one.place.start, one.place.end), one.score)

    def _span(self, one: Scored, selector: Selector) -> tuple[int, int]:
        """The place in the original, with what folding drops at the quote's ends (such as `**`) if it is there."""
        start, end = self._folded.to_original(one.place.start, one.place.end)
        lead = selector.text.find(self._folded.original[start:end])
        if lead > start or lead < 0 or not self._folded.original.startswith(selector.text, start - lead):
            return start, end
        return start - lead, start - lead + len(selector.text)
