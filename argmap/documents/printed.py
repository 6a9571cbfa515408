"""From the lines of printed pages to paragraphs: what the places and sizes of lines tell.

A PDF says where each letter stands and nothing of paragraphs. A wider gap, a larger or smaller font, and an indented
first line tell of one; what stands again and again at the top or bottom of pages belongs to none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

_WIDE_GAP: Final = 1.4
"""How many times the usual distance of lines parts two paragraphs."""
_OTHER_SIZE: Final = 1.12
"""How many times larger a font is that belongs to something else: 11 pt is beside 10, in the same paragraph is not."""
_INDENT: Final = 0.8
"""How far a first line is moved in, in sizes of its font."""
_EDGE: Final = 0.14
"""The share of a page, at its top and bottom, in which running lines stand."""
_OUTERMOST: Final = 2
"""Lines at each end of a page of which nothing but the order is known."""
_LEAST_REPEATS: Final = 3
_FIGURES: Final = re.compile(r"\d+|\b[ivxlc]+\b")
_BESIDE_NUMBERS: Final = re.compile(r"page|seite|of|von|\bp\b|\bs\b|第|页|頁|共|[\W\d_]")
"""What stands beside the number of a page, as in `Seite 3 von 10` and `第 3 页`."""
_IDEOGRAPH: Final = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60"
_MANY_STEPS: Final = 8
_SPACED: Final = re.compile(rf"(?<=[{_IDEOGRAPH}]) (?=[{_IDEOGRAPH}])")
_MANY_SPACES: Final = 4
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


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page: its lines in the order of reading."""

    lines: tuple[PrintedLine, ...]
    height: float
    label: str = ""
    unnamed: int = 0
    """Signs of which the fonts do not tell what they mean."""


def without(page: PrintedPage, running: frozenset[int]) -> PrintedPage:
    """A page without its running lines."""
    return replace(page, lines=tuple(line for number, line in enumerate(page.lines) if number not in running))


def running_lines(pages: Sequence[PrintedPage]) -> list[frozenset[int]]:
    """For each page, which of its lines run through the document at its edges: titles above, numbers below."""
    edges = [list(_edge_lines(page)) for page in pages]
    counted = Counter(key for page in edges for key in {key for _, key in page})
    return [
        frozenset(
            number
            for number, key in found
            if counted[key] >= (2 if _bears(page.lines[number].text, page.label) else _LEAST_REPEATS)
            or _is_number(page.lines[number].text, page.label)
        )
        for page, found in zip(pages, edges, strict=True)
    ]


def usual_distance(pages: Sequence[PrintedPage]) -> float:
    """How far it is from one line of a document down to the next, in points; 0 where nothing tells."""
    steps = [step for page in pages for step in _steps(page.lines)]
    return median(steps) if steps else 0.0


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


def _edge_lines(page: PrintedPage) -> Iterator[tuple[int, str]]:
    """The lines at the top and bottom of a page, with what they have in common with those of other pages."""
    for number, line in enumerate(page.lines):
        if line.size and page.height:
            share = line.bottom / page.height
        else:  # nothing is known of its place but its turn
            share = 1.0 if number < _OUTERMOST else 0.0 if number >= len(page.lines) - _OUTERMOST else 0.5
        if share < _EDGE or share > 1 - _EDGE:
            edge = "below" if share < 0.5 else "above"
            yield number, f"{edge} {_FIGURES.sub('#', line.text.casefold()).strip()}"


def _is_number(text: str, label: str) -> bool:
    """Whether a line at an edge bears nothing but the number of its page."""
    stripped = text.strip()
    if label and stripped.strip("-–—·| ") == label:
        return True
    return any(character.isdigit() for character in stripped) and not _BESIDE_NUMBERS.sub("", stripped.casefold())


def _bears(text: str, label: str) -> bool:
    """Whether a line begins or ends with the number of its page."""
    words = text.split()
    return bool(words) and label in {words[0], words[-1]}


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
