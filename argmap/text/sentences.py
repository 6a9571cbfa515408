"""Sentences in Chinese, Japanese, German and English, paragraphs, and line breaks that only wrap a line.

Every end is decided from a few characters around it, so finding the sentence at a position costs the same in a page
and in a library. What ends a sentence:

- `。！？` and, before a space, the text's end or a Han character, `!?`; with the quotes, brackets and footnote
  marks that follow. Not where a comma, a closing title mark 》 or the like follows, nor within short brackets,
  nor where the words of who said it follow: “真的？”他问.
- `.` before a space, unless a small letter follows or it belongs to an abbreviation, an initial, an ordinal
  (`1. Januar`) or a list number.
- `…` before a space, unless a small letter follows.
- Each of these before an empty line, or before a line that begins with the label of an item (`b.`, `(2)`, `•`),
  whatever letter follows.
- A line break that does more than wrap a line (see below).

The label of an item belongs to the item's first sentence; the mark of a Markdown heading, `# `, to none.

Texts taken from PDF files are broken at every printed line, and some have an empty line after each. A break only
wraps where the lines around it tell of a common width: none is wider than any page, and the line before the
break nearly fills it. In texts of one paragraph a line, the paragraphs' width tells that breaks are meant.
Everything is decided from the `_AROUND` code points on both sides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from argmap.text.one_line import reading_line


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ABBREVIATIONS = _words(
    # English
    "mr mrs ms dr prof st sr jr rev hon gen col capt lt sgt sen rep gov pres vs cf fig figs eq no nos vol vols ed eds "
    "pp p chap sec art approx dept est inc ltd co corp bros al ca jan feb mar apr jun jul aug sep sept oct nov dec "
    # German
    "abs anm art aufl bd bde bes bspw bzgl bzw ca dgl dipl ebd etc evtl ff f frz geb gegr ggf hrsg ing inkl insb "
    "jh jhd kap lat max min mio mrd mind nr od orig pkt red resp rd s sog str tel u usf usw v vgl z zit zzgl engl jap "
    "mwst okt dez mrz gem ziff lit buchst rn rdnr para paras"
)
"""Without their stop, in small letters. Some end sentences too (`etc.`, `Inc.`): a capital starter word tells."""


_STARTERS = _words(
    "The This That These Those It In On At He She We They However But And As For If When While Although A An There "
    "Der Die Das Dies Diese Dieser Es Ein Eine Im In Am Auf Bei Für Mit Doch Aber Und Wenn Während Auch "
    "Er Sie Wir"
)
"""Words that are written with a capital only where a sentence begins, or nearly so."""


_TITLES = _words("mr mrs ms dr prof st z u nr vgl bzw vs sog gem abs art")
"""Abbreviations that never end a sentence."""


_ORDINAL_BEFORE = _words("am der dem den des die das im vom zum zur beim ab bis seit")
_ORDINAL_AFTER = _words(
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember "
    "Jahrhundert Jahrhunderts Jahrhunderte Jahrestag Kapitel Auflage Mal Platz Weltkrieg"
)
_WORD_BEFORE = re.compile(r"[^\W_]+\Z")
_NEXT_WORD = re.compile(r"\s+(§|\w+)")
_EMPTY_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*\n")


def is_abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, an initial, an ordinal or a list number."""
    line = text[max(stop - 40, text.rfind("\n", max(stop - 40, 0), stop) + 1) : stop]
    word = _WORD_BEFORE.search(line)
    if word is None:
        return False
    following = _NEXT_WORD.match(text, stop + 1)
    next_word = following[1] if following else ""
    if word[0].isdecimal():
        return len(word[0]) <= 2 and _is_ordinal(line[: word.start()], next_word)
    if word[0].lower() in _TITLES and next_word:
        return True
    is_short = len(word[0]) == 1 and word[0].isalpha() and word[0].isascii()
    if word[0].lower() == "no" and not next_word.isdecimal():
        return False
    if _EMPTY_LINE.match(text, stop + 1):
        return False
    return (is_short or word[0].lower() in _ABBREVIATIONS) and bool(next_word) and next_word not in _STARTERS


def _is_ordinal(before: str, next_word: str) -> bool:
    words = before.split()
    if not words or words[-1][-1] in ":;,：；，、（(。！？":
        return True
    return words[-1].lower() in _ORDINAL_BEFORE or next_word in _ORDINAL_AFTER


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


_LONGEST = 2000
"""A text without any end is cut after so many code points."""


_FOOTNOTE = r"(?:[\[［〔]\d{1,3}[\]］〕]|[⁰¹²³⁴-⁹①-⑳])"
_CANDIDATE = re.compile(
    rf"(?P<stops>[。｡．！？!?…]+|\.+)(?P<closers>(?:[”’」』｣\"'»›）)\]］】}}*_]|[“‘«‹](?!\S)|{_FOOTNOTE})*)|(?P<gap>{GAP.pattern})"
)
_REST_OF_GAP = re.compile(rf"(?P<gap>{REST_OF_GAP.pattern})")
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_BEGINS = re.compile(rf"[“「『（《【]|{_HAN_OR_KANA.pattern}")
_QUOTE_ENDS = ("”", "’", "」", "』", '"', "'")
_GOES_ON = re.compile(r"[,，、;；:：》〉—–]")
_SMALL_NEXT = re.compile(r"\s+[^\W\d_A-ZÄÖÜ\u3040-\u9fff]")
_NOT_SPACE = re.compile(r"\S")
_MARK_BEFORE = re.compile(r"[。｡．！？!?….,;:，；：][”’」』｣\"'»›）)\]］】}*_“‘«‹]*\Z")
"""What stands before the next item of a list."""


_HEADING = re.compile(r"#{1,6}[^\S\n]+(?=\S)")
_HEADING_LINE = re.compile(r" {0,3}#{1,6}[^\S\n]+\S")
_LONGEST_LABEL = 8
_LONGEST_LINE = 600
"""How far back a line's begin is looked for."""


_BRACKETED = 200
"""How long brackets are that may hold whole sentences without ending the one around them."""


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """The sentence that the code point at `position` belongs to, without the white space around it.

    In the gap between two sentences, the one that follows; after the last, the last. Empty in an empty text.
    """
    start = _past_space(text, _start_before(text, max(min(position, len(text) - 1), 0)))
    if start == len(text):
        start = _past_space(text, _start_before(text, max(len(text.rstrip()) - 1, 0)))
    return start, _end_after(text, start)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences that touch `text[start:end]`, in order.

    Together they hold all that is neither white space nor the mark of a heading.
    """
    end = len(text) if end is None else end
    begin = sentence_at(text, start)[0]
    while begin < min(end, len(text)):
        stop = _end_after(text, begin)
        if stop > start:
            yield begin, stop
        begin = _past_space(text, stop)


def ends_sentence(text: str, position: int) -> bool:
    """Whether a sentence's stop, with what closes it, ends right at `position`."""
    window = max(position - 20, 0)
    matches = (match for match in _CANDIDATE.finditer(text, window, position) if match["stops"])
    return any(match.end() == position and _is_end(text, match) for match in matches)


def _start_before(text: str, position: int) -> int:
    """The last end at or before `position`."""
    furthest = max(position - _LONGEST, 0)
    for match in reversed(list(_candidates(text, furthest, position + 1))):
        if _ends_at(match) <= position and _is_end(text, match):
            return _ends_at(match)
    return furthest


def _end_after(text: str, start: int) -> int:
    """The first end after `start`, which is at no white space; at the latest, where the sentence is cut."""
    furthest = min(start + _LONGEST, len(text))
    for match in _candidates(text, start, furthest):
        if _ends_at(match) > start and _is_end(text, match):
            return min(_ends_at(match), furthest)
    return start + len(text[start:furthest].rstrip())


def _candidates(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The candidates that begin in `text[start:end]`, whole even where they go on after it.

    Of a gap that begins before `start`, what is inside.
    """
    rest = _REST_OF_GAP.match(text, start, end)
    if rest is not None:
        yield rest
        start = rest.end()
    for match in _CANDIDATE.finditer(text, start, end):
        # Near the end, a footnote mark or what else belongs to it may have been cut off.
        is_near = match.end() > end - 8
        whole = _CANDIDATE.match(text, match.start(), match.start() + _LONGEST) if is_near else match
        if whole is not None:
            yield whole


def _ends_at(match: re.Match[str]) -> int:
    """Where the sentence ends if this candidate ends one."""
    return match.start() if match["gap"] else match.end()


def _past_space(text: str, position: int) -> int:
    """The first code point from `position` on that is neither white space nor in the mark of a heading."""
    found = _NOT_SPACE.search(text, position)
    if found is None:
        return len(text)
    start = found.start()
    mark = _HEADING.match(text, start)
    return mark.end() if mark and not text[_line_start(text, start) : start].strip() else start


def _is_end(text: str, match: re.Match[str]) -> bool:
    if match["gap"]:
        return _is_dividing(text, match.start(), match.end())
    stops, end = match["stops"], match.end()
    if _GOES_ON.match(text, end) or _is_reported(text, match) or _in_brackets(text, match.start(), end):
        return False
    is_before_break = _is_before_break(text, end)
    if stops[-1] in "。｡．！？" or (stops != "." and is_before_break):
        return True
    is_before_space = end == len(text) or text[end].isspace()
    goes_on = not is_before_break and (not is_before_space or _SMALL_NEXT.match(text, end) is not None)
    if stops[-1] in "!?":
        return not goes_on or _BEGINS.match(text, end) is not None
    if goes_on or stops != ".":
        return not goes_on
    return not _is_in_label(text, match.start()) and not is_abbreviated(text, match.start())


def _is_before_break(text: str, end: int) -> bool:
    """Whether an empty line, or a line that begins with a label, follows at `end`."""
    gap = GAP.match(text, end, end + _LONGEST)
    return gap is not None and (gap[0].count("\n") > 1 or LABEL.match(text, gap.end()) is not None)


def _is_dividing(text: str, start: int, end: int) -> bool:
    """Whether the gap `text[start:end]` ends a sentence: not after a label that has its line to itself."""
    line = _line_start(text, start)
    if _HEADING_LINE.match(text, line, start):
        return True
    following = LABEL.match(text, end)
    counts = following["counts"] if following else ""
    mark = _MARK_BEFORE.search(text, max(start - 20, 0), start)
    # After a comma, a capital may be an initial: Meier, K.,⏎J. Smith
    if counts and mark and mark[0][0] in (";:；：" if counts[0].isupper() else ";:；：,，"):
        return True
    label = LABEL.match(text, _past_space(text, line))
    if label and label["counts"] and label.end() == start and end < len(text):
        return not _begins_item(text, label.start())
    return not only_wraps(text, start, end)


def _is_in_label(text: str, stop: int) -> bool:
    """Whether the stop at `stop` is that of a label which begins an item, as in `b. The Minister`."""
    start = _past_space(text, _line_start(text, stop))
    label = LABEL.match(text, start) if stop - start < _LONGEST_LABEL else None
    if label is None or label.end() != stop + 1 or not _NOT_SPACE.search(text, stop + 1, stop + _LONGEST):
        return False
    return _begins_item(text, start)


def _begins_item(text: str, start: int) -> bool:
    """Whether a line's label at `start` begins an item: no line that only wraps, as `in World War⏎I. The next`."""
    before = text[max(start - _LONGEST, 0) : start]
    gap = start - len(before) + len(before.rstrip())
    return gap == 0 or _MARK_BEFORE.search(before.rstrip()[-20:]) is not None or not only_wraps(text, gap, start)


def _line_start(text: str, position: int) -> int:
    furthest = max(position - _LONGEST_LINE, 0)
    return max(text.rfind("\n", furthest, position) + 1, furthest)


def _is_reported(text: str, match: re.Match[str]) -> bool:
    """Whether a quotation ends that the sentence goes on after: “真的？”他问, 「本当か。」と聞いた."""
    if match["closers"][-1:] not in _QUOTE_ENDS:
        return False
    return text.startswith(("と", "って"), match.end()) or (
        match["stops"][-1] in "！？!?" and _HAN_OR_KANA.match(text, match.end()) is not None
    )


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Whether the stop at `start`, with closing marks up to `end`, is between a bracket and its fellow."""
    line = text[max(start - _BRACKETED, text.rfind("\n", max(start - _BRACKETED, 0), start) + 1) : start]
    opened = max(line.rfind("("), line.rfind("（"))
    if opened < 0 or re.search("[)）]", line[opened:]):
        return False
    rest = text[end : end + _BRACKETED].partition("\n")[0]
    closed = re.search("[()（）]", rest)
    return closed is not None and closed[0] in ")）"


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
