"""Paragraphs, also where every printed line was broken, and the paragraphs and lists of a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.text.lines import gaps, only_wraps, width
from argmap.text.one_line import reading_line
from argmap.text.sentence_bounds import ends_sentence

_REACH = 20_000
"""How far a paragraph is followed in each direction, in code points."""


_ITEM = re.compile(r"(?P<mark>[-*+•‣◦·]|\d{1,3}[.)])[ \t]+(?P<words>\S.*)")
_TAB = 4
_WRAPPED = 50
"""Columns from which on a line of a note may go on in the next; a shorter one was ended by who wrote it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a note, or an entry of a list in it."""

    lines: tuple[str, ...]
    """Its lines, those that only wrap joined; one alone for an entry."""
    mark: str = ""
    """`-`, or the number of an entry: `12.`; empty for a paragraph."""
    depth: int = 0
    """How many entries an entry lies in."""


def blocks_of(note: str) -> Iterator[Block]:
    """The paragraphs and the entries of lists that a person wrote as plain text, in their order."""
    indents: list[int] = []  # those of the entries that the next may lie in
    lines: list[str] = []
    mark = ""
    for line in (*re.split(r"\r\n?|\n", note), ""):
        body = line.strip()
        item = _ITEM.fullmatch(body)
        if (not body or item) and lines:
            yield _block(lines, mark, len(indents) - 1)
            lines, mark = [], ""
        if item:
            indent = len(line[: len(line) - len(line.lstrip())].expandtabs(_TAB))
            while indents and indents[-1] >= indent:
                indents.pop()
            indents.append(indent)
            mark = item["mark"].replace(")", ".") if item["mark"][0].isdigit() else "-"
            lines = [item["words"]]
        elif body:
            lines.append(body)
            indents = indents if mark else []


def _block(lines: list[str], mark: str, depth: int) -> Block:
    if mark:
        return Block((reading_line("\n".join(lines)),), mark, depth)
    text = "\n".join(lines)
    begin, parts = 0, []
    for gap in gaps(text):
        if width(text[begin : gap.start()].rpartition("\n")[2]) < _WRAPPED or not only_wraps(text, *gap.span()):
            parts.append(text[begin : gap.start()])
            begin = gap.end()
    return Block(tuple(map(reading_line, (*parts, text[begin:]))))


def paragraph_at(text: str, position: int) -> tuple[int, int]:
    """The paragraph that the code point at `position` belongs to, without the white space around it.

    In the gap between two, the one before. Empty where there is none.
    """
    position = min(max(position, 0), len(text))
    start, end = max(position - _REACH, 0), min(position + _REACH, len(text))
    line_end = text.find("\n", position, end)
    here = line_end if line_end >= 0 else end
    for gap in reversed(list(gaps(text, start, here))):
        if _divides(text, gap.start(), gap.end()):
            start = gap.end()
            break
    for gap in gaps(text, here, end):
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
