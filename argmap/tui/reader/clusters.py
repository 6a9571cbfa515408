"""What several code points make together: emoji joined to one, flags of two letters; and tabs, which reach their stop.

All of them are few, so that each is looked at by itself.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from rich._unicode_data import load as load_cell_table

from argmap.tui.reader.kinds import FLAG_LETTERS, VS16, WIDTH, ZWJ, kind_of

TAB_SIZE: Final = 4
"""Cells from one tab stop to the next, counted from the beginning of the line."""
INSIDE: Final = 0
"""The level of a place inside a cluster."""

_SPECIAL = re.compile(rb"[\x40-\xff]")
_EMOJI = (range(0x2190, 0x2E80), range(0x1F000, 0x1FB00))


def join(text: str, kinds: bytes, widths: bytearray, levels: bytearray) -> None:
    """Take together what is painted as one in some whole lines, and give each tab its cells."""
    special = [found.start() for found in _SPECIAL.finditer(kinds)]
    _join_emoji(text, special, widths, levels)
    _join_flags(text, special, levels)
    _set_tabs(text, special, widths)


def _join_emoji(text: str, special: list[int], widths: bytearray, levels: bytearray) -> None:
    """Join what a zero-width joiner joins, and widen what a variation selector makes an emoji."""
    for at in special:
        if text[at] == ZWJ and 0 < at < len(text) - 1 and _is_joinable(text[at - 1]) and _is_emoji(text[at + 1]):
            widths[at + 1] = 0
            levels[at + 1] = INSIDE
    narrow = load_cell_table("auto").narrow_to_wide
    for at in special:
        if text[at] == VS16 and at and text[at - 1] in narrow and widths[at - 1] == 1 and levels[at] == INSIDE:
            widths[at] = 1


def _is_joinable(character: str) -> bool:
    return _is_emoji(character) or character == VS16 or _width(character) == 0


def _is_emoji(character: str) -> bool:
    """Whether a zero-width joiner can join it: pictures, near enough to Extended_Pictographic."""
    code = ord(character)
    if not any(code in block for block in _EMOJI):
        return False
    return _width(character) == 2 or character in load_cell_table("auto").narrow_to_wide


def _width(character: str) -> int:
    return 1 if character == "\n" else kind_of(character) >> WIDTH & 0b11


def _join_flags(text: str, special: list[int], levels: bytearray) -> None:
    """Join regional indicators two by two, counted from the beginning of each run of them."""
    letters = [at for at in special if ord(text[at]) in FLAG_LETTERS]
    for _, run in groupby(enumerate(letters), key=lambda numbered: numbered[1] - numbered[0]):
        for _, at in list(run)[1::2]:
            levels[at] = INSIDE


def _set_tabs(text: str, special: list[int], widths: bytearray) -> None:
    """Give each tab the cells up to its tab stop; stops are counted from the beginning of the unwrapped line."""
    counted = column = 0
    for at in special:
        if text[at] != "\t":
            continue
        line = text.rfind("\n", counted, at) + 1
        if line:
            counted, column = line, 0
        column += sum(widths[counted:at])
        widths[at] = TAB_SIZE - column % TAB_SIZE
        counted = at
