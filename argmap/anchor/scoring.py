"""How well a place fits a quote, and whether that is enough; the numbers are in `thresholds`."""

from argmap.anchor import thresholds as at_least
from argmap.anchor.place import Pattern, Place
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


def beside_context(place: Place) -> bool:
    """Whether most of what stood on one side of the quote at least stands there."""
    return not place.sides or place.sides[0] >= at_least.SURROUNDED


def survived(place: Place) -> bool:
    """Whether the place to which an old text leads holds the same passage still."""
    return place.shared >= at_least.SURVIVES and score(place) >= at_least.FOLLOWED


def survived_moving(pattern: Pattern, place: Place) -> bool:
    """Whether the place to which parts of the passage moved holds the same passage still: its words must show it."""
    return place.shared >= at_least.SURVIVES and tells(pattern, place)


def nearly_as_like(place: Place, other: Place) -> bool:
    """Whether the words at a place are about as like the quote as those at `other`, to which they may have moved."""
    return at_least.FOLLOWED_BETTER * (1 - place.words) < 1 - other.words


def tells(pattern: Pattern, place: Place) -> bool:
    """Whether the words at a place, whatever stands around them, are no coincidence."""
    evidence = columns(pattern.words) * (place.words - at_least.COINCIDENCE_ALIKE)
    return place.words >= at_least.WORDS_ALIKE and evidence >= at_least.SURPRISE


def unmistakable(place: Place, alike: float) -> bool:
    """Whether the words at a place are the quote's whatever its context, the nearest look-alike being so `alike`."""
    return place.words >= at_least.UNMISTAKABLE and place.words > alike + at_least.UNLIKE_OTHERS


def like_another(place: Place, alike: float, *, numbers_differ: bool) -> bool:
    """Whether the words at a place may be another passage's which was so much `alike`: the context leaves it open.

    Other numbers name another thing; where they were edited, the context is the quote's own.
    """
    least = at_least.ENOUGH_WITH_OTHER_NUMBERS if numbers_differ else at_least.ENOUGH_FOR_ANY
    return place.words < alike + at_least.UNLIKE_OTHERS and score(place) < least


def in_own_context(place: Place, joined: float) -> bool:
    """Whether as much of the context stands around the quote's words as stands together elsewhere."""
    sides = place.sides
    return place.words >= at_least.OWN_CONTEXT and len(sides) == 2 and sides[1] >= joined - at_least.CLEAR
