"""How well a place fits a quote, and whether that is enough; the numbers are in `thresholds`."""

from argmap.anchor import thresholds as at_least
from argmap.anchor.pattern import Pattern
from argmap.anchor.placing import Place
from argmap.anchor.selector import columns


def score(place: Place) -> float:
    """How well words and context of a place agree with the quote's, from 0 to 1.

    What a quote has no context for, at an edge of its text or written by hand, counts neither way.
    """
    match place.sides:
        case [better, worse]:
            return at_least.WORDS * place.words + at_least.BETTER_SIDE * better + at_least.WORSE_SIDE * worse
        case [only]:
            return at_least.WORDS * place.words + (1 - at_least.WORDS) * only
        case _:
            return place.words


def enough(pattern: Pattern, place: Place) -> float:
    """The score that `place` needs so as to be adopted for `pattern`."""
    length = columns(pattern.words)
    if place.words == 1.0 and length >= at_least.LONG:
        return at_least.WORDS
    least = at_least.ENOUGH if pattern.before or pattern.after else at_least.ENOUGH_ALONE
    return least + at_least.STRICTER * max(0.0, 1 - length / at_least.SHORT)


def within_whole_context(place: Place) -> bool:
    """Whether a place has all of the context that the quote has."""
    return all(side >= at_least.WHOLE for side in place.sides)


def surrounded(place: Place) -> bool:
    """Whether what stood before and what stood after the quote stand around the place."""
    return len(place.sides) == 2 and place.sides[1] >= at_least.SURROUNDED


def survived(place: Place) -> bool:
    """Whether the place to which an old text leads holds the same passage still."""
    return place.shared >= at_least.SURVIVES and score(place) >= at_least.FOLLOWED
