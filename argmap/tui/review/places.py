"""The places where a quote may stand, each with its words and its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from argmap.corpus import OpenText
from argmap.tui.review.cases import Case
from argmap.tui.review.sureness import likeness, sureness

MOST_PLACES: Final = 9
"""A person compares no more."""

_TELLING: Final = 4
"""Code points of words below which like words elsewhere tell nothing."""

_CONTEXT: Final = 120
"""Code points shown on either side of a place."""
_PARAGRAPHS: Final = 2
"""Paragraphs shown of these."""
_BLANK_LINES: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of the text as it is now."""

    start: int
    """Its first code point."""
    end: int
    """The code point after it."""
    line: int
    """The line it begins in, from 1."""
    words: str
    sureness: str
    """How like the quote it is, in words."""

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""
        return self.start, self.end


def places(case: Case) -> tuple[Place, ...]:
    """Where a quote stands or may stand, the likeliest place first; no two have most of their words in common."""
    opened = case.opened
    if opened is None:
        return ()
    found: list[Place] = []
    for start, end, sure in _spans(case, opened):
        if not any(_much_the_same((start, end), other.span) for other in found):
            found.append(Place(start, end, opened.line_at(start), opened.text[start:end], sure))
        if len(found) == MOST_PLACES:
            break
    return tuple(found)


def _much_the_same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether half of all code points of two passages are in both."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= max(one[1], other[1]) - min(one[0], other[0])


def _spans(case: Case, opened: OpenText) -> Iterator[tuple[int, int, str]]:
    resolution = case.standing.resolution
    if resolution is None:
        return
    if resolution.start is not None and resolution.end is not None and resolution.start < resolution.end:
        yield resolution.start, resolution.end, sureness(case)
    for candidate in resolution.candidates:
        words = opened.text[candidate.start : candidate.end]
        yield candidate.start, candidate.end, likeness(case.quote.text, words, candidate.score)
    if len(case.quote.text) >= _TELLING:
        for candidate in opened.resolver.alike(case.quote.text):
            words = opened.text[candidate.start : candidate.end]
            yield candidate.start, candidate.end, likeness(case.quote.text, words, candidate.score)


def surroundings(text: str, span: tuple[int, int]) -> tuple[list[str], list[str]]:
    """The paragraphs, or parts of them, before and after a passage, those beside it among them."""
    start, end = span
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    cut_before = "…" if start > _CONTEXT else ""
    cut_after = "…" if end + _CONTEXT < len(text) else ""
    return _paragraphs(f"{cut_before}{before}")[-_PARAGRAPHS:], _paragraphs(f"{after}{cut_after}")[:_PARAGRAPHS]


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in _BLANK_LINES.split(text) if paragraph.strip(" \n…")]
