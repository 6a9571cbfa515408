"""Which line breaks end something, and which only wrap a line.

Texts taken from PDF files are broken at every printed line, and some have an empty line after each. A break only
wraps where the lines around it tell of a common width: none is wider than any page, and the line before the
break nearly fills it. In texts of one paragraph a line, the paragraphs' width tells that breaks are meant.
Everything is decided from the `_AROUND` code points on both sides.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_AROUND = 600
_WIDEST_PAGE = 160
"""In columns of a terminal; beyond this a line is a paragraph."""
_NEAR = 4
"""How many lines on each side tell the width: few, since columns and footnotes have widths of their own."""
_FULL = 0.7
"""The least share of the middling line that a wrapped line fills: ragged lines are above, headings below."""
_DOUBLE_SPACED = 2 / 3
"""From this share of empty lines between lines on, they are spacing and no ends of paragraphs."""

GAP = re.compile(r"(?<![^\S\n])[^\S\n]*\n\s*")
"""A line break, with the white space and empty lines around it. No run of blanks is tried from its middle."""
REST_OF_GAP = re.compile(r"[^\S\n]*\n\s*")
"""The same, matched where a window of the text begins, which may be within a gap."""

_LIST_OR_HEADING = re.compile(
    r"[-*•·#◆●■]+\s|\(?\d{1,3}[.)、．]\D|[(（]?[一二三四五六七八九十]{1,3}[)）、]|第[一二三四五六七八九十\d]+[章节節]|[①-⑳](?=[\s“《])|[【#]"
)
_ROMAN = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_NUMBER = rf"(?:\d{{1,3}}|[A-Za-z]|{_ROMAN})"
LABEL = re.compile(
    rf"(?P<counts>[-*+•‣◦·◆●■▪](?=\s)|[(（](?:{_NUMBER}|[一二三四五六七八九十]{{1,3}})[)）]|{_NUMBER}[.)](?=\s)"
    r"|\d{1,3}[、．]|[一二三四五六七八九十]{1,3}、)"
    r"|§§?\s?\d|第[一二三四五六七八九十百千零〇\d]{1,9}[条條章节節]"
)
"""What an item of a list or a section of a law begins with; Roman numbers below forty, so that `ill.` is none."""
_INDENT = re.compile(r"\n(?: {2,}|\t|\u3000+)\Z")


def gaps(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The gaps in `text[start:end]`, in order; of one that begins or ends outside, what is inside."""
    end = len(text) if end is None else end
    cut = REST_OF_GAP.match(text, start, end)
    if cut is not None:
        yield cut
        start = cut.end()
    yield from GAP.finditer(text, start, end)


def only_wraps(text: str, start: int, end: int) -> bool:
    """Whether the gap `text[start:end]`, one of `gaps`, only wraps a line."""
    if end == len(text) or start == 0 or _INDENT.search(text, start, end) or _LIST_OR_HEADING.match(text, end):
        return False
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    lines = (*_filled(before)[-_NEAR:], *_filled(after)[:_NEAR])
    widths = sorted(width(line) for line in lines)
    line = before.rpartition("\n")[2]
    if not widths or widths[-1] > _WIDEST_PAGE or width(line) < _FULL * widths[len(widths) // 2]:
        return False
    is_blank = text.count("\n", start, end) > 1
    if is_blank and LABEL.match(text, end):
        return False
    return not is_blank or _is_double_spaced(text[max(start - _AROUND, 0) : end + _AROUND])


def _filled(passage: str) -> list[str]:
    return [line for line in passage.split("\n") if not line.isspace() and line]


def _is_double_spaced(passage: str) -> bool:
    gaps: list[str] = GAP.findall(passage.strip())
    empty = sum(gap.count("\n") > 1 for gap in gaps)
    return empty >= _DOUBLE_SPACED * len(gaps)


@lru_cache(maxsize=256)
def width(line: str) -> int:
    """The columns that a line takes."""
    return len(line) + sum(unicodedata.east_asian_width(character) in "WF" for character in line)
