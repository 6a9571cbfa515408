"""What changed between two wordings: by words in scripts that have them, by characters in Chinese and Japanese."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from argmap.text.characters import foldings

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

_SAME_WORD = 0.7
"""How alike a word that went and one that came must be so that their letters are told apart, not the words."""

_HYPHENS = "-\u2010\ufe63\uff0d"
_LINE_END = re.compile("[\n\x0b\x0c\r\x85\u2028\u2029]")
_WRAPPING = re.compile(r"(?<=[^\W\d_])[-\u2010\ufe63\uff0d]\s*[\n\x0b\x0c\r\x85\u2028\u2029]\s*(?=[^\W\d_])")
"""What the end of a line put into a word."""

_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u2010\ufe63\uff0d]\s*(?=[^\W\d_])")

_BY_NEIGHBOURS = str.maketrans("", "", "-*_")
"""What folding drops or keeps by what stands beside it."""

_FOLDED: dict[str, str] = {}
"""What every character that was seen so far folds to."""

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
    old: str
    """The words as the old wording has them; empty for what came."""
    new: str
    """The words as the new wording has them; empty for what went."""

    @property
    def text(self) -> str:
        """The words as they are now, or were before they went."""
        return self.old if self.mark is Mark.GONE else self.new


def tokens(text: str) -> list[str]:
    """The pieces of `text` that are compared whole; joined, they are the text again.

    A word that was divided at the end of a line is one piece, by the rule of `argmap.text.folding`.
    """
    pieces: list[str] = []
    found = _TOKEN.findall(text)
    at = 0
    while at < len(found):
        while _is_divided(pieces[-1:], found[at : at + 3]):
            pieces[-1] += "".join(found[at : at + 3])
            at += 3
        pieces += found[at : at + 1]
        at += 1
    return pieces


def _is_divided(before: Sequence[str], following: Sequence[str]) -> bool:
    """Whether a hyphen and a line end stand between two halves of a word."""
    if not before or len(following) < 3:
        return False
    hyphen, end, rest = following
    return (
        hyphen in _HYPHENS
        and bool(_LINE_END.search(end))
        and end.isspace()
        and unicodedata.category(before[0][-1])[0] in "LM"
        and unicodedata.category(rest[0]) == "Ll"
    )


def same_words(old: str, new: str) -> bool:
    """Whether two wordings differ in nothing that anchors tell apart: in wrapping, case, width, script or marks."""
    if old == new:
        return True
    from argmap.text import gaps  # numpy's import takes 100 ms, and most changes are none of a quote's words

    return gaps.same_words(old, new)


def form_text(old: str, new: str) -> str:
    """What differs between two wordings with the `same_words`, in words."""
    only_wrapped = "".join(_HYPHENATED.sub("", old).split()) == "".join(_HYPHENATED.sub("", new).split())
    return "re-wrapped" if only_wrapped else "in another form (case, width, script or marks)"


def wording(old: str, new: str, *, finely: bool = False) -> tuple[Stretch, ...]:
    """`old` and `new` told together: what stayed and went is `old`, what stayed and came is `new`.

    Words are compared as anchors compare them: what folding ignores is no change. Where a change replaces something,
    what went stands before what came. Wordings that share little, or are as long as a book, are told as one that went
    and one that came. Changes with next to nothing between them are one, which reads better in a row; `finely` keeps
    them apart, for wordings that stand beside each other, and marks the letters by which two forms of a word differ.
    """
    if old == new:
        return (Stretch(Mark.SAME, old, new),) if old else ()
    before, after = tokens(old), tokens(new)
    if max(len(before), len(after)) > MOST_TOKENS:
        return tuple(_stretches([_Pair("", "", old, new)]))
    pairs = list(_pairs(before, after))
    if not finely:
        pairs = _slid(_settled(pairs))
    shared = sum(len(pair.same) for pair in pairs)
    changed = any(pair.gone or pair.came for pair in pairs)
    if changed and shared < _LEAST_SHARED * max(len(old), len(new)):
        pairs = [_Pair("", "", old, new)]
    stretches = _stretches(pairs)
    return tuple(_lettered(stretches) if finely else stretches)


class _Pair(NamedTuple):
    """What both have, as the old and as the new wording has it, then what only the old has, and only the new."""

    same_before: str
    same: str
    gone: str
    came: str


def _keys(pieces: Iterable[str]) -> list[str]:
    """What each piece folds to; see `argmap.text.folding`, which folds whole texts and needs numpy for it."""
    listed = list(pieces)
    unknown = {char for piece in listed for char in piece} - _FOLDED.keys()
    if unknown:
        _FOLDED.update(foldings(unknown))
    return [_key(piece) for piece in listed]


def _key(piece: str) -> str:
    whole = _WRAPPING.sub("", piece) if len(piece) > 1 else piece
    return unicodedata.normalize("NFC", "".join(map(_FOLDED.__getitem__, whole)))


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[_Pair]:
    from rapidfuzz.distance import LCSseq

    olds, news = _keys(before), _keys(after)
    same_before = same = gone = came = gone_key = came_key = ""
    for step in LCSseq.opcodes(olds, news):
        mine, theirs = slice(step.src_start, step.src_end), slice(step.dest_start, step.dest_end)
        if step.tag != "equal":
            gone, gone_key = gone + "".join(before[mine]), gone_key + "".join(olds[mine])
            came, came_key = came + "".join(after[theirs]), came_key + "".join(news[theirs])
            continue
        around = (same_before[-1:], before[step.src_start]), (same[-1:], after[step.dest_start])
        if _agree(gone, came, gone_key, came_key, *around):  # what folding ignores
            same_before, same = same_before + gone, same + came
        else:
            yield _Pair(same_before, same, gone, came)
            same_before = same = ""
        same_before, same = same_before + "".join(before[mine]), same + "".join(after[theirs])
        gone = came = gone_key = came_key = ""
    if _agree(gone, came, gone_key, came_key, (same_before[-1:], ""), (same[-1:], "")):
        yield _Pair(same_before + gone, same + came, "", "")
    else:
        yield _Pair(same_before, same, gone, came)


def _agree(
    gone: str, came: str, gone_key: str, came_key: str, around_gone: tuple[str, str], around_came: tuple[str, str]
) -> bool:
    """Whether what went and what came, between their neighbours, are the same words to anchors.

    Spaces and hyphens count between two letters, so they are looked at with what stands beside them.
    """
    if gone == came:
        return True
    if gone_key.translate(_BY_NEIGHBOURS) != came_key.translate(_BY_NEIGHBOURS):
        return False
    return same_words(gone.join(around_gone), came.join(around_came))


def _settled(pairs: Iterable[_Pair]) -> list[_Pair]:
    """Changes with nothing but a space, a sign or one unspaced character between them made one."""
    settled: list[_Pair] = []
    for pair in pairs:
        apart = not settled or _keeps_apart(pair.same) or not (pair.gone or pair.came)
        if apart:
            settled.append(pair)
        else:
            last = settled.pop()
            gone, came = last.gone + pair.same_before + pair.gone, last.came + pair.same + pair.came
            settled.append(_Pair(last.same_before, last.same, gone, came))
    return settled


def _slid(pairs: list[_Pair]) -> list[_Pair]:
    """Words that came or went marked with the space after them, not the one before: `on [-export -]controls`."""
    slid = pairs[:1]
    for pair in pairs[1:]:
        last = slid[-1]
        changed = last.gone or last.came
        if not (last.gone and last.came) and changed[:1] == pair.same[:1] == pair.same_before[:1] == " ":
            one = changed[1:] + " "
            gone, came = (one, "") if last.gone else ("", one)
            slid[-1] = _Pair(last.same_before + " ", last.same + " ", gone, came)
            pair = pair._replace(same_before=pair.same_before[1:], same=pair.same[1:])  # noqa: PLW2901 - it has moved
        slid.append(pair)
    return slid


def _keeps_apart(same: str) -> bool:
    """Whether a reader takes the changes on both sides of `same` for two: whether it holds words of its own."""
    return len(re.findall(rf"[{_UNSPACED}]", same)) > 1 or bool(re.search(rf"(?![{_UNSPACED}])\w", same))


def _stretches(pairs: Iterable[_Pair]) -> Iterator[Stretch]:
    for same_before, same, gone, came in pairs:
        if same_before or same:
            yield Stretch(Mark.SAME, same_before, same)
        if gone:
            yield Stretch(Mark.GONE, gone, "")
        if came:
            yield Stretch(Mark.NEW, "", came)


def _lettered(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """The stretches, with only those letters marked by which one form of a word differs from another."""
    last: Stretch | None = None
    for stretch in stretches:
        if last is not None and (last.mark, stretch.mark) == (Mark.GONE, Mark.NEW) and _one_word(last.old, stretch.new):
            yield from _stretches(_pairs(list(last.old), list(stretch.new)))
            last = None
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last


def _one_word(one: str, other: str) -> bool:
    from rapidfuzz.distance import Indel

    return len(tokens(one)) == len(tokens(other)) == 1 and Indel.normalized_similarity(one, other) >= _SAME_WORD
