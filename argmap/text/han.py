"""Variant Han characters to one form, character by character.

The forms are OpenCC's, in a file beside this one that scripts/han_forms.py writes: OpenCC itself has no wheel for
each new Python and each system, and texts must not be compared differently where it is missing.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

HAN_BLOCKS = (
    range(0x2E80, 0x3008),  # radicals, 々, 〇
    range(0x3400, 0xA000),  # extension A and the unified ideographs
    range(0xF900, 0xFB00),  # compatibility ideographs
    range(0x20000, 0x34000),  # extensions B and later
)


def is_han(character: str) -> bool:
    """Whether `character` stands in one of Unicode's blocks of Han characters."""
    code = ord(character)
    return any(code in block for block in HAN_BLOCKS)


def simplified(characters: Iterable[str]) -> dict[str, str]:
    """The simplified form of each Han character that has another one; the rest is left out."""
    forms = _forms()
    return {character: forms[character] for character in characters if character in forms}


@cache
def _forms() -> dict[str, str]:
    lines = Path(__file__).with_name("han_forms.txt").read_text("utf-8").splitlines()
    return {variant: line[0] for line in lines if not line.startswith("#") for variant in line[1:]}
