"""What is known of every code point by itself: how wide it is, and how it gets on with its neighbours in a row.

Both are one byte, a *kind*. The kinds of a text come from its bytes in UTF-16, all at once, by tables of 256 places:
one for the blocks of 256 code points in which all are alike, and one for each other block that occurs. That takes no
longer than with numpy, which takes 12 MB of memory to be there at all.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from rich.cells import get_character_cell_size

from argmap.text.kinsoku import NEVER_FIRST, NEVER_LAST
from argmap.text.visible import PICTURES

# The low four bits: what matters to a break before or after it.
PLAIN: Final = 0
IDEOGRAPH: Final = 1
DIGIT: Final = 2
HYPHEN: Final = 3
CLOSING: Final = 4
"""Never first in a row."""
CLOSING_WIDE: Final = 5
OPENING: Final = 6
"""Never last in a row."""
OPENING_WIDE: Final = 7
SPACE: Final = 8
MARK: Final = 9
"""It takes no cell: it belongs to what stands before it."""
NEWLINE: Final = 10
ROLE: Final = 0b1111

WIDTH: Final = 4
"""How far the width in cells, two bits of it, is shifted."""
SPECIAL: Final = 1 << 6
"""It may change what stands beside it: a joiner, a variation selector, half a flag, a tab."""

ZWJ: Final = "\u200d"
VS16: Final = "\ufe0f"
FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_SPECIALS = frozenset({ZWJ, VS16, "\t", *map(chr, FLAG_LETTERS)})
_ROLES = (
    (frozenset(" \t\u3000"), SPACE, SPACE),
    (frozenset(NEVER_FIRST), CLOSING, CLOSING_WIDE),
    (frozenset(NEVER_LAST), OPENING, OPENING_WIDE),
    (frozenset("-‐–—/"), HYPHEN, HYPHEN),
    (frozenset("0123456789"), DIGIT, DIGIT),
)
"""The characters of each role, and the role where they are wide."""
_HANGUL = (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xA960, 0xA980), range(0xAC00, 0xD800))

_IDEOGRAPH_BLOCKS = (*range(0x34, 0x4D), *range(0x4E, 0xA0))
"""Extension A and the unified ideographs, which are all alike."""
_HANGUL_BLOCKS = (*range(0xAC, 0xD7),)
_ALIKE = bytes((*_IDEOGRAPH_BLOCKS, *_HANGUL_BLOCKS))

_FAR = re.compile("[\U00010000-\U0010ffff]")
"""Code points beyond the first 65,536, which are two units of UTF-16."""
_NEAR = "\ue000"
"""Stands for them meanwhile."""


def kinds_of(text: str) -> bytes:
    """The kind of each code point of a text."""
    units, far = text.encode("utf-16-le", "surrogatepass"), []
    if len(units) > 2 * len(text):
        far = [(found.start(), found[0]) for found in _FAR.finditer(text)]
        units = _FAR.sub(_NEAR, text).encode("utf-16-le", "surrogatepass")
    lows, blocks = units[::2], units[1::2]
    kinds = int.from_bytes(blocks.translate(_alike_kinds()), "little")
    mixed = blocks.translate(None, _ALIKE)
    while mixed:
        block = mixed[:1]
        mixed = mixed.translate(None, block)
        # Numbers as long as the text: the kinds that the low bytes would have in this block, where they are in it.
        there = int.from_bytes(blocks.translate(_mask(block)), "little")
        kinds |= there & int.from_bytes(lows.translate(_kinds_in(block[0])), "little")
    found = bytearray(kinds.to_bytes(len(text), "little"))
    for at, character in far:
        found[at] = kind_of(character)
    return bytes(found)


@lru_cache(1 << 10)
def kind_of(character: str) -> int:
    """The kind of one character."""
    return _kind(character)


def _kind(character: str) -> int:
    if character == "\n":
        return NEWLINE
    # What is shown in place of these is one cell wide. Rich's own cache is left to what is painted.
    width = 1 if ord(character) in PICTURES else get_character_cell_size.__wrapped__(character)
    return _role(character, width) | width << WIDTH | (SPECIAL if character in _SPECIALS else 0)


def _role(character: str, width: int) -> int:
    if width == 0:
        return MARK
    wide = width == 2 and not any(ord(character) in block for block in _HANGUL)
    for characters, role, wide_role in _ROLES:
        if character in characters:
            return wide_role if wide else role
    return IDEOGRAPH if wide else PLAIN


@cache
def _kinds_in(block: int) -> bytes:
    """The kinds of the 256 code points with the same high byte."""
    return bytes(_kind(chr(block << 8 | low)) for low in range(256))


@cache
def _mask(block: bytes) -> bytes:
    """All bits for a high byte, and none for the others."""
    return bytes(0xFF if high == block[0] else 0 for high in range(256))


@cache
def _alike_kinds() -> bytes:
    """The kind of all code points with the same high byte, where they are alike; else nothing."""
    return bytes(_kind(chr(block << 8)) if block in _ALIKE else 0 for block in range(256))
