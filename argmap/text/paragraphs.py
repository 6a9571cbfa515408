"""Paragraphs, also where every printed line was broken."""

from argmap.text.lines import GAP, only_wraps
from argmap.text.sentence_bounds import ends_sentence

_REACH = 20_000
"""How far a paragraph is followed in each direction, in code points."""


def paragraph_at(text: str, position: int) -> tuple[int, int]:
    """The paragraph that the code point at `position` belongs to, without the white space around it.

    In the gap between two, the one before. Empty where there is none.
    """
    position = min(max(position, 0), len(text))
    start, end = max(position - _REACH, 0), min(position + _REACH, len(text))
    line_end = text.find("\n", position, end)
    here = line_end if line_end >= 0 else end
    for gap in reversed(list(GAP.finditer(text, start, here))):
        if _divides(text, gap.start(), gap.end()):
            start = gap.end()
            break
    for gap in GAP.finditer(text, here, end):
        if _divides(text, gap.start(), gap.end()):
            end = gap.start()
            break
    paragraph = text[start:end]
    start += len(paragraph) - len(paragraph.lstrip())
    return start, start + len(paragraph.strip())


def _divides(text: str, start: int, end: int) -> bool:
    """A break that does not only wrap; or one after a sentence, when the line stops short of the next one's width."""
    if not only_wraps(text, start, end):
        return True
    line = text.rfind("\n", 0, start) + 1
    return ends_sentence(text, start) and start - line < 0.9 * len(text[end : end + 200].partition("\n")[0])
