"""From the lines of printed pages to paragraphs: what the places and sizes of lines tell.

A PDF says where each letter stands and nothing of paragraphs. A wider gap, a larger or smaller font, and an indented
first line tell of one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, median_low
from typing import Final

_WIDE_GAP: Final = 1.4
"""How many times the usual distance of lines parts two paragraphs."""
_OTHER_SIZE: Final = 1.12
"""How many times larger a font is that belongs to something else: 11 pt is beside 10, in the same paragraph is not."""
_INDENT: Final = 0.8
"""How far a first line is moved in, in sizes of its font."""
_IDEOGRAPH: Final = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60"
_MANY_STEPS: Final = 8
_SPACED: Final = re.compile(rf"(?<=[{_IDEOGRAPH}]) (?=[{_IDEOGRAPH}])")
_MANY_SPACES: Final = 4
_FEWEST_FILLED: Final = 4
_FILLED: Final = 0.75
"""The share of the width of a column that a line of prose takes, but for the last of a paragraph."""
_IN_COLUMNS: Final = 0.65
"""The least share of lines that are filled, and of a page's lines that stand in its columns."""
_TAKING_TURNS: Final = 0.4
"""The least share of lines that stand in the other column than the one before."""
_LINE_OF_PROSE: Final = 18
"""Letters of a line; ideographs count twice."""
_ITEM: Final = re.compile(r"[•·*‣▪–—-]\s|[(（]?\w{1,3}[.)）]\s")
_NUMBERING: Final = re.compile(r"(?:[A-Z]|\d{1,3})(?:\.\d{1,3})*[.)]?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page, in points; `bottom` rises towards the top of the page."""

    text: str
    left: float
    bottom: float
    size: float
    """The size of its font; 0 where that is not known."""
    right: float = 0.0
    parts: tuple[str, ...] = ()
    """The line, cut where it has wide gaps; empty where it has none, or nobody looked."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page: its lines in the order of reading."""

    lines: tuple[PrintedLine, ...]
    height: float
    label: str = ""
    unnamed: int = 0
    """Signs of which the fonts do not tell what they mean."""
    unmapped: int = 0
    """Signs of which what they mean was guessed."""
    comments: int = 0
    """Notes that readers put beside its text."""
    has_pictures: bool = False
    """Whether it has no text and at least one picture."""


def arranged(page: PrintedPage, order: Sequence[int], gone: frozenset[int]) -> PrintedPage:
    """A page with its lines in another order, and without some of them."""
    return replace(page, lines=tuple(page.lines[number] for number in order if number not in gone))


def usual_distance(pages: Sequence[PrintedPage]) -> float:
    """How far it is from one line of a document down to the next, in points; 0 where nothing tells."""
    steps = [step for page in pages for step in _steps(page.lines)]
    return median_low(steps) if steps else 0.0


def page_text(page: PrintedPage, headings: Mapping[str, int], usual: float) -> str:
    """The text of a page; `headings` are the levels, from 0, of lines that are ones.

    `usual` is the distance of the document's lines; a page of many lines may have its own. Where the lines cannot
    tell of paragraphs, they are given one below the other.
    """
    lines = page.lines
    steps = _steps(lines)
    usual = median(steps) if len(steps) >= _MANY_STEPS else usual
    written: list[str] = []
    for number, line in enumerate(lines):
        text = without_justifying_spaces(line.text)
        level = _level(line.text, headings)
        before = lines[number - 1] if number else None
        was_heading = before is not None and _level(before.text, headings) is not None
        if before is not None and (level is not None or was_heading or _begins_paragraph(lines, number, usual)):
            written.append("")
        written.append(text if level is None else f"{'#' * min(level + 1, 6)} {text}")
    return "\n".join(written)


def unmixed(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of a page, with two columns of prose one after the other where they were drawn row by row.

    Columns are taken for prose where most of their lines are filled, which those of tables are not. What goes over
    both columns divides them.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return list(lines)
    made: list[PrintedLine] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in lines:
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            made += [*left, *right, line]
            left, right = [], []
    return [*made, *left, *right]


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """Where the gap lies between two columns of prose that take turns, in points from the left; None without."""
    if len(lines) < 2 * _FEWEST_FILLED:
        return None
    places = sorted({line.left for line in lines})
    for place in places:
        gutter = place - 0.5
        sides = [line.left >= gutter for line in lines if line.right <= gutter or line.left >= gutter]
        turns = sum(one != other for one, other in pairwise(sides))
        if len(sides) < _IN_COLUMNS * len(lines) or turns < len(sides) * _TAKING_TURNS:
            continue
        both = [[line for line in lines if line.right <= gutter], [line for line in lines if line.left >= gutter]]
        if all(_is_prose(side) for side in both):
            return gutter
    return None


def _is_prose(lines: Sequence[PrintedLine]) -> bool:
    widths = [line.right - line.left for line in lines]
    filled = sum(width > _FILLED * max(widths) for width in widths)
    length = median(len(line.text) * (2 if line.text[0] >= "\u2e80" else 1) for line in lines) if lines else 0
    return filled >= _FEWEST_FILLED and filled > _IN_COLUMNS * len(lines) and length >= _LINE_OF_PROSE


def heading_key(text: str) -> str:
    """What a heading and its entry in the contents have in common."""
    return "".join(character for character in text if character.isalnum()).casefold()


def _level(text: str, headings: Mapping[str, int]) -> int | None:
    """The level of a line that is a heading, whether its number stands in the contents or not."""
    level = headings.get(heading_key(text))
    return headings.get(heading_key(_NUMBERING.sub("", text, count=1))) if level is None else level


def without_justifying_spaces(text: str) -> str:
    """A line without the spaces that pushed its ideographs apart to fill it."""
    return _SPACED.sub("", text) if len(_SPACED.findall(text)) >= _MANY_SPACES else text


def _steps(lines: Sequence[PrintedLine]) -> list[float]:
    """From each line down to the next, where that stands below it in the same column."""
    steps = (above.bottom - below.bottom for above, below in pairwise(lines) if above.size and below.size)
    return [step for step in steps if step > 1]


def _begins_paragraph(lines: Sequence[PrintedLine], number: int, usual: float) -> bool:
    before, line = lines[number - 1], lines[number]
    if not line.size or not before.size:
        return False
    if max(line.size, before.size) > _OTHER_SIZE * min(line.size, before.size):
        return True
    step = before.bottom - line.bottom
    if step > _WIDE_GAP * max(usual, line.size):
        return True
    if number + 1 == len(lines) or step < 0 or _ITEM.match(before.text):
        return False
    indent = _INDENT * line.size
    return line.left - before.left > indent and line.left - lines[number + 1].left > indent
