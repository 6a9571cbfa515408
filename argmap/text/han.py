"""Variant Han characters to one form, character by character.

OpenCC (Apache-2.0) knows the words as well, but a word-wise conversion depends on its neighbours, and then a
passage would fold differently from the text around it. Characters are enough for comparing.
"""

from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_TO_STANDARD = ("jp2t", "hk2t", "tw2t")
"""Japanese shinjitai, Hong Kong's and Taiwan's forms to OpenCC's standard traditional ones."""

_MERGED = {"著": "着"}
"""Told apart by word: Taiwan writes 意味著 for 意味着, but 著名 is everywhere. OpenCC leaves 著 alone."""

_HAN_BLOCKS = (
    range(0x2E80, 0x3008),  # radicals, 々, 〇
    range(0x3400, 0xA000),  # extension A and the unified ideographs
    range(0xF900, 0xFB00),  # compatibility ideographs
    range(0x20000, 0x34000),  # extensions B and later
)


def is_han(character: str) -> bool:
    """Whether `character` stands in one of Unicode's blocks of Han characters."""
    code = ord(character)
    return any(code in block for block in _HAN_BLOCKS)


def simplified(characters: Iterable[str]) -> dict[str, str]:
    """The simplified form of each Han character that has another one; the rest is left out.

    A character of GB 2312 is not taken for a Japanese or regional form: 芸, 予 and 欠 are simplified
    characters of their own that Japan uses for 藝, 豫 and 缺.
    """
    pending = sorted({character for character in characters if is_han(character)})
    steps: list[dict[str, str]] = []
    while pending:  # A few need a second round: 戱 becomes 戯, which is Japanese for 戲, which becomes 戏.
        step = _one_round(pending)
        changed = {old: new for old, new in step.items() if old != new}
        steps.append(changed)
        pending = sorted(set(changed.values()))
    return {old: _follow(old, steps) for old in chain.from_iterable(steps[:1])}


def _follow(character: str, steps: list[dict[str, str]]) -> str:
    for step in steps:
        character = step.get(character, character)
    return character


def _one_round(characters: list[str]) -> dict[str, str]:
    simple = dict(zip(characters, _convert(characters, ("t2s",)), strict=True))
    # 並 is simplified as it stands: Japan's 並 would be 竝, which nobody writes.
    regional = [old for old, new in simple.items() if old == new and not _in_gb2312(old)]
    simple.update(zip(regional, _convert(regional, (*_TO_STANDARD, "t2s")), strict=True))
    return {old: _MERGED.get(new, new) for old, new in simple.items()}


def _convert(characters: list[str], configurations: tuple[str, ...]) -> list[str]:
    """Each character alone: the line feeds between them keep OpenCC from seeing words."""
    lines = "\n".join(characters)
    for configuration in configurations:
        lines = _converter(configuration).convert(lines)
    return lines.split("\n") if characters else []


@cache
def _converter(configuration: str) -> "OpenCC":
    from opencc import OpenCC  # 40 ms, and no text without Han characters needs it

    return OpenCC(configuration)


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
