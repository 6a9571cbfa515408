"""The reading cursor and what it selects: pure moves over a laid-out text.

A selection is two cluster boundaries: it begins with the cluster at the first, and ends before the cluster at the
second. The cursor stands at its head.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from argmap.text.sentences import paragraph_at, sentence_at
from argmap.text.words import next_word, previous_word, word_at
from argmap.tui.widgets.reader.layout import Layout

_NOT_SPACE = re.compile(r"\S")
_UNITS: Final = (word_at, sentence_at, paragraph_at)
"""What a selection grows to, the smallest first."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Where selecting began, and where the cursor is; nothing is selected while they are the same."""

    anchor: int
    head: int

    @property
    def start(self) -> int:
        """The first selected code point."""
        return min(self.anchor, self.head)

    @property
    def end(self) -> int:
        """The code point after the last selected one."""
        return max(self.anchor, self.head)

    def __bool__(self) -> bool:
        return self.anchor != self.head

    def to(self, head: int, *, extend: bool) -> Selection:
        """The selection after the cursor has moved; without `extend` nothing is selected any more."""
        return replace(self, head=head) if extend else Selection(head, head)


def left(layout: Layout, offset: int) -> int:
    """The cluster before."""
    return layout.boundary_before(offset)


def right(layout: Layout, offset: int) -> int:
    """The cluster after."""
    return layout.boundary_after(offset)


def word_left(layout: Layout, offset: int) -> int:
    """The beginning of the word, or of the one before."""
    return layout.aligned(previous_word(layout.text, offset))


def word_right(layout: Layout, offset: int) -> int:
    """The beginning of the next word."""
    return max(right(layout, offset), layout.aligned(next_word(layout.text, offset)))


def sentence_left(layout: Layout, offset: int) -> int:
    """The beginning of the sentence, or of the one before."""
    return _unit_left(layout, offset, sentence_at)


def sentence_right(layout: Layout, offset: int) -> int:
    """The beginning of the next sentence."""
    return _unit_right(layout, offset, sentence_at)


def paragraph_left(layout: Layout, offset: int) -> int:
    """The beginning of the paragraph, or of the one before."""
    return _unit_left(layout, offset, paragraph_at)


def paragraph_right(layout: Layout, offset: int) -> int:
    """The beginning of the next paragraph."""
    return _unit_right(layout, offset, paragraph_at)


def row_start(layout: Layout, offset: int) -> int:
    """The beginning of the row."""
    return layout.content(layout.row_of(offset))[0]


def row_end(layout: Layout, offset: int) -> int:
    """The end of the row: its line break, or its last cluster if the line goes on."""
    return layout.offset_at(layout.row_of(offset), layout.width + 1)


def text_start(layout: Layout, offset: int) -> int:  # noqa: ARG001 (a motion like the others)
    """The beginning of the text."""
    return 0


def text_end(layout: Layout, offset: int) -> int:  # noqa: ARG001 (a motion like the others)
    """The end of the text."""
    return len(layout.text)


def vertical(layout: Layout, offset: int, rows: int, column: int) -> int:
    """Up (negative) or down some rows, as near to a column as the row there allows.

    From the first row up it goes to the beginning of the text, from the last row down to its end.
    """
    row = layout.row_of(offset)
    target = max(0, min(row + rows, layout.row_count - 1))
    if target == row:
        return 0 if rows < 0 else len(layout.text)
    return layout.offset_at(target, column)


MOTIONS: Final[dict[str, Callable[[Layout, int], int]]] = {
    motion.__name__: motion
    for motion in (
        left,
        right,
        word_left,
        word_right,
        sentence_left,
        sentence_right,
        paragraph_left,
        paragraph_right,
        row_start,
        row_end,
        text_start,
        text_end,
    )
}
"""The moves that need no screen, by name."""


def grown(layout: Layout, selection: Selection) -> Selection:
    """Grow to whole sentences, or if it holds whole sentences already, by the next one."""
    text = layout.text
    start, end = sentence_at(text, selection.start)
    if not selection:
        return whole(layout, Selection(start, end))
    while end < selection.end and (following := _next_sentence_end(text, end)) > end:
        end = following
    if selection.start <= start and end <= selection.end:
        end = _next_sentence_end(text, end)
    # Before the first sentence and after the last is white space, which must not be let go of.
    return whole(layout, Selection(min(start, selection.start), max(end, selection.end)))


def widened(layout: Layout, selection: Selection) -> Selection:
    """Grow to the next larger unit: word, sentence, paragraph, the whole text."""
    text = layout.text
    last = max(selection.start, selection.end - 1)
    for unit_at, larger_at in zip_longest(_UNITS, _UNITS[1:]):
        if larger_at is not None and _holds(selection, larger_at(text, selection.start)):
            continue  # a word, or what passes for one, may reach over the end of a sentence
        wider = Selection(
            min(selection.start, unit_at(text, selection.start)[0]), max(selection.end, unit_at(text, last)[1])
        )
        if wider and (wider.start, wider.end) != (selection.start, selection.end):
            return whole(layout, wider)
    return Selection(0, len(text))


def _holds(selection: Selection, span: tuple[int, int]) -> bool:
    return bool(selection) and selection.start <= span[0] and span[1] <= selection.end


def narrowed(layout: Layout, selection: Selection) -> Selection:
    """Shrink to the next smaller unit at its beginning: paragraph, sentence, word; in the end to nothing."""
    start = min(_next_ink(layout.text, selection.start), selection.end)
    for unit_at in reversed(_UNITS):
        smaller = whole(layout, Selection(*unit_at(layout.text, start)))
        within = selection.start <= smaller.start and smaller.end <= selection.end
        if within and smaller.end - smaller.start < selection.end - selection.start:
            return smaller
    return Selection(selection.start, selection.start)


def lined(layout: Layout, selection: Selection) -> Selection:
    """Grow to whole lines, or if it holds whole lines already, by the next one."""
    start = line_around(layout, selection.start).start
    end = line_around(layout, max(selection.start, selection.end - 1)).end
    if selection and (start, end) == (selection.start, selection.end) and end < len(layout.text):
        end = line_around(layout, end + 1).end
    return Selection(start, end)


def line_around(layout: Layout, offset: int) -> Selection:
    """The line at an offset, without the line break that ends it."""
    starts = layout.cells.line_starts
    number = bisect_right(starts, offset)
    end = starts[number] - 1 if number < len(starts) else len(layout.text)
    return Selection(starts[number - 1], end)


def whole(layout: Layout, selection: Selection) -> Selection:
    """The selection, a little larger where it would cut a cluster."""
    start = layout.aligned(selection.start)
    end = layout.aligned_up(selection.end) if selection else start
    return Selection(start, end) if selection.anchor <= selection.head else Selection(end, start)


def word_around(layout: Layout, offset: int) -> Selection:
    """The word at an offset."""
    return whole(layout, Selection(*word_at(layout.text, offset)))


def sentence_around(layout: Layout, offset: int) -> Selection:
    """The sentence at an offset."""
    return whole(layout, Selection(*sentence_at(layout.text, offset)))


def paragraph_around(layout: Layout, offset: int) -> Selection:
    """The paragraph at an offset; several, where the sentence there goes on over the end of one, as over a page."""
    start, end = sentence_at(layout.text, offset)
    last = paragraph_at(layout.text, max(offset, end - 1))
    return whole(layout, Selection(paragraph_at(layout.text, min(offset, start))[0], last[1]))


def dragged(pressed: tuple[int, int], current: tuple[int, int]) -> Selection:
    """What a drag from one cluster to another selects: both of them and all between, in either direction."""
    if current[0] < pressed[0]:
        return Selection(pressed[1], current[0])
    return Selection(pressed[0], max(pressed[1], current[1]))


def _unit_left(layout: Layout, offset: int, unit_at: Callable[[str, int], tuple[int, int]]) -> int:
    """The beginning of the unit at an offset, or if the offset is there, of the unit before."""
    ink = _previous_ink(layout.text, offset)
    return layout.aligned(min(ink, unit_at(layout.text, ink)[0])) if ink is not None else 0


def _unit_right(layout: Layout, offset: int, unit_at: Callable[[str, int], tuple[int, int]]) -> int:
    """The beginning of the unit after that at an offset."""
    text = layout.text
    end = unit_at(text, offset)[1]
    return layout.aligned(_next_ink(text, max(end, layout.boundary_after(offset))))


def _next_sentence_end(text: str, end: int) -> int:
    """Where the sentence after one that ends here ends itself; the same place if there is none."""
    return max(end, sentence_at(text, _next_ink(text, end))[1])


def _next_ink(text: str, offset: int) -> int:
    """The first code point from an offset on that is not white space, or the end of the text."""
    match = _NOT_SPACE.search(text, offset)
    return match.start() if match else len(text)


def _previous_ink(text: str, offset: int) -> int | None:
    """The last code point before an offset that is not white space."""
    while offset > 0:
        offset -= 1
        if not text[offset].isspace():
            return offset
    return None
