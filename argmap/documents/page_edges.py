"""Page numbers and running titles: which lines at the top and bottom of printed pages are not part of the text.

A line is only taken for a page number where it counts with the pages, and only for a running title where the same
words stand at the same height of many pages; the first of them is kept. Only the outermost lines of a page are looked
at, and those further in once all that is outside of them is known. Whatever is in doubt is kept: a chapter's number,
a row of figures or a title that stands on one page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from statistics import median
from typing import Final

from argmap.documents.printed import PrintedLine, PrintedPage
from argmap.text.pages import labels_text, roman_value

EDGE: Final = 0.14
"""The share of a page, at its top and bottom, in which such lines are looked for."""
_LEAST_PAGES: Final = 3
"""On fewer pages, nothing shows that a line belongs to the pages and not to the text."""
_MOST: Final = 0.6
"""The least share of the pages, from the first to the last with such a number, that has to bear one."""
_MANY: Final = 0.4
"""The least share of pages that has to bear a running title: books have one on left pages and another on right ones,
and none where a chapter begins."""
_SAME_HEIGHT: Final = 3.0
"""Points."""
_MOST_ROWS: Final = 8
"""Rows at one edge of a page."""
_MOST_NAMED: Final = 40
_MOST_RANGES: Final = 12
_LONGEST_NAMED: Final = 80

_PAGE: Final = (
    r"(?:pages?|pg\.?|pp?\.|seiten?|s\.|bl\.|blatt|p[áa]ginas?|p[áa]g\.?|pagina|pag\.?|sayfa|sivu|sid[ae]r?|strona|str\.?"
    r"|strana|oldal|trang|страница|стр\.?|стор\.?|сторінка|с\.|σελίδα|σελ\.?|صفحة|صفحه|ص\.?|עמוד|עמ['׳]?|หน้า|पृष्ठ"
    r"|ページ|頁|页|쪽|페이지|第)"
)
"""What `page` is called beside its number."""
_OF: Final = r"(?:of|von|sur|de|di|van|av|af|z|ze|из|з|od|/|\||／|共|מתוך|من)"
_DECORATION: Final = r"[\s\-–—―−‐·•|*~.<>()\[\]{}（）【】〔〕«»‧/_]*"
_COUNT: Final = r"(?:\d{1,5}|[ivxlc]{1,9}|[〇零一二三四五六七八九十百]{1,6})"
_BARE: Final = re.compile(
    rf"{_DECORATION}(?:(?P<before>{_PAGE})\s*)?(?P<part>(?:[a-z]|\d{{1,3}})[-–]\s?)?(?P<number>{_COUNT})"
    rf"(?:\s*(?P<after>{_PAGE}))?(?:\s*{_OF}\s*(?P<total>{_COUNT})(?:\s*{_PAGE})?)?{_DECORATION}",
    re.IGNORECASE,
)
"""A page's number and nothing else: `3`, `– iv –`, `Page 3 of 12`, `A-3`, `第 3 页 共 12 页`."""
_DIVIDED: Final = re.compile(r"\s+[|·•–—│/]\s+|\s*[|│]\s*|\t")
"""What divides a page's number from a running title: `3 | Title`, `Title · 3`."""
_LONGEST_TOLD: Final = 8
"""Words of a page's number and its total: `Page 2 of 12`, with signs around."""
_DATE: Final = re.compile(r"(?=(?:\D*\d){6})\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b.*")
"""What begins with a date: browsers print one at the top or bottom of each page."""
_CHINESE: Final = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}


class _Kind(Enum):
    ARABIC = "arabic"
    ROMAN = "roman"
    CHINESE = "chinese"


@dataclass(frozen=True, slots=True)
class _Number:
    """A line read as the number of its page, perhaps beside a running title."""

    kind: _Kind
    value: int
    part: str
    """What stands before the number and stays the same: the `A-` of `A-3`."""
    title: str
    """The running title beside it, as it is printed; empty for a number alone."""
    total: str = ""
    """Of how many pages it says to be one, where that alone tells it from the title: the `3` of `Title 1/3`."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    line: int
    is_top: bool
    printed: PrintedLine
    numbers: tuple[_Number, ...]


@dataclass(frozen=True, slots=True)
class Edges:
    """What was found at the edges of a document's pages."""

    gone: tuple[frozenset[int], ...]
    """For each page, which of its lines are no part of the text."""
    named: tuple[str, ...]
    """What they are, each with its pages, as noun phrases for the user."""
    order: tuple[tuple[int, ...], ...]
    """For each page, all its lines in the order of reading: what belongs to the page stands above and below its text,
    though printing programs draw both after the text."""


def edges_of(pages: Sequence[PrintedPage]) -> Edges:
    """The page numbers and running titles of a document."""
    rows = [(tuple(_rows(page, is_top=True)), tuple(_rows(page, is_top=False))) for page in pages]
    depth = [[0, 0] for _ in pages]
    gone: list[dict[int, str]] = [{} for _ in pages]
    seen: set[tuple[int, int]] = set()
    for _ in range(_MOST_ROWS):
        outermost = [
            _Candidate(number, line, not edge, page.lines[line], tuple(_numbers(page.lines[line])))
            for number, page in enumerate(pages)
            for edge in (0, 1)
            for line in (
                rows[number][edge][depth[number][edge]] if depth[number][edge] < len(rows[number][edge]) else ()
            )
            if (number, line) not in seen
        ]
        named = _page_numbers(outermost, len(pages)) | _running_titles(outermost)
        if not named:
            break
        for candidate, name in named.items():
            seen.add((candidate.page, candidate.line))
            if name:
                gone[candidate.page][candidate.line] = name
        for number in range(len(pages)):
            for edge in (0, 1):
                at = depth[number][edge]
                if at < len(rows[number][edge]) and all((number, line) in seen for line in rows[number][edge][at]):
                    depth[number][edge] += 1
    found_on: list[set[int]] = [set() for _ in pages]
    for number, line in seen:
        found_on[number].add(line)
    return Edges(
        tuple(frozenset(lines) for lines in gone),
        tuple(_named(gone, [page.label for page in pages])),
        tuple(_order(len(page.lines), *edges, found) for page, edges, found in zip(pages, rows, found_on, strict=True)),
    )


def _order(
    lines: int, top: Iterable[tuple[int, ...]], bottom: Sequence[tuple[int, ...]], found: Collection[int]
) -> tuple[int, ...]:
    """The lines of a page, with those that were found at its top first and those at its bottom last."""
    first = [line for row in top for line in sorted(row) if line in found]
    last = [line for row in reversed(bottom) for line in sorted(row) if line in found]
    return (*first, *(line for line in range(lines) if line not in found), *last)


def _rows(page: PrintedPage, *, is_top: bool) -> Iterator[tuple[int, ...]]:
    """The rows of lines at one edge of a page, from the outermost inwards."""
    if page.height <= 0:
        return
    within = [
        (line.bottom, number)
        for number, line in enumerate(page.lines)
        if line.size and (line.bottom > (1 - EDGE) * page.height if is_top else line.bottom < EDGE * page.height)
    ]
    row: list[int] = []
    last = 0.0
    for bottom, number in sorted(within, reverse=is_top):
        if row and abs(bottom - last) > _SAME_HEIGHT:
            yield tuple(row)
            row = []
        row.append(number)
        last = bottom
    if row:
        yield tuple(row)


def _numbers(line: PrintedLine) -> Iterator[_Number]:
    """The ways in which a line can be read as the number of its page."""
    text = line.text.strip()
    bare = _number(text)
    if bare is not None:
        yield bare
        return
    for pieces in (list(line.parts), _DIVIDED.split(text)):
        for at, piece in enumerate(pieces if len(pieces) > 1 else ()):
            found = _number(piece)
            title = " ".join(" ".join([*pieces[:at], *pieces[at + 1 :]]).split())
            if found is not None and _may_be_title(title):
                yield replace(found, title=title)
    yield from _told_numbers(text.split())


def _may_be_title(text: str) -> bool:
    """Whether it has words, or is a date and no row of figures."""
    return sum(map(str.isalpha, text)) > 1 or _DATE.fullmatch(text) is not None


def _told_numbers(words: Sequence[str]) -> Iterator[_Number]:
    """The numbers that begin or end a line and say themselves that they are those of pages: `Title 1/3`.

    `Title 1` says nothing of the kind: so chapters are counted, too.
    """
    for is_first in (True, False):
        for length in range(min(_LONGEST_TOLD, len(words) - 1), 0, -1):
            piece, rest = (words[:length], words[length:]) if is_first else (words[-length:], words[:-length])
            said = _BARE.fullmatch(" ".join(piece))
            if said is None or not (said["total"] or {said["before"], said["after"]} - {None, "第"}):
                continue
            found, title = _number(said[0]), " ".join(rest).strip("-–—·•|,;:/ ")
            if found is not None and _may_be_title(title):
                yield replace(found, title=title, total=said["total"] or "")
            break


def _number(text: str) -> _Number | None:
    found = _BARE.fullmatch(text)
    if found is None:
        return None
    said = found["number"]
    part = (found["part"] or "").casefold()
    if said.isdecimal():
        return _Number(_Kind.ARABIC, int(said), part, "")
    if said[0] in _CHINESE or said[0] in "十百":
        return _Number(_Kind.CHINESE, _chinese(said), part, "")
    value = roman_value(said.lower())
    return None if value is None else _Number(_Kind.ROMAN, value, part, "")


def _chinese(said: str) -> int:
    """A number below 1,000 as Chinese and Japanese write it: 十二, 一百零三, 二四〇."""
    if "十" not in said and "百" not in said:
        return int("".join(str(_CHINESE[sign]) for sign in said))
    value = digit = 0
    for sign in said:
        if sign in "十百":
            value += max(digit, 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _CHINESE[sign]
    return value + digit


def _page_numbers(candidates: Iterable[_Candidate], pages: int) -> dict[_Candidate, str]:
    """Which lines are numbers of pages, each with how it is named; with no name where it is kept."""
    counted: dict[tuple[_Kind, str, int], list[tuple[_Candidate, _Number]]] = defaultdict(list)
    for candidate in candidates:
        for number in candidate.numbers:
            counted[number.kind, number.part, number.value - candidate.page].append((candidate, number))
    groups = [(key, members) for key, members in counted.items() if _counts(members, pages)]
    arabic = {one.page for (kind, *_), members in groups if kind is _Kind.ARABIC for one, _ in members}
    found: dict[_Candidate, str] = {}
    for (kind, *_), members in groups:
        titled: dict[tuple[bool, str, str], list[tuple[_Candidate, str]]] = defaultdict(list)
        for candidate, number in members:
            if kind is not _Kind.ARABIC and candidate.page in arabic:
                continue  # a page has one number: this one counts something else
            if number.title and _may_count_parts(number, pages):
                continue
            if number.title:
                same = (candidate.is_top, _same_words(number.title), number.total)
                titled[same].append((candidate, number.title))
            else:
                found[candidate] = "page number"
        for bearing in titled.values():
            on = {one.page for one, _ in bearing}
            if len(on) >= _LEAST_PAGES:
                for one, title in bearing:
                    found[one] = _title_named(title) if one.page > min(on) else found.get(one, "")
    return found


def _may_count_parts(number: _Number, pages: int) -> bool:
    """Whether `Sonnet 5 of 154` is read, which says no more of pages than `Sonnet 5`, unless there are as many."""
    return bool(number.total) and number.title.isalpha() and number.total != str(pages)


def _counts(members: Sequence[tuple[_Candidate, _Number]], pages: int) -> bool:
    """Whether numbers that are each as far from the turn of their page are those of pages."""
    on = {candidate.page for candidate, _ in members}
    span = max(on) - min(on) + 1
    if len(on) >= _LEAST_PAGES:
        return len(on) >= _MOST * span or _alternates(on)
    return len(on) == pages == 2 and all(not number.title for _, number in members)


def _alternates(on: set[int]) -> bool:
    """Whether all pages are left ones or all are right ones: their neighbours may bear their numbers elsewhere."""
    return len({page % 2 for page in on}) == 1 and len(on) >= _MOST * ((max(on) - min(on)) // 2 + 1)


def _running_titles(candidates: Iterable[_Candidate]) -> dict[_Candidate, str]:
    """Which lines are running titles, each with how it is named; with no name for the first, which is kept."""
    same: dict[tuple[bool, str], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        words = _same_words(candidate.printed.text)
        if sum(map(str.isalpha, words)) > 1:
            same[candidate.is_top, words].append(candidate)
    found: dict[_Candidate, str] = {}
    for members in same.values():
        height = median(one.printed.bottom for one in members)
        level = [one for one in members if abs(one.printed.bottom - height) <= _SAME_HEIGHT]
        on = sorted({one.page for one in level})
        if len(on) < _LEAST_PAGES or len(on) < _MANY * (on[-1] - on[0] + 1):
            continue
        for one in level:
            found[one] = _title_named(one.printed.text) if one.page > on[0] else ""
    return found


def _same_words(text: str) -> str:
    return " ".join(text.casefold().split())


def _title_named(text: str) -> str:
    line = " ".join(text.split())
    return f"running title “{line if len(line) <= _LONGEST_NAMED else f'{line[: _LONGEST_NAMED - 1]}…'}”"


def _named(gone: Sequence[dict[int, str]], labels: Sequence[str]) -> Iterator[str]:
    """What is gone, each with its pages."""
    on: dict[str, list[str]] = defaultdict(list)
    for page, lines in enumerate(gone):
        for name, _ in groupby(sorted(lines.values())):
            on[name].append(labels[page])
    for name, pages in list(on.items())[:_MOST_NAMED]:
        plural = "s" if name == "page number" and len(pages) > 1 else ""
        yield f"{name}{plural} on p. {_shortened(labels_text(pages).split(', '), len(pages))}"
    if len(on) > _MOST_NAMED:
        yield f"{len(on) - _MOST_NAMED} other running titles"


def _shortened(ranges: Sequence[str], pages: int) -> str:
    """Ranges of pages; of very many, the first, the last and how many pages they are."""
    if len(ranges) <= _MOST_RANGES:
        return ", ".join(ranges)
    return f"{', '.join(ranges[: _MOST_RANGES - 1])} … {ranges[-1]} ({pages} pages)"
