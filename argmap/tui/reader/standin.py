"""Words and sentences, roughly, until `argmap.text.segments` is there."""

from __future__ import annotations

import re

_END = re.compile(r"[。！？.!?]|(?=\n)")


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """The sentence at an offset."""
    start = max([match.end() for match in re.finditer(r"[。！？.!?]\s*|\n+", text[:offset])] or [0])
    match = _END.search(text, offset)
    return start, match.end() if match else len(text)


def paragraph_at(text: str, offset: int) -> tuple[int, int]:
    """The line at an offset."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word at an offset."""
    for match in re.finditer(r"\w+|\s+|.", text, re.S):
        if match.start() <= offset < match.end():
            return match.span()
    return offset, offset


def next_word(text: str, offset: int) -> int:
    """Where the next word begins."""
    match = re.compile(r"\w*\W*").match(text, offset)
    return match.end() if match else len(text)


def previous_word(text: str, offset: int) -> int:
    """Where the word before begins."""
    return len(re.sub(r"\w*\W*$", "", text[:offset]))
