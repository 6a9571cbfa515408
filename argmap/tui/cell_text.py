"""Lines of text cut and wrapped by terminal cells: a wide character never straddles an edge, a cluster is never cut.

The reader measures whole texts at once with numpy; the panes show single lines, many of them before the first paint,
and look at no more of each than fits. Widths are those of `rich.cells`, because Textual crops and joins by them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len, get_character_cell_size

from argmap.text.characters import NEVER_FIRST, NEVER_LAST
from argmap.text.visible import visible_line

ELLIPSIS: Final = "…"

_MOST_MARKS = 8
"""Combining marks painted on one character: more of them are noise that slows terminals down."""
_MARKS = frozenset({"Mn", "Mc", "Me", "Lo"})
_ZWJ = "\u200d"
_SOFT_HYPHEN = "\u00ad"
"""Some terminals give it a cell, others none."""
_VARIATION_SELECTORS = ("\ufe00", "\ufe0f")
_WIDENS = "\ufe0f"
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")
_PICTURES = (("\u2190", "\u2e7f"), ("\U0001f000", "\U0001faff"))
"""What a zero-width joiner can join, near enough to Extended_Pictographic."""
_HANGUL = ("\uac00", "\ud7a3")


class Glyph(NamedTuple):
    """What is painted as one: a character with its marks, an emoji of several code points, a flag."""

    text: str
    """Safe characters that take exactly its cells in Textual's count and, as far as can be, in any terminal's."""
    width: int
    """In cells, at least one."""
    style: str = ""
    """The name of its style; see `argmap.tui.widgets.painted_pane`."""


def glyphs(text: str, style: str = "") -> Iterator[Glyph]:
    """The text as it is painted on one line, glyph by glyph.

    Of an emoji made of several code points only the first is painted, because terminals disagree about the rest;
    invisible format characters are not painted at all.
    """
    base, width, marks = "", 0, ""
    joining = False
    for character in visible_line(text):
        cells = 0 if character == _SOFT_HYPHEN else get_character_cell_size(character)
        if character == _ZWJ:
            joining = _is_picture(base)
        elif cells == 0:
            if character == _WIDENS and base:
                width = max(width, cell_len(base + _WIDENS))
            elif len(marks) < _MOST_MARKS and _is_mark(character):
                marks += character
        elif joining and _is_picture(character):
            joining = False
        elif _is_flag_letter(base) and _is_flag_letter(character):
            yield Glyph(base + character, width + cells, style)
            base, width, marks, joining = "", 0, "", False
        else:
            yield from _glyph(base, width, marks, style)
            base, width, marks, joining = character, cells, "", False
    yield from _glyph(base, width, marks, style)


def cut(text: str, width: int) -> str:
    """As much of the text as fits into so many cells, on one line; "…" stands for what does not."""
    shown: list[Glyph] = []
    taken = 0
    for glyph in glyphs(text):
        if taken + glyph.width > width:
            return _shortened(shown, taken, width)
        shown.append(glyph)
        taken += glyph.width
    return "".join(glyph.text for glyph in shown)


def wrap(line: Iterable[Glyph], width: int) -> Iterator[list[Glyph]]:
    """Wrap one line into rows of so many cells, at least one row.

    Rows break at spaces, which no row keeps at its end, and next to ideographs, except where kinsoku forbids it; a word
    longer than a row is broken anywhere. Raises ValueError if the width is less than one cell.
    """
    if width < 1:
        raise ValueError(f"a row needs at least one cell, not {width}")
    line = [glyph if glyph.width <= width else Glyph(ELLIPSIS, 1, glyph.style) for glyph in line]
    start = 0
    while True:
        fit = _fitting(line, start, width)
        place = fit if fit == len(line) or line[fit].text == " " else _best_break(line, start, fit)
        end = place
        while end > start and line[end - 1].text == " ":
            end -= 1
        yield line[start:end]
        while place < len(line) and line[place].text == " ":
            place += 1
        if place >= len(line):
            return
        start = place


def _glyph(base: str, width: int, marks: str, style: str) -> Iterator[Glyph]:
    """The glyph that was gathered, if there is one; marks at the beginning of a line have nothing to stand on."""
    if base:
        padding = " " if width > get_character_cell_size(base) else ""
        yield Glyph(base + marks + padding, width, style)


def _shortened(shown: list[Glyph], taken: int, width: int) -> str:
    """What was fitted so far, without as many of its last glyphs as the ellipsis needs."""
    if width < 1:
        return ""
    while shown and (taken >= width or shown[-1].text == " "):
        taken -= shown.pop().width
    return "".join(glyph.text for glyph in shown) + ELLIPSIS


def _fitting(line: Sequence[Glyph], start: int, width: int) -> int:
    """The first glyph from `start` on that no longer fits into a row."""
    at, left = start, width
    while at < len(line) and line[at].width <= left:
        left -= line[at].width
        at += 1
    return at


def _best_break(line: Sequence[Glyph], start: int, fit: int) -> int:
    """The last good place for the next row to begin; where there is none, as late as can be."""
    for place in range(fit, start, -1):
        before, after = line[place - 1].text, line[place].text
        if after[0] in NEVER_FIRST or before[0] in NEVER_LAST or after == " ":
            continue
        if before in " -–—/" or _is_ideograph(before[0]) or _is_ideograph(after[0]):
            return place
    return fit


def _is_ideograph(character: str) -> bool:
    wide = get_character_cell_size(character) == 2
    return wide and not _HANGUL[0] <= character <= _HANGUL[1]


def _is_mark(character: str) -> bool:
    selector = _VARIATION_SELECTORS[0] <= character <= _VARIATION_SELECTORS[1]
    return not selector and unicodedata.category(character) in _MARKS


def _is_picture(character: str) -> bool:
    return any(first <= character <= last for first, last in _PICTURES)


def _is_flag_letter(character: str) -> bool:
    return _FLAG_LETTERS[0] <= character <= _FLAG_LETTERS[1]
