"""Writes argmap/text/han_forms.txt with OpenCC (Apache-2.0): the simplified form of each Han character that has one.

python scripts/han_forms.py     rewrites the file; `git diff` shows which characters a newer OpenCC reads otherwise

OpenCC knows words as well, but a word-wise conversion depends on its neighbours, and then a passage would fold
differently from the text around it. Characters are enough for comparing.
"""

from functools import cache
from itertools import chain
from pathlib import Path

from opencc import OpenCC

from argmap.text.characters import HAN_BLOCKS

FORMS = Path(__file__).parents[1] / "argmap" / "text" / "han_forms.txt"

_HEADER = """\
# The simplified form of Han characters, then each character that is read as it: traditional and variant forms.
# Written by scripts/han_forms.py from the dictionaries of OpenCC, https://github.com/BYVoid/OpenCC (Apache-2.0).
"""

_TO_STANDARD = ("jp2t", "hk2t", "tw2t")
"""Japanese shinjitai, Hong Kong's and Taiwan's forms to OpenCC's standard traditional ones."""

_MERGED = {"著": "着"}
"""Told apart by word: Taiwan writes 意味著 for 意味着, but 著名 is everywhere. OpenCC leaves 著 alone."""


def simplified_forms() -> dict[str, str]:
    """The simplified form of each Han character that has another one.

    A character of GB 2312 is not taken for a Japanese or regional form: 芸, 予 and 欠 are simplified
    characters of their own that Japan uses for 藝, 豫 and 缺.
    """
    pending = [chr(code) for block in HAN_BLOCKS for code in block]
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
def _converter(configuration: str) -> OpenCC:
    return OpenCC(configuration)


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    variants: dict[str, str] = {}
    for variant, simple in sorted(simplified_forms().items()):
        variants[simple] = variants.get(simple, "") + variant
    FORMS.write_text(_HEADER + "".join(f"{simple}{read}\n" for simple, read in sorted(variants.items())), "utf-8")
