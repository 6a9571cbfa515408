"""In which order the characters of a page are read, told by where they stand.

PDFium gives the text of a page in the order in which it was drawn, and turns round what it takes for right-to-left
text. That is right for most pages in Latin letters. It fails where browsers draw the letters of a word one by one, and
for Japanese and Chinese in columns. Here a line is read from the places of its characters: right-to-left text by
undoing the Unicode bidirectional algorithm (UAX 9) as far as one line of print needs it, columns from right to left.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

_RIGHT_TO_LEFT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_STACKED: Final = "\u0900-\u109f\u1780-\u18af\ua840-\uabff"
"""Scripts whose letters are drawn as stacks or have marks: from Devanagari to Myanmar with Thai and Lao, Khmer."""
_NEEDS_PLACES: Final = re.compile(f"[{_RIGHT_TO_LEFT}{_STACKED}]")
_RIGHT: Final = re.compile(f"[{_RIGHT_TO_LEFT}]")
_IDEOGRAPH: Final = re.compile("[\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff]")
_PRESENTATION: Final = re.compile("[\ufb00-\ufdef\ufdf4-\ufdf9\ufdfc\ufe70-\ufefc]+")
"""Arabic and Hebrew letters by their shape, and Latin ligatures; not the words of honour that are one character."""
_VERTICAL_FORMS: Final = re.compile("[\ufe10-\ufe19\ufe30-\ufe48]")
_FULL_WIDTH: Final = {ord(half): chr(ord(half) + 0xFEE0) for half in "(){}[],:;!?"}
_MIRRORED: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_SPACE: Final = 0.25
_DRAWN_SPACE: Final = 0.18
_WIDE_SPACE: Final = 0.5
"""The least gap between two words, in sizes of the font: on lines where the file draws no spaces, where it draws one,
and elsewhere on such a line."""
_ARABIC: Final = re.compile("[\u0620-\u06ff\u0750-\u077f]")
_NO_JOINER: Final = "\u200c"
"""What Persian has between the parts of a word; browsers draw nothing for it, as for a space."""
_LAM: Final = "\u0644"
_SARA_AM: Final = (
    (re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32"), "\\1\u0e33"),
    (re.compile("([\u0e48-\u0e4b])\u0e4d\u0e32"), "\\1\u0e33"),
    (re.compile("\u0ecd([\u0ec8-\u0ecb]?)\u0eb2"), "\\1\u0eb3"),
    (re.compile("([\u0ec8-\u0ecb])\u0ecd\u0eb2"), "\\1\u0eb3"),
)
"""Thai and Lao sara am is drawn as two signs, with the mark of tone between them."""
_SAME_COLUMN: Final = 0.35
_SAME_CELL: Final = 0.3
_NEXT_CELL: Final = 2.2
_LEAST_STEPS: Final = 4
_TIER_GAP: Final = 1.2
_RUBY_SIZE: Final = 0.65
"""Sizes of the font, or their ratio."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, or several that are drawn as one, with the box of what is drawn, in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    base: float = 0.0
    """The height of the line that it stands on."""
    is_guess: bool = False
    """Whether it is a space that is not in the file: PDFium's guess."""

    @property
    def x(self) -> float:
        """The middle of its width."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """The middle of its height."""
        return (self.bottom + self.top) / 2


def needs_places(text: str) -> bool:
    """Whether a line of PDFium's text cannot be trusted, for its script."""
    return _NEEDS_PLACES.search(text) is not None


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a text are written from right to left."""
    return 2 * len(_RIGHT.findall(text)) > sum(map(str.isalpha, text))


def may_be_vertical(text: str) -> bool:
    """Whether a page has enough ideographs and kana for text in columns."""
    return len(_IDEOGRAPH.findall(text)) > _LEAST_STEPS


def plain_forms(text: str) -> str:
    """Letters instead of their shapes: Arabic presentation forms, signs for vertical text, sara am in two parts."""
    text = _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _VERTICAL_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]).translate(_FULL_WIDTH), text)
    for parted, whole in _SARA_AM:
        text = parted.sub(whole, text)
    return text


def line_text(glyphs: Sequence[Glyph], blanks: Sequence[float], *, is_right_to_left: bool) -> str:
    """The text of a line of horizontal text in the order of reading.

    `blanks` are where the file draws spaces on this line, in points from the left; `is_right_to_left` is the direction
    of the page, for lines that have as many letters of both.
    """
    drawn = [glyph for glyph in glyphs if not glyph.is_guess]
    visual = _with_gaps(sorted(_clusters(drawn), key=lambda cluster: cluster.x), blanks)
    right = sum(_kind(glyph) == "R" for glyph in visual)
    left = sum(_kind(glyph) == "L" for glyph in visual)
    if not right and (left or not is_right_to_left):
        return plain_forms("".join(glyph.text for glyph in visual))
    said = _logical(visual, is_right_to_left=right > left or (right == left and is_right_to_left))
    return plain_forms(_paired(said))


def joined_rows(lines: Sequence[Sequence[Glyph]]) -> list[list[Glyph]]:
    """Lines without those that only go on beside the one before: right-to-left words that were drawn one by one."""
    made: list[list[Glyph]] = []
    for line in lines:
        if not line:
            continue
        if made and _goes_on(made[-1], line):
            made[-1] += line
        else:
            made.append(list(line))
    return made


def _goes_on(before: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    one, other = _drawn(before), _drawn(line)
    if not one or not other:
        return False
    size = max(glyph.size for glyph in one + other)
    first, second = _extent(one), _extent(other)
    least = min(first.top - first.bottom, second.top - second.bottom)
    shared = min(first.top, second.top) - max(first.bottom, second.bottom)
    gap = max(first.left, second.left) - min(first.right, second.right)
    return shared > 0.5 * least and -0.5 * size < gap < 1.5 * size


def _extent(glyphs: Sequence[Glyph]) -> Glyph:
    """Characters as one, with the box around them all."""
    left, bottom = min(glyph.left for glyph in glyphs), min(glyph.bottom for glyph in glyphs)
    right, top = max(glyph.right for glyph in glyphs), max(glyph.top for glyph in glyphs)
    return replace(glyphs[0], left=left, bottom=bottom, right=right, top=top)


def _drawn(glyphs: Sequence[Glyph]) -> list[Glyph]:
    return [glyph for glyph in glyphs if not glyph.text.isspace()]


def _clusters(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Letters with their marks, and what is drawn as one.

    PDFium gives marks of right-to-left letters anywhere: those belong to the letter over or under which they stand.
    """
    bases: list[list[Glyph]] = []
    marks = []
    for glyph in glyphs:
        is_mark = unicodedata.category(glyph.text[0]) in {"Mn", "Me"}
        if is_mark and _RIGHT.match(glyph.text):
            marks.append(glyph)
        elif bases and (is_mark or _is_same_place(bases[-1][0], glyph)):
            bases[-1].append(glyph)
        else:
            bases.append([glyph])
    marked: dict[int, str] = defaultdict(str)
    carriers = [number for number, parts in enumerate(bases) if _RIGHT.search("".join(part.text for part in parts))]
    for mark in marks:
        if carriers:
            nearest = min(carriers, key=lambda number: _distance(bases[number][0], mark))
            marked[nearest] += mark.text
    for number, parts in enumerate(bases):
        yield replace(parts[0], text=_as_one([part.text for part in parts]) + marked[number])


def _is_same_place(one: Glyph, other: Glyph) -> bool:
    return (one.left, one.right) == (other.left, other.right) and one.right > one.left


def _as_one(parts: Sequence[str]) -> str:
    """Letters of a ligature; PDFium turns them round together with the line, and always lam stands before alef."""
    said = "".join(parts)
    return said[::-1] if len(parts) > 1 and _RIGHT.search(said) and not said.startswith(_LAM) else said


def _distance(base: Glyph, mark: Glyph) -> float:
    return 0.0 if base.left <= mark.x <= base.right else min(abs(mark.x - base.left), abs(mark.x - base.right))


def _with_gaps(visual: Sequence[Glyph], blanks: Sequence[float]) -> list[Glyph]:
    """A line with a space in each gap where the file draws one, or that is wide, and one alone."""
    made: list[Glyph] = []
    for glyph in visual:
        before = made[-1] if made else None
        if before is not None and not glyph.text.isspace() and not before.text.isspace():
            size = max(glyph.size, before.size)
            gap = glyph.left - before.right
            is_drawn = any(before.right - 0.2 * size < blank < glyph.left + 0.1 * size for blank in blanks)
            if is_drawn and gap < _DRAWN_SPACE * size and _ARABIC.match(before.text) and _ARABIC.match(glyph.text):
                made.append(replace(glyph, text=_NO_JOINER, left=before.right, right=glyph.left))
            elif gap > (_DRAWN_SPACE if is_drawn else _SPACE if not blanks else _WIDE_SPACE) * size:
                made.append(replace(glyph, text=" ", left=before.right, right=glyph.left))
        if not (glyph.text.isspace() and before is not None and before.text.isspace()):
            made.append(glyph)
    return made


def _kind(glyph: Glyph) -> str:
    """R and L for letters, EN and AN for digits, ES, ET and CS for what stands in numbers, else ON."""
    kind = unicodedata.bidirectional(glyph.text[0])
    return "R" if kind in {"R", "AL"} else kind if kind in {"L", "EN", "AN", "ES", "ET", "CS"} else "ON"


def _logical(visual: Sequence[Glyph], *, is_right_to_left: bool) -> str:
    """What was written, from what is seen from left to right."""
    kinds = [_kind(glyph) for glyph in visual]
    if is_right_to_left:
        return _turned(visual, kinds)
    said = ""
    at = 0
    while at < len(visual):
        if kinds[at] != "R":
            said += visual[at].text
            at += 1
            continue
        end = next((later for later in range(at, len(visual)) if kinds[later] == "L"), len(visual))
        while kinds[end - 1] != "R":
            end -= 1
        said += _turned(visual[at:end], kinds[at:end])
        at = end
    return said


def _turned(visual: Sequence[Glyph], kinds: Sequence[str]) -> str:
    """Right-to-left text from what is seen: from right to left, but for what runs from left to right in it."""
    units: list[tuple[str, bool]] = []
    at = len(visual)
    for begin, end in _left_to_right(visual, kinds):
        units += [(visual[number].text, True) for number in reversed(range(end, at))]
        units.append(("".join(glyph.text for glyph in visual[begin:end]), False))
        at = begin
    units += [(visual[number].text, True) for number in reversed(range(at))]
    mirrored = "".join(text.translate(_MIRRORED) if turns else text for text, turns in units)
    plain = "".join(text for text, _ in units)
    return mirrored if _unmatched(mirrored) < _unmatched(plain) else plain


def _left_to_right(visual: Sequence[Glyph], kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The stretches of right-to-left text that run from left to right, from the right one to the left one."""
    end = len(visual)
    while end:
        if kinds[end - 1] in {"R", "ON", "ES", "ET", "CS"}:
            end -= 1
            continue
        begin = end - 1
        has_letters = kinds[begin] == "L"
        for number in range(end - 2, -1, -1):  # as far as the last letter or digit before a right-to-left letter
            if kinds[number] == "R":
                break
            if kinds[number] == "L":
                begin, has_letters = number, True
        if has_letters:
            while begin and kinds[begin - 1] in {"EN", "AN"}:
                begin -= 1
        else:
            begin = _begin_of_number(visual, kinds, end)
        if not has_letters and kinds[end - 1] == "EN" and not _after_arabic(visual, kinds, end):
            while end < len(visual) and kinds[end] == "ET":
                end += 1
            while begin and kinds[begin - 1] == "ET":
                begin -= 1
        yield begin, end
        end = begin


def _begin_of_number(visual: Sequence[Glyph], kinds: Sequence[str], end: int) -> int:
    """Where the number begins that ends before `end`."""
    joins = {"CS"} if kinds[end - 1] == "AN" or _after_arabic(visual, kinds, end) else {"CS", "ES"}
    begin = end - 1
    while begin:
        if kinds[begin - 1] == kinds[end - 1]:
            begin -= 1
        elif begin > 1 and kinds[begin - 1] in joins and kinds[begin - 2] == kinds[end - 1]:
            begin -= 2
        else:
            break
    return begin


def _after_arabic(visual: Sequence[Glyph], kinds: Sequence[str], end: int) -> bool:
    """Whether the letter that is read before a number is Arabic, which changes what belongs to the number."""
    before = next((number for number in range(end, len(visual)) if kinds[number] in {"R", "L"}), None)
    if before is None:
        before = next((number for number in range(end - 1, -1, -1) if kinds[number] == "R"), None)
    return before is not None and unicodedata.bidirectional(visual[before].text[0]) == "AL"


def _unmatched(text: str) -> int:
    """How many brackets of a text have no partner."""
    opened: list[str] = []
    without = 0
    for character in text:
        if character in "([{«":
            opened.append(character)
        elif character in ")]}»":
            if opened and opened[-1].translate(_MIRRORED) == character:
                opened.pop()
            else:
                without += 1
    return without + len(opened)


def _paired(text: str) -> str:
    """A line with its brackets turned so that each pair fits; as it is where one of a kind is alone."""
    made = list(text)
    for opening, closing in ("()", "[]", "{}", "«»"):
        places = [at for at, character in enumerate(text) if character in {opening, closing}]
        if len(places) % 2 == 0 and _unmatched("".join(text[at] for at in places)):
            for turn, at in enumerate(places):
                made[at] = closing if turn % 2 else opening
    return "".join(made)


def is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether the ideographs and kana of a page stand below one another rather than side by side."""
    down = across = 0
    for one, other in pairwise(glyph for glyph in glyphs if _IDEOGRAPH.match(glyph.text)):
        size = max(one.size, other.size)
        dx, dy = abs(other.x - one.x), abs(other.y - one.y)
        down += dx < _SAME_COLUMN * size and _SAME_CELL * size < dy < _NEXT_CELL * size
        across += dy < _SAME_COLUMN * size and _SAME_CELL * size < dx < _NEXT_CELL * size
    return down >= _LEAST_STEPS and down > across


def rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """What stands side by side, from the top of a page to its bottom."""
    made: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if made and abs(made[-1][0].y - glyph.y) < 0.6 * max(glyph.size, made[-1][0].size):
            made[-1].append(glyph)
        else:
            made.append([glyph])
    return [sorted(row, key=lambda glyph: glyph.left) for row in made]


def columns(glyphs: Sequence[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """The columns of a page of vertical text in the order of reading, and the characters that stand in none of them.

    Small kana beside a column say how its characters are read; they come after those, in 《》.
    """
    drawn = [glyph for glyph in glyphs if not glyph.text.isspace()]
    body = median(glyph.size for glyph in drawn if _IDEOGRAPH.match(glyph.text))
    ruby = [glyph for glyph in drawn if glyph.size < _RUBY_SIZE * body]
    large = [glyph for glyph in drawn if glyph.size >= _RUBY_SIZE * body]
    made: list[list[Glyph]] = []
    rest: list[Glyph] = []
    for tier in _tiers(large, body):
        found, apart = _columns_of(tier)
        made += found
        rest += apart
    left = [run for run in _runs(ruby) if not _attach(run, made)]
    return made, [*rest, *(glyph for run in left for glyph in run)]


def _tiers(glyphs: Sequence[Glyph], size: float) -> Iterator[list[Glyph]]:
    """The parts of a page, one above the other, with nothing between them."""
    tier: list[Glyph] = []
    floor = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.top):
        if tier and floor - glyph.top > _TIER_GAP * size:
            yield tier
            tier = []
        floor = min(floor, glyph.bottom) if tier else glyph.bottom
        tier.append(glyph)
    if tier:
        yield tier


def _columns_of(glyphs: Sequence[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """The columns of one tier, from right to left, and what stands side by side with others instead."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.x):
        if not found or found[-1][0].x - glyph.x > 0.6 * max(glyph.size, found[-1][0].size):
            found.append([])
        found[-1].append(glyph)
    made: list[list[Glyph]] = []
    apart: list[list[Glyph]] = []
    for number, column in enumerate(found):
        stands_alone = len(column) > 1 or _IDEOGRAPH.match(column[0].text)
        (made if stands_alone and not _is_across(column, found, number) else apart).append(column)
    return [_downwards(column) for column in made], [glyph for column in apart for glyph in column]


def _is_across(column: Sequence[Glyph], found: Sequence[Sequence[Glyph]], number: int) -> bool:
    """Whether what was taken for a column is a character of a horizontal line: beside it, at its height, is another."""
    if len(column) > 1:
        return False
    (one,) = column
    return any(
        len(found[beside]) == 1
        and abs(found[beside][0].y - one.y) < _SAME_COLUMN * one.size
        and abs(found[beside][0].x - one.x) < 1.3 * one.size
        for beside in (number - 1, number + 1)
        if 0 <= beside < len(found)
    )


def _downwards(column: Sequence[Glyph]) -> list[Glyph]:
    """A column from its top; what shares a cell, as two digits do, from left to right."""
    made: list[list[Glyph]] = []
    for glyph in sorted(column, key=lambda glyph: -glyph.y):
        if (
            made
            and abs(made[-1][0].y - glyph.y) < 0.2 * glyph.size
            and abs(made[-1][-1].x - glyph.x) > 0.2 * glyph.size
        ):
            made[-1].append(glyph)
        else:
            made.append([glyph])
    return [glyph for cell in made for glyph in sorted(cell, key=lambda glyph: glyph.left)]


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Small characters that stand close below one another."""
    run: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-round(glyph.x / max(glyph.size, 1)), -glyph.y)):
        if run and (abs(run[-1].x - glyph.x) > 0.5 * glyph.size or run[-1].bottom - glyph.top > 0.8 * glyph.size):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _attach(run: Sequence[Glyph], made: Sequence[list[Glyph]]) -> bool:
    """Put how characters are read after them, where they stand to the left of it."""
    top, bottom = run[0].top, run[-1].bottom
    for column in made:
        bases = [
            number
            for number, glyph in enumerate(column)
            if 0 < run[0].x - glyph.x < 1.2 * glyph.size and bottom - glyph.size / 5 < glyph.y < top + glyph.size / 5
        ]
        if bases:
            last = column[bases[-1]]
            reading = f"《{''.join(glyph.text for glyph in run)}》"
            column[bases[-1]] = replace(last, text=last.text + reading)
            return True
    return False
