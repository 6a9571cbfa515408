"""The sections of a text, by its headings.

Texts come as web pages, scans and Markdown, and few say what a heading is. What tells is trusted in this order, and
where something tells for sure, nothing less sure is looked at:

1. headings that are marked as such: Markdown's `#`, and lines underlined as in Markdown and reStructuredText. Beside
   a single one, the title, the strong numbers below count, too;
2. a sign that stands before headings alone (`▍引言`, `■ 导言`), and a number that begins a short line: the strong ones
   `第一章`, `Chapter 2`, `§ 3`, `一、`, `II.`, and the weak ones `（一）`, `1.`, `2.3`, which also number lists. Items
   of a list, and a kind of number under which there are mostly sentences, are no headings;
3. a short line without a full stop, set apart from the paragraph before it and followed by one. That is a guess, made
   only where nothing above the weak numbers was found.

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
    indent: int
    """White space before it, in code points."""


_WIDEST_HEADING: Final = 72
"""Cells. Headings wrap, too, but a line as wide as a printed page is more likely the page's."""
_PARAGRAPH: Final = 160
"""Cells from which on a line is a whole paragraph, as in `argmap.text.sentences`."""
_BODY: Final = 50
"""Cells from which on a line under a heading and a blank line is one of a wrapped paragraph."""

_CODE_INDENT: Final = 4
"""Columns from which on Markdown takes a line for code."""
_SHORTEST_RULE: Final = 3
"""Signs that underline a heading, at least."""

_FENCE = re.compile(r"(`{3,}|~{3,})")
_RULE = re.compile(r"([=\-`:'\"~^_*+#<>])\1{2,}\Z")
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_SIGNED = re.compile(r"[*_]{0,2}[▍▌▎█■◆●▶►◎]+[*_]{0,2}\s*(?=\S)")
_EMPHASIS = re.compile(r"[*_]+|\s+#+\s*\Z")
_ENDS_SENTENCE = re.compile(r"[.。．!！…;；,，、][”’\"'»）)」』\]]*\Z")
_ENDS_BODY = re.compile(r"[.。．!！?？…:：][”’\"'»）)」』*]*(?:[\[［]\d+[\]］])*\Z")
_OPENS_ASIDE = "(（[［【〔-–—•·*①②③④⑤⑥⑦⑧⑨⑩©"

_SIGN_RANK, _PLAIN_RANK = 1, 1
_DIVISIONS = (
    "Chapter|Part|Section|Book|Appendix|Annex|Article|Kapitel|Teil|Abschnitt|Anhang|Anlage|Artikel|Buch|"
    "Chapitre|Partie|Annexe|Capítulo|Capitolo|Parte|Глава|Часть|Раздел"
)
_NUMBER_RANKS: Final = (
    (1, re.compile(r"第\s?[一二三四五六七八九十百零〇\d]+\s?[章编編部篇卷回讲講]")),
    (1, re.compile(rf"(?:{_DIVISIONS})\s+(?:\d+|[IVXLC]+|[A-Z])\b", re.IGNORECASE)),
    (2, re.compile(r"第\s?[一二三四五六七八九十百零〇\d]+\s?[节節]")),
    (2, re.compile(r"§+\s*\d+\s?[a-z]?\b")),
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
_LIST_RANK: Final = 3
"""Numbers from here on also number the items of lists."""
_MARKED_RANK: Final = -20
"""All headings that are marked as such are above the others."""

_SENTENCES = re.compile(r"[.!?]\s+[^\W\d_a-z]|[。！？；]\s*\S")
"""Where one sentence ends and another begins."""
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\b(?:St|Dr|Mr|Mrs|Nr|No|vs|Vol|Abs|Art|bzw|ca|usw|etc))\.\s")
_REFERS = re.compile(r"[\s,]*(?:Abs|Absatz|Satz|Nr|Nummer|und|bis|ff?)\b")
"""What follows a number that a sentence refers to: `§ 5 Abs. 2`."""


def sections(text: str) -> tuple[Section, ...]:
    """The headings of a text in order; none if it has none that can be told."""
    lines = list(_lines(text))
    marked = list(_marked(lines))
    if len(marked) > 1:
        return tuple(_nested(marked))
    ranked = {number: each for number in range(len(lines)) if (each := _ranked(lines, number))}
    weak = _ranks_of_lists(lines)
    found = [each for each in ranked.values() if each[0] not in weak]
    if marked:
        found = [*marked, *(each for each in found if each[0] <= _STRONG_RANK and each[1].start > marked[0][1].start)]
    elif not any(rank <= _STRONG_RANK for rank, _ in found):
        found += [
            (_PLAIN_RANK, _section(line, 0))
            for number, line in enumerate(lines)
            if number not in ranked and _number(line.text) is None and _is_plain(line, lines, number)
        ]
        found.sort(key=lambda each: each[1].start)
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
            indent = whole.index(stripped[0])
            kept = _Line(start + indent, stripped, blank, before_blank=True, indent=indent)
        blank = not stripped
        start += len(whole) + 1
    if kept is not None:
        yield kept


def _marked(lines: Sequence[_Line]) -> Iterator[tuple[int, Section]]:
    """The headings that are marked as such, with their ranks; none of them within a fence of code."""
    fence = ""
    rules: list[tuple[str, bool]] = []
    for number, line in enumerate(lines):
        if opened := _FENCE.match(line.text):
            if not fence:
                fence = opened[1]
            elif opened[1].startswith(fence):
                fence = ""
        if fence or line.indent >= _CODE_INDENT:
            continue
        if markdown := _MARKDOWN.match(line.text):
            yield _MARKED_RANK + len(markdown[1]), _section(line, markdown.end())
        elif (rule := _rule_of(lines, number)) is not None:
            if rule not in rules:
                rules.append(rule)
            yield _MARKED_RANK + _rank_of_rule(rule, rules), _section(line, 0)


def _rank_of_rule(rule: tuple[str, bool], rules: Sequence[tuple[str, bool]]) -> int:
    """Markdown's two underlines are levels 1 and 2; others nest in the order in which they first come."""
    only_markdown = all(each in (("=", False), ("-", False)) for each in rules)
    return ("=", "-").index(rule[0]) + 1 if only_markdown else rules.index(rule) + 1


def _rule_of(lines: Sequence[_Line], number: int) -> tuple[str, bool] | None:
    """The sign that underlines a line, and whether it also stands above; None where the line is no heading."""
    line = lines[number]
    if number + 1 == len(lines) or line.before_blank or not _fits(line) or _RULE.match(line.text):
        return None
    under = _RULE.match(lines[number + 1].text)
    if under is None or not any(map(str.isalnum, line.text)):
        return None
    above = lines[number - 1] if number and not line.after_blank else None
    is_overlined = above is not None and above.text == lines[number + 1].text
    length, title = len(lines[number + 1].text), _cells(line.text)
    if not (line.after_blank or is_overlined) or length < max(_SHORTEST_RULE, title // 2):
        return None
    if length < title and (is_overlined or under[1] not in "=-"):
        return None
    return under[1], is_overlined


def _ranked(lines: Sequence[_Line], number: int) -> tuple[int, Section] | None:
    """The rank and section of a line with a sign before headings or a number, unless it is an item of a list."""
    line = lines[number]
    if (signed := _SIGNED.match(line.text)) and _fits(line):
        return _SIGN_RANK, _section(line, signed.end())
    found = _number(line.text)
    if found is None or _is_sentence(line):
        return None
    rank, rest = found
    if not line.after_blank and number and _is_narrow(rest) and not _may_precede(lines[number - 1]):
        return None
    around = [*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2]]
    for other in around:
        if _rank(other.text) == rank and (rank >= _LIST_RANK or _adjoin(line, other)):
            return None
    following = lines[number + 1] if number + 1 < len(lines) and not line.before_blank else None
    if following is not None and rank >= _LIST_RANK and following.text[:1].islower():
        return None  # its sentence goes on
    return rank, _section(line, 0)


def _may_precede(line: _Line) -> bool:
    """Whether a heading may follow a line without a blank line between."""
    return _ends_paragraph(line) or _rank(line.text) is not None or not _is_narrow(line.text)


def _is_narrow(text: str) -> bool:
    """Whether a text is of a script that wraps between words."""
    return not any(unicodedata.east_asian_width(character) in "WF" for character in text[:_WIDEST_HEADING])


def _ranks_of_lists(lines: Sequence[_Line]) -> set[int]:
    """The kinds of numbers under which there are mostly sentences: they number items or paragraphs."""
    of_rank: dict[int, list[bool]] = {}
    for line in lines:
        rank = _rank(line.text)
        if rank is not None and rank >= _LIST_RANK:
            of_rank.setdefault(rank, []).append(_is_sentence(line))
    return {rank for rank, sentences in of_rank.items() if 2 * sum(sentences) > len(sentences)}


def _is_sentence(line: _Line) -> bool:
    """Whether what follows a line's number reads as a sentence, or a part of one, and not as a title."""
    found = _number(line.text)
    rest = line.text if found is None else found[1]
    if not _fits(line) or (_ENDS_SENTENCE.search(line.text) and rest.strip(" .．")):
        return True
    return _goes_on(rest) or bool(_SENTENCES.search(_ABBREVIATED.sub("", rest)))


def _goes_on(rest: str) -> bool:
    """Whether what follows a number belongs to a sentence that the number stands in."""
    return bool(_REFERS.match(rest)) or rest.lstrip(" :.–—-")[:1].islower()


def _adjoin(line: _Line, other: _Line) -> bool:
    """Whether no blank line stands between a line and its neighbour."""
    return not (line.before_blank if other.start > line.start else line.after_blank)


def _rank(text: str) -> int | None:
    found = _number(text)
    return None if found is None else found[0]


def _number(text: str) -> tuple[int, str] | None:
    """The rank of the number that a line begins with, and what follows it."""
    for rank, pattern in _NUMBER_RANKS:
        if match := pattern.match(text):
            return rank, text[match.end() :]
    return None


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
    numbered = _number(following.text)
    return _is_body(following, is_apart=line.before_blank) or (numbered is not None and not _goes_on(numbered[1]))


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
