"""Making an anchor from a selection: the words, and enough of what stands around them.

An anchor is a W3C TextQuoteSelector (`exact`, `prefix`, `suffix`) with the start of a TextPositionSelector.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

CONTEXT_COLUMNS = 64
"""How much context an anchor stores on either side, in terminal columns without white space.

A Han character takes two columns and says about as much as two Latin letters, so this is 64 letters or
32 Han characters. See `argmap.anchor.thresholds` for what more or less of it brings.
"""

LONGEST_CONTEXT = 400
"""Code points that either side may reach when a passage must be told apart from its repeats."""

TELLING_COLUMNS = 12
"""Columns of context that an anchor keeps beyond the point where a repeat's context begins to differ."""

_WORD_REACH = 12
"""Code points by which context grows so as not to begin or end inside a word."""


@dataclass(frozen=True, slots=True)
class Selector:
    """The anchor of a quote. Positions are code points."""

    text: str
    """The quoted words, verbatim."""
    before: str = ""
    """What stood directly before them."""
    after: str = ""
    """What stood directly after them."""
    at: int = 0
    """Where they began; a hint only, since edits elsewhere move them."""


def select(text: str, start: int, end: int) -> Selector:
    """The anchor of the passage `text[start:end]`, without the white space at its ends.

    Context is as short as a reviewer likes it, and longer where the passage stands in the text more than once
    and only what is farther away tells it apart. A selection of white space alone is kept as it is.
    Raises ValueError where the selection is empty or reaches beyond the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"there is no passage from {start} to {end} in a text of {len(text)} code points")
    quoted = text[start:end]
    if quoted.strip():
        start += len(quoted) - len(quoted.lstrip())
        end -= len(quoted) - len(quoted.rstrip())
    first, last = _context(text, start, end, CONTEXT_COLUMNS)
    for repeat in occurrences(text, text[start:end]):
        if repeat != start:
            first, last = _told_apart(text, (start, end), repeat, (first, last))
    return Selector(text[start:end], text[first:start], text[end:last], start)


def occurrences(text: str, words: str, limit: int = 1000) -> Iterator[int]:
    """Where `words` stand in `text`, overlapping ones too, in order; no more than `limit` of them."""
    at = text.find(words) if words else -1
    while at >= 0 and limit > 0:
        yield at
        limit -= 1
        at = text.find(words, at + 1)


def _context(text: str, start: int, end: int, columns: int) -> tuple[int, int]:
    """Where the context of `text[start:end]` begins and ends, when it has `columns` on either side."""
    return _reach_back(text, start, columns), _reach_on(text, end, columns)


def _reach_back(text: str, start: int, columns: int) -> int:
    farthest = max(0, start - LONGEST_CONTEXT)
    at = start
    while at > farthest and columns > 0:
        at -= 1
        columns -= _columns(text[at])
    for nearby in range(at, max(farthest, at - _WORD_REACH) - 1, -1):
        if nearby == 0 or not _joins(text[nearby - 1], text[nearby]):
            return nearby
    return at


def _reach_on(text: str, end: int, columns: int) -> int:
    farthest = min(len(text), end + LONGEST_CONTEXT)
    at = end
    while at < farthest and columns > 0:
        columns -= _columns(text[at])
        at += 1
    for nearby in range(at, min(farthest, at + _WORD_REACH) + 1):
        if nearby == len(text) or not _joins(text[nearby - 1], text[nearby]):
            return nearby
    return at


def _columns(character: str) -> int:
    if character.isspace():
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _joins(left: str, right: str) -> bool:
    """Whether a cut between two characters would fall inside a word."""
    return left.isalnum() and right.isalnum() and max(left, right) < "\u2e80"


def _told_apart(text: str, passage: tuple[int, int], repeat: int, context: tuple[int, int]) -> tuple[int, int]:
    """`context` of the passage, grown on its cheaper side until the repeat at `repeat` has another."""
    start, end = passage
    first, last = context
    repeat_end = repeat + end - start
    same_before = _same_before(text, start, repeat)
    same_after = _same_after(text, end, repeat_end)
    if start - first > same_before or last - end > same_after:
        return context
    if same_before <= same_after and start - same_before > 0:
        first = min(first, _reach_back(text, start - same_before, TELLING_COLUMNS))
    elif end + same_after < len(text):
        last = max(last, _reach_on(text, end + same_after, TELLING_COLUMNS))
    return first, last


def _same_before(text: str, here: int, there: int) -> int:
    count = 0
    while count < min(here, there, LONGEST_CONTEXT) and text[here - count - 1] == text[there - count - 1]:
        count += 1
    return count


def _same_after(text: str, here: int, there: int) -> int:
    count = 0
    room = min(len(text) - max(here, there), LONGEST_CONTEXT)
    while count < room and text[here + count] == text[there + count]:
        count += 1
    return count
