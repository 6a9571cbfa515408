"""A passage on one line, as a person reads it."""

import re
from unicodedata import east_asian_width

_WRAPPED_LINE = re.compile(r"\s*[\n\r]\s*")
_SPACES = re.compile(r"\s+")
_HYPHENS = "-\u2010\u00ad"
_HANGUL = ("\uac00", "\ud7a3")


def reading_line(text: str) -> str:
    """The text with white space collapsed and wrapped lines joined, as they were before somebody wrapped them.

    Lines of ideographs join without a space, and a word divided at the end of a line is whole again; a hyphen
    before a capital belongs to a compound and stays. For showing only: the result is not the text's own words.
    """
    stripped = text.strip()
    if stripped.isascii() and not _WRAPPED_LINE.search(stripped):
        return _SPACES.sub(" ", stripped)
    parts = [stripped]
    for match in reversed(list(_WRAPPED_LINE.finditer(stripped))):
        head = parts.pop()
        parts += [head[match.end() :], *_joint(head[: match.start()], head[match.end()])]
    return _SPACES.sub(" ", "".join(reversed(parts)))


def _joint(before: str, following: str) -> tuple[str, str]:
    """What stands between two wrapped lines, and the first of them as it goes on."""
    last = before[-1:]
    if last in _HYPHENS and before[-2:-1].isalpha() and following.islower():
        return "", before[:-1]
    if last in _HYPHENS and before[-2:-1].isalpha() and following.isalpha():
        return "", before
    return ("" if _is_ideograph(last) and _is_ideograph(following) else " "), before


def _is_ideograph(character: str) -> bool:
    wide = east_asian_width(character) in "WF"
    return wide and not _HANGUL[0] <= character <= _HANGUL[1]
