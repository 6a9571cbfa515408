"""The lines of an outline as people jot arguments down: how deep each stands, its sign, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from argmap.anchor.selector import columns
from argmap.text.one_line import reading_line

_TAB: Final = 4
"""Columns that a tab stands for."""
_WIDE_SPACE: Final = "\u3000"
"""As wide as two letters; East Asian keyboards indent with it."""
_FULL_LINE: Final = 60
"""Columns from which on a line may have been wrapped by an editor."""


class Sign(StrEnum):
    """What stands before the words of a point."""

    SUPPORT = "+"
    COUNTER = "-"
    UNDERCUT = "×"
    TOGETHER = "&"
    """With the point above it: linked premises."""
    BULLET = "•"
    """A mark of a list that says nothing by itself."""
    NONE = ""


@dataclass(slots=True)
class Point:
    """One point of an outline, or a heading of it."""

    line: int
    """The line, from 1, on which it begins."""
    indent: int
    """Columns before its sign."""
    sign: Sign
    words: str
    mark: str = ""
    """What it begins with, where that may be just the mark of a list: `-`, `*`, `1.`"""
    is_bare: bool = False
    """Whether that `-` is all the sign it has."""
    heading: bool = False

    @property
    def is_signed(self) -> bool:
        """Whether its sign says what it does."""
        return self.sign not in (Sign.NONE, Sign.BULLET)


_SIGNS: Final = {
    **dict.fromkeys("+＋➕", Sign.SUPPORT),
    **dict.fromkeys("-－–—−➖", Sign.COUNTER),
    **dict.fromkeys("×✗xX", Sign.UNDERCUT),
    **dict.fromkeys("&＆", Sign.TOGETHER),
    **dict.fromkeys("*•◦‣·・", Sign.BULLET),
}
_WORDS: Final = {
    **dict.fromkeys(("pro", "dafür", "支持", "赞成", "贊成", "正方"), Sign.SUPPORT),
    **dict.fromkeys(("con", "contra", "kontra", "dagegen", "反对", "反對", "反方"), Sign.COUNTER),
}
_MARK: Final = re.compile(
    r"(?P<colon>[+＋➕\-－–—−➖×✗&＆])[ \t\u3000]*[:：][ \t\u3000]*"
    r"|(?P<sign>[+＋➕\-－–—−➖×✗&＆*•◦‣·・])(?:[ \t\u3000]+|$)"
    r"|(?P<run>[+＋]{2,6}|[-－]{2,6})[ \t\u3000]+(?=\S)"
    r"|(?P<close>[+\-–−×✗](?=[^\W\d]|[“„«\"‘「『《〈【（(])|[＋－➕➖＆](?=[^＋－➕➖＆]))"
    rf"|(?P<word>{'|'.join(_WORDS)})[ ]?[:：][ \t\u3000]*"
    r"|[(\[（](?P<inside>[+＋\-－–—−×xX&＆])[)\]）][ \t\u3000]*"
    r"|(?P<number>\d{1,3}[.)])[ \t]+",
    re.IGNORECASE,
)
"""`run` is a sign written several times, for depth: `--` below `+`. Before a digit an ASCII sign may be a number's."""
_LIKE_A_SIGN: Final = re.compile(r"[+＋➕\-－–—−➖×✗&＆]|(?:Pro|Con|Contra|Kontra)[ \t]")
"""What may have been meant as a sign: a line that begins so is never taken for more of the line above."""
_RULE: Final = re.compile(r"(?:[-*_=—─－][ \t]*){3,}")
"""A line drawn across the page."""
_HEADING: Final = re.compile(r"#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?")
_MARGIN: Final = re.compile(rf"[ \t{_WIDE_SPACE}]*")


def points(text: str) -> list[Point]:
    """The points and headings of an outline in their order, each with its wrapped lines joined.

    Where the outline has signs, a line without one that stands deeper than the point above it goes on with that; where
    it has none, depth alone makes points. An outline of which every point has the same `-` is a plain list.
    """
    lines = [*_lines(text)]
    has_signs = any(line.sign is not Sign.NONE for line in lines)
    made: list[Point] = []
    parts: list[list[str]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if made and before and has_signs and _goes_on(made[-1], before, line):
            parts[-1].append(line.words)
        else:
            made.append(line)
            parts.append([line.words])
    for point, wrapped in zip(made, parts, strict=True):
        point.words = reading_line("\n".join(wrapped))
    if _is_plain_list(made):
        for point in made:
            if point.is_bare:
                point.sign = Sign.BULLET
    return made


def written(rows: Iterator[tuple[int, Sign, str]]) -> Iterator[str]:
    """The lines of points, each with its depth; words that begin like a sign get a backslash.

    A blank line keeps a point without a sign from being read as more of the point above.
    """
    for number, (depth, sign, words) in enumerate(rows):
        if number and sign is Sign.NONE:
            yield ""
        escape = "\\" if words[:1] in ("\\", "#") or _MARK.match(words) or _RULE.fullmatch(words) else ""
        yield f"{'  ' * depth}{sign}{' ' if sign else ''}{escape}{words}"


def _lines(text: str) -> Iterator[Point]:
    """Each line that is not blank, and no rule across the page, as a point of its own."""
    for number, line in enumerate(text.split("\n"), start=1):
        body = line.strip()
        margin = _MARGIN.match(line)
        if not body or margin is None or _RULE.fullmatch(body):
            continue
        heading = _HEADING.fullmatch(body)
        if heading:
            yield Point(number, 0, Sign.NONE, heading[1], heading=True)
        else:
            yield _point(number, _columns(margin[0]), body)


def _point(number: int, indent: int, body: str) -> Point:
    """The point that a line is: the sign before some words, the words, and the mark of a list, if it begins with one.

    After such a mark a sign in words or brackets is what counts; after a sign it is left out where it says the same.
    """
    mark = _MARK.match(body)
    if mark is None:
        return Point(number, indent, Sign.NONE, body.removeprefix("\\"))
    rest = body[mark.end() :]
    sign = _meaning(mark)
    inner = _MARK.match(rest)
    again = _meaning(inner) if inner and (inner["word"] or inner["inside"]) else None
    after = rest[inner.end() :] if inner else rest
    if sign is not Sign.BULLET and mark["sign"] != "-":
        deeper = len(mark["run"] or "-") - 1
        return Point(number, indent + deeper, sign, (after if again is sign else rest).removeprefix("\\"))
    listed = mark[0].strip()
    if again is not None:
        return Point(number, indent, again, after.removeprefix("\\"), listed)
    return Point(number, indent, sign, rest.removeprefix("\\"), listed, is_bare=sign is Sign.COUNTER)


def _meaning(mark: re.Match[str]) -> Sign:
    if mark["number"]:
        return Sign.BULLET
    if mark["word"]:
        return _WORDS[mark["word"].lower()]
    return _SIGNS[(mark["colon"] or mark["sign"] or mark["run"] or mark["close"] or mark["inside"])[0]]


def _goes_on(point: Point, before: Point, line: Point) -> bool:
    """Whether `line` is more of the words of `point`, whose last line so far is `before`."""
    if line.sign is not Sign.NONE or line.heading or point.heading or _LIKE_A_SIGN.match(line.words):
        return False
    if line.indent > point.indent:
        return True
    if line.line > before.line + 1 or columns(before.words) < _FULL_LINE:
        return False
    begins = line.words[:1]
    return begins.islower() if line.indent < point.indent else not begins.isupper()


def _is_plain_list(made: list[Point]) -> bool:
    """Whether `-` is the mark of a list: it begins the first point, and every other begins with such a mark."""
    marks = [point.mark for point in made if not point.heading]
    return all(marks) and marks[:1] == ["-"]


def _columns(margin: str) -> int:
    return len(margin) + (_TAB - 1) * margin.count("\t") + margin.count(_WIDE_SPACE)
