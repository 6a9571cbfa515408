"""Ids: the readable ASCII names by which sources, claims and quotes refer to one another."""

import re
from collections.abc import Container

ID_PATTERN = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
"""An id: lower-case ASCII letters and digits, in words joined by single `-` or `_`."""

LONGEST_ID = 80
"""Code points an id may have; longer ones stop being names that a reviewer can say."""

_WHOLE_ID = re.compile(ID_PATTERN)
_WORD = re.compile(r"[a-z0-9]+")
_SYLLABLE_START = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SLUG_LENGTH = 40


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
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
