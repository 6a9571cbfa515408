"""What folding dropped between two characters, and whether two passages that fold alike agree in it.

Folding drops white space and hyphens, so that a passage is found however its lines are broken. Some of them matter:
`now here` is not `nowhere`, nor `1 2` the number `12`, nor `re-sign` `resign`. So what stood between two folded code
points is kept as one of six kinds, and compared once two passages fold alike.

- White space counts between letters and digits of scripts that set words apart by it. It does not where one of the
  passages stands in a text that has lost its spaces as a whole, or has one after each letter, as some PDFs have.
- A line end counts as a space. A hyphen before it may belong to the word or to the line: `Halb-⏎leiter` agrees with
  `Halbleiter` and with `Halb-leiter`, `US-⏎Japan` only with `US-Japan`, because a capital tells of a compound.
- Other hyphens and dashes between letters agree with each other, whatever white space stands beside them.
- A fraction after a number stands as if after a space: `1½` is `1 1/2` and not `11/2`.
- An asterisk between two single letters (`a*b`) is a sign and no emphasis.
"""

import re
import unicodedata
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from argmap.text.folding import Folded, fold

NOTHING: Final = 0
"""Nothing that counts; perhaps something invisible, or a mark of emphasis."""
SPACE: Final = 1
"""White space on one line."""
LINE_BREAK: Final = 2
"""White space with a line break. It may stand for a space, or between ideographs for nothing."""
HYPHEN: Final = 3
"""A hyphen or dash, with or without white space."""
LINE_HYPHEN: Final = 4
"""A hyphen at a line's end before a small letter, or a soft hyphen there."""
SIGN: Final = 5
"""An asterisk between two single letters or digits."""

FIRST_UNSPACED: Final = 0x0E00
"""From Thai on, scripts do not, or not reliably, set words apart by spaces."""
_LATIN_AND_GREEK_EXTENDED = range(0x1E00, 0x2000)

_AGREE: Final = frozenset({(SPACE, LINE_BREAK), (HYPHEN, LINE_HYPHEN), (NOTHING, LINE_HYPHEN)})
"""The kinds that agree, beside those that are the same; the lower one first."""

_SPACELESS = 40
"""Letters and digits in a row without white space from which on a text has lost its spaces: longer than words are."""
_SPACED_OUT = 0.6
"""The share of white space between letters from which on a text is spaced out: one-letter words are rarer."""
_LETTERSPACED = 4
"""Letters from which on a word may be printed with a space after each, as German texts do for emphasis."""

AROUND = 200
"""Code points around a passage that show whether the text there has spaces between its words."""

_SPACES = [ord(space) for space in "\t \u00a0\u1680\u202f\u205f\u3000"] + [*range(0x2000, 0x200B)]
_LINE_ENDS = [0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029]
_SOFT_HYPHEN = 0xAD
_WORD_HYPHENS = "-\u2010\ufe63\uff0d\u058a\u2e17"
"""Hyphens that may divide a word at a line's end; the non-breaking one and true dashes do not."""
_AT_LINE_END = re.compile(
    rf"[\u00ad{_WORD_HYPHENS[1:]}-][^\S\n\r\u0085\u2028\u2029]*[\n\x0b\x0c\r\x85\u2028\u2029]\s*\Z"
)
_DASHES = "‑‒–—―−⁃─━〰゠᠆־\ufe58\ufe31\ufe32"
_FRACTIONS = [0xBC, 0xBD, 0xBE, *range(0x2150, 0x215F), 0x2189]
_IS_SPACE, _IS_LINE_END, _IS_HYPHEN, _IS_SOFT_HYPHEN, _IS_DASH, _IS_FRACTION, _IS_STAR = range(1, 8)

Offsets = NDArray[np.intp]


def gaps(folded: Folded) -> NDArray[np.uint8]:
    """For each folded code point the kind of what folding dropped before it: some 100 ms for 5 MB."""
    kinds = np.zeros(len(folded.text), np.uint8)
    codes = code_points(folded.original)
    classes = _classes()[codes]
    ends = folded.ends
    after = np.flatnonzero(folded.starts[1:] > ends[:-1]) + 1
    if after.size:
        begins, stops = ends[after - 1], folded.starts[after].astype(np.intp)

        def holding(places: Offsets) -> Offsets:
            """The numbers of the gaps in which something at `places` stands."""
            gap = np.searchsorted(begins, places, side="right") - 1
            inside = (gap >= 0) & (places < stops[np.maximum(gap, 0)])
            return gap[inside]

        for kind, places in (
            (SPACE, np.flatnonzero(classes == _IS_SPACE)),
            (LINE_BREAK, np.flatnonzero(classes == _IS_LINE_END)),
            (SIGN, _signs(codes, classes)),
        ):
            kinds[after[holding(places)]] = kind
        breaks = kinds[after] == LINE_BREAK
        kinds[after[holding(np.flatnonzero((classes == _IS_HYPHEN) | (classes == _IS_DASH)))]] = HYPHEN
        hyphens = holding(np.flatnonzero((classes == _IS_HYPHEN) | (classes == _IS_SOFT_HYPHEN)))
        for gap in np.unique(hyphens[breaks[hyphens]]).tolist():
            if _divides_a_word(folded.original, int(begins[gap]), int(stops[gap])):
                kinds[after[gap]] = LINE_HYPHEN
    fractions = np.flatnonzero(classes == _IS_FRACTION)
    if fractions.size:
        places = np.searchsorted(folded.starts, fractions)
        places = places[(places > 0) & (places < kinds.size)]
        kinds[places[_are_digits(folded.text, places - 1) & (kinds[places] == NOTHING)]] = SPACE
    kinds.flags.writeable = False
    return kinds


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text, lone surrogates included."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def is_spaced(character: str) -> bool:
    """Whether it is a letter or digit of a script that sets words apart by spaces."""
    code = ord(character)
    return character.isalnum() and (code < FIRST_UNSPACED or code in _LATIN_AND_GREEK_EXTENDED)


def kinds_agree(one: int, other: int) -> bool:
    """Whether two kinds of gap may stand in the same passage."""
    return one == other or (min(one, other), max(one, other)) in _AGREE


def same_words(one: str, other: str, around_one: str = "", around_other: str = "") -> bool:
    """Whether two passages that fold alike agree in their spaces and hyphens, too; False where they do not fold alike.

    `around_one` and `around_other` are longer stretches of their texts: they show whether these have spaces at all.
    """
    if one.split() == other.split():
        return True
    ours, theirs = fold(one), fold(other)
    if ours.text != theirs.text:
        return False
    mine, its = gaps(ours), gaps(theirs)
    differ = [at for at in np.flatnonzero(mine != its).tolist() if at and not kinds_agree(int(mine[at]), int(its[at]))]
    spaced = [at for at in differ if is_spaced(ours.text[at - 1]) and is_spaced(ours.text[at])]
    if not spaced:
        return True
    if any(max(mine[at], its[at]) >= HYPHEN for at in spaced):
        return False
    if any(map(_has_no_spaces_of_its_own, (one, other, around_one, around_other))):
        return True
    unspaced = any(ord(character) >= FIRST_UNSPACED and character.isalpha() for character in ours.text)
    return all(
        (unspaced and LINE_BREAK in {int(mine[at]), int(its[at])})
        or _is_letterspaced(ours.text, mine if mine[at] else its, its if mine[at] else mine, at)
        for at in spaced
    )


def places(text: Folded, words: str) -> list[tuple[int, int]]:
    """Every place where `words` stand, whatever their wrapping, width, case or script, in code points of the original.

    Places do not overlap. Words that fold to nothing (white space, emphasis marks) stand nowhere.
    """
    wanted = fold(words).text
    found: list[tuple[int, int]] = []
    at = text.text.find(wanted) if wanted else -1
    while at >= 0:
        start, end = text.to_original(at, at + len(wanted))
        around = text.original[max(0, start - AROUND) : end + AROUND]
        agrees = same_words(words, text.original[start:end], "", around)
        if agrees:
            found.append((start, end))
        at = text.text.find(wanted, at + (len(wanted) if agrees else 1))
    return found


def _has_no_spaces_of_its_own(text: str) -> bool:
    """Whether a text has lost its spaces, or has one after nearly every letter."""
    folded = fold(text)
    letters = folded.text
    if len(letters) < _LETTERSPACED:
        return False
    is_gap = gaps(folded) != NOTHING
    pairs = [at for at in range(1, len(letters)) if letters[at - 1].isalnum() and letters[at].isalnum()]
    if len(pairs) >= _LETTERSPACED and int(is_gap[pairs].sum()) >= _SPACED_OUT * len(pairs):
        return True
    narrow = [at for at in pairs if is_spaced(letters[at - 1]) and is_spaced(letters[at])]
    return len(narrow) >= _SPACELESS * (1 + int(is_gap[narrow].sum()))


def _is_letterspaced(text: str, spaced: NDArray[np.uint8], plain: NDArray[np.uint8], at: int) -> bool:
    """Whether the space at `at` is one of those after each letter of a word, which `plain` has without."""
    first, last = at - 1, at + 1
    while first and plain[first] == NOTHING and is_spaced(text[first - 1]):
        first -= 1
    while last < len(text) and plain[last] == NOTHING and is_spaced(text[last]):
        last += 1
    return last - first >= _LETTERSPACED and bool((spaced[first + 1 : last] != NOTHING).all())


def _signs(codes: NDArray[np.uint32], classes: NDArray[np.uint8]) -> Offsets:
    """The asterisks that stand between two single letters or digits."""
    stars = np.flatnonzero(classes[1:-1] == _IS_STAR) + 1
    if not stars.size:
        return stars
    inner = _are_alphanumeric(codes, stars - 1) & _are_alphanumeric(codes, stars + 1)
    stars = stars[inner]
    before, after = np.maximum(stars - 2, 0), np.minimum(stars + 2, codes.size - 1)
    longer_before = (stars > 1) & _are_alphanumeric(codes, before) & ~_are_ascii_digits(codes, stars - 1)
    longer_after = (stars + 2 < codes.size) & _are_alphanumeric(codes, after) & ~_are_ascii_digits(codes, stars + 1)
    wrapped = (stars > 1) & (classes[before] == _IS_STAR)
    found: Offsets = stars[~(longer_before | longer_after | wrapped)]
    return found


def _are_alphanumeric(codes: NDArray[np.uint32], places: Offsets) -> NDArray[np.bool_]:
    return np.array([chr(code).isalnum() and code < FIRST_UNSPACED for code in codes[places].tolist()], np.bool_)


def _are_ascii_digits(codes: NDArray[np.uint32], places: Offsets) -> NDArray[np.bool_]:
    return (codes[places] >= ord("0")) & (codes[places] <= ord("9"))


def _are_digits(text: str, places: Offsets) -> NDArray[np.bool_]:
    return np.array([text[at].isdecimal() for at in places.tolist()], np.bool_)


def _divides_a_word(text: str, begin: int, stop: int) -> bool:
    """Whether the last hyphen in a gap stands at a line's end and may be the line's own."""
    match = _AT_LINE_END.search(text, begin, stop)
    if match is None:
        return False
    return text[match.start()] == chr(_SOFT_HYPHEN) or (stop < len(text) and unicodedata.category(text[stop]) == "Ll")


@cache
def _classes() -> NDArray[np.uint8]:
    """What each code point is where it stands in a gap; most are nothing."""
    classes = np.zeros(0x110000, np.uint8)
    for kind, characters in (
        (_IS_SPACE, _SPACES),
        (_IS_LINE_END, _LINE_ENDS),
        (_IS_HYPHEN, list(map(ord, _WORD_HYPHENS))),
        (_IS_SOFT_HYPHEN, [_SOFT_HYPHEN]),
        (_IS_DASH, list(map(ord, _DASHES))),
        (_IS_FRACTION, _FRACTIONS),
        (_IS_STAR, [ord("*")]),
    ):
        classes[characters] = kind
    return classes
