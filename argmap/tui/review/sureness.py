"""How sure a place is, in words."""

from __future__ import annotations

from typing import Final

from argmap.anchor.thresholds import ENOUGH
from argmap.tui.review.cases import Case

SAME_WORDS: Final = "the same words"
OTHER_DRESS: Final = "same words, other dress"

_LIKENESS: Final = (
    (0.97, "almost word for word"),
    (0.9, "a few words differ"),
    (0.8, "reworded"),
    (ENOUGH, "much reworded"),
    (0.0, "hardly alike"),
)
"""From which score on which words; below `ENOUGH` no place is adopted by itself."""


def likeness_word(score: float) -> str:
    """A score, from 0 to 1, in words."""
    return next(said for least, said in _LIKENESS if score >= least)


def likeness(kept: str, now: str, score: float) -> str:
    """How sure a place is whose words are `now`, in words.

    A score is high also where history or context alone make a place sure, so the wording counts, too: that of the
    folded words, since other characters for the same words are no other wording.
    """
    from rapidfuzz.distance import Indel

    from argmap.text.folding import fold
    from argmap.text.gaps import same_words

    if same_words(kept, now):
        return SAME_WORDS if "".join(kept.split()) == "".join(now.split()) else OTHER_DRESS
    return likeness_word(min(score, Indel.normalized_similarity(fold(kept).text, fold(now).text)))


def sureness(case: Case) -> str:
    """How sure it is where a quote stands, and in the same words; empty where nobody can know."""
    standing, found = case.standing, case.standing.resolution
    if found is None:
        return ""
    match standing.state:
        case "folded":
            same = likeness(case.quote.text, _words(case), 1.0) == SAME_WORDS
            return "only re-wrapped" if same else OTHER_DRESS
        case "ambiguous":
            return f"{len(found.candidates)} places fit"
        case "rewritten":
            return "other words now"
        case "lost":
            return "only a guess" if found.candidates else "no trace of it"
        case _:
            return likeness(case.quote.text, _words(case), found.score)


def _words(case: Case) -> str:
    """The words that stand now where a quote was found; empty where it was not."""
    span = case.standing.span
    return case.opened.text[slice(*span)] if case.opened is not None and span is not None else ""
