"""How alike two wordings are."""

import re

from rapidfuzz.distance import Indel, Levenshtein

_TOKEN = re.compile(r"[\u2e80-\U0010ffff]|[^\W\u2e80-\U0010ffff]+")
"""A word of any alphabet, or one Han character, kana or hangul."""


def likeness(folded: str, other_folded: str, original: str, other_original: str) -> float:
    """How alike two wordings are, from 0 to 1: half by their characters, half by their words.

    By characters alone a single long word would make two short passages alike.
    """
    by_characters = (
        Indel.normalized_similarity(folded, other_folded) + Levenshtein.normalized_similarity(folded, other_folded)
    ) / 2
    by_words = Indel.normalized_similarity(_tokens(original), _tokens(other_original))
    return (by_characters + by_words) / 2


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.casefold())
