"""How well a place fits a quote, and from where on it is adopted.

A wrong place is worse than none, so the thresholds are set where the benchmark of real edits finds almost no
wrong places, not where it finds most passages.
"""

from argmap.anchor.pattern import Pattern
from argmap.anchor.placing import Place
from argmap.anchor.selector import columns

WORDS, BETTER_SIDE, WORSE_SIDE = 0.5, 0.3, 0.2
"""What the words, the context on the side that agrees better, and that on the other side count for."""

ENOUGH = 0.65
"""The score from which on a place is adopted, for quotes of at least `SHORT` columns."""

ENOUGH_ALONE = 0.85
"""The same for quotes that have no context: their words alone must do."""

STRICTER = 0.1
"""How much more the very shortest quotes need."""

SHORT = 40
"""Columns below which a quote needs a higher score: short words resemble something in any text."""

LONG = 100
"""Columns from which on a quote's very words, standing in one place alone, need no context: they have moved.

In the benchmark the longest words that stood elsewhere while their own passage was gone had 82 columns.
"""

CLEAR = 0.02
"""By how much the best place must be better than the next, or the answer is `ambiguous`."""

NEARER = 5
"""How many times nearer to its old position one of several equal places must be, so as to be the one."""

WHOLE = 0.95
"""How much of either context must be there around each of them."""

SURROUNDED = 0.5
"""How much of either context must be found around a place that is called `rewritten`."""

FOLLOWED = 0.57
"""The score that such a place needs beside; it is lower, since the place is known."""

SURVIVES = 0.5
"""How much of a passage's words must be found in its place so that it is the same passage still."""


def within_whole_context(place: Place) -> bool:
    """Whether a place has all of the context that the quote has."""
    return all(side >= WHOLE for side in place.sides)


def surrounded(place: Place) -> bool:
    """Whether what stood before and what stood after the quote stand around the place."""
    return len(place.sides) == 2 and place.sides[1] >= SURROUNDED


def score(place: Place) -> float:
    """How well words and context of a place agree with the quote's, from 0 to 1.

    What a quote has no context for, at an edge of its text or written by hand, counts neither way.
    """
    match place.sides:
        case [better, worse]:
            return WORDS * place.words + BETTER_SIDE * better + WORSE_SIDE * worse
        case [only]:
            return WORDS * place.words + (1 - WORDS) * only
        case _:
            return place.words


def enough(pattern: Pattern, place: Place) -> float:
    """The score that `place` needs so as to be adopted for `pattern`."""
    if place.words == 1.0 and columns(pattern.words) >= LONG:
        return WORDS
    least = ENOUGH if pattern.before or pattern.after else ENOUGH_ALONE
    return least + STRICTER * max(0.0, 1 - columns(pattern.words) / SHORT)
