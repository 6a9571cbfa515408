"""What the states of quotes mean, for people; and the words that differ between a quote and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from argmap.corpus import OpenText, Standing
from argmap.text.one_line import reading_line
from argmap.tui.panes.look import Piece

_MEANING: Final = {
    "exact": "stands in the text word for word",
    "folded": "the same words, in another dress (spacing, width, script or marks)",
    "carried": "its words have changed; history leads to the place",
    "fuzzy": "words like it stand here",
    "ambiguous": "several places fit",
    "rewritten": "other words stand in its place",
    "lost": "not found in the text",
    "unreadable": "the text cannot be read",
}

_TOKEN = re.compile(r"[^\W\u2e80-\uffff\U00020000-\U0003ffff]+|.", re.DOTALL)
"""Latin words whole, everything else code point by code point."""

_MOST_TOKENS: Final = 5_000
"""Longer wordings are shown without marking what differs, which takes time by the square of their length."""


def state_word(standing: Standing) -> str:
    """How a quote stands, in a word or two."""
    if standing.state == "ambiguous" and standing.resolution is not None:
        return f"{len(standing.resolution.candidates)} places"
    return standing.state


def meaning(standing: Standing) -> str:
    """How a quote stands and why, in a sentence."""
    if standing.resolution is None:
        return standing.fault or _MEANING["unreadable"]
    said = standing.resolution.reason or _MEANING[standing.state]
    return f"{said} ({standing.resolution.score:.0%} alike)" if standing.state == "fuzzy" else said


def words_now(opened: OpenText, standing: Standing) -> str | None:
    """The words that stand now where a quote stood, in the text of its source; None where that is not known."""
    found = standing.resolution
    if found is None or found.start is None or found.end is None:
        return None
    return opened.text[found.start : found.end]


def two_wordings(stored: str, now: str) -> tuple[list[Piece], list[Piece]] | None:
    """The stored and the present words, with what differs marked; None if they read alike."""
    from rapidfuzz.distance import Indel

    ours, theirs = (_TOKEN.findall(reading_line(words)) for words in (stored, now))
    if ours == theirs:
        return None
    if max(len(ours), len(theirs)) > _MOST_TOKENS:
        return [Piece("".join(ours))], [Piece("".join(theirs))]
    blocks = Indel.opcodes(ours, theirs)
    mine = _marked(ours, [(block.src_start, block.src_end, block.tag) for block in blocks])
    other = _marked(theirs, [(block.dest_start, block.dest_end, block.tag) for block in blocks])
    return list(mine), list(other)


def _marked(tokens: list[str], blocks: list[tuple[int, int, str]]) -> Iterator[Piece]:
    for start, end, tag in blocks:
        if start < end:
            yield Piece("".join(tokens[start:end]), "" if tag == "equal" else "changed")
