"""The lines of an outline as people jot arguments down: how deep each stands, its sign, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    has_mark: bool = False
    """Whether it begins with what may be just the mark of a list: `-`, `+`, `*`, `1.`"""
    bare: Sign = Sign.NONE
    """What such a mark, `+` or `-`, is where it is meant as a sign; it is all the sign that the point has."""
    level: int = 0
    """For a heading, how many `#` it has; 0 for a point."""
    group: Sign = Sign.NONE
    """For a line that says no more than what the points below it do, as `Pros:` does: their sign."""

    @property
    def is_signed(self) -> bool:
        """Whether its sign says what it does."""
        return self.sign not in (Sign.NONE, Sign.BULLET)


LEGEND: Final = "(+ supports, - counters, × undercuts the step above, & goes together with the line above)"
"""The line that says that signs are meant as such, and not as the marks of a list."""

_SIGNS: Final = {
    **dict.fromkeys("+＋➕", Sign.SUPPORT),
    **dict.fromkeys("-－–—−➖", Sign.COUNTER),
    **dict.fromkeys("×✗xX", Sign.UNDERCUT),
    **dict.fromkeys("&＆", Sign.TOGETHER),
    **dict.fromkeys("*•◦‣·・", Sign.BULLET),
}


def _each(words: str, sign: Sign) -> dict[str, Sign]:
    return dict.fromkeys(words.split(", "), sign)


_WORDS: Final = {
    **_each(
        "pro, pros, support, supports, supporting, supported by, for, in favour, in favor, dafür, für, pour, "
        "a favor, за, 支持, 赞成, 贊成, 正方, 賛成, 찬성",
        Sign.SUPPORT,
    ),
    **_each(
        "con, cons, contra, contras, kontra, counter, counters, countering, countered by, against, objection, "
        "objections, dagegen, gegen, contre, contro, en contra, против, 反对, 反對, 反方, 反対, 반대",
        Sign.COUNTER,
    ),
    **_each("undercut, undercuts, undercut by", Sign.UNDERCUT),
}
"""Words that say what a point does."""
_GROUPS: Final = {
    **_WORDS,
    **_each(
        "arguments for, arguments in favour, arguments in favor, arguments pro, pro arguments, reasons for, "
        "supporting arguments, supporting evidence, evidence for, argumente dafür, argumente für, pro-argumente, "
        "gründe dafür, arguments pour, argumentos a favor, аргументы за, 支持理由, 赞成理由, 贊成理由, 支持方, "
        "支持的理由, 赞成的理由, 贊成的理由, 賛成意見",
        Sign.SUPPORT,
    ),
    **_each(
        "arguments against, arguments contra, con arguments, reasons against, counterarguments, counter-arguments, "
        "opposing arguments, opposing evidence, evidence against, argumente dagegen, argumente gegen, "
        "contra-argumente, kontra-argumente, gegenargumente, gründe dagegen, einwand, einwände, arguments contre, "
        "argumentos en contra, аргументы против, 反对理由, 反對理由, 反对方, 反對方, 反对的理由, 反對的理由, 反対意見",
        Sign.COUNTER,
    ),
}
"""What people write above points that all do the same."""


def _of(sign: Sign) -> list[str]:
    return [word for word, meant in _WORDS.items() if meant is sign]


def _any_of(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_MARK: Final = re.compile(
    r"(?P<colon>[+＋➕\-－–—−➖×✗&＆])[ \t\u3000]*[:：][ \t\u3000]*"
    rf"|(?P<said>[*_]{{0,3}}(?P<word>{_any_of(_WORDS)})"
    r"(?:[ ]?[:：][*_]{0,3}|(?<=\w)[*_]{1,3}[ ]?[:：]|(?<=\w)[*_]{2,3}(?=[ \t]))[ \t\u3000]*)"
    r"|(?P<sign>[+＋➕\-－–—−➖×✗&＆*•◦‣·・])(?:[ \t\u3000]+|$)"
    r"|(?P<run>[+＋]{2,6}|[-－]{2,6})[ \t\u3000]+(?=\S)"
    r"|(?P<close>[+\-–−×✗](?=[^\W\d]|[“„«\"‘「『《〈【（(])|[＋－➕➖＆](?=[^＋－➕➖＆]))"
    r"|[(\[（](?P<inside>[+＋\-－–—−×xX&＆])[)\]）][ \t\u3000]*"
    r"|(?P<number>\d{1,3}[.)])[ \t]+",
    re.IGNORECASE,
)
"""`run` is a sign written several times, for depth: `--` below `+`. Before a digit an ASCII sign may be a number's."""
_GROUP: Final = re.compile(rf"[*_]{{0,3}}(?P<group>{_any_of(_GROUPS)})[ ]?[:：]?[*_]{{0,3}}[ ]?[:：]?", re.IGNORECASE)
_ABOUT: Final = re.compile(
    r"(?:arguments?|reasons?|evidence|points|argumente|gründe)[ ]"
    r"(?:(?P<pro>for|in[ ]favou?r[ ]of|für)|against|gegen)[ ]\S.*"
    r"|(?:(?P<pros>pros)|cons)[ ]of[ ]\S.*",
    re.IGNORECASE,
)
_LEGEND: Final = re.compile(
    rf"\W*(?:(?:legend|legende|key|signs|zeichen|图例|圖例)\W{{1,4}})?[+＋]\W{{0,3}}(?:{_any_of(_of(Sign.SUPPORT))})"
    rf"\W{{0,4}}(?:and|und)?\W{{0,3}}[-－–—−]\W{{0,3}}(?:{_any_of(_of(Sign.COUNTER))})(?:\W.*)?",
    re.IGNORECASE,
)
"""A line that says what the signs mean: `+ pro, - con`."""
_LONGEST_LEGEND: Final = 120
_TASK: Final = re.compile(r"^[ \t]*[-*+][ \t]+\[ \][ \t]", re.MULTILINE)
"""A box to be ticked off: in a list with one, `[x]` is another."""
_TICKED: Final = re.compile(r"\[[xX ]\][ \t]+")
_FENCE: Final = re.compile(r"[ \t>]*(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(?:(?:[\w-]+:|[ \t]|- ).*\n)+---[ \t]*(?=\n|\Z)")
_LIKE_A_SIGN: Final = re.compile(r"[+＋➕\-－–—−➖×✗&＆]|(?:Pro|Con|Contra|Kontra)[ \t]")
"""What may have been meant as a sign: a line that begins so is never taken for more of the line above."""
_RULE: Final = re.compile(r"(?:[-*_=—─－][ \t]*){2}[-*_=—─－][-*_=—─－ \t]*")
"""A line drawn across the page: three signs or more."""
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?")
_MARGIN: Final = re.compile(rf"[ \t{_WIDE_SPACE}]*")


def points(text: str) -> list[Point]:
    """The points and headings of an outline in their order, each with its wrapped lines joined.

    Where the outline has signs, a line without one that stands deeper than the point above it goes on with that; where
    it has none, depth alone makes points. `+` and `-` are the marks of lists, too: they are signs only where the
    outline shows that they are meant so.
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
    for point, following in zip(made, [*made[1:], None], strict=False):
        if not point.level and point.group:
            _settle_group(point, following)
    if not (any(map(_is_legend, text.split("\n"))) or _means_its_signs(made)):
        for point in made:
            if point.bare:
                point.sign = Sign.BULLET
    return made


def says_that_its_signs_are_meant(text: str) -> bool:
    """Whether an outline shows that its `+` and `-` are more than the marks of lists."""
    return _means_its_signs([*_lines(text)])


def _settle_group(point: Point, following: Point | None) -> None:
    """Take a line that could say what the points below it do for a point like others, where none is below it."""
    if following is None or following.level or following.indent < point.indent:
        has_below = False
    else:
        has_below = following.indent > point.indent or (following.has_mark and not point.has_mark)
    if has_below:
        point.sign = point.bare = Sign.NONE
    else:
        point.group = Sign.NONE


def with_signs_meant(found: list[Point]) -> None:
    """Take each `+` and `-` for a sign, for whoever says that they are."""
    for point in found:
        if point.bare:
            point.sign = point.bare


def blocks_of_no_points(text: str) -> Iterator[tuple[int, int, str]]:
    """The first and the last line, from 1, of what is no part of an outline, and what it is: Markdown's front matter,
    and blocks between lines of ``` or ~~~, these included.
    """
    front = _FRONT_MATTER.match(text)
    if front:
        yield 1, front[0].count("\n") + 1, "front matter"
    yield from ((first, last, "a block of code") for first, last, _ in fences(text))


def fences(text: str) -> Iterator[tuple[int, int, str]]:
    """The first and the last line, from 1, of each fenced block of Markdown, and what stands behind its first fence.

    One that is not closed goes on to the end (CommonMark 0.31, 4.5).
    """
    lines = text.split("\n")
    begin, fence, info = 0, "", ""
    for number, line in enumerate(lines, start=1):
        mark = _FENCE.fullmatch(line)
        if not begin and mark:
            begin, fence, info = number, mark["fence"], mark["info"].strip()
        elif begin and (closing := line.strip(" \t>")).startswith(fence) and not closing.strip(fence[0]):
            yield begin, number, info
            begin = 0
    if begin:
        yield begin, len(lines), info


def _is_legend(line: str) -> bool:
    return len(line) <= _LONGEST_LEGEND and _LEGEND.fullmatch(line) is not None


def _means_its_signs(made: list[Point]) -> bool:
    """Whether `+` and `-` say what points do, and are not the marks of lists.

    They do where one point has `+` and another of the same depth below the same line has `-`; where one of those below
    one line stands deeper than words without a mark, and one is `+`; and where a sign is there that no list has.
    """
    if any(point.sign in (Sign.UNDERCUT, Sign.TOGETHER) and not point.group for point in made):
        return True
    with_plus: set[int] = set()  # the lines at the margin below which a point has `+`
    under_words: set[int] = set()  # and those below which a sign stands deeper than words without a mark
    among: dict[tuple[int, int], set[tuple[Sign, bool]]] = {}
    path: list[Point] = []
    for point in made:
        while path and (point.level or path[-1].indent >= point.indent) and not (path[-1].level and not point.level):
            path.pop()
        above = path[-1] if path else None
        root = path[0].line if path else 0
        if point.sign is Sign.SUPPORT and (point.bare or not point.has_mark):
            with_plus.add(root)
        if point.bare and above and not above.level and not above.has_mark and above.sign is Sign.NONE:
            under_words.add(root)
        if point.bare or (point.is_signed and not point.has_mark):
            signs = among.setdefault((above.line if above else 0, point.indent), set())
            signs.add((point.sign, bool(point.bare)))
            if len({sign for sign, _ in signs}) > 1 and any(is_bare for _, is_bare in signs):
                return True
        path.append(point)
    return bool(with_plus & under_words)


def written(rows: Iterator[tuple[int, Sign, str]]) -> Iterator[str]:
    """The lines of points, each with its depth; words that begin like a sign get a backslash.

    A blank line keeps a point without a sign from being read as more of the point above.
    """
    for number, (depth, sign, words) in enumerate(rows):
        if number and sign is Sign.NONE:
            yield ""
        is_a_sign = _MARK.match(words) or _RULE.fullmatch(words) or _group(words) or _is_legend(words)
        escape = "\\" if words[:1] in ("\\", "#", "`", "~") or is_a_sign else ""
        yield f"{'  ' * depth}{sign}{' ' if sign else ''}{escape}{words}"


def _lines(text: str) -> Iterator[Point]:
    """Each line that is not blank, and no rule across the page, as a point of its own; none of a block of code."""
    has_tasks = _TASK.search(text) is not None
    passed = {number for first, last, _ in blocks_of_no_points(text) for number in range(first, last + 1)}
    for number, line in enumerate(text.split("\n"), start=1):
        body = line.strip()
        margin = _MARGIN.match(line)
        if not body or margin is None or _RULE.fullmatch(body) or number in passed or _is_legend(body):
            continue
        heading = _HEADING.fullmatch(body)
        if heading:
            yield Point(
                number,
                0,
                Sign.NONE,
                heading[2],
                level=len(heading[1]),
                group=_group(heading[2]) or _group_about(f"{heading[2]}:"),
            )
        else:
            yield _point(number, _columns(margin[0]), body, has_tasks=has_tasks)


def _group(words: str) -> Sign:
    """What the points below a line do, where that is all that the line says."""
    found = _GROUP.fullmatch(words.strip())
    if found is None:
        return _group_about(words)
    return _GROUPS[found["group"].lower()]


def _group_about(words: str) -> Sign:
    """The same of a line that names the claim, too: `Arguments against the ban:`."""
    found = _ABOUT.fullmatch(words.strip().strip("*_:： "))
    if found is None or not (words[:1] in "*_" or words.rstrip("*_ ")[-1:] in (":", "：")):
        return Sign.NONE
    return Sign.SUPPORT if found["pro"] or found["pros"] else Sign.COUNTER


def _point(number: int, indent: int, body: str, *, has_tasks: bool) -> Point:
    """The point that a line is: the sign before some words, the words, and whether a list's mark may begin it.

    After such a mark a sign in words or brackets is what counts, and so is a second `+` or `-` with a space; after a
    sign, one in words or brackets is left out where it says the same.
    """
    group = _group(body)
    if group is not Sign.NONE:
        return Point(number, indent, Sign.NONE, body, group=group)
    mark = _MARK.match(body)
    if mark is None:
        return Point(number, indent, Sign.NONE, body.removeprefix("\\"))
    rest = body[mark.end() :]
    sign = _meaning(mark)
    is_bare = bool(mark["run"] or (mark["sign"] or mark["close"] or "×") not in "×✗&＆➕➖") and sign is not Sign.BULLET
    has_mark = is_bare or sign is Sign.BULLET
    if has_mark and has_tasks:
        rest = _TICKED.sub("", rest, count=1)
    group = _group(rest) if has_mark else Sign.NONE
    if group is not Sign.NONE:
        return Point(number, indent, sign, rest, has_mark, sign if is_bare else Sign.NONE, group=group)
    inner = _MARK.match(rest)
    after = rest[inner.end() :] if inner else rest
    is_second = has_mark and inner is not None and (inner["sign"] or "*") in "+＋-－–−" and bool(after)
    again = _meaning(inner) if inner and (inner["word"] or inner["inside"] or is_second) else None
    deeper = len(mark["run"] or "-") - 1
    if again is not None and has_mark:
        return Point(number, indent + deeper, again, after.removeprefix("\\"), has_mark=True)
    words = (after if again is sign else rest).removeprefix("\\")
    return Point(number, indent + deeper, sign, words, has_mark, sign if is_bare else Sign.NONE)


def _meaning(mark: re.Match[str]) -> Sign:
    if mark["number"]:
        return Sign.BULLET
    if mark["word"]:
        return _WORDS[mark["word"].lower()]
    return _SIGNS[(mark["colon"] or mark["sign"] or mark["run"] or mark["close"] or mark["inside"])[0]]


def _goes_on(point: Point, before: Point, line: Point) -> bool:
    """Whether `line` is more of the words of `point`, whose last line so far is `before`."""
    if line.sign is not Sign.NONE or line.level or point.level or line.group or point.group:
        return False
    if _LIKE_A_SIGN.match(line.words):
        return False
    if line.indent > point.indent:
        return True
    if line.line > before.line + 1 or columns(before.words) < _FULL_LINE:
        return False
    begins = line.words[:1]
    return begins.islower() if line.indent < point.indent else not begins.isupper()


def _columns(margin: str) -> int:
    return len(margin) + (_TAB - 1) * margin.count("\t") + margin.count(_WIDE_SPACE)
