"""A passage on one line, as a person reads it."""

import re
from unicodedata import east_asian_width

_LINE_END = re.compile(r"[\n\r]")
_SPACES = re.compile(r"\s+")
_HYPHENS = "-\u2010\u00ad"
_HANGUL = ("\uac00", "\ud7a3")


def reading_line(text: str) -> str:
    """The text with white space collapsed and wrapped lines joined, as they were before somebody wrapped them.

    Lines of ideographs join without a space, and a word divided at the end of a line is whole again; a hyphen
    before a capital belongs to a compound and stays. For showing only: the result is not the text's own words.
    """
    stripped = text.strip()
    if stripped.isascii() and not _LINE_END.search(stripped):
        return _SPACES.sub(" ", stripped)
    parts: list[str] = []
    at = 0
    for run in _SPACES.finditer(stripped):
        end, joint = run.start(), " "
        if _LINE_END.search(run[0]):
            hyphen, joint = _joint(stripped[max(end - 2, 0) : end], stripped[run.end()])
            end -= hyphen
        parts += [stripped[at:end], joint]
        at = run.end()
    return "".join([*parts, stripped[at:]])


def _joint(before: str, following: str) -> tuple[int, str]:
    """How many characters at the end of a wrapped line go, and what stands between it and the next one."""
    last = before[-1:]
    if last in _HYPHENS and before[-2:-1].isalpha() and following.islower():
        return 1, ""
    if last in _HYPHENS and before[-2:-1].isalpha() and following.isalpha():
        return 0, ""
    return 0, "" if _is_ideograph(last) and _is_ideograph(following) else " "


def _is_ideograph(character: str) -> bool:
    wide = east_asian_width(character) in "WF"
    return wide and not _HANGUL[0] <= character <= _HANGUL[1]
