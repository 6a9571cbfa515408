"""The sections of a text, by its headings.

Texts come as web pages, scans and Markdown, and few say what a heading is. Three things tell, the surest first:

- Markdown's `#`, and a sign that stands before headings alone: `▍引言`, `■ 导言`;
- a number that begins a short line: `第一章`, `一、`, `（一）`, `II.`, `1.`, `2.3`;
- a short line without a full stop, set apart from the paragraph before it and followed by one.

The last is a guess: it is made only where no line of the text bears a sign or a number of the first two levels.
Levels are counted from how the headings nest, not from what they look like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and so the section that it begins."""

    start: int
    """Where the heading begins, in code points, without the white space and signs before it."""
    end: int
    """Where the heading ends."""
    title: str
    level: int
    """How deep it is nested, from 0."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank."""

    start: int
    text: str
    """Without the white space around it."""
    after_blank: bool
    before_blank: bool


_WIDEST_HEADING: Final = 72
"""Cells. Headings wrap, too, but a line as wide as a printed page is more likely the page's."""
_PARAGRAPH: Final = 160
"""Cells from which on a line is a whole paragraph, as in `argmap.text.lines`."""
_BODY: Final = 50
"""Cells from which on a line under a heading and a blank line is one of a wrapped paragraph."""

_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_SIGNED = re.compile(r"[*_]{0,2}[▍▌▎█■◆●▶►◎§]+[*_]{0,2}\s*(?=\S)")
_EMPHASIS = re.compile(r"[*_]+|\s+#+\s*\Z")
_ENDS_SENTENCE = re.compile(r"[.。．!！…;；,，、][”’\"'»）)」』\]]*\Z")
_ENDS_BODY = re.compile(r"[.。．!！?？…:：][”’\"'»）)」』*]*(?:[\[［]\d+[\]］])*\Z")
_OPENS_ASIDE = "(（[［【〔-–—•·*①②③④⑤⑥⑦⑧⑨⑩©"

_SIGN_RANK, _PLAIN_RANK = 1, 1
_NUMBER_RANKS: Final = (
    (1, re.compile(r"第[一二三四五六七八九十百零〇\d]+[章节節编編部篇卷回讲講]")),
    (1, re.compile(r"(?:Chapter|Part|Section|Kapitel|Teil|Abschnitt)\s+(?:\d+|[IVXLC]+)\b", re.IGNORECASE)),
    (2, re.compile(r"[一二三四五六七八九十]{1,3}[、．.]\s*(?=\S)")),
    (2, re.compile(r"[IVX]{1,5}\.\s+(?=\S)")),
    (3, re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]\s*(?=\S)")),
    (4, re.compile(r"\d{1,2}(?:[.、．]\s*|\s*[)）]\s*)(?=[^\W\d])")),
    (5, re.compile(r"\d{1,2}\.\d{1,2}\.?\s+(?=[^\W\d])")),
    (6, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s+(?=[^\W\d])")),
    (6, re.compile(r"[(（]\d{1,2}[)）]\s*(?=[^\W\d])")),
)
"""How high a number ranks, and what it looks like."""
_STRONG_RANK: Final = 2
"""Numbers that rank so high or higher are headings for certain, so that nothing has to be guessed."""
_MARKDOWN_RANK: Final = -6
"""All of Markdown's six levels are above the other headings."""


def sections(text: str) -> tuple[Section, ...]:
    """The headings of a text in order; none if it has none that can be told."""
    lines = list(_lines(text))
    found: list[tuple[int, Section]] = []
    guessed: list[tuple[int, Section]] = []
    for number, line in enumerate(lines):
        ranked = _marked(line) or _numbered(line, lines, number)
        if ranked:
            found.append(ranked)
        elif _number_rank(line.text) is None and _is_plain(line, lines, number):
            guessed.append((_PLAIN_RANK, _section(line, 0)))
    if not any(rank <= _STRONG_RANK for rank, _ in found):
        found = sorted(found + guessed, key=lambda ranked: ranked[1].start)
    return tuple(_nested(found))


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank. Whether blank lines are around says the text: its ends count as blank lines."""
    start, blank = 0, True
    kept: _Line | None = None
    for whole in text.split("\n"):
        stripped = whole.strip()
        if stripped:
            if kept is not None:
                yield replace(kept, before_blank=blank)
            kept = _Line(start + whole.index(stripped[0]), stripped, blank, before_blank=True)
        blank = not stripped
        start += len(whole) + 1
    if kept is not None:
        yield kept


def _marked(line: _Line) -> tuple[int, Section] | None:
    """The rank and section of a line with Markdown's sign or one of its own."""
    if markdown := _MARKDOWN.match(line.text):
        return _MARKDOWN_RANK + len(markdown[1]), _section(line, markdown.end())
    if (signed := _SIGNED.match(line.text)) and _fits(line):
        return _SIGN_RANK, _section(line, signed.end())
    return None


def _numbered(line: _Line, lines: Sequence[_Line], number: int) -> tuple[int, Section] | None:
    """The rank and section of a line with a number, unless it is an item of a list."""
    rank = _number_rank(line.text)
    if rank is None or not _fits(line) or _ENDS_SENTENCE.search(line.text):
        return None
    around = [*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2]]
    is_item = any(_number_rank(other.text) == rank and _adjoin(line, other) for other in around)
    return None if is_item else (rank, _section(line, 0))


def _adjoin(line: _Line, other: _Line) -> bool:
    """Whether no blank line stands between a line and its neighbour."""
    return not (line.before_blank if other.start > line.start else line.after_blank)


def _number_rank(text: str) -> int | None:
    return next((rank for rank, pattern in _NUMBER_RANKS if pattern.match(text)), None)


def _is_plain(line: _Line, lines: Sequence[_Line], number: int) -> bool:
    """Whether a line without sign or number looks like a heading all the same."""
    if not _fits(line) or _ENDS_SENTENCE.search(line.text) or line.text.endswith((":", "：")):
        return False
    if line.text[0] in _OPENS_ASIDE or not any(character.isalpha() for character in line.text):
        return False
    if not line.after_blank and not _ends_paragraph(lines[number - 1]):
        return False
    if number + 1 == len(lines):
        return False
    following = lines[number + 1]
    return _is_body(following, is_apart=line.before_blank) or _number_rank(following.text) is not None


def _ends_paragraph(line: _Line) -> bool:
    """Whether the line before a heading, without a blank line between, is one that a paragraph can end in."""
    return _cells(line.text) >= _PARAGRAPH or bool(_ENDS_BODY.search(line.text))


def _is_body(line: _Line, *, is_apart: bool) -> bool:
    """Whether a line is a paragraph or belongs to one; `is_apart` says that a blank line stands above it."""
    cells = _cells(line.text)
    return cells >= _PARAGRAPH or (cells > _BODY and (is_apart or bool(_ENDS_BODY.search(line.text))))


def _fits(line: _Line) -> bool:
    return len(line.text) <= _WIDEST_HEADING and _cells(line.text) <= _WIDEST_HEADING


def _cells(text: str) -> int:
    """About how many cells a line takes; more than a paragraph's are not counted."""
    counted = text[:_PARAGRAPH]
    if len(counted) == _PARAGRAPH or counted.isascii():
        return len(counted)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in counted)


def _section(line: _Line, skipped: int) -> Section:
    title = _EMPHASIS.sub("", line.text[skipped:])
    return Section(line.start + skipped, line.start + len(line.text), title or line.text, 0)


def _nested(ranked: Sequence[tuple[int, Section]]) -> Iterator[Section]:
    """The sections with the level that their ranks give them."""
    above: list[int] = []
    for rank, section in ranked:
        while above and above[-1] >= rank:
            above.pop()
        yield replace(section, level=len(above))
        above.append(rank)
