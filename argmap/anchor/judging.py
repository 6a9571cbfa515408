"""From ranked places to an answer: adopt the best, or say why not."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from argmap.anchor.place import Pattern, likeness
from argmap.anchor.resolution import Candidate, Resolution, State
from argmap.anchor.scoring import enough, score, surrounded, within_whole_context
from argmap.anchor.search import Scored
from argmap.anchor.selector import Selector, Verbatim, columns, occurrences
from argmap.anchor.thresholds import CLEAR, NEARER, TELLING
from argmap.text.folding import Folded, fold
from argmap.text.gaps import AROUND, same_words
from argmap.text.sentences import sentence_at
from argmap.text.words import at_words

_TOUCHING = re.compile(r"[^\w\s]?\w")
"""What stands beside a quote that was cut inside a word, or inside what is written as one: `python.org`."""

REST = 12
"""Code points at a sentence's start that still belong to a passage which began one."""

MOST_COUNTED = 1000
"""Places of the very words that are counted for a person."""


class Judge:
    """Answers for quotes of one text; see `argmap.anchor.resolver` for what each answer means."""

    def __init__(self, folded: Folded, verbatim: Verbatim) -> None:
        self._folded = folded
        self._verbatim = verbatim

    def choose(self, selector: Selector, pattern: Pattern, ranked: Sequence[Scored]) -> Scored | Resolution:
        """The one of the `ranked` places that fits well enough, or the answer that none does."""
        if not ranked:
            return Resolution(State.LOST, reason="nothing in the text is similar to the quote")
        best = ranked[0]
        if columns(pattern.text) < TELLING and pattern.text != self._folded.text:
            return self._repeated(pattern, ranked) or self.lost(best, "it is too short to be found without context")
        if best.score < enough(pattern, best.place):
            if surrounded(best.place):
                return self.rewritten(best)
            return self._repeated(pattern, ranked) or self.lost(
                best, "nothing in the text is similar enough to the quote"
            )
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
        return best

    def adopt(self, selector: Selector, one: Scored, edited: State) -> Resolution:
        """The answer that the quote stands at a place; its state is `edited` where the words differ."""
        start, end = self._span(one, selector)
        if self._folded.original[start:end] == selector.text:
            return Resolution(State.EXACT, start, end, one.score)
        if one.place.words == 1.0 and self._same_words(selector, start, end):
            return Resolution(State.NORMALIZED, start, end, one.score)
        start, end = self._at_words(selector, start, end)
        if one.place.words == 1.0:
            one = self._with_words_apart(one, selector, start, end)
        return Resolution(edited, start, end, one.score)

    def _at_words(self, selector: Selector, start: int, end: int) -> tuple[int, int]:
        """The place without words that are cut, and without signs at its ends, unless the quote cut a word there, too.

        A quote that begins as a sentence does takes the few words before a place that begins with a small letter.
        """
        text, whole = self._folded.original, selector.before + selector.text + selector.after
        first = len(selector.before)
        whole_start, whole_end = at_words(text, start, end)
        if not _TOUCHING.match(selector.before[::-1]):
            start = min(whole_start, end - 1)
            while start < end - 1 and _is_sign(text[start]) and not _is_sign(selector.text[0]):
                start += 1
        if not _TOUCHING.match(selector.after):
            end = max(whole_end, start + 1)
            while start < end - 1 and _is_sign(text[end - 1]) and not _is_sign(selector.text[-1]):
                end -= 1
        if text[start].islower() and selector.text[0].isupper() and sentence_at(whole, first)[0] == first:
            begin = sentence_at(text, start)[0]
            if start - begin <= REST and text[begin].isupper():
                start = begin
        return start, end

    def _same_words(self, selector: Selector, start: int, end: int) -> bool:
        """Whether words that fold alike agree in spaces and hyphens, too; `now here` is not `nowhere`."""
        text = self._folded.original
        around = text[max(0, start - AROUND) : end + AROUND]
        quoted_in = selector.before + selector.text + selector.after
        return same_words(selector.text, text[start:end], quoted_in, around)

    def weighed(self, selector: Selector, one: Scored) -> Scored:
        """A place with a score that counts words which were split or joined, and other spaces or hyphens."""
        start, end = self._folded.to_original(one.place.start, one.place.end)
        if one.place.words < 1.0 or self._same_words(selector, start, end):
            return one
        return self._with_words_apart(one, selector, start, end)

    def _with_words_apart(self, one: Scored, selector: Selector, start: int, end: int) -> Scored:
        """The same place with a score that counts the words which were split or joined."""
        there = self._folded.original[start:end]
        alike = likeness(fold(selector.text).text, fold(there).text, selector.text, there)
        place = replace(one.place, words=alike)
        return Scored(place, min(one.score, score(place)))

    def rewritten(self, one: Scored) -> Resolution:
        """The answer that other words stand in the quote's place."""
        start, end = at_words(self._folded.original, *self._folded.to_original(one.place.start, one.place.end))
        reason = "the text around the quote is found, with other words between"
        return Resolution(State.REWRITTEN, start, end, one.score, reason=reason)

    def _repeated(self, pattern: Pattern, ranked: Sequence[Scored]) -> Resolution | None:
        """The answer that the very words stand in several places, but none has the quote's context; None where not."""
        same = [one for one in ranked if one.place.words == 1.0]
        if len(same) < 2:
            return None
        count = sum(1 for _ in occurrences(self._folded.text, pattern.words, MOST_COUNTED))
        places = f"{MOST_COUNTED} places or more" if count == MOST_COUNTED else f"{count} places"
        reason = f"its words are in {places}, in none of them with the quote's context"
        return Resolution(
            State.AMBIGUOUS, score=same[0].score, candidates=tuple(map(self.candidate, same)), reason=reason
        )

    def lost(self, best: Scored, reason: str) -> Resolution:
        """The answer that the quote is at no place, with the best guess."""
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
        start, end = self._folded.to_original(one.place.start, one.place.end)
        return Candidate(*at_words(self._folded.original, start, end), one.score)

    def _span(self, one: Scored, selector: Selector) -> tuple[int, int]:
        """The place in the original, with what folding drops at the quote's ends (such as `**`) if it is there."""
        start, end = self._folded.to_original(one.place.start, one.place.end)
        lead = selector.text.find(self._folded.original[start:end])
        if lead > start or lead < 0 or not self._folded.original.startswith(selector.text, start - lead):
            return start, end
        return start - lead, start - lead + len(selector.text)


def _is_sign(character: str) -> bool:
    """Whether it is neither letter nor digit nor a mark on one."""
    return unicodedata.category(character)[0] not in "LNM"
