"""Steps of one word and of one character, in any script.

A word is a run of letters and digits with their marks, also over an apostrophe (`don’t`) and over a stop or comma
between digits (`12,8`). In Japanese the script changes mark words well enough: kanji, hiragana and katakana each
make their own runs.

Chinese shows no words, a dictionary would weigh more than the rest of argmap, and a run up to the next punctuation is
too long a step. So a run of Han characters is also cut before frequent prepositions and conjunctions and after
the particles that close a phrase: 在世界经济脆弱性更加突出的|背景下. A step is then some four characters, a phrase
more often than not, and always the same one from wherever one comes.

Every function decides from the characters beside a boundary alone, and looks at most `_REACH` code points far.

A character is one as readers see it: a letter with its marks, an emoji sequence, a flag, a syllable. The rule is
Unicode's (UAX 29, extended grapheme clusters), as the library wcwidth implements it.
"""

import re
import unicodedata
from functools import lru_cache

from argmap.text.characters import is_han

_REACH = 2000
_OPENERS = frozenset("在对對从從向与與和及或而但并並被把将將以由因为為使让讓是")
"""Han characters that begin a phrase."""


_CLOSERS = frozenset("的地得了着著过過们們")
"""Han characters that end one."""


_MARKED = r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U000323af][\u0300-\u036f]*"
_COMPOUND = re.compile(rf"(?:{_MARKED})+(?:[-\u2010\u2011'’](?:{_MARKED})+|(?<=\d)[.,](?=\d)(?:{_MARKED})+)*")
"""Words of letters and digits of scripts with spaces, over hyphens, apostrophes, and stops between digits."""


_SPACE, _SIGN, _LETTER, _HAN, _HIRAGANA, _KATAKANA = range(6)


def word_at(text: str, position: int) -> tuple[int, int]:
    """The word that the code point at `position` belongs to, or the run of spaces or signs that it is in.

    Empty at the text's end.
    """
    if not 0 <= position < len(text):
        end = min(max(position, 0), len(text))
        return end, end
    start, end = position, position + 1
    while start > max(position - _REACH, 0) and not _is_boundary(text, start):
        start -= 1
    while end < min(position + _REACH, len(text)) and not _is_boundary(text, end):
        end += 1
    return start, end


def next_word(text: str, position: int) -> int:
    """Where the next word after `position` begins: spaces and signs are passed over. The text's end at the last."""
    furthest = min(position + _REACH, len(text))
    for place in range(max(position, 0) + 1, furthest):
        if _is_boundary(text, place) and _kind(text[place]) > _SIGN:
            return place
    return furthest


def previous_word(text: str, position: int) -> int:
    """Where the last word that begins before `position` begins; 0 when there is none."""
    furthest = max(position - _REACH, 0)
    for place in range(min(position, len(text)) - 1, furthest, -1):
        if _is_boundary(text, place) and _kind(text[place]) > _SIGN:
            return place
    return furthest


def at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage `text[start:end]` with no word cut: one that is cut is in if half of it was, else out.

    Compounds with hyphens are one word here. In scripts that do not set words apart by spaces nothing changes, nor
    where no whole word would be left.
    """
    first, last = start, end
    if (whole := _compound_across(text, start)) is not None:
        begin, stop = whole
        rest = text[stop:end]
        first = begin if 2 * (stop - start) >= stop - begin else stop + len(rest) - len(rest.lstrip())
    if (whole := _compound_across(text, end)) is not None:
        begin, stop = whole
        last = stop if 2 * (end - begin) >= stop - begin else start + len(text[start:begin].rstrip())
    return (first, last) if first < last else (start, end)


def _compound_across(text: str, place: int) -> tuple[int, int] | None:
    """The word, or compound of words with hyphens, that a cut at `place` would divide; None where it divides none."""
    if not 0 < place < len(text) or text[place - 1].isspace() or text[place].isspace():
        return None
    begin, stop = max(0, place - _REACH), min(len(text), place + _REACH)
    for word in _COMPOUND.finditer(text, _back_to_space(text, place, begin), stop):
        if word.start() >= place:
            return None
        if word.end() > place:
            return word.span()
    return None


def _back_to_space(text: str, place: int, furthest: int) -> int:
    while place > furthest and not text[place - 1].isspace():
        place -= 1
    return place


def _is_boundary(text: str, place: int) -> bool:
    """Whether a new word, or run of spaces or signs, begins at `place`, which is within the text."""
    before, after = text[place - 1], text[place]
    if _extends(after):
        return False
    kind, next_kind = _kind(_bearer(text, place - 1)), _kind(after)
    if kind != next_kind:
        return not (_joins(text, place) or _joins(text, place - 1))
    return kind == _HAN and (after in _OPENERS or (before in _CLOSERS and after not in _CLOSERS))


def _bearer(text: str, place: int) -> str:
    """The character that the marks at `place`, if there are any, stand on."""
    furthest = max(place - _REACH, 0)
    while place > furthest and _extends(text[place]):
        place -= 1
    return text[place]


def _joins(text: str, place: int) -> bool:
    """Whether the sign at `place` is part of the word on both sides of it."""
    if not 0 < place < len(text) - 1:
        return False
    before, sign, after = text[place - 1], text[place], text[place + 1]
    if sign in "'’":
        return _kind(before) == _kind(after) == _LETTER
    return sign in ".," and before.isdigit() and after.isdigit()


@lru_cache(maxsize=1 << 14)
def _extends(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")


@lru_cache(maxsize=1 << 14)
def _kind(character: str) -> int:
    if character.isspace():
        return _SPACE
    if "\u3041" <= character <= "\u309f":
        return _HIRAGANA
    if ("\u30a1" <= character <= "\u30ff" and character != "・") or "\uff66" <= character <= "\uff9f":
        return _KATAKANA
    if unicodedata.category(character)[0] in "LN":
        return _HAN if is_han(character) else _LETTER
    return _SIGN


_CLUSTER_REACH = 128
"""How far back a cluster is followed, in code points. Longer ones are cut there.

Left to itself, wcwidth goes back to the nearest ASCII character, which a Chinese text may not have.
"""


def next_grapheme(text: str, position: int) -> int:
    """Where the grapheme that holds the code point at `position` ends; the text's end at its end."""
    if position >= len(text):
        return len(text)
    if text[position : position + 2].isascii() and text[position] != "\r":
        return position + 1
    from wcwidth import iter_graphemes

    position = max(position, 0)
    start = previous_grapheme(text, position + 1)
    return start + len(next(iter_graphemes(text[start : position + _CLUSTER_REACH])))


def previous_grapheme(text: str, position: int) -> int:
    """Where the grapheme that holds the code point before `position` begins; 0 at the text's start."""
    position = min(position, len(text))
    if position <= 0:
        return 0
    if text[position - 1].isascii() and text[position - 1] != "\n":
        return position - 1
    from wcwidth import grapheme_boundary_before

    start = max(position - _CLUSTER_REACH, 0)
    return start + grapheme_boundary_before(text[start:position], position - start)
