"""What changed between two wordings: by words in scripts that have them, by characters in Chinese and Japanese."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

_UNSPACED = "\u2e80-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
"""Han, kana, and the punctuation that goes with them: scripts that are written without spaces."""

_TOKEN = re.compile(
    rf"""
      [{_UNSPACED}] [\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*   # a character, its marks and variants
    | (?: (?![{_UNSPACED}]) [\w\u0300-\u036f] | (?<=\w) ['’] (?=\w) )+  # a word, also don’t
    | \s+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)

_LEAST_SHARED = 0.25
"""The share of the longer wording that both must have for marks to help; below it they are only noise."""

MOST_TOKENS = 10_000
"""Longer wordings are not compared, which would take time by the square of their length."""


class Mark(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Stretch(NamedTuple):
    """Some text, and what became of it."""

    mark: Mark
    text: str


def tokens(text: str) -> list[str]:
    """The pieces of `text` that are compared whole; joined, they are the text again."""
    return _TOKEN.findall(text)


def wording(old: str, new: str, *, finely: bool = False) -> tuple[Stretch, ...]:
    """`old` and `new` told together: what stayed and went is `old`, what stayed and came is `new`.

    Where a change replaces something, what went stands before what came. Wordings that share little, or are as long
    as a book, are told as one that went and one that came. Changes with next to nothing between them are one,
    which reads better in a row; `finely` keeps them apart, for wordings that stand beside each other.
    """
    if old == new:
        return (Stretch(Mark.SAME, old),) if old else ()
    before, after = tokens(old), tokens(new)
    if max(len(before), len(after)) > MOST_TOKENS:
        return tuple(_stretches([("", old, new)]))
    pairs = list(_pairs(before, after))
    if not finely:
        pairs = _slid(_settled(pairs))
    shared = sum(len(same) for same, _, _ in pairs)
    if shared < _LEAST_SHARED * max(len(old), len(new)):
        pairs = [("", old, new)]
    return tuple(_stretches(pairs))


_Pair = tuple[str, str, str]
"""What both have, then what only the old has, then what only the new has."""


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[_Pair]:
    from rapidfuzz.distance import LCSseq

    same = ""
    for step in LCSseq.opcodes(before, after):
        gone = "".join(before[step.src_start : step.src_end])
        if step.tag == "equal":
            same += gone
        else:
            yield same, gone, "".join(after[step.dest_start : step.dest_end])
            same = ""
    yield same, "", ""


def _settled(pairs: Iterable[_Pair]) -> list[_Pair]:
    """Changes with nothing but a space, a sign or one unspaced character between them made one."""
    settled: list[_Pair] = []
    for same, gone, came in pairs:
        apart = not settled or _keeps_apart(same) or not (gone or came)
        if apart and same:
            settled.append((same, gone, came))
        else:
            before, earlier_gone, earlier_came = settled.pop() if settled else ("", "", "")
            settled.append((before, earlier_gone + same + gone, earlier_came + same + came))
    return settled


def _slid(pairs: list[_Pair]) -> list[_Pair]:
    """Words that came or went marked with the space after them, not the one before: `on [-export -]controls`."""
    slid = pairs[:1]
    for same, gone, came in pairs[1:]:
        before, earlier_gone, earlier_came = slid[-1]
        changed = earlier_gone or earlier_came
        if not (earlier_gone and earlier_came) and changed[:1] == same[:1] == " ":
            one = changed[1:] + " "
            slid[-1] = (before + " ", one, "") if earlier_gone else (before + " ", "", one)
            same = same[1:]  # noqa: PLW2901 - the space has moved
        slid.append((same, gone, came))
    return slid


def _keeps_apart(same: str) -> bool:
    """Whether a reader takes the changes on both sides of `same` for two: whether it holds words of its own."""
    return len(re.findall(rf"[{_UNSPACED}]", same)) > 1 or bool(re.search(rf"(?![{_UNSPACED}])\w", same))


def _stretches(pairs: Iterable[_Pair]) -> Iterator[Stretch]:
    for same, gone, came in pairs:
        for mark, text in ((Mark.SAME, same), (Mark.GONE, gone), (Mark.NEW, came)):
            if text:
                yield Stretch(mark, text)
