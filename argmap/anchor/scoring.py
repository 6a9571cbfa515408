"""How well a place fits a quote, and from where on it is adopted.

A wrong place is worse than none, so the thresholds are set where the benchmark of real edits finds almost no
wrong places, not where it finds most passages.
"""

from argmap.anchor.pattern import Pattern, columns
from argmap.anchor.placing import Place

WORDS, BETTER_SIDE, WORSE_SIDE = 0.5, 0.3, 0.2
"""What the words, the context on the side that agrees better, and that on the other side count for."""

ENOUGH = 0.65
"""The score from which on a place is adopted, for quotes of at least `SHORT` columns."""

STRICTER = 0.1
"""How much more the very shortest quotes need."""

SHORT = 40
"""Columns below which a quote needs a higher score: short words resemble something in any text."""

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


def score(place: Place) -> float:
    """How well words and context of a place agree with the quote's, from 0 to 1."""
    better, worse = max(place.before, place.after), min(place.before, place.after)
    return WORDS * place.words + BETTER_SIDE * better + WORSE_SIDE * worse


def enough(pattern: Pattern) -> float:
    """The score that a place for `pattern` needs so as to be adopted."""
    return ENOUGH + STRICTER * max(0.0, 1 - columns(pattern.words) / SHORT)
