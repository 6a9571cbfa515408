"""A passage on one line, as a person reads it."""

import re
from unicodedata import category, east_asian_width

_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_LINE_END = re.compile(f"[{_BREAKS}]")
_SPACES = re.compile(r"\s+")
_SPACES_WITH_BREAK = re.compile(rf"[^\S{_BREAKS}]*[{_BREAKS}]\s*")
_HYPHENS = "-\u2010\u00ad"
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc]")
_PICTURES = ("\U0001f000", "\U0001ffff")
"""Emoji and other symbols, which are wide and stand in texts of every script."""
_OWN_SPACE = ",.;:!?%"
"""Marks of ASCII that a space follows."""
_WINDOW = 8
"""Characters on each side of a line end among which the script of a punctuation mark is looked for."""


def reading_line(text: str) -> str:
    """The text with white space collapsed and wrapped lines joined, as they were before somebody wrapped them.

    Lines join as `joined_lines` says. For showing only: the result is not the text's own words.
    """
    stripped = text.strip()
    if stripped.isascii() and not _LINE_END.search(stripped):
        return _SPACES.sub(" ", stripped)
    return _joined(stripped, _SPACES)


def joined_lines(text: str) -> str:
    """The text with wrapped lines joined; other white space stays as it is, also at the ends.

    Lines of Chinese and Japanese join without a space, also where quotation marks or brackets end or begin them;
    Korean has spaces between its words, and a space is also left beside Latin letters and ASCII digits. A word divided
    at the end of a line is whole again; a hyphen before a capital belongs to a compound and stays.
    """
    return _joined(text, _SPACES_WITH_BREAK)


def _joined(text: str, spaces: re.Pattern[str]) -> str:
    parts: list[str] = []
    at = 0
    for run in spaces.finditer(text):
        end, joint = run.start(), " "
        if _LINE_END.search(run[0]):
            before, following = text[max(end - _WINDOW, 0) : end], text[run.end() : run.end() + _WINDOW]
            hyphen, joint = _joint(before, following)
            end -= hyphen
        parts += [text[at:end], joint]
        at = run.end()
    return "".join([*parts, text[at:]])


def _joint(before: str, following: str) -> tuple[int, str]:
    """How many characters at the end of a wrapped line go, and what stands between it and the next one."""
    last, first = before[-1:], following[:1]
    if last in _HYPHENS and before[-2:-1].isalpha() and first.islower():
        return 1, ""
    if last in _HYPHENS and before[-2:-1].isalpha() and first.isalpha():
        return 0, ""
    return 0, "" if _is_unspaced(before[::-1]) and _is_unspaced(following) else " "


def _is_unspaced(outward: str) -> bool:
    """Whether the text that begins at a line end, read away from it, is of a script that has no spaces.

    Quotation marks, brackets and dashes belong to many scripts (Unicode's East Asian Width `A` says so of “” and …):
    what counts is the next letter or digit. Full-width marks are Chinese or Japanese unless Hangul is beside them.
    """
    beyond = next((each for each in outward if not category(each).startswith(("P", "Z", "S"))), "")
    mark = outward[:1]
    if not mark or _HANGUL.match(beyond) or _PICTURES[0] <= mark <= _PICTURES[1]:
        return False
    if category(mark)[0] not in "PS" or mark in _OWN_SPACE or not beyond:
        return _is_wide(mark)
    return _is_wide(mark) or _is_wide(beyond)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WFH"
