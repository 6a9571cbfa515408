"""Ids: the readable ASCII names by which sources, claims and quotes refer to one another, and names typed wrongly."""

import re
from collections.abc import Container, Iterable

ID_PATTERN = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
"""An id: lower-case ASCII letters and digits, in words joined by single `-` or `_`."""

LONGEST_ID = 80
"""Code points an id may have; longer ones stop being names that a reviewer can say."""

_WHOLE_ID = re.compile(ID_PATTERN)
_WORD = re.compile(r"[a-z0-9]+")
_SYLLABLE_START = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SLUG_LENGTH = 40
_WORD_BREAK = re.compile(r"[-_.\s]+")
_SHORTEST_MISTYPED = 4
"""Characters of a word in which one wrong character is taken for a slip: three letters differ too often in meaning."""
_TRIED_IN_TURN = 100


def is_id(text: str) -> bool:
    """Whether `text` can be an id."""
    return len(text) <= LONGEST_ID and _WHOLE_ID.fullmatch(text) is not None


def slug(text: str, taken: Container[str] = (), *, fallback: str = "item") -> str:
    """A readable id for `text` that is not in `taken`.

    Text in any script is transliterated ("出口管制" gives "chu-kou-guan-zhi"); words are kept whole up to
    about 40 code points. A number is added where the id is taken; `fallback` serves where nothing is left.
    """
    from anyascii import anyascii

    latin = _SYLLABLE_START.sub("-", anyascii(text)) if not text.isascii() else text
    base = ""
    for word in _WORD.findall(latin.replace("'", "").lower()):
        longer = f"{base}-{word}" if base else word[:_SLUG_LENGTH]
        if len(longer) > _SLUG_LENGTH:
            break
        base = longer
    base = base or fallback
    return base if base not in taken else f"{base}-{_free_number(base, taken)}"


def _free_number(base: str, taken: Container[str]) -> int:
    """A number that makes another id of `base`: the first that is free, or after many one that follows a taken one.

    Many are not tried one by one, so that n elements with the same words take no time in proportion to n².
    """
    for number in range(2, _TRIED_IN_TURN):
        if f"{base}-{number}" not in taken:
            return number
    step = _TRIED_IN_TURN
    while f"{base}-{step}" in taken:
        step *= 2
    last, free = step // 2, step
    while free - last > 1:
        middle = (last + free) // 2
        last, free = (middle, free) if f"{base}-{middle}" in taken else (last, middle)
    return free


def meant(typed: str, known: Iterable[str]) -> str | None:
    """The one of `known` names that `typed` was meant to be, if only a slip of typing lies between the two.

    A slip is another case, other marks between the words, or, in one word of four letters or more, one letter too
    many, too few, wrong, or two that changed places (an OSA distance of 1). The number of words, the first letter of
    each, and all digits must be the same: `not-extended` is not proposed for `extended`, nor `law-2018` for
    `law-2019`, nor `--tag` for `--untag`, as these mean something else. None too where two names are as likely.
    """
    near = {name: distance for name in known if (distance := _slip(typed, name)) is not None}
    closest = [name for name, distance in near.items() if distance == min(near.values())]
    return closest[0] if len(closest) == 1 else None


def _slip(typed: str, name: str) -> int | None:
    """0 where only case and marks between words differ, 1 for one slip in one word, else None."""
    from rapidfuzz.distance import OSA

    words, right = _words_in(typed), _words_in(name)
    if "".join(words) == "".join(right):
        return 0 if words else None
    if len(words) != len(right):
        return None
    (one, other), *more = [pair for pair in zip(words, right, strict=True) if pair[0] != pair[1]]
    digits = [re.sub(r"\D", "", word) for word in (one, other)]
    if more or one[0] != other[0] or digits[0] != digits[1] or max(len(one), len(other)) < _SHORTEST_MISTYPED:
        return None
    return 1 if OSA.distance(one, other, score_cutoff=1) == 1 else None


def _words_in(name: str) -> list[str]:
    return [word for word in _WORD_BREAK.split(name.casefold()) if word]
